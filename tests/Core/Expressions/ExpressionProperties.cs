using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Core.Expressions;

public sealed class ExpressionProperties
{
    private static readonly Gen<double[]> s_column = FormulaTree.ColumnValue.ArrayOf(37);

    private static readonly Gen<FormulaTree> s_formula = Gen.OneOf(FormulaTree.Numbers, FormulaTree.Conditions);

    [Property(MaxTest = 500)]
    public Property Evaluate_OfAnyFormula_IsWhatAPlainInterpreterFinds() => Prop.ForAll(
        s_formula.ToArbitrary(),
        s_column.Three().ToArbitrary(),
        (tree, columns) =>
        {
            double[] expected = [.. columns.Item1.Select((_, i) => tree.Value([columns.Item1[i], columns.Item2[i], columns.Item3[i]]))];
            Assert.Equal(expected, Over(columns).Evaluate(tree.ToTextWithParentheses()));
        });

    [Property(MaxTest = 500)]
    public Property Parse_OfTheSameFormulaWithFewerParentheses_IsTheSameFormula() => Prop.ForAll(
        s_formula.ToArbitrary(),
        s_column.Three().ToArbitrary(),
        (tree, columns) => Assert.Equal(
            Over(columns).Evaluate(tree.ToTextWithParentheses()),
            Over(columns).Evaluate(tree.ToTextWithFewParentheses())));

    [Property(MaxTest = 100)]
    public Property Evaluate_DoesNotDependOnTheEventsAround() => Prop.ForAll(
        s_formula.ToArbitrary(),
        s_column.Three().ToArbitrary(),
        (tree, columns) =>
        {
            string text = tree.ToTextWithFewParentheses();
            double[] together = Over(columns).Evaluate(text);
            for (int i = 0; i < together.Length; i += 9)
            {
                Assert.Equal(together[i], Over(([columns.Item1[i]], [columns.Item2[i]], [columns.Item3[i]])).Evaluate(text)[0]);
            }
        });

    [Property(MaxTest = 1000)]
    public Property Parse_OfAnyCharacters_FailsOnlyAsAnExpression() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null).ToArbitrary(),
        IsFormulaOrExpressionError);

    [Property(MaxTest = 1000)]
    public Property Parse_OfAnyTokens_FailsOnlyAsAnExpression() => Prop.ForAll(
        Gen.Elements("a", "b", "1", "2.5", "GeV", "deg", "%", "+", "-", "*", "/", "^", "(", ")", "[", "]", ",", "<", "<=", "==", "!", "!=", "&&", "||", "not", "and", "in", "abs", "min", "pow", "s", "pi", "=", "&", "é", "\0")
            .ListOf().Select(tokens => string.Join(' ', tokens)).ToArbitrary(),
        IsFormulaOrExpressionError);

    [Property(MaxTest = 1000)]
    public Property Parse_OfAFormulaWithOneCharacterChanged_FailsOnlyAsAnExpression() => Prop.ForAll(
        s_formula.ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        Gen.Choose(1, 255).ToArbitrary(),
        (tree, place, character) =>
        {
            char[] text = tree.ToTextWithFewParentheses().ToCharArray();
            text[place % text.Length] = (char)character;
            IsFormulaOrExpressionError(new string(text));
        });

    // x^n by repeated squaring: within n roundings of the correctly rounded power, here against System.Math.
    [Property(MaxTest = 500)]
    public Property WholePower_IsThePowerToAFewRoundings() => Prop.ForAll(
        Gen.Choose(1, 4000).Select(i => i / 400.0).ToArbitrary(),
        Gen.Choose(-64, 64).ToArbitrary(),
        (x, exponent) =>
        {
            double expected = Math.Pow(x, exponent);
            double tolerance = (Math.Abs(exponent) + 1) * (Math.BitIncrement(expected) - expected);
            Assert.InRange(new Formula { Columns = { ["x"] = [x] } }.Evaluate($"x^{exponent}")[0], expected - tolerance, expected + tolerance);
        });

    [Fact]
    public void Evaluate_OnManyThreads_GivesEachItsValues()
    {
        double[] x = [.. Enumerable.Range(0, EventBatch.Capacity).Select(i => i / 64.0)];
        Formula formula = new() { Columns = { ["x"] = x } };
        Expression expression = formula.Bind("sin(x) * sin(x) + cos(x)^2 + (x - 3) * (x + 3)");
        EventBatch batch = formula.Batch(expression);
        double[] expected = new double[batch.Count];
        expression.Evaluate(batch, expected);
        Parallel.For(0, 64, _ =>
        {
            double[] values = new double[batch.Count];
            expression.Evaluate(batch, values);
            Assert.Equal(expected, values);
        });
    }

    [Fact]
    public void Evaluate_AllocatesNothing()
    {
        double[] x = [.. Enumerable.Range(0, EventBatch.Capacity).Select(i => i / 64.0)];
        Formula formula = new() { Columns = { ["x"] = x } };
        Expression expression = formula.Bind("abs(x) < 1.4 && (x^2 + sin(x)) / sqrt_s > 0.5 || x in [1, s]");
        EventBatch batch = formula.Batch(expression);
        double[] values = new double[batch.Count];
        expression.Evaluate(batch, values);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            expression.Evaluate(batch, values);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Formula Over((double[] A, double[] B, double[] C) columns) =>
        new() { Columns = { ["a"] = columns.A, ["b"] = columns.B, ["c"] = columns.C } };

    private static void IsFormulaOrExpressionError(string text)
    {
        try
        {
            Assert.NotNull(Over(([1], [2], [3])).Bind(text));
        }
        catch (ExpressionException error)
        {
            Assert.InRange(error.Position, 0, text.Length);
            Assert.NotEmpty(error.Message);
        }
    }
}
