namespace AlpToolkit.Plotting;

/// <summary>Puts panels beside each other.</summary>
internal static class FigureDrawing
{
    public static string Draw(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        PanelDrawing[] panels = [.. figure.Panels.Select(p => new PanelDrawing(p))];
        int columns = Math.Max(1, Math.Min(figure.Columns, panels.Length));
        double[] widths = [.. Enumerable.Range(0, columns).Select(c => panels.Where((_, i) => i % columns == c).Max(p => p.Width))];
        double[] heights = [.. panels.Chunk(columns).Select(_ => PanelDrawing.Height)];
        SvgText svg = new();
        (double width, double height) = (widths.Sum(), heights.Sum());
        svg.Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{SvgText.N(width)}\" height=\"{SvgText.N(height)}\" viewBox=\"0 0 {SvgText.N(width)} {SvgText.N(height)}\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\" shape-rendering=\"geometricPrecision\">");
        svg.Raw($"<title>{SvgText.Escape(figure.Title)}</title>");
        if (figure.Provenance.Length > 0)
        {
            svg.Raw($"<desc>{SvgText.Escape(figure.Provenance)}</desc>");
        }

        svg.Rectangle(0, 0, width, height, "#ffffff");
        for (int i = 0; i < panels.Length; i++)
        {
            svg.Raw($"<g transform=\"translate({SvgText.N(widths.Take(i % columns).Sum())} {SvgText.N(heights.Take(i / columns).Sum())})\">");
            panels[i].DrawOn(svg, $"panel{i + 1}");
            svg.Raw("</g>");
        }

        svg.Raw("</svg>");
        return svg.ToString();
    }
}
