using System.Text.RegularExpressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Core.Results;

/// <summary>
/// An axis as it is written in a pipeline: <c>100 from 0 to 5.29 GeV</c>, <c>50 logarithmic from 0.01 to 10 GeV</c>,
/// <c>relative 2 % from 0.05 to 10.58 GeV</c>, <c>edges 0 0.5 1 2 GeV</c>. A number without a unit has the unit after it.
/// <c>relative 2 %</c> alone runs from <see cref="DefaultLow"/> to √s.
/// </summary>
public sealed partial class Binning : ITextOption<Binning>
{
    /// <summary>Where <c>relative 2 %</c> begins when no range is written, GeV.</summary>
    public const double DefaultLow = 0.05;

    private readonly Kind _kind;
    private readonly int _bins;
    private readonly double _relativeWidth;
    private readonly double[] _edges;
    private readonly Dimension? _dimension;

    private Binning(string text, Kind kind, int bins, double relativeWidth, double[] edges, Dimension? dimension)
    {
        Text = text;
        _kind = kind;
        _bins = bins;
        _relativeWidth = relativeWidth;
        _edges = edges;
        _dimension = dimension;
    }

    private enum Kind
    {
        Regular,
        Logarithmic,
        Relative,
        Edges,
    }

    /// <inheritdoc/>
    public static string Grammar =>
        "'100 from 0 to 5.29 GeV', '50 logarithmic from 0.01 to 10 GeV', 'relative 2 % from 0.05 to 10.58 GeV', 'relative 2 %' or 'edges 0 0.5 1 2 GeV'";

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public static Binning Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] words = text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        Binning binning = words switch
        {
            ["edges", .. string[] rest] => OfEdges(text, rest),
            ["relative", .. string[] rest] => OfRelativeWidth(text, rest),
            [string count, "logarithmic", "from", .. string[] range] => OfCount(text, Kind.Logarithmic, count, range),
            [string count, "from", .. string[] range] => OfCount(text, Kind.Regular, count, range),
            _ => throw new FormatException($"'{text}' is no binning: expected {Grammar}"),
        };
        try
        {
            if (binning._edges.Length > 0)
            {
                binning.Make(binning._edges, "");
            }
        }
        catch (ArgumentException wrong)
        {
            throw Wrong(text, wrong.Message.Split(" (Parameter", 2)[0]);
        }

        return binning;
    }

    /// <summary>The axis, once it is known what it shows.</summary>
    /// <param name="dimension">What the values measure; null when not known.</param>
    /// <param name="sqrtS">Centre-of-mass energy, GeV, the end of <c>relative 2 %</c>; null when the pipeline states none.</param>
    /// <exception cref="FormatException">The unit does not fit, or √s is needed and not known.</exception>
    public Axis ToAxis(Dimension? dimension, double? sqrtS)
    {
        if (dimension is { } values && _dimension is { } written && values != written)
        {
            throw Wrong(Text, $"the bins are in {NameOf(written)} and the values are {NameOf(values)}");
        }

        if (_edges.Length > 0)
        {
            return Make(_edges, (dimension ?? _dimension)?.UnitText ?? "");
        }

        Dimension energy = new(1);
        if (dimension is { } other && other != energy)
        {
            throw Wrong(Text, $"without a range the bins run from {DefaultLow} GeV to sqrt(s), and the values are {NameOf(other)}. Write a range: 'relative 2 % from … to …'");
        }

        double end = sqrtS ?? throw Wrong(Text, $"without a range the bins end at sqrt(s), and the pipeline states no beams. Write '{Text} from {DefaultLow} to … GeV', or 'beams: {{ sqrt_s: 10.58 GeV }}' in the pipeline");
        return Make([DefaultLow, end], energy.UnitText);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string NameOf(Dimension dimension) =>
        dimension == Dimension.None ? "pure numbers" : $"{dimension.Name} ({dimension.UnitText})";

    private static FormatException Wrong(string text, string why) => new($"bins '{text}': {why}");

    private static Binning OfEdges(string text, string[] words)
    {
        if (words.Length < 2)
        {
            throw Wrong(text, "an axis needs at least two edges");
        }

        (double[] edges, Dimension? dimension) = Quantities(text, words);
        return new Binning(text, Kind.Edges, 0, 0, edges, dimension);
    }

    private static Binning OfCount(string text, Kind kind, string count, string[] range)
    {
        if (!int.TryParse(count, out int bins))
        {
            throw Wrong(text, $"'{count}' is not a whole number of bins. Expected {Grammar}");
        }

        (double[] edges, Dimension? dimension) = Range(text, range);
        return new Binning(text, kind, bins, 0, edges, dimension);
    }

    private static Binning OfRelativeWidth(string text, string[] words)
    {
        int from = Array.IndexOf(words, "from");
        string width = string.Join(' ', from < 0 ? words : words[..from]);
        if (!Quantity.TryParse(width, out Quantity relative, out string? error))
        {
            throw Wrong(text, error ?? $"expected {Grammar}");
        }

        if (relative.Dimension is { } wrong && wrong != Dimension.None)
        {
            throw Wrong(text, $"a relative width is a pure number, such as '2 %'; '{width}' is {NameOf(wrong)}");
        }

        if (!(relative.Value is > 0 and <= 1))
        {
            throw Wrong(text, $"a relative width is above 0 and at most 100 %; '{width}' is not");
        }

        (double[] edges, Dimension? dimension) = from < 0 ? ([], null) : Range(text, words[(from + 1)..]);
        return new Binning(text, Kind.Relative, 0, relative.Value, edges, dimension);
    }

    private static (double[] Edges, Dimension? Dimension) Range(string text, string[] words)
    {
        int to = Array.IndexOf(words, "to");
        if (to < 1 || to == words.Length - 1)
        {
            throw Wrong(text, $"expected a range 'from … to …'. Write {Grammar}");
        }

        (double[] edges, Dimension? dimension) = Quantities(text, [.. words[..to], .. words[(to + 1)..]]);
        return edges.Length == 2 ? (edges, dimension) : throw Wrong(text, "a range has one number before 'to' and one after it");
    }

    // A number without a unit takes that of the number after it: 0 to 10 GeV.
    private static (double[] Values, Dimension? Dimension) Quantities(string text, string[] words)
    {
        List<(string Number, string Unit)> written = Split(text, words);
        double[] values = new double[written.Count];
        Dimension? dimension = null;
        string unit = "";
        for (int i = values.Length - 1; i >= 0; i--)
        {
            unit = written[i].Unit.Length > 0 ? written[i].Unit : unit;
            if (!Quantity.TryParse($"{written[i].Number} {unit}", out Quantity quantity, out string? error))
            {
                throw Wrong(text, error!);
            }

            if (i < values.Length - 1 && quantity.Dimension != dimension)
            {
                throw Wrong(text, $"the unit '{unit}' does not fit that of the number after it. A number without a unit takes the one after it, so the last needs one");
            }

            dimension = quantity.Dimension;
            values[i] = quantity.Value;
        }

        return (values, dimension);
    }

    private static List<(string Number, string Unit)> Split(string text, string[] words)
    {
        List<(string Number, string Unit)> split = [];
        foreach (string word in words)
        {
            Match match = NumberWithUnit().Match(word);
            if (match.Success)
            {
                split.Add((match.Groups[1].Value, match.Groups[2].Value));
            }
            else if (split.Count > 0 && split[^1].Unit.Length == 0)
            {
                split[^1] = (split[^1].Number, word);
            }
            else
            {
                throw Wrong(text, $"'{word}' is not a number. Expected {Grammar}");
            }
        }

        return split;
    }

    [GeneratedRegex(@"^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberWithUnit();

    private Axis Make(ReadOnlySpan<double> edges, string units) => _kind switch
    {
        Kind.Regular => Axis.Regular(_bins, edges[0], edges[1], units),
        Kind.Logarithmic => Axis.Logarithmic(_bins, edges[0], edges[1], units),
        Kind.Relative => Axis.RelativeWidth(_relativeWidth, edges[0], edges[1], units),
        _ => Axis.Variable(edges, units),
    };
}
