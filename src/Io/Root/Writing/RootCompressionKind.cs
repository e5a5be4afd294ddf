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
}
