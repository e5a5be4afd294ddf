using System.Globalization;
using System.Text;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepData;

/// <summary>
/// Scalars of YAML that every loader reads as what they were, YAML 1.1 or 1.2: a number always has a point, and its exponent a
/// sign; a text is plain only when it can be nothing else.
/// </summary>
internal sealed class YamlText(TextWriter output)
{
    private const int LongestPlain = 100;

    private readonly char[] _number = new char[ShortestDecimal.MaximumLength];

    /// <summary>Writes markup of YAML as it stands.</summary>
    public void Markup(string markup) => output.Write(markup);

    /// <summary>Writes a number: <c>5.0</c>, <c>1.0e-05</c>, <c>-.inf</c>, <c>.nan</c>; a count as the integer <c>5</c>.</summary>
    public void Number(double value, bool isCount = false)
    {
        if (isCount && ShortestDecimal.TryFormatCount(value, _number, out int length))
        {
            output.Write(_number.AsSpan(0, length));
        }
        else if (double.IsFinite(value))
        {
            output.Write(_number.AsSpan(0, ShortestDecimal.Format(value, _number, pointInMantissa: true)));
        }
        else
        {
            output.Write(double.IsNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf");
        }
    }

    /// <summary>Writes a text, plain where that is safe in block and flow, in quotes otherwise.</summary>
    public void Text(string text)
    {
        if (IsSafePlain(text))
        {
            output.Write(text);
        }
        else if (NeedsEscapes(text))
        {
            output.Write(Escaped(text));
        }
        else
        {
            output.Write('\'');
            output.Write(text.Replace("'", "''", StringComparison.Ordinal));
            output.Write('\'');
        }
    }

    private static bool IsSafePlain(string text)
    {
        if (text.Length is 0 or > LongestPlain || !char.IsAsciiLetter(text[0]) || text[^1] == ' ')
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not (' ' or '_' or '.' or '/' or '(' or ')' or '+' or '-' or '*'))
            {
                return false;
            }
        }

        // y and n are booleans of YAML 1.1 that PyYAML does not know.
        return text.Length > 1 && YamlScalar.TypeOfPlain(text) == YamlType.Text && !YamlScalar.IsNumberTrap(text, YamlType.Text);
    }

    private static bool NeedsEscapes(string text)
    {
        foreach (char c in text)
        {
            if (IsEscaped(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Control and format characters, line separators, surrogates, and what YAML does not call printable.</summary>
    private static bool IsEscaped(char c) =>
        c is < ' ' or (>= '\u007f' and <= '\u00a0') or >= '\ufffe'
        || (c > '\u00a0' && char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    private static string Escaped(string text)
    {
        StringBuilder escaped = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            // A lone surrogate is no character; it arrives here as U+FFFD.
            escaped.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                > 0xffff => $"\\U{rune.Value:X8}",
                _ when IsEscaped((char)rune.Value) => $"\\u{rune.Value:X4}",
                _ => rune.ToString(),
            });
        }

        return escaped.Append('"').ToString();
    }
}
