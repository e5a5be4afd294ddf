using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Objects;

/// <summary>Makes histograms and profiles from the members of TH1 and the classes that derive from it.</summary>
internal static class HistogramReader
{
    private const int FlowBins = 2, LargestLabelledAxis = 1_000_000;
    private static readonly string[] s_axes = ["fXaxis", "fYaxis", "fZaxis"];

    /// <summary>Number of axes of a histogram; 0 for other classes.</summary>
    public static int Dimensions(RootObject source) => source.ClassName switch
    {
        ['T', 'H', '1' or '2' or '3', 'C' or 'S' or 'I' or 'L' or 'F' or 'D'] when source.Object("fXaxis") is not null => source.ClassName[2] - '0',
        _ => 0,
    };

    /// <summary>A histogram.</summary>
    /// <exception cref="PluginException">The number of its bins is not that of its axes.</exception>
    public static RootHistogram Histogram(RootObject source, RootPlace place)
    {
        RootAxis[] axes = Axes(source, Dimensions(source), place);
        double[] contents = Bins(source, source.Numbers("fArray"), "fArray", axes, place), squares = Squares(source, "fSumw2");
        bool hasSquares = squares.Length > 0;
        return new RootHistogram(
            source.ClassName, source.String("fName"), source.String("fTitle"), axes, source.Number("fEntries"), contents, hasSquares ? Bins(source, squares, "fSumw2", axes, place) : [.. contents.Select(Math.Abs)], hasSquares);
    }

    /// <summary>A profile.</summary>
    /// <exception cref="PluginException">The number of its bins is not that of its axes.</exception>
    public static RootProfile Profile(RootObject source, RootPlace place)
    {
        RootAxis[] axes = Axes(source, source.ClassName switch { "TProfile2D" => 2, "TProfile3D" => 3, _ => 1 }, place);
        double[] sums = Bins(source, source.Numbers("fArray"), "fArray", axes, place), squares = Bins(source, Squares(source, "fSumw2"), "fSumw2", axes, place);
        double[] weights = Bins(source, Squares(source, "fBinEntries"), "fBinEntries", axes, place), squaredWeights = Squares(source, "fBinSumw2");
        squaredWeights = squaredWeights.Length == 0 ? weights : Bins(source, squaredWeights, "fBinSumw2", axes, place);
        long mode = source.Integer("fErrorMode");
        RootProfileError errorMode = mode is >= 0 and <= (long)RootProfileError.SpreadOfGaussians
            ? (RootProfileError)mode
            : throw RootErrors.Damaged(place, $"a {source.ClassName} with fErrorMode {mode}");
        double[] means = new double[sums.Length], errors = new double[sums.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            if (weights[i] != 0)
            {
                means[i] = sums[i] / weights[i];
                errors[i] = Error(errorMode, weights[i], squaredWeights[i], means[i], squares[i] / weights[i]);
            }
        }

        return new RootProfile(
            source.ClassName, source.String("fName"), source.String("fTitle"), axes, source.Number("fEntries"), errorMode, means, errors, weights, squaredWeights, sums, squares);
    }

    // The definitions of TProfile's documentation, with the effective number of entries (Σw)²/Σw².
    private static double Error(RootProfileError mode, double weight, double squaredWeight, double mean, double meanOfSquares)
    {
        double spread = Math.Sqrt(Math.Abs(meanOfSquares - mean * mean)), entries = squaredWeight > 0 ? weight * weight / squaredWeight : 0;
        const double varianceOfUniform = 12;
        return mode switch
        {
            RootProfileError.SpreadOfGaussians => 1 / Math.Sqrt(weight),
            RootProfileError.Spread => spread,
            _ when entries == 0 => 0,
            RootProfileError.SpreadOfIntegers when spread == 0 => 1 / Math.Sqrt(varianceOfUniform * entries),
            _ => spread / Math.Sqrt(entries),
        };
    }

    private static double[] Squares(RootObject source, string member) => source.Object(member)?.Numbers("fArray") ?? [];

    private static double[] Bins(RootObject source, double[] values, string member, RootAxis[] axes, RootPlace place)
    {
        long expected = 1;
        foreach (RootAxis axis in axes)
        {
            // No file has room for more, and the product stays in range.
            expected = Math.Min(int.MaxValue, expected * (axis.Bins + FlowBins));
        }

        return values.Length == expected ? values
            : throw RootErrors.Damaged(place, $"the {source.ClassName} '{source.String("fName")}' has {expected} bins with under- and overflow, and {values.Length} values of {member}");
    }

    private static RootAxis[] Axes(RootObject source, int count, RootPlace place) =>
        [.. s_axes.Take(count).Select(member => Axis(source.Object(member) ?? throw RootErrors.Damaged(place, $"a {source.ClassName} without {member}"), place))];

    /// <summary>An axis.</summary>
    /// <exception cref="PluginException">The number of its edges is not that of its bins.</exception>
    public static RootAxis Axis(RootObject source, RootPlace place)
    {
        long bins = source.Integer("fNbins");
        double[] edges = Squares(source, "fXbins");
        if (bins is < 1 or > int.MaxValue - FlowBins || (edges.Length > 0 && edges.Length != bins + 1))
        {
            throw RootErrors.Damaged(place, $"an axis of {bins} bins with {edges.Length} edges");
        }

        return new RootAxis(source.String("fTitle"), (int)bins, source.Number("fXmin"), source.Number("fXmax"), edges, Labels(source, (int)bins));
    }

    // Labels are strings whose number is that of their bin.
    private static string[] Labels(RootObject axis, int bins)
    {
        if (axis.List("fLabels") is not { Count: > 0 } found || bins > LargestLabelledAxis)
        {
            return [];
        }

        string[] labels = new string[bins];
        Array.Fill(labels, "");
        foreach (RootObject label in found.OfType<RootObject>())
        {
            long bin = label.Integer("fUniqueID");
            if (bin >= 1 && bin <= bins)
            {
                labels[bin - 1] = label.String("fString");
            }
        }

        return labels;
    }
}
