using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Core.Expressions;

/// <summary>Binds and evaluates formulas over columns given by hand, at √s = 10.58 GeV.</summary>
internal sealed class Formula
{
    public Dictionary<string, double[]> Columns { get; init; } = [];

    public Dictionary<string, Dimension?> Dimensions { get; init; } = [];

    public Dictionary<string, Quantity> Parameters { get; init; } = [];

    public static double Value(string text) => new Formula().Evaluate(text)[0];

    public static ExpressionException Error(string text) => Assert.Throws<ExpressionException>(() => new Formula
    {
        Columns = { ["e_miss"] = [1], ["eta_miss"] = [1], ["theta"] = [1], ["x"] = [1] },
        Dimensions = { ["e_miss"] = new Dimension(1), ["eta_miss"] = Dimension.None, ["theta"] = new Dimension(0, 1) },
        Parameters = { ["m_a"] = new Quantity(1, new Dimension(1)), ["kappa"] = new Quantity(2, null) },
    }.Bind(text));

    public Expression Bind(string text)
    {
        Expression expression = Expression.Parse(text);
        expression.Bind(new ExpressionScope(Parameters, Columns.Keys.ToDictionary(name => name, Dimensions.GetValueOrDefault)));
        return expression;
    }

    public double[] Evaluate(string text)
    {
        Expression expression = Bind(text);
        EventBatch batch = Batch(expression);
        double[] values = new double[batch.Count];
        expression.Evaluate(batch, values);
        return values;
    }

    public EventBatch Batch(Expression expression)
    {
        string[] names = [.. Columns.Keys];
        EventBatch batch = new(names.Length, 0);
        batch.Begin(new SampleInfo { Name = "sample", SqrtS = 10.58 }, 0);
        int count = Columns.Values.Select(c => c.Length).DefaultIfEmpty(1).First();
        for (int i = 0; i < count; i++)
        {
            batch.EndEvent(1);
        }

        batch.EndFilling();
        for (int slot = 0; slot < names.Length; slot++)
        {
            Columns[names[slot]].CopyTo(batch.ColumnArray(slot), 0);
        }

        foreach (ColumnIn column in expression.Columns)
        {
            column.Slot = Array.IndexOf(names, column.Name);
        }

        return batch;
    }
}
