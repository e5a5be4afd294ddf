using AlpToolkit.Core.Results;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>The axis of a histogram: n bins between n + 1 ascending edges; bin 0 is underflow, bin n + 1 overflow.</summary>
public sealed record RootAxis
{
    private readonly double[] _edges;

    private RootAxis(double[] edges, bool isUniform, string title) => (_edges, IsUniform, Title) = (edges, isUniform, title);

    /// <summary>Number of bins between the first and the last edge.</summary>
    public int BinCount => _edges.Length - 1;

    /// <summary>The edges.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>True for bins of one width: the file then has only the ends.</summary>
    public bool IsUniform { get; }

    /// <summary>What the axis shows.</summary>
    public string Title { get; }

    /// <summary>Bins of one width.</summary>
    /// <param name="bins">Number of bins.</param>
    /// <param name="low">First edge.</param>
    /// <param name="high">Last edge.</param>
    /// <param name="title">What the axis shows.</param>
    public static RootAxis Uniform(int bins, double low, double high, string title = "") => Of(Axis.Regular(bins, low, high), title);

    /// <summary>Bins between given edges.</summary>
    /// <param name="edges">The edges.</param>
    /// <param name="title">What the axis shows.</param>
    public static RootAxis Variable(ReadOnlySpan<double> edges, string title = "") => Of(Axis.Variable(edges), title);

    /// <summary>The axis of a result.</summary>
    /// <param name="axis">The axis; edges that are those of bins of one width are not written one by one.</param>
    /// <param name="title">What the axis shows.</param>
    public static RootAxis Of(Axis axis, string title = "")
    {
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(title);
        return new RootAxis(axis.Edges.ToArray(), axis.Edges.SequenceEqual(Axis.Regular(axis.BinCount, axis.Edges[0], axis.Edges[^1]).Edges), title);
    }

    /// <summary>Middle of a bin, 1 to <see cref="BinCount"/>.</summary>
    internal double Centre(int bin) => (_edges[bin - 1] + _edges[bin]) / 2;

    /// <summary>The second axis of a histogram on one, and the third of all: one bin.</summary>
    internal static RootAxis None { get; } = Uniform(1, 0, 1);

    /// <summary>Writes the TAxis.</summary>
    internal void Write(RootBuffer buffer, string name)
    {
        const int version = 10;
        int start = buffer.Begin(version);
        buffer.Named(name, Title);
        PlotStyle.WriteAxis(buffer);
        buffer.Int32(BinCount);
        buffer.Double(_edges[0]);
        buffer.Double(_edges[^1]);
        buffer.Array<double>(IsUniform ? [] : _edges);

        // No range chosen, no bits, no times.
        buffer.Int32(0);
        buffer.Int32(0);
        buffer.UInt16(0);
        buffer.Boolean(false);
        buffer.String("");

        // No labels.
        buffer.Null();
        buffer.Null();
        buffer.End(start);
    }
}
