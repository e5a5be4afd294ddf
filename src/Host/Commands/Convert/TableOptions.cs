using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>How a table is written.</summary>
internal sealed record TableOptions
{
    /// <summary>Branches or fields; all when empty.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>True for an RNTuple in place of a tree.</summary>
    public bool IsNTuple { get; init; }

    /// <summary>Compression of a ROOT file.</summary>
    public RootCompressionKind Compression { get; init; } = RootCompressionKind.Zlib;
}
