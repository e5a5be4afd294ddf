using System.Security.Cryptography;
using System.Text;

namespace AlpToolkit.Io.Text;

/// <summary>Unique names for files and tables, the same for the same input in the same order.</summary>
/// <param name="reserved">Names that are taken before the first one is asked for.</param>
public sealed class UniqueNames(params ReadOnlySpan<string> reserved)
{
    private const int LongestFileName = 100;
    private const int HashCharacters = 8;

    private readonly HashSet<string> _taken = new(reserved.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A name that is safe on every file system: ASCII letters, digits, <c>_ - . +</c>, other characters replaced by <c>_</c>, at
    /// most 100 characters and the extension, unlike every name before it without regard to case (<c>signal/cutflow</c> gives
    /// <c>signal_cutflow.csv</c>).
    /// </summary>
    /// <param name="name">What the file holds.</param>
    /// <param name="extension">With its point.</param>
    public string File(string name, string extension)
    {
        StringBuilder safe = new(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            safe.Append(rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' or '.' or '+') ? (char)rune.Value : '_');
        }

        // A leading point hides a file, a leading hyphen looks like an option.
        string stem = safe.ToString().TrimStart('.', '-').TrimEnd('.');
        stem = Shorten(stem.Length == 0 ? "_" : stem, name, LongestFileName);
        return Take(stem, extension, LongestFileName);
    }

    /// <summary>A name of at most <paramref name="longest"/> characters; a longer one keeps its start and gets a mark made from the whole.</summary>
    /// <param name="name">The name.</param>
    /// <param name="longest">Most characters, counted as Unicode code points.</param>
    public string Title(string name, int longest) => Take(Shorten(name, name, longest), "", longest);

    private string Take(string stem, string extension, int longest)
    {
        string candidate = stem + extension;
        for (int number = 2; !_taken.Add(candidate); number++)
        {
            string suffix = $"_{number}";
            candidate = FirstCharacters(stem, longest - suffix.Length) + suffix + extension;
        }

        return candidate;
    }

    private static string Shorten(string name, string whole, int longest)
    {
        if (name.EnumerateRunes().Count() <= longest)
        {
            return name;
        }

        string mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..HashCharacters];
        return $"{FirstCharacters(name, longest - HashCharacters - 1)}_{mark}";
    }

    private static string FirstCharacters(string text, int count) => string.Concat(text.EnumerateRunes().Take(count));
}
