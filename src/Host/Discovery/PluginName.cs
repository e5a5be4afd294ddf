namespace AlpToolkit.Host.Discovery;

/// <summary>The grammar of plugin names: words of lower-case letters and digits joined by hyphens; a stranger's has a vendor in front.</summary>
internal static class PluginName
{
    /// <summary>True for <c>histogramming</c>, <c>recoil-ratio</c>.</summary>
    public static bool IsBare(ReadOnlySpan<char> name)
    {
        bool startsWord = true;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (startsWord ? !(char.IsAsciiLetterLower(c) || (i > 0 && char.IsAsciiDigit(c))) : !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                return false;
            }

            startsWord = c == '-';
        }

        return !startsWord;
    }

    /// <summary>True for <c>acme/recoil-ratio</c>.</summary>
    public static bool IsVendorName(ReadOnlySpan<char> name)
    {
        int slash = name.IndexOf('/');
        return slash >= 0 && IsBare(name[..slash]) && IsBare(name[(slash + 1)..]);
    }
}
