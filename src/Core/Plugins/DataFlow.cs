using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Plugins;

/// <summary>What a stage reads and writes, in order: what it writes can be read by its own later declarations.</summary>
public sealed class DataFlow
{
    private readonly List<ColumnUse> _uses = [];

    internal IReadOnlyList<ColumnUse> Uses => _uses;

    /// <summary>Declares that the stage reads a column.</summary>
    public void Reads(ColumnIn column) => _uses.Add(new ColumnUse { Reference = column });

    /// <summary>Declares that the stage reads a role.</summary>
    public void Reads(ObjectIn role) => _uses.Add(new ColumnUse { Reference = role });

    /// <summary>Declares that the stage evaluates a formula: the host binds it to the columns written so far.</summary>
    public void Reads(Expression expression) => _uses.Add(new ColumnUse { Expression = expression });

    /// <summary>Declares that the stage reads every column that an earlier stage writes.</summary>
    /// <returns>The columns in the order in which they were first written; known when the stage is prepared.</returns>
    public IReadOnlyList<ColumnIn> ReadsEveryColumn()
    {
        List<ColumnIn> columns = [];
        _uses.Add(new ColumnUse { EveryColumn = columns });
        return columns;
    }

    /// <summary>Declares that the stage reads every role that an earlier stage assigns.</summary>
    /// <returns>The roles in the order in which they were first assigned; known when the stage is prepared.</returns>
    public IReadOnlyList<ObjectIn> ReadsEveryRole()
    {
        List<ObjectIn> roles = [];
        _uses.Add(new ColumnUse { EveryRole = roles });
        return roles;
    }

    /// <summary>Declares that the stage writes a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="dimension">What it measures; null when not known.</param>
    /// <param name="meaning">A phrase for <c>alp explain</c>, frame included.</param>
    public void Writes(ColumnOut column, Dimension? dimension, string? meaning) =>
        _uses.Add(new ColumnUse { Reference = column, Dimension = dimension, Meaning = meaning });

    /// <summary>Declares that the stage writes the values of a formula: the column measures what the formula does.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">A formula declared by <see cref="Reads(Expression)"/> before.</param>
    public void Writes(ColumnOut column, Expression values) =>
        _uses.Add(new ColumnUse { Reference = column, DimensionOf = values, Meaning = values.Text });

    /// <summary>Declares that the stage reports a result of this name for every sample, so that a later stage can ask for it.</summary>
    /// <param name="result">Name of the result.</param>
    /// <param name="meaning">A phrase for <c>alp explain</c>.</param>
    public void Reports(string result, string meaning) => _uses.Add(new ColumnUse { Result = result, IsReport = true, Meaning = meaning });

    /// <summary>Declares that the stage needs a result that an earlier stage reports: a missing one is an error before the first event.</summary>
    /// <param name="result">Name of the result.</param>
    public void Needs(string result) => _uses.Add(new ColumnUse { Result = result });

    /// <summary>Declares that the stage assigns a role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="meaning">A phrase for <c>alp explain</c>.</param>
    public void Writes(ObjectOut role, string? meaning) => _uses.Add(new ColumnUse { Reference = role, Meaning = meaning });
}

/// <summary>One use of a column, role, formula or result by a stage.</summary>
internal sealed record ColumnUse
{
    public ColumnReference? Reference { get; init; }

    public Expression? Expression { get; init; }

    /// <summary>Takes all columns known so far.</summary>
    public List<ColumnIn>? EveryColumn { get; init; }

    /// <summary>Takes all roles known so far.</summary>
    public List<ObjectIn>? EveryRole { get; init; }

    public string? Result { get; init; }

    public bool IsReport { get; init; }

    public Dimension? Dimension { get; init; }

    public Expression? DimensionOf { get; init; }

    public string? Meaning { get; init; }

    public bool IsWrite => Reference is ColumnOut or ObjectOut;

    public bool IsRole => Reference is ObjectIn or ObjectOut;

    /// <summary>Fills the lists of all columns and roles.</summary>
    public void TakeAll(IReadOnlyDictionary<string, int> columnSlots, IReadOnlyDictionary<string, int> roleSlots)
    {
        EveryColumn?.AddRange(columnSlots.OrderBy(c => c.Value).Select(c => new ColumnIn(c.Key) { Slot = c.Value }));
        EveryRole?.AddRange(roleSlots.OrderBy(r => r.Value).Select(r => new ObjectIn(r.Key) { Slot = r.Value }));
    }
}
