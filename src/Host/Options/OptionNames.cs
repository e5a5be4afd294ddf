using System.Text;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Host.Options;

/// <summary>Names in YAML from names in C#, and what a column may be called.</summary>
internal static class OptionNames
{
    /// <summary><c>ThetaMin</c> → <c>theta_min</c>, <c>MMiss2</c> → <c>m_miss2</c>, <c>EMiss</c> → <c>e_miss</c>.</summary>
    public static string SnakeCase(string name)
    {
        StringBuilder text = new(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool startsWord = i > 0 && char.IsAsciiLetterUpper(c) && name[i - 1] != '_'
                && (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            if (startsWord)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>The candidate that a user may have meant; null for names too long to be a slip.</summary>
    public static string? Near(string name, IEnumerable<string> candidates) => name.Length <= 64 ? DidYouMean.Find(name, candidates) : null;

    /// <summary>True for <c>[a-z_][a-z0-9_]*</c>.</summary>
    public static bool IsColumnName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
