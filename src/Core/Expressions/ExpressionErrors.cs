using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Expressions;

/// <summary>The sentences of all errors in formulas.</summary>
internal static class ExpressionErrors
{
    public static ExpressionException Empty() => new(0, "the expression is empty");

    public static ExpressionException TooLong(int length, int limit) =>
        new(limit, $"the expression has {length} characters; at most {limit} are allowed. Split it into named variables");

    public static ExpressionException TooDeep(int position, int limit) =>
        new(position, $"the expression is nested more than {limit} deep. Split it into named variables");

    public static ExpressionException UseInstead(int position, string found, string advice) =>
        new(position, $"'{found}' has no meaning here: {advice}");

    public static ExpressionException UnexpectedCharacter(string text, int position)
    {
        char c = text[position];
        string found = char.IsSurrogate(c) || char.IsControl(c) ? $"U+{(int)c:X4}" : c.ToString();
        return new ExpressionException(position, $"unexpected character '{found}'");
    }

    public static ExpressionException Expected(int position, string expected, string found) =>
        new(position, $"expected {expected}, found {found}");

    public static ExpressionException BadNumber(int position, string error) => new(position, error);

    public static ExpressionException NotAUnit(int position, string name)
    {
        string suggestion = Near(name, Unit.Symbols) is { } near ? $" Did you mean '{near}'?" : "";
        return new ExpressionException(position, $"'{name}' after a number is not a unit; a product is written with '*'.{suggestion}");
    }

    public static ExpressionException BadUnitExponent(int position, string unit) =>
        new(position, $"the exponent of the unit '{unit}' is one whole number from -8 to 8, as in '2 GeV^2'; put the quantity in parentheses to raise it to a power");

    public static ExpressionException NeedsNumber(int position, string context, string found) =>
        new(position, $"{context} needs a number; '{found}' is a condition");

    public static ExpressionException NeedsCondition(int position, string context, string found) =>
        new(position, $"{context} needs a condition, such as 'x < 1' in parentheses; '{found}' is a number");

    public static ExpressionException UnknownFunction(int position, string name)
    {
        string suggestion = Near(name, Functions.Names) is { } near ? $". Did you mean '{near}'?" : "; a product is written with '*'";
        return new ExpressionException(position, $"'{name}' is not a function{suggestion}");
    }

    public static ExpressionException WrongArgumentCount(int position, Function function, int found)
    {
        string expected = function.MaximumCount == int.MaxValue
            ? $"at least {function.MinimumCount} arguments"
            : function.MinimumCount == 1 ? "1 argument" : $"{function.MinimumCount} arguments";
        return new ExpressionException(position, $"'{function.Name}' takes {expected}, found {found}");
    }

    public static ExpressionException UnknownName(int position, string name, IEnumerable<string> known)
    {
        if (Functions.Find(name) is not null)
        {
            return new ExpressionException(position, $"'{name}' is a function: write '{name}(...)'");
        }

        string advice = Near(name, known) is { } near ? $". Did you mean '{near}'?"
            : Unit.TryParse(name, out _) ? $"; a unit follows a number: '1 {name}'"
            : $"; known here are {string.Join(", ", known.Order(StringComparer.Ordinal))}";
        return new ExpressionException(position, $"'{name}' is no column, parameter or constant here{advice}") { UnknownName = name };
    }

    public static ExpressionException AmbiguousName(int position, string name, string first, string second) =>
        new(position, $"'{name}' is both a {first} and a {second}: rename one of them");

    public static ExpressionException DifferentDimensions(int position, string context, string left, Dimension leftDimension, string right, Dimension rightDimension) =>
        new(position, $"{context} needs the same dimension on both sides: '{left}' is {WithArticle(leftDimension)}; '{right}' is {WithArticle(rightDimension)}");

    public static ExpressionException WrongDimension(int position, string context, string expected, string found, Dimension dimension) =>
        new(position, $"{context} needs {expected}; '{found}' is {WithArticle(dimension)}");

    // Any letter is one change away from a name of one letter.
    private static string? Near(string name, IEnumerable<string> candidates) => name.Length > 1 ? DidYouMean.Find(name, candidates) : null;

    private static string WithArticle(Dimension dimension) =>
        ("aeio".Contains(dimension.Name[0], StringComparison.Ordinal) ? "an " : "a ") + dimension.Name;
}
