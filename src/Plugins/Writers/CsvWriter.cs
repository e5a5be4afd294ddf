using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Plugins.Writers;

/// <summary>Writes every table as a CSV file in HepData's layout.</summary>
[Writer("csv", "Every table as a CSV file in HepData's layout: bin edges, signed errors, qualifiers in '#:' lines.")]
[Example("csv")]
[Example("csv: { directory: tables }")]
public sealed class CsvWriter : Writer<CsvWriter.Settings>
{
    /// <summary>Options.</summary>
    public sealed record Settings
    {
        /// <summary>Folder of the files.</summary>
        [Help("folder of the files, in the run folder"), Shorthand]
        public FileName Directory { get; init; } = new("csv");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Write(RunTables run, string directory)
    {
        ArgumentNullException.ThrowIfNull(run);
        string folder = Directory.CreateDirectory(Path.Combine(directory, Options.Directory.Value)).FullName;
        UniqueNames files = new();
        foreach (Table table in run.Tables)
        {
            using FileStream stream = File.Create(Path.Combine(folder, files.File(table.Name, ".csv")));
            CsvTableWriter.Write(table, stream);
        }

        return [];
    }
}
