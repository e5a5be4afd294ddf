using AlpToolkit.Core.Results;

namespace AlpToolkit.Io.HepData;

/// <summary>Licence of data or of a file.</summary>
/// <param name="Name">Name, at most 256 characters: <c>CC-BY-4.0</c>.</param>
/// <param name="Url">Where it can be read, at most 256 characters.</param>
/// <param name="Description">What it allows; null to leave that to the link.</param>
public sealed record DataLicence(string Name, string Url, string? Description = null);

/// <summary>A file or web page that belongs to a submission or to a table.</summary>
public sealed record AdditionalResource
{
    /// <summary>A link that starts with <c>http</c>, or the name of a file of the submission, without <c>/</c>; at most 256 characters.</summary>
    public required string Location { get; init; }

    /// <summary>What it is.</summary>
    public required string Description { get; init; }

    /// <summary>Kind of file, at most 64 characters; null for none. HepData highlights <c>HistFactory</c> and <c>HS3</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Its licence; null for that of the data.</summary>
    public DataLicence? Licence { get; init; }

    /// <summary>Content of the file; null for a link.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }
}

/// <summary>A table with the names it has in a submission.</summary>
/// <param name="Name">Name on the web page, unique, at most 64 characters.</param>
/// <param name="DataFile">Name of its data file, unique, without <c>/</c>.</param>
/// <param name="Table">The table.</param>
public sealed record SubmittedTable(string Name, string DataFile, Table Table)
{
    /// <summary>Licence of its data; null for HepData's default, CC0.</summary>
    public DataLicence? Licence { get; init; }
}

/// <summary>
/// A submission to HepData (schema 1.1.1, https://hepdata-submission.readthedocs.io): tables, what describes them as a whole, and files
/// beside them. <see cref="HepDataSubmissionBuilder"/> makes one from the results of a run, <see cref="HepDataSubmissionWriter"/> writes it.
/// </summary>
public sealed record HepDataSubmission
{
    /// <summary>What holds for all tables: an abstract of the analysis.</summary>
    public required string Comment { get; init; }

    /// <summary>The tables, in order.</summary>
    public required IReadOnlyList<SubmittedTable> Tables { get; init; }

    /// <summary>Files and links of the submission as a whole.</summary>
    public IReadOnlyList<AdditionalResource> AdditionalResources { get; init; } = [];
}
