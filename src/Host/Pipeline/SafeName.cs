namespace AlpToolkit.Host.Pipeline;

/// <summary>Names that become parts of file names.</summary>
internal static class SafeName
{
    /// <summary>True for a name of letters, digits, '_', '-' and '.', that starts with a letter or digit.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
