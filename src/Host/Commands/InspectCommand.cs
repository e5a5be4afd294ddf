using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Io.Lhe;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp inspect FILE</c>.</summary>
internal static class InspectCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication command = CommandLine.Command(alp, "inspect", "Show what an event file holds: processes, cross section, normalisation, weights, particles, first events; or what a ROOT file holds.", "alp inspect signal.lhe.gz --events 3");
        CommandArgument file = command.Argument("FILE", "event file or ROOT file; - for standard input").IsRequired(errorMessage: "a file is needed, as in alp inspect signal.lhe.gz");
        CommandOption listed = command.Option("--events <N>", "events to print (default: 1)", CommandOptionType.SingleValue);
        ErrorPolicyOption onError = new(command);
        CommandOption json = command.Option("--json", "print as JSON", CommandOptionType.NoValue);
        command.OnExecute(() =>
        {
            int keep = EventsToKeep(listed);
            CheckExists(file.Value!);
            if (RootFiles.RootInspect.IsRoot(file.Value!))
            {
                if (listed.HasValue() || onError.HasValue || json.HasValue())
                {
                    throw new PluginException($"{file.Value} is a ROOT file: --events, --on-error and --json are for LHE and HepMC files. See alp root --help.");
                }

                return RootFiles.RootInspect.Write(output, error, file.Value!);
            }

            RootFiles.RootPaths.CheckRoot(file.Value!);
            EventErrorPolicy policy = onError.Of<EventErrorPolicy>();
            using StandardInput? input = file.Value == "-" ? StandardInput.Open() : null;
            if (input is { IsHepMc: true } || (input is null && Convert.FileFormats.OfContents(file.Value!) == Convert.FileFormat.HepMc))
            {
                using HepMcRecordReader events = input is null ? new HepMcRecordReader(file.Value!, policy) : new HepMcRecordReader(StandardInput.Name, input, policy);
                return InspectHepMc(events, keep, json.HasValue(), output, error, cancellation);
            }

            LheOptions options = new() { OnError = policy, AllVariations = true };
            LheEventStream stream = input is null ? new LheEventStream(file.Value!, options) : new LheEventStream(StandardInput.Name, () => input, options);
            using LheSummaryReader reader = new(stream, policy, keep);
            LheSummary summary = reader.Read(cancellation);
            if (json.HasValue())
            {
                output.WriteLine(InspectText.ToJson(summary).ToJsonString());
            }
            else
            {
                InspectText.Write(output, summary);
            }

            foreach (string warning in summary.Warnings.Concat(UnevenWeights(summary)))
            {
                error.WriteLine($"alp: warning: {warning}");
            }

            return summary.SkippedEvents > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }

    private static int InspectHepMc(HepMcRecordReader reader, int keep, bool json, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        HepMcSummary summary = HepMcSummaryReader.Read(reader, keep, cancellation);
        if (json)
        {
            output.WriteLine(InspectHepMcText.ToJson(summary).ToJsonString());
        }
        else
        {
            InspectHepMcText.Write(output, summary);
        }

        foreach (string warning in summary.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        return reader.SkippedEvents > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
    }

    private static IEnumerable<string> UnevenWeights(LheSummary summary) =>
        summary.Weights.Where(w => w.Events != summary.Events && !w.Id.StartsWith('#'))
            .Take(1)
            .Select(w => $"{summary.File}: weight '{w.Id}' is in {w.Events} of {summary.Events} events; a run that asks for it stops");

    /// <summary>Checks that there is a file, and suggests one of its folder otherwise.</summary>
    public static void CheckExists(string file)
    {
        if (file == "-" || File.Exists(file))
        {
            return;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string hint = Directory.Exists(folder) && DidYouMean.Find(Path.GetFileName(file), Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f))) is { } near ? $" Did you mean '{near}'?" : "";
        throw new PluginException(Directory.Exists(file) ? $"{file} is a folder; name an event file in it" : $"there is no file {file}.{hint}");
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
}
