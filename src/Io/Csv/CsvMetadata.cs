namespace AlpToolkit.Io.Csv;

/// <summary>What HepData's CSV head says of a table beside the table itself.</summary>
public sealed record CsvMetadata
{
    /// <summary>DOI of the table; null for one that is not published yet.</summary>
    public string? TableDoi { get; init; }

    /// <summary>Name of the YAML file that holds the same table; null for none.</summary>
    public string? DataFile { get; init; }

    /// <summary>Name, URL and description of the licence of the data, joined by spaces; null for none.</summary>
    public string? DataLicence { get; init; }
}
