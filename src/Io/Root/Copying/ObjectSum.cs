using System.Globalization;
using System.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>Adds objects of several files as ROOT's Merge does: bins of histograms, points of graphs, values of parameters.</summary>
internal static class ObjectSum
{
    private static readonly string[] s_axes = ["fXaxis", "fYaxis", "fZaxis"];

    private static readonly string[] s_sums =
        ["fEntries", "fTsumw", "fTsumw2", "fTsumwx", "fTsumwx2", "fTsumwy", "fTsumwy2", "fTsumwxy", "fTsumwz", "fTsumwz2", "fTsumwxz", "fTsumwyz", "fTsumwt", "fTsumwt2"];

    private static readonly string[] s_points = ["fX", "fY", "fEX", "fEY", "fEXlow", "fEXhigh", "fEYlow", "fEYhigh"];

    /// <summary>True for classes whose objects add up.</summary>
    public static bool IsAdditive(string className) => IsHistogram(className) || IsGraph(className) || className == "TEfficiency" || className.StartsWith("TParameter<", StringComparison.Ordinal);

    /// <summary>Adds an object to another of its class.</summary>
    /// <param name="sum">Takes the sum.</param>
    /// <param name="other">What is added.</param>
    /// <param name="place">Where that comes from.</param>
    /// <param name="losses">Takes what the sum does not hold, in words.</param>
    /// <exception cref="PluginException">They cannot be added: other axes, or something that is not understood.</exception>
    public static void Add(RootObject sum, RootObject other, RootPlace place, ICollection<string> losses)
    {
        if ((sum.Unread ?? other.Unread) is { } unread)
        {
            throw RootErrors.NotSupported(place, $"adding objects with {unread}", "Leave it out.");
        }

        switch (sum.ClassName)
        {
            case "TEfficiency":
                AddHistogram(Inner(sum, "fTotalHistogram", place), Inner(other, "fTotalHistogram", place), place, losses);
                AddHistogram(Inner(sum, "fPassedHistogram", place), Inner(other, "fPassedHistogram", place), place, losses);
                break;
            case var name when IsHistogram(name):
                AddHistogram(sum, other, place, losses);
                break;
            case var name when IsGraph(name):
                AddGraph(sum, other);
                break;
            default:
                AddParameter(sum, other, place);
                break;
        }
    }

    private static bool IsHistogram(string className) => className is "TProfile" or "TProfile2D" or "TProfile3D"
        || (className is ['T', 'H', '1' or '2' or '3', 'C' or 'S' or 'I' or 'L' or 'F' or 'D']);

    private static bool IsGraph(string className) => className is "TGraph" or "TGraphErrors" or "TGraphAsymmErrors";

    private static RootObject Inner(RootObject item, string member, RootPlace place) => item.Object(member) ?? throw RootErrors.Damaged(place, $"a {item.ClassName} without {member}");

    private static void AddHistogram(RootObject sum, RootObject other, RootPlace place, ICollection<string> losses)
    {
        const uint isAverage = 1 << 18;
        CheckAxes(sum, other, place);
        if (((sum.Integer("fBits") | other.Integer("fBits")) & isAverage) != 0)
        {
            throw RootErrors.NotSupported(place, "adding histograms that are averages", "Leave it out.");
        }

        if (sum.Numbers("fBuffer") is [> 0, ..] || other.Numbers("fBuffer") is [> 0, ..])
        {
            throw RootErrors.NotSupported(place, "adding histograms with entries that are not in bins yet", "Write it again after BufferEmpty().");
        }

        // One without squares of weights has the contents for them: its weights are 1.
        double[] squares = Squares(sum), otherSquares = Squares(other);
        if (squares.Length > 0 || otherSquares.Length > 0)
        {
            double[] total = squares.Length > 0 ? squares : sum.Numbers("fArray"), added = otherSquares.Length > 0 ? otherSquares : other.Numbers("fArray");
            Set(Inner(sum, "fSumw2", place), Sum(total, added, place));
        }

        AddProfile(sum, other, place, losses);
        sum.Set("fArray", (sum.Members.GetValueOrDefault("fArray"), other.Members.GetValueOrDefault("fArray")) switch
        {
            (double[] a, double[] b) => Sum(a, b, place),
            (float[] a, float[] b) => Sum(a, b, place),
            (int[] a, int[] b) => Saturating(a, b, place, losses),
            (long[] a, long[] b) => Saturating(a, b, place, losses),
            (short[] a, short[] b) => Saturating(a, b, place, losses),
            (sbyte[] a, sbyte[] b) => Saturating(a, b, place, losses),
            _ => throw RootErrors.Damaged(place, $"a {sum.ClassName} without bins"),
        });
        foreach (string member in s_sums.Where(sum.Members.ContainsKey))
        {
            sum.Set(member, sum.Number(member) + other.Number(member));
        }
    }

    private static void AddProfile(RootObject sum, RootObject other, RootPlace place, ICollection<string> losses)
    {
        if (sum.Object("fBinEntries") is not { } weights || other.Object("fBinEntries") is not { } otherWeights)
        {
            return;
        }

        if (sum.Object("fBinSumw2") is { } squares && other.Object("fBinSumw2") is { } otherSquares
            && (squares.Numbers("fArray"), otherSquares.Numbers("fArray")) is var (a, b) && (a.Length > 0 || b.Length > 0))
        {
            // Sums of squared weights are left out where all weights are 1: they are the sums of weights then.
            Set(squares, Sum(a.Length > 0 ? a : weights.Numbers("fArray"), b.Length > 0 ? b : otherWeights.Numbers("fArray"), place));
        }

        Set(weights, Sum(weights.Numbers("fArray"), otherWeights.Numbers("fArray"), place));
        if (sum.Integer("fErrorMode") != other.Integer("fErrorMode"))
        {
            losses.Add($"its errors are those of the first file (fErrorMode {sum.Integer("fErrorMode")}), and {place.File} has others ({other.Integer("fErrorMode")})");
        }
    }

    private static void AddGraph(RootObject sum, RootObject other)
    {
        foreach (string member in s_points.Where(sum.Members.ContainsKey))
        {
            sum.Set(member, (double[])[.. sum.Numbers(member), .. other.Numbers(member)]);
        }

        sum.Set("fNpoints", sum.Numbers("fX").Length);

        // The frame that it was drawn in does not fit any more; ROOT makes another.
        sum.Set("fHistogram", null);
    }

    // Bits of TParameter say how; without one of them values are added.
    private static void AddParameter(RootObject sum, RootObject other, RootPlace place)
    {
        const int multiply = 1 << 16, largest = 1 << 17, smallest = 1 << 18, first = 1 << 19, last = 1 << 20;
        int mode = (int)sum.Integer("fBits");
        CultureInfo culture = CultureInfo.InvariantCulture;
        sum.Set("fVal", (sum.Members.GetValueOrDefault("fVal"), other.Members.GetValueOrDefault("fVal")) switch
        {
            (bool a, bool b) => (mode & multiply) != 0 ? a && b : (mode & first) != 0 ? a : (mode & last) != 0 ? b : a || b,
            (double or float, IConvertible b) when sum.Members["fVal"] is IConvertible a => Combined(a.ToDouble(culture), b.ToDouble(culture)),
            (IConvertible a and not string, IConvertible b and not string) => Combined(a.ToInt64(culture), b.ToInt64(culture)),
            _ => throw RootErrors.NotSupported(place, $"adding values of {sum.ClassName}", "Leave it out."),
        });

        T Combined<T>(T a, T b)
            where T : INumber<T> =>
            (mode & multiply) != 0 ? a * b : (mode & largest) != 0 ? T.Max(a, b) : (mode & smallest) != 0 ? T.Min(a, b) : (mode & first) != 0 ? a : (mode & last) != 0 ? b : a + b;
    }

    private static double[] Squares(RootObject item) => item.Object("fSumw2")?.Numbers("fArray") ?? [];

    private static void Set(RootObject array, double[] values)
    {
        array.Set("fN", (long)values.Length);
        array.Set("fArray", values);
    }

    private static T[] Sum<T>(T[] a, T[] b, RootPlace place)
        where T : INumber<T>
    {
        CheckLengths(a, b, place);
        return [.. a.Zip(b, (x, y) => x + y)];
    }

    // Bins of whole numbers stay at the largest one, as ROOT's do.
    private static T[] Saturating<T>(T[] a, T[] b, RootPlace place, ICollection<string> losses)
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        CheckLengths(a, b, place);
        Int128[] sums = [.. a.Zip(b, (x, y) => Int128.CreateChecked(x) + Int128.CreateChecked(y))];
        Int128 largest = Int128.CreateChecked(T.MaxValue), smallest = Int128.CreateChecked(T.MinValue);
        int beyond = sums.Count(s => s > largest || s < smallest);
        if (beyond > 0)
        {
            losses.Add($"bins that {place.File} takes beyond the range of their numbers, {smallest} to {largest}, and that stay at its end: {beyond}");
        }

        return [.. sums.Select(T.CreateSaturating)];
    }

    private static void CheckLengths<T>(T[] a, T[] b, RootPlace place)
    {
        if (a.Length != b.Length)
        {
            throw RootErrors.Damaged(place, $"{b.Length} bins where {a.Length} are in the other file");
        }
    }

    private static void CheckAxes(RootObject sum, RootObject other, RootPlace place)
    {
        foreach (string axis in s_axes)
        {
            if (sum.Object(axis) is { } a && other.Object(axis) is { } b && Difference(a, b) is { } difference)
            {
                throw new PluginException($"{place}: {axis[1..]} differs from that of the files before: {difference}. Only histograms of equal axes are added.");
            }
        }
    }

    private static string? Difference(RootObject a, RootObject b)
    {
        long bins = a.Integer("fNbins"), otherBins = b.Integer("fNbins");
        double low = a.Number("fXmin"), high = a.Number("fXmax"), otherLow = b.Number("fXmin"), otherHigh = b.Number("fXmax");
        double[] edges = a.Object("fXbins")?.Numbers("fArray") ?? [], otherEdges = b.Object("fXbins")?.Numbers("fArray") ?? [];
        return bins != otherBins || low != otherLow || high != otherHigh
            ? string.Create(CultureInfo.InvariantCulture, $"{otherBins} bins from {otherLow} to {otherHigh}, and {bins} from {low} to {high}")
            : !edges.SequenceEqual(otherEdges) ? "edges of bins"
            : !Labels(a).SequenceEqual(Labels(b)) ? "labels of bins" : null;
    }

    private static IEnumerable<(long Bin, string Label)> Labels(RootObject axis) =>
        axis.List("fLabels").OfType<RootObject>().Select(l => (l.Integer("fUniqueID"), l.String("fString"))).Order();
}
