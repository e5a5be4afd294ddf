namespace AlpToolkit.Core.Results;

/// <summary>What a cut is called, asks for and reads.</summary>
/// <param name="Label">Its name; null when it has none.</param>
/// <param name="Condition">The condition as written.</param>
/// <param name="Columns">Names and units of the columns that it reads.</param>
public sealed record CutDescription(string? Label, string Condition, IReadOnlyList<(string Name, string Units)> Columns)
{
    /// <summary>How tables name it: <c>central: abs(eta_miss) &lt; 1.4</c>, or the condition alone.</summary>
    public string Title => Label is null ? Condition : $"{Label}: {Condition}";
}

/// <summary>Smallest and largest value of a column over the events still selected before a cut, NaN left out.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Units">Its unit; empty when it has none or is not known.</param>
/// <param name="Low">Smallest value; +∞ when there is none.</param>
/// <param name="High">Largest value; −∞ when there is none.</param>
public readonly record struct ColumnRange(string Column, string Units, double Low, double High)
{
    /// <summary>True when no event had a value.</summary>
    public bool IsEmpty => Low > High;

    /// <summary>As in <c>e_miss was between 0.6 and 5.29 GeV</c>.</summary>
    public override string ToString() => IsEmpty
        ? $"{Column} was NaN for every event"
        : $"{Column} was between {Low:G4} and {High:G4}{(Units.Length > 0 ? " " : "")}{Units}";
}

/// <summary>One cut of a cut-flow.</summary>
public sealed record CutFlowStep
{
    /// <summary>The cut.</summary>
    public required CutDescription Cut { get; init; }

    /// <summary>Events that passed this cut and all before it, for each weight variation, nominal first.</summary>
    public required IReadOnlyList<WeightedCount> Counts { get; init; }

    /// <summary>Events that passed all cuts before and for which this cut is NaN; they fail it.</summary>
    public required long EventsWithNaN { get; init; }

    /// <summary>Ranges of the columns that the cut reads, before the cut.</summary>
    public required IReadOnlyList<ColumnRange> Ranges { get; init; }

    /// <summary>Events that pass all cuts but this one (N−1), whether they pass it or not, for each weight variation.</summary>
    public required IReadOnlyList<WeightedCount> PassingAllOthers { get; init; }
}
