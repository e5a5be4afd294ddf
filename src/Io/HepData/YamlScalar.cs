using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace AlpToolkit.Io.HepData;

/// <summary>What a scalar is to PyYAML's <c>CSafeLoader</c>, which is what HepData loads a submission with (YAML 1.1).</summary>
internal enum YamlType
{
    Text,
    Integer,
    Float,
    Boolean,
    Null,
    Date,
    Other,
}

/// <summary>
/// The implicit types of plain scalars in YAML 1.1 as PyYAML resolves them (yaml/resolver.py). They are not what they seem:
/// <c>1E-05</c> and <c>1e5</c> are texts, <c>010</c> is 8, <c>1:30</c> is 90, <c>no</c> is false.
/// </summary>
internal static partial class YamlScalar
{
    /// <summary>The type of a plain (unquoted) scalar.</summary>
    public static YamlType TypeOfPlain(string text)
    {
        if (text.Length == 0)
        {
            return YamlType.Null;
        }

        switch (text[0])
        {
            case >= '0' and <= '9' or '+' or '-' or '.':
                return IsPlainDecimal(text) || FloatPattern().IsMatch(text) ? YamlType.Float
                    : IntegerPattern().IsMatch(text) ? YamlType.Integer
                    : DatePattern().IsMatch(text) ? YamlType.Date
                    : YamlType.Text;
            case '~' or 'n' or 'N' or 'y' or 'Y' or 't' or 'T' or 'f' or 'F' or 'o' or 'O':
                return text is "~" or "null" or "Null" or "NULL" ? YamlType.Null
                    : BooleanPattern().IsMatch(text) ? YamlType.Boolean
                    : YamlType.Text;
            case '<' or '=':
                return text is "<<" or "=" ? YamlType.Other : YamlType.Text;
            default:
                return YamlType.Text;
        }
    }

    /// <summary>The number that a plain scalar of type <see cref="YamlType.Integer"/> or <see cref="YamlType.Float"/> loads as.</summary>
    public static double NumberOf(string text, YamlType type)
    {
        if (IsPlainDecimal(text))
        {
            return Decimal(text);
        }

        string digits = text.Replace("_", "", StringComparison.Ordinal);
        double sign = digits[0] == '-' ? -1 : 1;
        string unsigned = digits.TrimStart('+', '-').ToLowerInvariant();
        return unsigned switch
        {
            ".inf" => sign * double.PositiveInfinity,
            ".nan" => double.NaN,
            _ when unsigned.Contains(':', StringComparison.Ordinal) => sign * unsigned.Split(':').Aggregate(0.0, (sum, part) => 60 * sum + Decimal(part)),
            _ when type == YamlType.Float => sign * Decimal(unsigned),
            ['0', 'b', ..] => sign * OfBase(unsigned[2..], 2),
            ['0', 'x', ..] => sign * OfBase(unsigned[2..], 16),
            ['0', .. { Length: > 0 } octal] => sign * OfBase(octal, 8),
            _ => sign * Decimal(unsigned),
        };
    }

    /// <summary>True for a plain scalar that a person takes for another value than the one that is loaded.</summary>
    public static bool IsNumberTrap(string text, YamlType type) => type switch
    {
        YamlType.Text => MeantAsNumber().IsMatch(text),
        YamlType.Integer or YamlType.Float => !IsPlainDecimal(text) && (text.AsSpan().ContainsAny("_:") || LeadingZero().IsMatch(text)),
        _ => false,
    };

    /// <summary>True for <c>-0.5</c> and <c>1.25e-07</c>: the one form of a float that nobody mistakes, and that nearly every number has.</summary>
    private static bool IsPlainDecimal(ReadOnlySpan<char> text)
    {
        int whole = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        int point = whole + Digits(text[whole..]);
        if (point == whole || (text[whole] == '0' && point > whole + 1) || point == text.Length || text[point] != '.')
        {
            return false;
        }

        int end = point + 1 + Digits(text[(point + 1)..]);
        if (end == point + 1 || end == text.Length)
        {
            return end > point + 1;
        }

        return text[end] is 'e' or 'E' && end + 2 < text.Length && text[end + 1] is '+' or '-' && Digits(text[(end + 2)..]) == text.Length - end - 2;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static double Decimal(string digits) => digits.Length == 0 ? 0 : double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double OfBase(string digits, int numberBase)
    {
        BigInteger value = BigInteger.Zero;
        foreach (char c in digits)
        {
            value = value * numberBase + Convert.ToInt32(c.ToString(), 16);
        }

        return (double)value;
    }

    [GeneratedRegex(@"^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex FloatPattern();

    [GeneratedRegex(@"^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(@"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\z", RegexOptions.CultureInvariant)]
    private static partial Regex BooleanPattern();

    // A number in most languages and a text in YAML 1.1, and the ways languages print what is no number.
    [GeneratedRegex(@"^(?:[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eEdD][-+]?[0-9]+)?|[-+]?(?:inf|infinity|nan|∞)|[-+]\.nan)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MeantAsNumber();

    [GeneratedRegex(@"^[-+]?0[0-9bx]", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingZero();
}
