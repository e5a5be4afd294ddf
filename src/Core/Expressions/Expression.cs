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
    private readonly Syntax _syntax;
    private ExpressionProgram? _program;

    private Expression(string text, Syntax syntax)
    {
        Text = text;
        _syntax = syntax;
    }

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>True when the value is a truth value: 1, 0, or NaN where an operand is NaN and decides it.</summary>
    public bool IsCondition => _syntax.IsCondition;

    /// <summary>What the value measures, known after binding; null when not known. A condition is a number.</summary>
    public Dimension? Dimension { get; private set; }

    /// <summary>Columns the expression reads, in the order of their first use; known after binding.</summary>
    public IReadOnlyList<ColumnIn> Columns { get; private set; } = [];

    /// <summary>What each of <see cref="Columns"/> measures, null when not known; known after binding.</summary>
    public IReadOnlyList<Dimension?> ColumnDimensions { get; private set; } = [];

    /// <summary>Parses a formula.</summary>
    /// <param name="text">The formula, up to 4,000 characters.</param>
    /// <exception cref="ExpressionException">The text is no formula; the exception says where and what was expected.</exception>
    public static Expression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Expression(text, Parser.Parse(text));
    }

    /// <summary>Evaluates the formula for every event of a batch, selected or not. Any number of threads may do so at once.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="values">Takes one value an event; shape <c>batch.Count</c>. May be a column that the formula reads.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="values"/> is not the number of events.</exception>
    /// <exception cref="InvalidOperationException">The formula is not bound: the stage does not declare that it reads it.</exception>
    public void Evaluate(EventBatch batch, Span<double> values)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (values.Length != batch.Count)
        {
            throw new ArgumentException($"there are {batch.Count} events and room for {values.Length} values", nameof(values));
        }

        ExpressionProgram program = _program ?? throw new InvalidOperationException($"the expression '{Text}' is not bound to columns");
        program.Evaluate(batch, values);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Gives the names their meaning; the host then assigns the slots of <see cref="Columns"/>.</summary>
    /// <exception cref="ExpressionException">A name is not known, or dimensions do not fit.</exception>
    internal void Bind(ExpressionScope scope)
    {
        Binder binder = new(Text, scope);
        (Term term, Measure measure) = binder.Bind(_syntax);
        _program = ProgramBuilder.Build(term, binder.Columns);
        Dimension = measure.Dimension;
        Columns = binder.Columns;
        ColumnDimensions = [.. binder.Columns.Select(c => scope.Columns[c.Name])];
    }
}
