namespace AlpToolkit.Io.Root.Writing;

/// <summary>How objects, baskets and pages are compressed.</summary>
public enum RootCompressionKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>DEFLATE: every program can read it.</summary>
    Zlib,

    /// <summary>LZ4: faster to read, larger.</summary>
    Lz4,

    /// <summary>ZSTD: as small as DEFLATE, and faster to read and write; ROOT reads it from 6.20 on.</summary>
    Zstd,
}
