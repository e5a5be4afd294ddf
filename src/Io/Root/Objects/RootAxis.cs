namespace AlpToolkit.Io.Root.Objects;

/// <summary>An axis of a histogram: a TAxis.</summary>
/// <param name="Title">What the axis shows.</param>
/// <param name="Bins">Number of bins, without under- and overflow.</param>
/// <param name="Low">Lower edge of the first bin.</param>
/// <param name="High">Upper edge of the last bin.</param>
/// <param name="VariableEdges">Edges of bins of different width, one more than there are bins; empty for bins of one width.</param>
/// <param name="Labels">Names of the bins, empty for a bin without; no list for an axis of numbers.</param>
public sealed record RootAxis(string Title, int Bins, double Low, double High, IReadOnlyList<double> VariableEdges, IReadOnlyList<string> Labels)
{
    /// <summary>True when all bins have one width.</summary>
    public bool IsUniform => VariableEdges.Count == 0;

    /// <summary>An edge: 0 is the lower one of the first bin.</summary>
    /// <param name="index">From 0 to <see cref="Bins"/>.</param>
    public double Edge(int index) => IsUniform ? Low + index * ((High - Low) / Bins) : VariableEdges[index];
}
