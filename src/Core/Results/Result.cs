namespace AlpToolkit.Core.Results;

/// <summary>Something a run found: a histogram, a cut-flow, a limit. It knows how it is published.</summary>
public abstract class Result
{
    /// <summary>Names a result.</summary>
    /// <param name="name">Unique among the results of its sample, or of the run.</param>
    protected Result(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Unique name among the results of its sample, or of the run.</summary>
    public string Name { get; }

    /// <summary>The result as tables to publish.</summary>
    /// <param name="context">Sample, beams and luminosity, for names and qualifiers.</param>
    public abstract IReadOnlyList<Table> ToTables(TableContext context);
}

/// <summary>What a result needs to describe itself.</summary>
public sealed record TableContext
{
    /// <summary>Name of the sample; null for a result of the run as a whole.</summary>
    public string? Sample { get; init; }

    /// <summary>Centre-of-mass energy, GeV; null when samples differ.</summary>
    public double? SqrtS { get; init; }

    /// <summary>Integrated luminosity, pb⁻¹; null when the pipeline states none.</summary>
    public double? Luminosity { get; init; }

    /// <summary>Qualifiers of every variable: reaction, √s, luminosity, cuts so far.</summary>
    public IReadOnlyList<Qualifier> Qualifiers { get; init; } = [];

    /// <summary>Keywords of every table.</summary>
    public IReadOnlyList<Keyword> Keywords { get; init; } = [];

    /// <summary>Name of a table of this result: <c>sample/result</c>, or <c>result</c> for the run as a whole.</summary>
    public string TableName(string result) => Sample is null ? result : $"{Sample}/{result}";
}
