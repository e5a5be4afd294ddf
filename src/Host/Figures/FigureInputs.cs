using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Pipeline;
using AlpToolkit.Host.Running;
using AlpToolkit.Io.Csv;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Plugins.Sources.Generator;

namespace AlpToolkit.Host.Figures;

/// <summary>What a figure of the paper is drawn from: pipelines that come with the program, cross sections, and tables of earlier runs.</summary>
internal sealed class FigureInputs(TextWriter error, int threads, CancellationToken cancellation)
{
    /// <summary>√s of the paper, GeV.</summary>
    public const double SqrtS = 10.58;

    /// <summary>Run folder of a reach in e+e- + invisible, or its reach.csv; null to run the pipeline.</summary>
    public string? Reach { get; init; }

    /// <summary>Run folder of a reach in γ + invisible, or its reach.csv; null to run the pipeline.</summary>
    public string? PhotonReach { get; init; }

    /// <summary>Curves to lay over.</summary>
    public IReadOnlyList<string> Overlays { get; init; } = [];

    /// <summary>Files that were read.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Runs a pipeline that comes with the program in a folder that is deleted afterwards.</summary>
    /// <param name="name">Name of the resource, <c>figure3.yaml</c>.</param>
    /// <param name="overrides">Changes.</param>
    /// <returns>Its tables.</returns>
    public IReadOnlyList<Table> Run(string name, params string[] overrides)
    {
        string folder = Directory.CreateTempSubdirectory("alp-figure-").FullName;
        try
        {
            string file = Path.Combine(folder, name);
            using (Stream resource = typeof(FigureInputs).Assembly.GetManifestResourceStream($"pipelines/{name}") ?? throw new InvalidOperationException($"there is no pipeline {name} in the program"))
            using (FileStream copy = File.Create(file))
            {
                resource.CopyTo(copy);
            }

            Override[] changes = [.. overrides.Append("write=[csv]").Select(Override.Parse)];
            DiagnosticBag diagnostics = new(file);
            PipelinePlan plan = PipelineReader.Read(file, changes, [], diagnostics)
                ?? throw new InvalidOperationException(string.Join("; ", diagnostics.Diagnostics.Select(d => d.Message)));
            using RunProgress progress = RunProgress.On(error);
            return new PipelineRun(plan, changes, threads, progress, () => Stream.Null, cancellation).Run(Path.Combine(folder, "run")).Tables;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Integrates a cross section at the paper's √s.</summary>
    /// <param name="options">The generator's options.</param>
    public IntegrationResult Integrate(GeneratorSource.Settings options)
    {
        GeneratorSource source = new() { OptionsObject = options };
        GeneratorStream stream = source.OpenStream(new SourceContext(Directory.GetCurrentDirectory(), () => Stream.Null) { SqrtS = SqrtS, Threads = threads });
        stream.Integrate(cancellation);
        return stream.Integral;
    }

    /// <summary>The tables of a reach: of an earlier run when its folder is given, of a new one otherwise.</summary>
    /// <param name="given">Run folder; null for none.</param>
    /// <param name="pipeline">The pipeline to run.</param>
    /// <param name="names">Names of the tables.</param>
    public IReadOnlyList<Table> ReachTables(string? given, string pipeline, params string[] names)
    {
        if (given is null)
        {
            error.WriteLine($"alp: running {pipeline}, minutes on a few cores; --reach and --photon-reach take the folders of earlier runs");
            IReadOnlyList<Table> all = Run(pipeline);
            return [.. names.Select(n => all.Single(t => t.Name == n))];
        }

        return [.. names.Select(n => Read(Path.Combine(given, "csv", $"{n}.csv"), $"{given} is no run folder of alp reach"))];
    }

    /// <summary>Reads a table that was written as CSV.</summary>
    /// <param name="file">The file.</param>
    /// <param name="otherwise">What to say when it is not there.</param>
    /// <exception cref="PluginException">There is no such file, or it is no such table.</exception>
    public Table Read(string file, string otherwise)
    {
        if (!File.Exists(file))
        {
            throw new PluginException($"{otherwise}: there is no file {file}");
        }

        try
        {
            Files.Add(file);
            using FileStream stream = File.OpenRead(file);
            return CsvTableReader.Read(stream);
        }
        catch (FormatException e)
        {
            throw new PluginException($"{file}: {e.Message}", e);
        }
    }
}

/// <summary>A figure with the numbers that it shows.</summary>
/// <param name="Drawing">The drawing.</param>
/// <param name="Tables">Its numbers.</param>
internal sealed record FigureOutput(Plotting.Figure Drawing, IReadOnlyList<Table> Tables);

/// <summary>Columns of tables as numbers.</summary>
internal static class TableNumbers
{
    /// <summary>Values of an independent variable.</summary>
    public static double[] Abscissae(this Table table, int variable = 0) => [.. table.Independent[variable].Values.Select(v => v.Value ?? double.NaN)];

    /// <summary>Values of a dependent variable.</summary>
    public static double[] Ordinates(this Table table, string name) =>
        [.. (table.Dependent.FirstOrDefault(d => d.Name == name) ?? throw new PluginException($"table '{table.Name}' has no column '{name}'; it has {string.Join(", ", table.Dependent.Select(d => d.Name))}")).Values.Select(v => v.Value ?? double.NaN)];

    /// <summary>A column of a new table.</summary>
    public static DependentVariable Column(string name, string units, IEnumerable<double> values) =>
        new(name, units, [.. values.Select(v => double.IsFinite(v) ? DependentValue.Number(v) : DependentValue.Missing)]);

    /// <summary>A table of curves over one variable.</summary>
    public static Table Of(string name, string description, string abscissa, string units, IEnumerable<double> values, params DependentVariable[] columns) => new()
    {
        Name = name,
        Description = description,
        Independent = [new(abscissa, units, [.. values.Select(IndependentValue.Number)])],
        Dependent = columns,
    };
}
