using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AlpToolkit.Tests.Core.Expressions;

/// <summary>
/// A formula as a tree with the plain meaning of each node, one event at a time: what the vectorised program is compared with.
/// Precedence: 1 or, 2 and, 3 comparison, 4 sum, 5 product, 6 sign, 7 power, 8 the rest.
/// </summary>
internal sealed record FormulaTree(string Symbol, int Precedence, IReadOnlyList<FormulaTree> Operands, Func<IReadOnlyList<double>, double[], double> Meaning, Func<IReadOnlyList<string>, string> Print)
{
    private static readonly string[] s_columns = ["a", "b", "c"];

    public static Gen<FormulaTree> Numbers { get; } = Gen.Sized(size => Number(Math.Min(size / 8, 6)));

    public static Gen<FormulaTree> Conditions { get; } = Gen.Sized(size => Condition(Math.Min(size / 8, 6)));

    /// <summary>Values that a column can hold, the awkward ones often.</summary>
    public static Gen<double> ColumnValue { get; } = Gen.Frequency(
        (6, Gen.Choose(-40, 40).Select(i => i / 8.0)),
        (2, Gen.Choose(int.MinValue, int.MaxValue).Select(i => i * 1.0001e-7)),
        (2, Gen.Elements(double.NaN, 0, -0.0, double.PositiveInfinity, double.NegativeInfinity, 1e300, 5e-324)));

    /// <summary>Value for one event.</summary>
    /// <param name="columns">Values of the columns a, b, c.</param>
    public double Value(double[] columns) => Meaning([.. Operands.Select(o => o.Value(columns))], columns);

    /// <summary>Every operand in parentheses.</summary>
    public string ToTextWithParentheses() => Print([.. Operands.Select(o => $"({o.ToTextWithParentheses()})")]);

    /// <summary>Parentheses only where precedence and associativity ask for them.</summary>
    public string ToTextWithFewParentheses() => Print([.. Operands.Select((o, i) => NeedsParentheses(o, i) ? $"({o.ToTextWithFewParentheses()})" : o.ToTextWithFewParentheses())]);

    public override string ToString() => ToTextWithParentheses();

    private bool NeedsParentheses(FormulaTree operand, int position)
    {
        if (Precedence == 8)
        {
            return false;
        }

        bool tighterSide = Symbol == "^" ? position == 0 : position == 1 || Precedence == 3;
        return operand.Precedence < Precedence || (operand.Precedence == Precedence && tighterSide);
    }

    private static Gen<FormulaTree> Number(int depth)
    {
        Gen<FormulaTree> leaf = Gen.OneOf(
            Gen.Choose(0, 2).Select(i => Leaf(s_columns[i], c => c[i])),
            Gen.Elements(0, 1, 2, 0.5, 1e-3, 12345.678).Select(v => Leaf(v.ToString(CultureInfo.InvariantCulture), _ => v)),
            Gen.Constant(Leaf("sqrt_s / 1 GeV", _ => 10.58, precedence: 5)),
            Gen.Constant(Leaf("pi", _ => Math.PI)));
        if (depth == 0)
        {
            return leaf;
        }

        Gen<FormulaTree> inner = Number(depth - 1);
        return Gen.OneOf(
            leaf,
            Two(inner, "+", 4, (x, y) => x + y),
            Two(inner, "-", 4, (x, y) => x - y),
            Two(inner, "*", 5, (x, y) => x * y),
            Two(inner, "/", 5, (x, y) => x / y),
            inner.Select(x => new FormulaTree("-", 6, [x], (v, _) => -v[0], t => $"-{t[0]}")),
            inner.SelectMany(x => Gen.Choose(-3, 5).Select(n => new FormulaTree("^", 7, [x], (v, _) => PowerByMultiplication(v[0], n), t => $"{t[0]}^{n}"))),
            Called(inner, "abs", x => x < 0 ? -x : x == 0 ? 0 : x),
            Called(inner, "sqrt", Math.Sqrt),
            Called(inner, "square", x => x * x),
            Called(inner, "floor", Math.Floor),
            Called(inner, "ceil", Math.Ceiling),
            Called(inner, "sin", Math.Sin),
            Called(inner, "exp", Math.Exp),
            Called(inner, "sign", x => x > 0 ? 1 : x < 0 ? -1 : x),
            inner.SelectMany(x => inner.Select(y => new FormulaTree("min", 8, [x, y], (v, _) => Extreme(v[0], v[1], smaller: true), t => $"min({t[0]}, {t[1]})"))),
            inner.SelectMany(x => inner.Select(y => new FormulaTree("max", 8, [x, y], (v, _) => Extreme(v[0], v[1], smaller: false), t => $"max({t[0]}, {t[1]})"))));
    }

    private static Gen<FormulaTree> Condition(int depth)
    {
        Gen<FormulaTree> number = Number(Math.Max(0, depth - 1));
        Gen<FormulaTree>[] comparisons =
        [
            Two(number, "<", 3, (x, y) => Truth(x < y, x, y)),
            Two(number, "<=", 3, (x, y) => Truth(x <= y, x, y)),
            Two(number, ">", 3, (x, y) => Truth(x > y, x, y)),
            Two(number, ">=", 3, (x, y) => Truth(x >= y, x, y)),
            Two(number, "==", 3, (x, y) => Truth(x == y, x, y)),
            Two(number, "!=", 3, (x, y) => Truth(x != y, x, y)),
            Called(number, "isnan", x => double.IsNaN(x) ? 1 : 0),
            Called(number, "isfinite", x => double.IsFinite(x) ? 1 : 0),
            number.SelectMany(x => number.SelectMany(lo => number.Select(hi => new FormulaTree(
                "in", 3, [x, lo, hi], (v, _) => And(Truth(v[1] <= v[0], v[1], v[0]), Truth(v[0] <= v[2], v[0], v[2])), t => $"{t[0]} in [{t[1]}, {t[2]}]")))),
            number.SelectMany(x => number.SelectMany(y => number.Select(z => new FormulaTree(
                "<<", 3, [x, y, z], (v, _) => And(Truth(v[0] < v[1], v[0], v[1]), Truth(v[1] <= v[2], v[1], v[2])), t => $"{t[0]} < {t[1]} <= {t[2]}")))),
        ];
        if (depth == 0)
        {
            return Gen.OneOf(comparisons);
        }

        Gen<FormulaTree> inner = Condition(depth - 1);
        return Gen.OneOf(
        [
            .. comparisons,
            Two(inner, "&&", 2, And),
            Two(inner, "||", 1, (x, y) => x == 1 || y == 1 ? 1 : double.IsNaN(x) || double.IsNaN(y) ? double.NaN : 0),
            inner.Select(x => new FormulaTree("!", 8, [x], (v, _) => double.IsNaN(v[0]) ? double.NaN : v[0] == 1 ? 0 : 1, t => $"!({t[0]})")),
        ]);
    }

    private static FormulaTree Leaf(string text, Func<double[], double> value, int precedence = 8) => new(text, precedence, [], (_, columns) => value(columns), _ => text);

    private static Gen<FormulaTree> Two(Gen<FormulaTree> inner, string symbol, int precedence, Func<double, double, double> meaning) =>
        inner.SelectMany(x => inner.Select(y => new FormulaTree(symbol, precedence, [x, y], (v, _) => meaning(v[0], v[1]), t => $"{t[0]} {symbol} {t[1]}")));

    private static Gen<FormulaTree> Called(Gen<FormulaTree> inner, string name, Func<double, double> meaning) =>
        inner.Select(x => new FormulaTree(name, 8, [x], (v, _) => meaning(v[0]), t => $"{name}({t[0]})"));

    private static double Truth(bool holds, double x, double y) => double.IsNaN(x) || double.IsNaN(y) ? double.NaN : holds ? 1 : 0;

    private static double And(double x, double y) => x == 0 || y == 0 ? 0 : double.IsNaN(x) || double.IsNaN(y) ? double.NaN : 1;

    private static double Extreme(double x, double y, bool smaller) =>
        double.IsNaN(x) || double.IsNaN(y) ? double.NaN : (smaller ? x < y : x > y) ? x : y;

    // The fourth and fifth powers are (x²)² and x·(x²)², as repeated squaring has them.
    private static double PowerByMultiplication(double x, int exponent) => exponent switch
    {
        0 => 1,
        < 0 => 1 / PowerByMultiplication(x, -exponent),
        1 => x,
        2 => x * x,
        3 => x * (x * x),
        4 => x * x * (x * x),
        _ => x * (x * x * (x * x)),
    };
}
