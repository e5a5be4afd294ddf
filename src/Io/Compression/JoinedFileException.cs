namespace AlpToolkit.Io.Compression;

/// <summary>Packed data end and another file begins, which is not read: <see cref="InputFile"/> says so with the name of the file.</summary>
/// <param name="what">What begins, in words.</param>
/// <param name="at">Where, in the bytes on disk.</param>
internal sealed class JoinedFileException(string what, long at) : Exception(what)
{
    /// <summary>What begins, in words.</summary>
    public string What => Message;

    /// <summary>Where, in the bytes on disk, from 0.</summary>
    public long At => at;

    /// <summary>Looks at what follows packed data.</summary>
    /// <returns>True when there are bytes that are no file.</returns>
    /// <exception cref="JoinedFileException">Another file follows.</exception>
    public static bool CheckRest(RawInput raw)
    {
        ReadOnlySpan<byte> rest = raw.Peek(FileStart.Reach), file = rest.TrimStart("\0 \t\r\n"u8);
        return FileStart.Of(file) is { } what ? throw new JoinedFileException(what, raw.Position + rest.Length - file.Length) : !rest.IsEmpty;
    }
}
