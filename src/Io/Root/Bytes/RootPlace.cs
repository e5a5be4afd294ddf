namespace AlpToolkit.Io.Root.Bytes;

/// <summary>Where bytes come from, for messages.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Object">Key, or branch and basket; empty for the file's own records.</param>
/// <param name="Offset">Byte of the file at which they, or the compressed block that they come from, begin.</param>
internal sealed record RootPlace(string File, string Object, long Offset)
{
    /// <summary>The file, the object and the byte, as messages begin.</summary>
    public override string ToString() => Object.Length == 0 ? $"{File}: byte {Offset}" : $"{File}: {Object} at byte {Offset}";
}
