using System.Globalization;
using System.Security;
using System.Text;

namespace AlpToolkit.Plotting;

/// <summary>SVG elements as text: pixels with two digits, so that the same figure is the same bytes everywhere.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    public void Raw(string element) => _text.Append(element).Append('\n');

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1, LineStyle style = LineStyle.Solid, double opacity = 1) =>
        Raw($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{colour}\" stroke-width=\"{N(width)}\"{Dashes(style, width)}{Opacity("stroke-opacity", opacity)}/>");

    public void Polyline(IReadOnlyList<(double X, double Y)> points, string colour, double width, LineStyle style)
    {
        if (points.Count > 1)
        {
            Raw($"<polyline points=\"{Points(points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{N(width)}\" stroke-linejoin=\"round\"{Dashes(style, width)}/>");
        }
    }

    public void Polygon(IReadOnlyList<(double X, double Y)> points, string colour, double opacity) =>
        Raw($"<polygon points=\"{Points(points)}\" fill=\"{colour}\"{Opacity("fill-opacity", opacity)}/>");

    public void Rectangle(double x, double y, double width, double height, string fill, string stroke = "none", double opacity = 1) =>
        Raw($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{fill}\" stroke=\"{stroke}\"{Opacity("fill-opacity", opacity)}/>");

    public void Circle(double x, double y, double radius, string fill) => Raw($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" fill=\"{fill}\"/>");

    public void Text(double x, double y, string markup, double size, string anchor = "start", double angle = 0, string colour = Palette.Black)
    {
        string rotation = angle != 0 ? $" transform=\"rotate({N(-angle)} {N(x)} {N(y)})\"" : "";
        Raw($"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\" text-anchor=\"{anchor}\" xml:space=\"preserve\"{(colour == Palette.Black ? "" : $" fill=\"{colour}\"")}{rotation}>{MathText.ToSvg(markup, size)}</text>");
    }

    public override string ToString() => _text.ToString();

    public static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture) is "-0" ? "0" : Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Escape(string text) => SecurityElement.Escape(text);

    private static string Points(IReadOnlyList<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"));

    private static string Opacity(string name, double value) => value < 1 ? $" {name}=\"{N(value)}\"" : "";

    private static string Dashes(LineStyle style, double width) => style switch
    {
        LineStyle.Dashed => $" stroke-dasharray=\"{N(4 * width)} {N(2.5 * width)}\"",
        LineStyle.Dotted => $" stroke-dasharray=\"{N(width)} {N(1.8 * width)}\"",
        LineStyle.DashDotted => $" stroke-dasharray=\"{N(5 * width)} {N(2 * width)} {N(width)} {N(2 * width)}\"",
        _ => "",
    };
}
