using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Text;
using AlpToolkit.Plotting;

namespace AlpToolkit.Plugins.Writers;

/// <summary>Draws every table that has numbers to draw: distributions as histograms and heat maps, scans as curves with their bands.</summary>
[Writer("svg", "Every distribution and scan as an SVG drawing: histograms, heat maps, curves with bands; logarithmic axes where values span a wide range.")]
[Example("svg")]
[Example("svg: { directory: figures }")]
public sealed class SvgWriter : Writer<SvgWriter.Settings>
{
    /// <summary>Options.</summary>
    public sealed record Settings
    {
        /// <summary>Folder of the files.</summary>
        [Help("folder of the files, in the run folder"), Shorthand]
        public FileName Directory { get; init; } = new("svg");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Write(RunTables run, string directory)
    {
        ArgumentNullException.ThrowIfNull(run);
        string folder = Directory.CreateDirectory(Path.Combine(directory, Options.Directory.Value)).FullName;
        UniqueNames files = new();
        foreach (Table table in run.Tables)
        {
            if (TableFigure.Of(table, run.Program) is { } figure)
            {
                File.WriteAllText(Path.Combine(folder, files.File(table.Name, ".svg")), figure.ToSvg());
            }
        }

        return [];
    }
}
