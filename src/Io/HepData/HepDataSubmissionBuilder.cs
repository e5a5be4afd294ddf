using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepData;

/// <summary>The reaction that a sample was simulated of.</summary>
/// <param name="Sample">Name of the sample.</param>
/// <param name="Reaction">As HepData writes it: <c>E+ E- --> TAU+ TAU-</c>.</param>
public sealed record SampleReaction(string Sample, string Reaction);

/// <summary>What a submission says beside the tables of a run.</summary>
public sealed record HepDataMetadata
{
    /// <summary>What holds for all tables; null takes title and description of the run.</summary>
    public string? Comment { get; init; }

    /// <summary>Keywords of every table, beside its own.</summary>
    public IReadOnlyList<Keyword> Keywords { get; init; } = [];

    /// <summary>
    /// Reactions of the samples: qualifier and keyword of the tables of that sample, keywords of the tables that are of no single sample.
    /// </summary>
    public IReadOnlyList<SampleReaction> Reactions { get; init; } = [];

    /// <summary>Licence of the data; null for HepData's default, CC0.</summary>
    public DataLicence? Licence { get; init; }

    /// <summary>Files and links of the submission as a whole.</summary>
    public IReadOnlyList<AdditionalResource> AdditionalResources { get; init; } = [];
}

/// <summary>Makes a submission from the results of a run: unique names, keywords that HepData takes, tables within its limits.</summary>
public static class HepDataSubmissionBuilder
{
    /// <summary>
    /// Builds the submission. A table of more than <see cref="HepDataLimits.HeavyRows"/> rows, or one that is too large as a file,
    /// is cropped to its non-empty region; one that is still too large is attached whole as a compressed CSV file.
    /// </summary>
    /// <param name="run">Tables and what describes them.</param>
    /// <param name="metadata">What else the submission says.</param>
    /// <returns>The submission, and one line for everything that was left out, cropped, renamed or attached.</returns>
    /// <exception cref="ArgumentException">A table has variables of different length, or no dependent one.</exception>
    public static (HepDataSubmission Submission, IReadOnlyList<string> Messages) Build(RunTables run, HepDataMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(metadata);
        List<string> messages = [];
        List<SubmittedTable> tables = [];
        List<AdditionalResource> resources = [.. metadata.AdditionalResources];
        UniqueNames titles = new();
        UniqueNames files = new([HepDataSubmissionWriter.SubmissionFile, .. resources.Select(r => r.Location)]);
        foreach (Table table in run.Tables)
        {
            Check(table);
            Table fitting = Crop(table, messages);
            if (DataFileLength(fitting) > HepDataLimits.DataFileBytes)
            {
                resources.Add(Attach(table, files));
                messages.Add($"hepdata: table '{table.Name}' is larger than HepData's {HepDataLimits.DataFileBytes} bytes; attached as {resources[^1].Location}");
                continue;
            }

            string title = titles.Title(table.Name, HepDataLimits.TableName);
            if (title != table.Name)
            {
                messages.Add($"hepdata: table '{table.Name}' is named '{title}': names are unique and have at most {HepDataLimits.TableName} characters");
            }

            fitting = WithReactions(fitting, metadata.Reactions);
            fitting = fitting with { Keywords = SubmissionKeywords.Merge(table.Name, fitting.Keywords.Concat(metadata.Keywords), messages) };
            tables.Add(new SubmittedTable(title, files.File(table.Name, ".yaml"), fitting) { Licence = metadata.Licence });
        }

        HashSet<string?> samples = [.. run.Tables.Select(SampleOf)];
        messages.AddRange(metadata.Reactions.Where(r => !samples.Contains(r.Sample)).Select(r =>
            $"hepdata: no table is of a sample '{r.Sample}', which has the reaction '{r.Reaction}'"));
        HepDataSubmission submission = new() { Comment = Comment(run, metadata), Tables = tables, AdditionalResources = resources };
        return (submission, messages);
    }

    private static string? SampleOf(Table table) =>
        table.Dependent.SelectMany(v => v.Qualifiers).FirstOrDefault(q => q.Name == Qualifier.Sample)?.Value;

    private static Table WithReactions(Table table, IReadOnlyList<SampleReaction> reactions)
    {
        string? sample = SampleOf(table);
        string[] values = [.. reactions.Where(r => sample is null || r.Sample == sample).Select(r => r.Reaction)];
        Qualifier[] qualifiers = sample is null ? [] : Array.ConvertAll(values, v => new Qualifier(Qualifier.Reaction, v));
        return values.Length == 0 ? table : table with
        {
            Keywords = [.. table.Keywords, new Keyword(SubmissionKeywords.Reactions, values)],
            Dependent = [.. table.Dependent.Select(v => v with { Qualifiers = [.. qualifiers, .. v.Qualifiers] })],
        };
    }

    private static void Check(Table table)
    {
        if (table.Dependent.Count == 0 && table.Independent.Count > 0)
        {
            throw new ArgumentException($"table '{table.Name}' has no dependent variable", nameof(table));
        }

        if (table.Independent.Any(v => v.Values.Count != table.RowCount) || table.Dependent.Any(v => v.Values.Count != table.RowCount))
        {
            throw new ArgumentException($"the variables of table '{table.Name}' have different numbers of values", nameof(table));
        }
    }

    private static Table Crop(Table table, List<string> messages)
    {
        if (table.RowCount <= HepDataLimits.HeavyRows && DataFileLength(table) <= HepDataLimits.DataFileBytes)
        {
            return table;
        }

        Table cropped = TableCropping.ToNonEmptyRegion(table);
        string size = cropped.RowCount < table.RowCount
            ? $"is cropped to its non-empty region, {cropped.RowCount} of {table.RowCount} rows"
            : $"has {table.RowCount} rows";
        string advice = cropped.RowCount > HepDataLimits.HeavyRows
            ? $"; HepData's page is slow above {HepDataLimits.HeavyRows}: wider bins help"
            : "";
        messages.Add($"hepdata: table '{table.Name}' {size}{advice}");
        return cropped;
    }

    private static AdditionalResource Attach(Table table, UniqueNames files)
    {
        using MemoryStream content = new();
        using (Stream gzip = DeterministicGzip.Compress(content))
        {
            CsvTableWriter.Write(table, gzip);
        }

        return new AdditionalResource
        {
            Location = files.File(table.Name, ".csv.gz"),
            Description = $"Table '{table.Name}' as CSV, compressed: too large for a data table. {table.Description}",
            Content = content.ToArray(),
        };
    }

    private static long DataFileLength(Table table)
    {
        using CountingStream count = new();
        DataFileText.Write(table, count);
        return count.Length;
    }

    private static string Comment(RunTables run, HepDataMetadata metadata)
    {
        string comment = metadata.Comment ?? (run.Description.Length > 0 ? $"{run.Title}: {run.Description}" : run.Title);
        return $"{comment.TrimEnd()}\nProduced with {run.Program}.";
    }
}
