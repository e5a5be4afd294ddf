namespace AlpToolkit.Io.Root.Writing;

/// <summary>How a ROOT file is written.</summary>
public sealed record RootWriteOptions
{
    /// <summary>The algorithm.</summary>
    public RootCompressionKind Compression { get; init; } = RootCompressionKind.Zlib;

    /// <summary>1 (fast) to 9 (small).</summary>
    public int Level { get; init; } = 1;

    /// <summary>
    /// Time that the file says it was made at. With a time given, the same content gives the same bytes: the file's unique number then comes from its name and that
    /// time. Null for now and a random number.
    /// </summary>
    public DateTime? Time { get; init; }

    /// <summary>Bytes of a basket or page before compression; a single entry may take more.</summary>
    public int BasketSize { get; init; } = 256 * 1024;

    /// <summary>Bytes before compression after which the next entries of an RNTuple begin a new cluster.</summary>
    public long ClusterSize { get; init; } = 64 * 1024 * 1024;

    /// <summary>Places in the file beyond this one need 64 bits. ROOT takes 2·10⁹, and so must all others; tests lower it instead of writing so much.</summary>
    internal long LongFrom { get; init; } = 2_000_000_000;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Level, 9);
        ArgumentOutOfRangeException.ThrowIfLessThan(BasketSize, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BasketSize, 1 << 28);
    }

    /// <summary>The algorithm and level as ROOT notes them: 100 for zlib, 400 for LZ4, 500 for ZSTD, plus the level.</summary>
    internal int Code => Compression switch
    {
        RootCompressionKind.None => 0,
        RootCompressionKind.Zlib => 100 + Level,
        RootCompressionKind.Lz4 => 400 + Level,
        _ => 500 + Level,
    };
}
