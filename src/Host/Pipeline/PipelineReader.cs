using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Options;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Pipeline;

/// <summary>Reads a pipeline file into a plan; every error of the file is collected, none thrown.</summary>
internal sealed class PipelineReader
{
    private readonly string _file;
    private readonly string _baseDirectory;
    private readonly DiagnosticBag _diagnostics;
    private readonly IReadOnlyList<string> _pluginDirectories;
    private PluginCatalog _catalog = null!;
    private IReadOnlyList<string> _searched = [];

    private PipelineReader(string file, DiagnosticBag diagnostics, IReadOnlyList<string> pluginDirectories)
    {
        _file = file;
        _baseDirectory = Path.GetDirectoryName(Path.GetFullPath(file))!;
        _diagnostics = diagnostics;
        _pluginDirectories = pluginDirectories;
    }

    /// <summary>Reads a pipeline.</summary>
    /// <param name="file">The file, as the user named it.</param>
    /// <param name="overrides">Changes made on the command line.</param>
    /// <param name="pluginDirectories">Folders with plugins besides those that the pipeline names.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    /// <returns>Null when there were errors.</returns>
    public static PipelinePlan? Read(string file, IReadOnlyList<Override> overrides, IReadOnlyList<string> pluginDirectories, DiagnosticBag diagnostics)
    {
        YamlNode? root = YamlText.Load(file, File.ReadAllBytes(file), diagnostics);
        if (root is null || diagnostics.HasErrors)
        {
            return null;
        }

        foreach (Override change in overrides)
        {
            change.ApplyTo(root);
        }

        return new PipelineReader(file, diagnostics, pluginDirectories).Build(root);
    }

    private PipelinePlan? Build(YamlNode root)
    {
        if (OptionBinder.Bind(typeof(PipelineSettings), root, "the pipeline", _diagnostics) is not PipelineSettings settings)
        {
            return null;
        }

        Mark top = root.Start;
        _searched = [.. settings.Plugins.Select(p => Path.GetFullPath(p, _baseDirectory)), .. _pluginDirectories];
        _catalog = PluginCatalog.Load(_searched);
        foreach (string folder in settings.Plugins.Where(p => p != PipelineSettings.DefaultPlugins && !Directory.Exists(Path.GetFullPath(p, _baseDirectory))))
        {
            _diagnostics.Error(_diagnostics.PositionOf(settings.Plugins) ?? top, DiagnosticIds.Refused, $"'plugins' names the folder '{folder}', which does not exist. It is looked for from the folder of the pipeline, {_baseDirectory}.");
        }

        CheckBeams(settings.Beams, top);
        if (settings.Samples.Count == 0)
        {
            _diagnostics.Error(top, DiagnosticIds.Missing, "the pipeline has no samples");
        }

        CheckScan(settings, top);
        List<PlannedSample> samples = [.. settings.Samples.SelectMany(s => PlanSamples(s.Key, s.Value, settings.Scan))];
        Dictionary<string, Quantity> parameters = settings.Parameters.ToDictionary(p => p.Key, p => p.Value);
        ColumnLayout layout = new(parameters, _diagnostics);
        List<PlannedStage> stages = [];
        foreach ((int number, PluginChoice choice) in settings.Stages.Index())
        {
            if (PlanStage(choice, settings, parameters, number, layout) is { } stage)
            {
                stages.Add(stage);
            }
        }

        List<PlannedWriter> writers = [.. settings.Write.Select(PlanWriter).OfType<PlannedWriter>()];
        foreach (PluginChoice again in settings.Write.Where((w, i) => settings.Write.Take(i).Any(earlier => earlier.Name == w.Name)))
        {
            _diagnostics.Error(again.Start, DiagnosticIds.WrittenTwice, $"the writer '{again.Name}' is named twice; the second would write over the first. Remove one of them.");
        }

        if (_diagnostics.HasErrors)
        {
            return null;
        }

        return new PipelinePlan
        {
            File = _file,
            BaseDirectory = _baseDirectory,
            Settings = settings,
            Stages = stages,
            Samples = samples,
            Writers = writers,
            ColumnCount = layout.ColumnCount,
            RoleCount = layout.RoleCount,
        };
    }

    private void CheckScan(PipelineSettings settings, Mark top)
    {
        if (settings.Scan is { } scan && !settings.Samples.Any(s => scan.IsIn(s.Value.Source.Options)))
        {
            _diagnostics.Error(_diagnostics.PositionOf(scan) ?? top, DiagnosticIds.Refused, $"the pipeline scans {scan.Parameter}, and no sample's source has {{{scan.Parameter}}} in it. Write it where its value belongs, as in m_a: '{{{scan.Parameter}}}'.");
        }
    }

    // One sample, or one for every value of the scan; what is wrong with the first is not said of the others again.
    private List<PlannedSample> PlanSamples(string name, SampleSettings settings, ScanValues? scan)
    {
        if (scan is null || !scan.IsIn(settings.Source.Options))
        {
            return PlanSample(name, settings, null) is { } sample ? [sample] : [];
        }

        List<PlannedSample> samples = [];
        foreach ((string text, double value) in scan.Values)
        {
            SampleSettings own = settings with { Source = settings.Source with { Options = scan.In(settings.Source.Options, text) } };
            if (PlanSample($"{name}_{text.Replace(" ", "", StringComparison.Ordinal)}", own, new ScanPoint(name, scan.Parameter, value)) is not { } sample)
            {
                break;
            }

            samples.Add(sample);
        }

        return samples;
    }

    private PlannedSample? PlanSample(string name, SampleSettings settings, ScanPoint? scanPoint)
    {
        if (!SafeName.IsValid(name))
        {
            _diagnostics.Error(_diagnostics.PositionOf(settings) ?? settings.Source.Start, DiagnosticIds.Name, $"'{name}' cannot name a sample: use letters, digits, '_', '-' and '.'.");
        }

        if (Bind(PluginKind.Source, settings.Source) is not { } bound)
        {
            return null;
        }

        Source source = (Source)bound.Plugin;
        source.OptionsObject = bound.Options;
        if (scanPoint is not null)
        {
            // Options with the value put in are not text of the file.
            _diagnostics.Remember(bound.Options, settings.Source.Start);
        }

        return new PlannedSample(name, settings.Role, settings.Frame, bound.Entry, source, scanPoint, settings.Group);
    }

    private PlannedStage? PlanStage(PluginChoice choice, PipelineSettings settings, Dictionary<string, Quantity> parameters, int number, ColumnLayout layout)
    {
        if (Bind(PluginKind.Stage, choice) is not { } bound)
        {
            layout.MissAStage();
            return null;
        }

        Stage stage = (Stage)bound.Plugin;
        stage.OptionsObject = bound.Options;
        int before = _diagnostics.Diagnostics.Count;
        try
        {
            IReadOnlyList<ColumnUse> uses = StageColumns.UsesOf(stage);
            layout.Add(choice.Name, uses, stage.Vocabulary.Select(w => w.Word), choice.Start);
            if (_diagnostics.Diagnostics.Count == before)
            {
                stage.Prepare(new StageContext
                {
                    Luminosity = settings.Luminosity,
                    SqrtS = settings.Beams is { } beams ? SampleFrames.SqrtS(beams) : null,
                    Samples = [.. settings.Samples.Select(s => (s.Key, s.Value.Role))],
                    Backgrounds = [.. settings.Samples.Where(s => s.Value.Role == SampleRole.Background).Select(s => s.Value.Group ?? s.Key).Distinct()],
                    Scan = settings.Scan is { } scan ? (scan.Parameter, [.. scan.Values.Select(v => v.Value)]) : null,
                    Parameters = parameters,
                    RandomStream = (uint)number,
                });
            }

            return new PlannedStage(bound.Entry, stage, uses);
        }
        catch (PluginException e)
        {
            layout.MissAStage();
            _diagnostics.Error(choice.Start, DiagnosticIds.Refused, $"stage '{choice.Name}': {e.Message}");
            return null;
        }
        catch (FormatException e)
        {
            layout.MissAStage();
            _diagnostics.Error(choice.Start, DiagnosticIds.Refused, $"stage '{choice.Name}': {e.Message}");
            return null;
        }
        catch (Exception e) when (!bound.Entry.IsBuiltIn)
        {
            layout.MissAStage();
            _diagnostics.Error(choice.Start, DiagnosticIds.PluginFailed, PluginFailure.Of(bound.Entry, "before the first event", e).Message);
            return null;
        }
    }

    private PlannedWriter? PlanWriter(PluginChoice choice)
    {
        if (Bind(PluginKind.Writer, choice) is not { } bound)
        {
            return null;
        }

        Writer writer = (Writer)bound.Plugin;
        writer.OptionsObject = bound.Options;
        return new PlannedWriter(bound.Entry, writer);
    }

    private (PluginEntry Entry, object Plugin, object Options)? Bind(PluginKind kind, PluginChoice choice)
    {
        string word = kind.ToString().ToLowerInvariant();
        try
        {
            if (_catalog.Find(kind, choice.Name) is not { } entry)
            {
                string? near = DidYouMean.Find(choice.Name, _catalog.Names(kind));
                string hint = near is not null ? $" Did you mean '{near}'?"
                    : PluginName.IsVendorName(choice.Name) ? $" No DLL in {string.Join(", ", _searched)} has it."
                    : $" There are {string.Join(", ", _catalog.Names(kind))}.";
                _diagnostics.Error(choice.Start, DiagnosticIds.UnknownPlugin, $"there is no {word} '{choice.Name}'.{hint}");
                return null;
            }

            object? options = OptionBinder.BindChoice(entry.OptionsType, choice, $"{word} '{choice.Name}'", _diagnostics);
            return options is null ? null : (entry, entry.Create(), options);
        }
        catch (PluginException e)
        {
            _diagnostics.Error(choice.Start, DiagnosticIds.PluginFailed, e.Message);
            return null;
        }
    }

    private void CheckBeams(BeamSettings? beams, Mark top)
    {
        if (beams is null)
        {
            return;
        }

        bool energies = beams.Electron is not null || beams.Positron is not null;
        string? error = (beams.SqrtS, beams.Electron, beams.Positron) switch
        {
            (null, null, null) => "'beams' needs sqrt_s, or the energies of electron and positron",
            (not null, _, _) when energies => "'beams' has sqrt_s and beam energies; give one of them",
            (null, null, _) or (null, _, null) => "'beams' needs the energies of both electron and positron",
            _ => null,
        };
        if (error is not null)
        {
            _diagnostics.Error(_diagnostics.PositionOf(beams) ?? top, DiagnosticIds.Missing, error);
        }
    }
}
