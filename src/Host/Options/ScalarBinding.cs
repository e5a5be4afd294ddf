using System.Globalization;
using System.Numerics;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Options;

/// <summary>Binds what one scalar says: truth values, words, numbers with units, columns, formulas, texts with a grammar.</summary>
/// <param name="option">The option, for its unit and bounds.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal readonly struct ScalarBinding(OptionInfo option, DiagnosticBag diagnostics)
{
    // No number with its unit is longer; a hostile one costs time in the search for a near unit.
    private const int LongestNumber = 200;

    /// <summary>Binds a scalar that is not null; null when an error was reported.</summary>
    public object? Bind(OptionShape shape, YamlScalarNode scalar, string subject)
    {
        string text = scalar.Value ?? "";
        if (shape is NumberShape or QuantityShape && text.Length > LongestNumber)
        {
            diagnostics.Error(scalar, DiagnosticIds.Number, OptionMessages.BadNumber(subject, $"'{OptionMessages.Shorten(text)}' is not a number"));
            return null;
        }

        return shape switch
        {
            TextShape => text,
            BooleanShape => Truth(scalar, text, subject),
            NumberShape number => Number(number, scalar, text, subject),
            QuantityShape => AnyQuantity(scalar, text, subject),
            EnumShape words => Word(words, scalar, text, subject),
            ColumnShape column => Column(column, scalar, text, subject),
            FormulaShape => Formula(scalar, text, subject),
            TextOptionShape grammar => Grammatical(grammar, scalar, text, subject),
            _ => throw new InvalidOperationException($"{shape.GetType().Name} is no scalar"),
        };
    }

    private object? Truth(YamlScalarNode scalar, string text, string subject)
    {
        if (scalar.Style == ScalarStyle.Plain && text is "true" or "false")
        {
            return text == "true";
        }

        string? use = text.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" or "y" or "1" => "true",
            "false" or "no" or "off" or "n" or "0" => "false",
            _ => null,
        };
        diagnostics.Error(scalar, DiagnosticIds.WrongType, use is null ? OptionMessages.NotTruth(subject, text) : OptionMessages.NotTruth(subject, text, use));
        return null;
    }

    private object? Word(EnumShape shape, YamlScalarNode scalar, string text, string subject)
    {
        foreach ((string name, object value, _) in shape.Values)
        {
            if (name == text)
            {
                return value;
            }
        }

        string[] names = [.. shape.Values.Select(v => v.Name)];
        diagnostics.Error(scalar, DiagnosticIds.UnknownValue, OptionMessages.UnknownValue(subject, text, OptionNames.Near(text, names), names));
        return null;
    }

    private object? Column(ColumnShape shape, YamlScalarNode scalar, string text, string subject)
    {
        if (!OptionNames.IsColumnName(text))
        {
            string near = OptionNames.SnakeCase(text.Replace('-', '_').Replace(' ', '_'));
            diagnostics.Error(scalar, DiagnosticIds.ColumnName, OptionMessages.BadColumnName(subject, text, shape.IsRole, OptionNames.IsColumnName(near) ? near : null));
            return null;
        }

        return shape switch
        {
            { IsRole: false, IsOutput: false } => new ColumnIn(text),
            { IsRole: false } => new ColumnOut(text),
            { IsOutput: false } => new ObjectIn(text),
            _ => new ObjectOut(text),
        };
    }

    private Expression? Formula(YamlScalarNode scalar, string text, string subject)
    {
        try
        {
            return Expression.Parse(text);
        }
        catch (ExpressionException e)
        {
            diagnostics.Error(PositionIn(scalar, text, e.Position), DiagnosticIds.Formula, OptionMessages.BadFormula(subject, e.Message));
            return null;
        }
    }

    private object? Grammatical(TextOptionShape shape, YamlScalarNode scalar, string text, string subject)
    {
        try
        {
            return shape.Parse(text);
        }
        catch (Exception e) when (e is FormatException or PluginException or ArgumentException or OverflowException)
        {
            diagnostics.Error(scalar, DiagnosticIds.Grammar, OptionMessages.BadText(subject, e.Message, shape.Grammar));
            return null;
        }
    }

    // A character of the value stands at the same distance in the file where the scalar is on one line and nothing in it is escaped.
    internal static Mark PositionIn(YamlScalarNode scalar, string text, int position)
    {
        Mark start = scalar.Start, end = scalar.End;
        int quote = scalar.Style switch
        {
            ScalarStyle.Plain => 0,
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => 1,
            _ => -1,
        };
        bool unescaped = quote >= 0 && start.Line == end.Line && end.Column - start.Column == text.Length + 2 * quote;
        return unescaped ? new Mark(start.Index + quote + position, start.Line, start.Column + quote + position) : start;
    }

    private Quantity? AnyQuantity(YamlScalarNode scalar, string text, string subject)
    {
        if (Quantity.TryParse(WithoutGrouping(text), out Quantity quantity, out string? error))
        {
            return quantity;
        }

        diagnostics.Error(scalar, DiagnosticIds.Number, OptionMessages.BadNumber(subject, error!));
        return null;
    }

    private object? Number(NumberShape shape, YamlScalarNode scalar, string text, string subject)
    {
        string bare = WithoutGrouping(text).Trim();
        if (shape.IsWhole && option.Unit is null && TryExact(shape.Type, bare) is { } exact)
        {
            return InBounds(scalar, Convert.ToDouble(exact, CultureInfo.InvariantCulture), subject) ? exact : null;
        }

        if (!Quantity.TryParse(bare, out Quantity quantity, out string? error))
        {
            diagnostics.Error(scalar, DiagnosticIds.Number, OptionMessages.BadNumber(subject, error!));
            return null;
        }

        Dimension expected = option.UnitOfOption?.Dimension ?? Dimension.None;
        if (quantity.Dimension is { } dimension && dimension != expected)
        {
            diagnostics.Error(scalar, DiagnosticIds.WrongDimension, OptionMessages.WrongDimension(subject, expected, UnitIn(bare)));
            return null;
        }

        if (quantity.Dimension is null && option.UnitOfOption is { Factor: not 1 })
        {
            // The same conversion as if the unit had been written.
            _ = Quantity.TryParse($"{bare} {option.Unit}", out quantity, out _);
        }

        if (!InBounds(scalar, quantity.Value, subject))
        {
            return null;
        }

        return shape.IsWhole ? Whole(shape.Type, scalar, quantity.Value, text, subject) : quantity.Value;
    }

    private bool InBounds(YamlScalarNode scalar, double value, string subject)
    {
        if (option.Bounds is not var (minimum, maximum))
        {
            return true;
        }

        double low = Internal(minimum), high = Internal(maximum);
        if (value >= low && value <= high)
        {
            return true;
        }

        Unit? unit = option.UnitOfOption;
        string written = OptionWords.Number(value, unit);
        diagnostics.Error(scalar, DiagnosticIds.OutOfBounds, value > high
            ? OptionMessages.AboveMaximum(subject, written, OptionWords.Number(high, unit))
            : OptionMessages.BelowMinimum(subject, written, OptionWords.Number(low, unit)));
        return false;
    }

    private double Internal(double inUnit) =>
        option.UnitOfOption is { Factor: not 1 }
        && Quantity.TryParse($"{inUnit.ToString("R", CultureInfo.InvariantCulture)} {option.Unit}", out Quantity quantity, out _)
            ? quantity.Value
            : inUnit;

    private object? Whole(Type type, YamlScalarNode scalar, double value, string text, string subject)
    {
        if (!double.IsInteger(value))
        {
            diagnostics.Error(scalar, DiagnosticIds.WrongType, OptionMessages.NotWhole(subject, text));
            return null;
        }

        BigInteger whole = new(value);
        (BigInteger minimum, BigInteger maximum) = RangeOf(type);
        if (whole < minimum || whole > maximum)
        {
            diagnostics.Error(scalar, DiagnosticIds.OutOfBounds, OptionMessages.OutOfRange(subject, minimum.ToString(), maximum.ToString(), text));
            return null;
        }

        return FromWhole(type, whole);
    }

    // Seeds use all 64 bits: they must not pass through a double.
    private static object? TryExact(Type type, string text)
    {
        bool read = BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger whole);
        (BigInteger minimum, BigInteger maximum) = RangeOf(type);
        return read && whole >= minimum && whole <= maximum ? FromWhole(type, whole) : null;
    }

    private static object FromWhole(Type type, BigInteger whole) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 => (int)whole,
        TypeCode.Int64 => (long)whole,
        _ => (ulong)whole,
    };

    private static (BigInteger Minimum, BigInteger Maximum) RangeOf(Type type) =>
        type == typeof(int) ? (int.MinValue, int.MaxValue) : type == typeof(long) ? (long.MinValue, long.MaxValue) : (ulong.MinValue, ulong.MaxValue);

    // 1_000_000: underscores between digits.
    private static string WithoutGrouping(string text)
    {
        if (!text.Contains('_'))
        {
            return text;
        }

        string source = text;
        return string.Concat(text.Where((c, i) =>
            c != '_' || i == 0 || i + 1 == source.Length || !char.IsAsciiDigit(source[i - 1]) || !char.IsAsciiDigit(source[i + 1])));
    }

    private static string UnitIn(string text)
    {
        // Everything after the number, which ends before the first letter that starts no exponent, or a '/' or '%'.
        int i = 0;
        while (i < text.Length && (!(char.IsLetter(text[i]) || text[i] is '/' or '%') || IsExponent(text, i)))
        {
            i++;
        }

        return text[i..].Trim();
    }

    private static bool IsExponent(string text, int i) =>
        text[i] is 'e' or 'E' && i > 0 && char.IsAsciiDigit(text[i - 1]) && i + 1 < text.Length && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] is '+' or '-');
}
