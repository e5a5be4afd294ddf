using System.Globalization;
using System.Text.Json.Nodes;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.Convert;
using AlpToolkit.Io;
using AlpToolkit.Io.Hepevt;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Io.Lhe;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp inspect FILE</c>.</summary>
internal static class InspectCommand
{
    private static readonly OptionAdvice s_advice = new("on_error", "energy_unit");

    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication command = CommandLine.Command(alp, "inspect", "Show what an event file holds: processes, cross section, normalisation, weights, particles, first events; or what a ROOT file holds.", "alp inspect signal.lhe.gz --events 3");
        CommandArgument file = command.Argument("FILE", "event file or ROOT file; - for standard input").IsRequired(errorMessage: "a file is needed, as in alp inspect signal.lhe.gz");
        CommandOption listed = command.Option("--events <N>", "events to print (default: 1)", CommandOptionType.SingleValue);
        ErrorPolicyOption onError = new(command);
        CommandOption json = command.Option("--json", "print as JSON", CommandOptionType.NoValue);
        CommandOption energyUnit = Quantities.EnergyUnitOption(command);
        command.OnExecute(() =>
        {
            int keep = EventsToKeep(listed);
            CheckExists(file.Value!);
            if (RootFiles.RootInspect.IsRoot(file.Value!))
            {
                if (listed.HasValue() || onError.HasValue || energyUnit.HasValue())
                {
                    throw new PluginException($"{file.Value} is a ROOT file: --events, --on-error and --energy-unit are for LHE, HepMC and HEPEVT files. See alp root --help.");
                }

                return RootFiles.RootInspect.Write(output, error, file.Value!, json.HasValue());
            }

            RootFiles.RootPaths.CheckRoot(file.Value!);
            using StandardInput? input = file.Value == "-" ? StandardInput.Open() : null;
            FileFormat format = input?.Format ?? FileFormats.OfContents(file.Value!);
            if (energyUnit.HasValue() && format != FileFormat.HepMc)
            {
                throw new PluginException("--energy-unit is for HepMC files; the energies of other text are in GeV");
            }

            HepMcMomentumUnit? unit = Quantities.UnitOf(energyUnit);
            Inspection inspection = new(file.Value!, input, onError.Of<EventErrorPolicy>(), keep, json.HasValue(), output, cancellation);
            (IReadOnlyList<string> warnings, long leftOut, bool hasUnevenWeights) = s_advice.In(() => format switch
            {
                FileFormat.HepMc => InspectHepMc(inspection, unit),
                FileFormat.Hepevt => InspectHepevt(inspection),
                _ => InspectLhe(inspection),
            });
            foreach (string warning in warnings)
            {
                error.WriteLine($"alp: warning: {s_advice.In(warning)}");
            }

            return hasUnevenWeights ? AlpCommand.UserError : leftOut > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }

    private static (IReadOnlyList<string> Warnings, long LeftOut, bool HasUnevenWeights) InspectLhe(Inspection of)
    {
        LheOptions options = new() { OnError = of.OnError, AllVariations = true };
        LheEventStream stream = of.Input is { } input ? new LheEventStream(StandardInput.Name, () => input, options) : new LheEventStream(of.File, options);
        using LheSummaryReader reader = new(stream, of.OnError, of.Keep);
        LheSummary summary = reader.Read(of.Cancellation);
        of.Write(() => InspectText.ToJson(summary), output => InspectText.Write(output, summary));
        string[] uneven = [.. UnevenWeights(summary)];
        return ([.. summary.Warnings, .. uneven], summary.SkippedEvents, uneven.Length > 0);
    }

    private static (IReadOnlyList<string> Warnings, long LeftOut, bool HasUnevenWeights) InspectHepMc(Inspection of, HepMcMomentumUnit? unit)
    {
        using HepMcRecordReader reader = of.Input is { } input ? new HepMcRecordReader(StandardInput.Name, input, of.OnError, unit) : new HepMcRecordReader(of.File, of.OnError, unit);
        HepMcSummary summary = HepMcSummaryReader.Read(reader, of.Keep, of.Cancellation);
        of.Write(() => InspectHepMcText.ToJson(summary), output => InspectHepMcText.Write(output, summary));
        return (summary.Warnings, reader.SkippedEvents, false);
    }

    private static (IReadOnlyList<string> Warnings, long LeftOut, bool HasUnevenWeights) InspectHepevt(Inspection of)
    {
        HepevtOptions options = new() { OnError = of.OnError };
        using HepevtEventStream stream = of.Input is { } input ? new HepevtEventStream(StandardInput.Name, () => input, options) : new HepevtEventStream(of.File, options);
        HepevtSummary summary = HepevtSummaryReader.Read(stream, of.Keep, of.Cancellation);
        of.Write(() => InspectHepevtText.ToJson(summary), output => InspectHepevtText.Write(output, summary));
        return (summary.Warnings, summary.SkippedEvents, false);
    }

    private static IEnumerable<string> UnevenWeights(LheSummary summary) =>
        summary.Weights.Where(w => w.Events != summary.Events && !w.Id.StartsWith('#'))
            .Take(1)
            .Select(w => $"{summary.File}: weight '{w.Id}' is in {w.Events} of {summary.Events} events; a run that asks for it stops")
            .Concat(MiscountedWeights(summary));

    // Weights by place are those that are declared, where as many are; a run that asks for one stops where there are not.
    private static string[] MiscountedWeights(LheSummary summary) =>
        summary.Head.Weights.Count > 0 && summary.Weights.Count != summary.Head.Weights.Count && summary.Weights.Count > 0 && summary.Weights.All(w => w.Id.StartsWith('#'))
            ? [$"{summary.File}: events have {summary.Weights.Count} weights without ids, and {summary.Head.Weights.Count} are declared: which is which is not known, and a run that asks for one stops"]
            : [];

    /// <summary>Checks that there is a file, and suggests one of its folder otherwise.</summary>
    public static void CheckExists(string file)
    {
        if (file == "-" || File.Exists(file))
        {
            return;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string hint = Directory.Exists(folder) && DidYouMean.Find(Path.GetFileName(file), Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f))) is { } near ? $" Did you mean '{near}'?" : "";
        throw new PluginException(Directory.Exists(file) ? $"{file} is a folder; name a file in it" : $"there is no file {file}.{hint}");
    }

    private static int EventsToKeep(CommandOption option)
    {
        if (!option.HasValue())
        {
            return 1;
        }

        return int.TryParse(option.Value(), CultureInfo.InvariantCulture, out int keep) && keep is >= 0 and <= 1000
            ? keep
            : throw new PluginException($"--events {option.Value()}: expected a number from 0 to 1000");
    }

    /// <summary>What is asked for.</summary>
    private sealed record Inspection(string File, StandardInput? Input, EventErrorPolicy OnError, int Keep, bool IsJson, TextWriter Output, CancellationToken Cancellation)
    {
        public void Write(Func<JsonObject> json, Action<TextWriter> text)
        {
            if (IsJson)
            {
                Output.WriteLine(json().ToJsonString());
            }
            else
            {
                text(Output);
            }
        }
    }
}
