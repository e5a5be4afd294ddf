using AlpToolkit.Core.Results;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>A histogram on one axis, a TH1D, or on two, a TH2D.</summary>
public sealed record RootHistogram : RootPlot
{
    /// <summary>First axis.</summary>
    public required RootAxis X { get; init; }

    /// <summary>Second axis; null for a histogram on one.</summary>
    public RootAxis? Y { get; init; }

    /// <summary>Content of all bins, under- and overflow included: the bin (x, y) is number y · (BinCount of X + 2) + x.</summary>
    public required ReadOnlyMemory<double> Contents { get; init; }

    /// <summary>Σw² of all bins in the same order; empty when it is the content.</summary>
    public ReadOnlyMemory<double> SquaredWeights { get; init; }

    /// <summary>Number of fills.</summary>
    public double Entries { get; init; }

    /// <summary>Sums over the fills; null for those of the bins, as if all fills had been at their middles.</summary>
    public RootSums? Sums { get; init; }

    /// <inheritdoc/>
    internal override string ClassName => Y is null ? "TH1D" : "TH2D";

    /// <summary>A result.</summary>
    /// <param name="histogram">The histogram.</param>
    /// <param name="variation">Position of the weight in its names.</param>
    public static RootHistogram Of(Histogram histogram, int variation = 0)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        BinContent[] bins = histogram.Bins(variation).ToArray();
        return new RootHistogram
        {
            Title = histogram.Name,
            X = RootAxis.Of(histogram.X, WithUnits(histogram.XName, histogram.X)),
            Y = histogram.Y is null ? null : RootAxis.Of(histogram.Y, WithUnits(histogram.YName!, histogram.Y)),
            Contents = Array.ConvertAll(bins, b => b.SumOfWeights),
            SquaredWeights = Array.ConvertAll(bins, b => b.SumOfSquaredWeights),
            Entries = bins.Sum(b => b.Count),
        };
    }

    /// <inheritdoc/>
    internal override void Write(RootBuffer buffer, string name)
    {
        int cells = (X.BinCount + 2) * ((Y?.BinCount ?? -1) + 2);
        CheckLength(Contents, cells, "the content");
        if (!SquaredWeights.IsEmpty)
        {
            CheckLength(SquaredWeights, cells, "Σw²");
        }

        const int version1D = 3, version2D = 4, versionOfTH2 = 5;
        RootSums sums = Sums ?? RootSums.OfBins(X, Y, Contents.Span, SquaredWeights.Span);
        HistogramBase common = new(name, Title, X, Y ?? RootAxis.None, cells, Entries, sums, SquaredWeights);
        int start = buffer.Begin(Y is null ? version1D : version2D);
        if (Y is null)
        {
            common.Write(buffer);
        }
        else
        {
            int plane = buffer.Begin(versionOfTH2);
            common.Write(buffer);
            buffer.Double(1);
            buffer.Double(sums.Y);
            buffer.Double(sums.Y2);
            buffer.Double(sums.XY);
            buffer.End(plane);
        }

        buffer.Array(Contents.Span);
        buffer.End(start);
    }

    private static string WithUnits(string name, Axis axis) => axis.Units.Length == 0 ? name : $"{name} [{axis.Units}]";
}
