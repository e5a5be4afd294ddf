namespace AlpToolkit.Io.Root.Writing;

/// <summary>The mean of y in bins of x, a TProfile, from its sums in every bin, under- and overflow included.</summary>
public sealed record RootProfile : RootPlot
{
    /// <summary>The axis.</summary>
    public required RootAxis X { get; init; }

    /// <summary>Title of the axis of y.</summary>
    public string YTitle { get; init; } = "";

    /// <summary>Σw of every bin.</summary>
    public required ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>Σw² of every bin; empty when all weights are 1.</summary>
    public ReadOnlyMemory<double> SquaredWeights { get; init; }

    /// <summary>Σwy of every bin.</summary>
    public required ReadOnlyMemory<double> Y { get; init; }

    /// <summary>Σwy² of every bin.</summary>
    public required ReadOnlyMemory<double> Y2 { get; init; }

    /// <summary>Number of fills.</summary>
    public double Entries { get; init; }

    /// <summary>Sums over the fills; null for those of the bins, as if all fills had been at their middles.</summary>
    public RootSums? Sums { get; init; }

    /// <inheritdoc/>
    internal override string ClassName => "TProfile";

    /// <inheritdoc/>
    internal override void Write(RootBuffer buffer, string name)
    {
        const int version = 7, version1D = 3;
        int cells = X.BinCount + 2;
        CheckLength(Weights, cells, "Σw");
        CheckLength(Y, cells, "Σwy");
        CheckLength(Y2, cells, "Σwy²");
        if (!SquaredWeights.IsEmpty)
        {
            CheckLength(SquaredWeights, cells, "Σw²");
        }

        RootSums sums = Sums ?? OfBins();
        RootAxis y = RootAxis.Uniform(1, 0, 1, YTitle);
        int start = buffer.Begin(version), histogram = buffer.Begin(version1D);

        // What is Σw² in other histograms is Σwy² here.
        new HistogramBase(name, Title, X, y, cells, Entries, sums, Y2).Write(buffer);
        buffer.Array(Y.Span);
        buffer.End(histogram);
        buffer.Array(Weights.Span);

        // Errors are those of the mean; y has no limits.
        buffer.Int32(0);
        buffer.Double(0);
        buffer.Double(0);
        buffer.Double(sums.Y);
        buffer.Double(sums.Y2);
        buffer.Array(SquaredWeights.Span);
        buffer.End(start);
    }

    private RootSums OfBins()
    {
        double y = 0, y2 = 0;
        for (int bin = 1; bin <= X.BinCount; bin++)
        {
            y += Y.Span[bin];
            y2 += Y2.Span[bin];
        }

        return RootSums.OfBins(X, null, Weights.Span, SquaredWeights.Span) with { Y = y, Y2 = y2 };
    }
}
