using System.Globalization;
using System.Security;
using System.Text;

namespace AlpToolkit.Plotting;

/// <summary>
/// Labels with indices, as <c>m_{ee}^{τ} [GeV]</c>: <c>_{…}</c> sets below, <c>^{…}</c> above the line, both after one symbol stand above
/// each other; a letter that carries an index is italic. Any other character is itself; <see cref="Literal"/> protects a text.
/// </summary>
public static class MathText
{
    private const double IndexSize = 0.7, Below = 0.3, Above = -0.45;

    /// <summary>Markup that shows a text as it is.</summary>
    /// <param name="text">Any text.</param>
    public static string Literal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("_{", "_\u200b{", StringComparison.Ordinal).Replace("^{", "^\u200b{", StringComparison.Ordinal);
    }

    /// <summary>Content of an SVG text element.</summary>
    /// <param name="markup">The label.</param>
    /// <param name="size">Size of the font, pixels.</param>
    internal static string ToSvg(string markup, double size)
    {
        StringBuilder svg = new();
        double shift = 0;
        foreach (Run run in Runs(markup))
        {
            double offset = run.Level switch { < 0 => Below * size, > 0 => Above * size, _ => 0 };
            StringBuilder attributes = new();
            if (run.Back != 0)
            {
                attributes.Append(CultureInfo.InvariantCulture, $" dx=\"{-run.Back * size:0.##}\"");
            }

            if (offset != shift)
            {
                attributes.Append(CultureInfo.InvariantCulture, $" dy=\"{offset - shift:0.##}\"");
                shift = offset;
            }

            if (run.Level != 0)
            {
                attributes.Append(CultureInfo.InvariantCulture, $" font-size=\"{IndexSize * size:0.##}\"");
            }

            if (run.IsItalic)
            {
                attributes.Append(" font-style=\"italic\"");
            }

            string text = SecurityElement.Escape(run.Text);
            svg.Append(attributes.Length > 0 ? $"<tspan{attributes}>{text}</tspan>" : text);
        }

        return svg.ToString();
    }

    /// <summary>About how wide a label is, in units of the font's size.</summary>
    internal static double Width(string markup)
    {
        double width = 0;
        foreach (Run run in Runs(markup))
        {
            width += WidthOf(run) - run.Back;
        }

        return width;
    }

    private static List<Run> Runs(string markup)
    {
        List<Run> runs = [];
        StringBuilder plain = new();
        double forward = 0;
        int at = 0;
        while (at < markup.Length)
        {
            int end = at + 1 < markup.Length && markup[at] is '_' or '^' && markup[at + 1] == '{' ? markup.IndexOf('}', at) : -1;
            if (end < 0)
            {
                plain.Append(markup[at++]);
                continue;
            }

            bool carriesIndex = plain.Length > 0;
            if (carriesIndex)
            {
                bool isSymbol = char.IsLetter(plain[^1]) && (plain.Length == 1 || !char.IsLetter(plain[^2]));
                int head = isSymbol ? plain.Length - 1 : plain.Length;
                Add(runs, plain.ToString(0, head), 0, ref forward, false);
                Add(runs, plain.ToString(head, plain.Length - head), 0, ref forward, isSymbol);
                plain.Clear();
            }

            // A second index of the same symbol starts where the first one did.
            double back = !carriesIndex && runs.Count > 0 && runs[^1].Level != 0 ? WidthOf(runs[^1]) : 0;
            double move = back > 0 ? -back : forward;
            Add(runs, markup[(at + 2)..end], markup[at] == '_' ? -1 : 1, ref move, false);

            // What follows leaves room for the longer of the two.
            forward = back > 0 && end > at + 2 ? Math.Max(0, back - WidthOf(runs[^1])) : 0;
            at = end + 1;
        }

        Add(runs, plain.ToString(), 0, ref forward, false);
        return runs;
    }

    private static void Add(List<Run> runs, string text, int level, ref double move, bool isItalic)
    {
        if (text.Length > 0)
        {
            runs.Add(new Run(text, level, -move, isItalic));
            move = 0;
        }
    }

    private static double WidthOf(in Run run)
    {
        double width = 0;
        foreach (char c in run.Text)
        {
            width += c switch
            {
                'i' or 'j' or 'l' or 't' or 'f' or 'I' or '.' or ',' or ':' or ';' or '|' or '\'' or '(' or ')' or '[' or ']' or ' ' or '/' => 0.3,
                'm' or 'w' or 'M' or 'W' or '−' or '+' or '=' or '<' or '>' or '→' => 0.85,
                '\u200b' => 0,
                '\u2009' => 0.15,
                >= 'A' and <= 'Z' => 0.68,
                _ => 0.57,
            };
        }

        return run.Level == 0 ? width : width * IndexSize;
    }

    // Back: width to go back before it is drawn, negative to go forward, in units of the font's size.
    private readonly record struct Run(string Text, int Level, double Back, bool IsItalic);
}
