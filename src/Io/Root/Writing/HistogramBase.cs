namespace AlpToolkit.Io.Root.Writing;

/// <summary>The part that all histograms have in common: a TH1.</summary>
/// <param name="Name">Name of the histogram.</param>
/// <param name="Title">Its title.</param>
/// <param name="X">First axis.</param>
/// <param name="Y">Second axis.</param>
/// <param name="Cells">Number of bins, under- and overflow included.</param>
/// <param name="Entries">Number of fills.</param>
/// <param name="Sums">Sums over the fills between the edges.</param>
/// <param name="SquaredWeights">Σw² of every bin; empty when it is the content.</param>
internal sealed record HistogramBase(string Name, string Title, RootAxis X, RootAxis Y, int Cells, double Entries, RootSums Sums, ReadOnlyMemory<double> SquaredWeights)
{
    private const int Version = 8, ListVersion = 5;

    // Limits of the drawing that nobody has set.
    private const double NotSet = -1111;

    /// <summary>Writes the TH1.</summary>
    public void Write(RootBuffer buffer)
    {
        const int fullWidth = 1000, neutral = 2;
        int start = buffer.Begin(Version);
        buffer.Named(Name, Title);
        PlotStyle.WriteLine(buffer, PlotStyle.HistogramLine);
        PlotStyle.WriteFill(buffer);
        PlotStyle.WriteMarker(buffer);
        buffer.Int32(Cells);
        X.Write(buffer, "xaxis");
        Y.Write(buffer, "yaxis");
        RootAxis.None.Write(buffer, "zaxis");

        // Bars begin at the bin and are as wide.
        buffer.UInt16(0);
        buffer.UInt16(fullWidth);
        buffer.Double(Entries);
        buffer.Double(Sums.Weights);
        buffer.Double(Sums.SquaredWeights);
        buffer.Double(Sums.X);
        buffer.Double(Sums.X2);
        buffer.Double(NotSet);
        buffer.Double(NotSet);

        // Not normalised, no contours.
        buffer.Double(0);
        buffer.Array<double>([]);
        buffer.Array(SquaredWeights.Span);
        buffer.String("");
        WriteEmptyList(buffer);

        // No fills are waiting.
        buffer.Int32(0);
        buffer.Counted<double>([]);

        // Errors are the usual ones; whether sums have under- and overflow is for the reader to say.
        buffer.Int32(0);
        buffer.Int32(neutral);
        buffer.End(start);
    }

    /// <summary>A TList without elements: functions that nobody has fitted.</summary>
    public static void WriteEmptyList(RootBuffer buffer)
    {
        int list = buffer.Begin(ListVersion);
        buffer.Object();
        buffer.String("");
        buffer.Int32(0);
        buffer.End(list);
    }
}
