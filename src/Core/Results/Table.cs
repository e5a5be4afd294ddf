namespace AlpToolkit.Core.Results;

/// <summary>
/// A table as it is published: independent variables (what was chosen), dependent variables (what was found), both with one
/// value a row. The shape is HepData's (schema 1.1.1); CSV and HepData are written from the same table.
/// </summary>
public sealed record Table
{
    /// <summary>Unique name in the run; also the base of file names.</summary>
    public required string Name { get; init; }

    /// <summary>What the table shows, one or more sentences.</summary>
    public required string Description { get; init; }

    /// <summary>What was chosen: bins, cuts, masses.</summary>
    public required IReadOnlyList<IndependentVariable> Independent { get; init; }

    /// <summary>What was found.</summary>
    public required IReadOnlyList<DependentVariable> Dependent { get; init; }

    /// <summary>HepData keywords: name (<c>reactions</c>, <c>observables</c>, <c>cmenergies</c>, <c>phrases</c>) and values.</summary>
    public IReadOnlyList<Keyword> Keywords { get; init; } = [];

    /// <summary>True for a table that answers the question of the run, to be printed when it ends: a cut-flow, a limit.</summary>
    public bool IsHeadline { get; init; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Independent.Count > 0 ? Independent[0].Values.Count : Dependent.Count > 0 ? Dependent[0].Values.Count : 0;
}

/// <summary>A keyword of a table.</summary>
/// <param name="Name"><c>reactions</c>, <c>observables</c>, <c>cmenergies</c> or <c>phrases</c>.</param>
/// <param name="Values">Its values; for <c>cmenergies</c> numbers in GeV.</param>
public sealed record Keyword(string Name, IReadOnlyList<string> Values);

/// <summary>A property that holds for a whole dependent variable: reaction, √s, luminosity, a cut.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value as text.</param>
/// <param name="Units">Unit; null for none.</param>
public sealed record Qualifier(string Name, string Value, string? Units = null)
{
    /// <summary>Name of the qualifier that says which sample a variable was found in.</summary>
    public const string Sample = "sample";

    /// <summary>Name of the qualifier that HepData shows as the reaction.</summary>
    public const string Reaction = "RE";
}

/// <summary>A variable that was chosen.</summary>
/// <param name="Name">Name with its symbol, without the unit.</param>
/// <param name="Units">Unit as printed, empty for none.</param>
/// <param name="Values">One value a row.</param>
public sealed record IndependentVariable(string Name, string Units, IReadOnlyList<IndependentValue> Values);

/// <summary>A value of an independent variable: a number, a text, or a bin with an optional centre.</summary>
public readonly record struct IndependentValue
{
    /// <summary>The number, or the centre of the bin; null when there is none.</summary>
    public double? Value { get; init; }

    /// <summary>Low edge of the bin, −∞ for underflow; null when the value is no bin.</summary>
    public double? Low { get; init; }

    /// <summary>High edge of the bin, +∞ for overflow; null when the value is no bin.</summary>
    public double? High { get; init; }

    /// <summary>The text; null when the value is a number or a bin.</summary>
    public string? Text { get; init; }

    /// <summary>A number.</summary>
    public static IndependentValue Number(double value) => new() { Value = value };

    /// <summary>A bin from low to high edge.</summary>
    public static IndependentValue Bin(double low, double high) => new() { Low = low, High = high };

    /// <summary>A text.</summary>
    public static IndependentValue Label(string text) => new() { Text = text };
}

/// <summary>A variable that was found.</summary>
/// <param name="Name">Name with its symbol, without the unit.</param>
/// <param name="Units">Unit as printed, empty for none.</param>
/// <param name="Values">One value a row.</param>
public sealed record DependentVariable(string Name, string Units, IReadOnlyList<DependentValue> Values)
{
    /// <summary>What holds for the whole variable.</summary>
    public IReadOnlyList<Qualifier> Qualifiers { get; init; } = [];

    /// <summary>True when the values are counted, not measured: whole numbers, printed without a point.</summary>
    public bool IsCount { get; init; }
}

/// <summary>A value of a dependent variable with its uncertainties.</summary>
public readonly record struct DependentValue
{
    /// <summary>The number; null for a text or a missing value.</summary>
    public double? Value { get; init; }

    /// <summary>The text; null for a number. Neither number nor text: the value is missing, printed as <c>-</c>.</summary>
    public string? Text { get; init; }

    /// <summary>Its uncertainties; null or empty for none.</summary>
    public IReadOnlyList<Uncertainty>? Uncertainties { get; init; }

    /// <summary>A missing value.</summary>
    public static DependentValue Missing => default;

    /// <summary>A number without uncertainty; a NaN is a missing value.</summary>
    public static DependentValue Number(double value) => double.IsNaN(value) ? default : new() { Value = value };

    /// <summary>A number with one symmetric uncertainty, left out when zero or not finite.</summary>
    public static DependentValue WithError(double value, double error, string? label = null) => double.IsNaN(value)
        ? default
        : new() { Value = value, Uncertainties = error != 0 && double.IsFinite(error) ? [new Uncertainty(label, error, -error)] : null };

    /// <summary>A text.</summary>
    public static DependentValue Label(string text) => new() { Text = text };
}

/// <summary>An uncertainty of a value, in its unit.</summary>
/// <param name="Label">What it comes from: <c>stat</c>; null for the only one.</param>
/// <param name="Plus">Signed change upwards, normally positive.</param>
/// <param name="Minus">Signed change downwards, normally negative.</param>
public readonly record struct Uncertainty(string? Label, double Plus, double Minus)
{
    /// <summary>True when both changes are of the same size and opposite sign.</summary>
    public bool IsSymmetric => Plus == -Minus && Plus >= 0;
}
