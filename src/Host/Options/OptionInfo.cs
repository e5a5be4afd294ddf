using System.Reflection;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Host.Options;

/// <summary>One option of a record: what YAML calls it, what can be written for it, and what it means.</summary>
internal sealed record OptionInfo
{
    /// <summary>Name in YAML.</summary>
    public required string Name { get; init; }

    /// <summary>The property that takes the value.</summary>
    public required PropertyInfo Property { get; init; }

    /// <summary>What it means.</summary>
    public required string Help { get; init; }

    /// <summary>Unit of a bare number and of the column; null when there is none.</summary>
    public string? Unit { get; init; }

    /// <summary>Smallest and largest value, in <see cref="Unit"/>.</summary>
    public (double Min, double Max)? Bounds { get; init; }

    /// <summary>True when there is no default.</summary>
    public bool Required { get; init; }

    /// <summary>True when <c>null</c> can be written.</summary>
    public bool Nullable { get; init; }

    /// <summary>Value when nothing is written, in internal units; null for none.</summary>
    public object? Default { get; init; }

    /// <summary>What can be written.</summary>
    public required OptionShape Shape { get; init; }

    /// <summary>What can be written, in words: <c>energy in GeV</c>, <c>list of formulas</c>.</summary>
    public string TypeText => OptionWords.TypeText(Shape, UnitOfOption);

    /// <summary>The unit as a unit; null when there is none.</summary>
    public Unit? UnitOfOption => Unit is not null && Core.Numerics.Unit.TryParse(Unit, out Unit unit) ? unit : null;
}
