using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Expressions;

/// <summary>What names mean in a formula: the pipeline's parameters, and the columns written by earlier stages.</summary>
/// <param name="Parameters">Named numbers in internal units.</param>
/// <param name="Columns">Columns that can be read and what they measure (null when not known).</param>
internal sealed record ExpressionScope(
    IReadOnlyDictionary<string, Quantity> Parameters,
    IReadOnlyDictionary<string, Dimension?> Columns)
{
    /// <summary>True where columns have names that nobody chose for formulas, as those of a file: they come before constants and units of the same name.</summary>
    public bool ColumnsHideConstants { get; init; }
}
