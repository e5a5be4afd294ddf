using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Core.Expressions;

public sealed class ExpressionTests
{
    // Worked out by hand; powers of two and small integers are exact.
    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("64 / 4 / 2", 8)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("(-2) ^ 2", 4)]
    [InlineData("2 ^ -2", 0.25)]
    [InlineData("4 ^ 0.5", 2)]
    [InlineData("--3", 3)]
    [InlineData("+3", 3)]
    [InlineData("1e-3", 0.001)]
    [InlineData("1.5E+2", 150)]
    [InlineData(".5", 0.5)]
    [InlineData("abs(-3)", 3)]
    [InlineData("sqrt(16)", 4)]
    [InlineData("square(-5)", 25)]
    [InlineData("min(3, 1, 2)", 1)]
    [InlineData("max(3, 1, 4, 2)", 4)]
    [InlineData("pow(2, 10)", 1024)]
    [InlineData("floor(-1.5)", -2)]
    [InlineData("ceil(-1.5)", -1)]
    [InlineData("sign(-7)", -1)]
    [InlineData("hypot(3, 4)", 5)]
    [InlineData("exp(0) + log(1) + log10(1000)", 4)]
    [InlineData("sin(0) + cos(0) + tan(0)", 1)]
    [InlineData("asin(0) + acos(1) + atan(0) + atan2(0, 1)", 0)]
    [InlineData("sinh(0) + cosh(0) + tanh(0)", 1)]
    [InlineData("2 * pi", 2 * Math.PI)]
    [InlineData("sqrt_s", 10.58)]
    [InlineData("s", 10.58 * 10.58)]
    [InlineData("1 < 2", 1)]
    [InlineData("2 <= 1", 0)]
    [InlineData("1 < 2 < 3", 1)]
    [InlineData("1 < 3 < 2", 0)]
    [InlineData("2 in [2, 3]", 1)]
    [InlineData("3 in [2, 3]", 1)]
    [InlineData("3.5 in [2, 3]", 0)]
    [InlineData("1 == 1 && 1 != 2", 1)]
    [InlineData("1 > 2 || 2 >= 2", 1)]
    [InlineData("1 > 2 or 2 > 1 and 1 > 2", 0)]
    [InlineData("not 1 > 2", 1)]
    [InlineData("!(1 > 2)", 1)]
    [InlineData("isnan(0 / 0)", 1)]
    [InlineData("isfinite(1 / 0)", 0)]
    public void Evaluate_OfAFormulaWithoutColumns_IsItsValue(string text, double expected) =>
        Assert.Equal(expected, Formula.Value(text));

    [Fact]
    public void Evaluate_OfManyEvents_TakesEachOnItsOwn()
    {
        // More than one run of events, and a rest that fills no hardware vector.
        double[] x = [.. Enumerable.Range(0, 1537).Select(i => i * 0.5)];
        double[] values = new Formula { Columns = { ["x"] = x } }.Evaluate("3 * x^2 - x + sqrt_s");
        Assert.Equal(x.Select(v => 3 * (v * v) - v + 10.58), values);
    }

    [Fact]
    public void Evaluate_IntoAColumnThatItReads_ReplacesIt()
    {
        Formula formula = new() { Columns = { ["x"] = [1, 2, 3] } };
        Expression expression = formula.Bind("(x + 1) * (x - 1) + x");
        EventBatch batch = formula.Batch(expression);
        expression.Evaluate(batch, batch.ColumnArray(0).AsSpan(0, 3));
        Assert.Equal([1, 5, 11], batch.ColumnArray(0)[..3]);
    }

    [Fact]
    public void Columns_OfAFormula_AreNamedOnceInOrderOfUse()
    {
        Expression expression = new Formula { Columns = { ["a"] = [1], ["b"] = [1], ["c"] = [1] } }.Bind("b + a * b");
        Assert.Equal(["b", "a"], expression.Columns.Select(c => c.Name));
    }

    [Fact]
    public void Evaluate_OfABareColumn_CopiesIt() =>
        Assert.Equal([1.5, double.NaN], new Formula { Columns = { ["x"] = [1.5, double.NaN] } }.Evaluate("x"));

    [Fact]
    public void Evaluate_OfAParameter_FillsEveryEvent() =>
        Assert.Equal([0.25, 0.25], new Formula { Columns = { ["x"] = [1, 2] }, Parameters = { ["m_a"] = new Quantity(0.25, null) } }.Evaluate("m_a"));

    [Fact]
    public void Evaluate_BeforeBinding_IsRefused()
    {
        Formula formula = new();
        EventBatch batch = formula.Batch(formula.Bind("1"));
        Assert.Throws<InvalidOperationException>(() => Expression.Parse("1").Evaluate(batch, new double[1]));
    }

    [Theory]
    [InlineData("x < 1", true)]
    [InlineData("x in [1, 2]", true)]
    [InlineData("!(x < 1)", true)]
    [InlineData("x < 1 and isnan(x)", true)]
    [InlineData("x", false)]
    [InlineData("abs(x)", false)]
    public void IsCondition_IsKnownFromTheTextAlone(string text, bool expected) =>
        Assert.Equal(expected, Expression.Parse(text).IsCondition);

    [Fact]
    public void ToString_IsTheTextAsWritten() => Assert.Equal(" e_miss>1.8  GeV ", Expression.Parse(" e_miss>1.8  GeV ").ToString());

    // Three-valued logic: false && NaN is false, true || NaN is true, a comparison with NaN is NaN. Rows: a && b, a || b, !a.
    [Theory]
    [InlineData(0, 0, 0, 0, 1)]
    [InlineData(0, 1, 0, 1, 1)]
    [InlineData(1, 0, 0, 1, 0)]
    [InlineData(1, 1, 1, 1, 0)]
    [InlineData(0, double.NaN, 0, double.NaN, 1)]
    [InlineData(double.NaN, 0, 0, double.NaN, double.NaN)]
    [InlineData(1, double.NaN, double.NaN, 1, 0)]
    [InlineData(double.NaN, 1, double.NaN, 1, double.NaN)]
    [InlineData(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN)]
    public void Logic_IsThreeValued(double a, double b, double and, double or, double not)
    {
        Formula formula = new() { Columns = { ["a"] = [a], ["b"] = [b] } };
        Assert.Equal(and, formula.Evaluate("a > 0.5 && b > 0.5")[0]);
        Assert.Equal(or, formula.Evaluate("a > 0.5 || b > 0.5")[0]);
        Assert.Equal(not, formula.Evaluate("!(a > 0.5)")[0]);
    }

    [Theory]
    [InlineData("x < 1")]
    [InlineData("x <= 1")]
    [InlineData("x > 1")]
    [InlineData("x >= 1")]
    [InlineData("x == x")]
    [InlineData("x != 1")]
    [InlineData("1 != x")]
    [InlineData("x in [0, 1]")]
    [InlineData("min(x, 1)")]
    [InlineData("max(1, x)")]
    [InlineData("sign(x)")]
    [InlineData("x * 0")]
    public void Evaluate_OfANaN_IsNaN(string text) =>
        Assert.Equal(double.NaN, new Formula { Columns = { ["x"] = [double.NaN] } }.Evaluate(text)[0]);

    // A chain is false as soon as one of its comparisons is, whatever the others are.
    [Fact]
    public void Evaluate_OfAChainThatANumberDecides_IsFalse() =>
        Assert.Equal(0, new Formula { Columns = { ["x"] = [2], ["y"] = [double.NaN] } }.Evaluate("y < x < 1")[0]);
}
