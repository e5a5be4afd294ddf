namespace AlpToolkit.Plotting;

/// <summary>Frame, axes and legend of a panel, and its layers between them.</summary>
internal sealed class PanelDrawing
{
    private const double Left = 78, Top = 34, Bottom = 58, Right = 22, PlotWidth = 400, PlotHeight = 320, BarWidth = 14, BarRoom = 82;
    private const double LabelSize = 15, TickSize = 12.5, LegendSize = 12.5, LegendStep = 18, LegendSample = 26;

    private readonly Panel _panel;
    private readonly HeatMap[] _maps;
    private readonly Layer[] _legend;

    public PanelDrawing(Panel panel)
    {
        panel.X.Check();
        panel.Y.Check();
        _panel = panel;
        _maps = [.. panel.Layers.OfType<HeatMap>()];
        foreach (HeatMap map in _maps)
        {
            map.Colours.Check();
        }

        _legend = [.. panel.Layers.Where(l => l.Legend.Length > 0)];
    }

    public double Width => Left + PlotWidth + Right + _maps.Length * BarRoom + (_panel.Legend == Corner.Outside ? LegendWidth + 8 : 0);

    public static double Height => Top + PlotHeight + Bottom;

    private double LegendWidth => _legend.Length == 0 ? 0 : LegendSample + 18 + LegendSize * 1.06 * _legend.Max(l => MathText.Width(l.Legend));

    public void DrawOn(SvgText svg, string id)
    {
        svg.Raw($"<clipPath id=\"{id}\"><rect x=\"{SvgText.N(Left)}\" y=\"{SvgText.N(Top)}\" width=\"{SvgText.N(PlotWidth)}\" height=\"{SvgText.N(PlotHeight)}\"/></clipPath>");
        svg.Raw($"<g clip-path=\"url(#{id})\">");
        LayerDrawing layers = new(svg, _panel, Left, Top, PlotWidth, PlotHeight);
        foreach (Layer layer in _panel.Layers)
        {
            layers.Draw(layer);
        }

        svg.Raw("</g>");
        DrawAxes(svg);
        for (int i = 0; i < _maps.Length; i++)
        {
            DrawColourBar(svg, _maps[i], Left + PlotWidth + 14 + i * BarRoom);
        }

        DrawLegend(svg);
        if (_panel.Title.Length > 0)
        {
            svg.Text(Left + PlotWidth / 2, Top - 12, _panel.Title, LabelSize, "middle");
        }
    }

    private void DrawAxes(SvgText svg)
    {
        svg.Rectangle(Left, Top, PlotWidth, PlotHeight, "none", Palette.Black);
        foreach (Tick tick in AxisTicks.Of(_panel.X))
        {
            double x = Left + PlotWidth * _panel.X.Position(tick.Value), size = tick.Label.Length > 0 ? 7 : 4;
            svg.Line(x, Top + PlotHeight, x, Top + PlotHeight - size, Palette.Black);
            svg.Line(x, Top, x, Top + size, Palette.Black);
            svg.Text(x, Top + PlotHeight + 18, tick.Label, TickSize, "middle");
        }

        double widest = 0;
        foreach (Tick tick in AxisTicks.Of(_panel.Y))
        {
            double y = Top + PlotHeight * (1 - _panel.Y.Position(tick.Value)), size = tick.Label.Length > 0 ? 7 : 4;
            svg.Line(Left, y, Left + size, y, Palette.Black);
            svg.Line(Left + PlotWidth, y, Left + PlotWidth - size, y, Palette.Black);
            svg.Text(Left - 7, y + TickSize * 0.35, tick.Label, TickSize, "end");
            widest = Math.Max(widest, MathText.Width(tick.Label) * TickSize);
        }

        svg.Text(Left + PlotWidth / 2, Top + PlotHeight + 44, _panel.X.Label, LabelSize, "middle");
        svg.Text(Math.Max(16, Left - widest - 18), Top + PlotHeight / 2, _panel.Y.Label, LabelSize, "middle", 90);
    }

    private static void DrawColourBar(SvgText svg, HeatMap map, double x)
    {
        const int Slices = 64;
        for (int i = 0; i < Slices; i++)
        {
            svg.Rectangle(x, Top + PlotHeight * (1 - (i + 1.0) / Slices), BarWidth, PlotHeight / Slices + 0.5, Palette.At(map.Scale, (i + 0.5) / Slices));
        }

        svg.Rectangle(x, Top, BarWidth, PlotHeight, "none", Palette.Black);
        double widest = 0;
        foreach (Tick tick in AxisTicks.Of(map.Colours))
        {
            double y = Top + PlotHeight * (1 - map.Colours.Position(tick.Value));
            svg.Line(x + BarWidth, y, x + BarWidth - (tick.Label.Length > 0 ? 6 : 3), y, Palette.Black);
            svg.Text(x + BarWidth + 4, y + TickSize * 0.35, tick.Label, TickSize);
            widest = Math.Max(widest, MathText.Width(tick.Label) * TickSize);
        }

        svg.Text(x + BarWidth + widest + 20, Top + PlotHeight / 2, map.Colours.Label, TickSize + 0.5, "middle", 90);
    }

    private void DrawLegend(SvgText svg)
    {
        if (_legend.Length == 0)
        {
            return;
        }

        double width = LegendWidth, height = _legend.Length * LegendStep + 6;
        double x = _panel.Legend switch
        {
            Corner.TopLeft or Corner.BottomLeft => Left + 10,
            Corner.Outside => Left + PlotWidth + Right + _maps.Length * BarRoom,
            _ => Left + PlotWidth - width - 10,
        };
        double y = _panel.Legend is Corner.BottomLeft or Corner.BottomRight ? Top + PlotHeight - height - 10 : Top + 10;
        svg.Rectangle(x - 4, y, width, height, "#ffffff", opacity: 0.8);
        for (int i = 0; i < _legend.Length; i++)
        {
            double middle = y + 3 + (i + 0.5) * LegendStep;
            LayerDrawing.Sample(svg, _legend[i], x, middle, LegendSample);
            svg.Text(x + LegendSample + 6, middle + LegendSize * 0.35, _legend[i].Legend, LegendSize);
        }
    }
}
