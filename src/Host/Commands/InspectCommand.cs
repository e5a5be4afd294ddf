using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Lhe;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp inspect FILE</c>.</summary>
internal static class InspectCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication command = CommandLine.Command(alp, "inspect", "Show what an event file holds: processes, cross section, normalisation, weights, particles, first events.", "alp inspect signal.lhe.gz --events 3");
        CommandArgument file = command.Argument("FILE", "event file; - for standard input").IsRequired(errorMessage: "a file is needed, as in alp inspect signal.lhe.gz");
        CommandOption events = command.Option("--events <N>", "events to print (default: 1)", CommandOptionType.SingleValue);
        CommandOption skip = command.Option("--skip-errors", "read past malformed events and count them", CommandOptionType.NoValue);
        CommandOption json = command.Option("--json", "print as JSON", CommandOptionType.NoValue);
        command.OnExecute(() =>
        {
            int keep = EventsToKeep(events);
            LheOptions options = new() { OnError = skip.HasValue() ? LheErrorPolicy.Skip : LheErrorPolicy.Stop, AllVariations = true };
            LheEventStream stream = file.Value == "-"
                ? new LheEventStream("standard input", Console.OpenStandardInput, options)
                : new LheEventStream(file.Value!, options);
            using LheSummaryReader reader = new(stream, options.OnError, keep);
            LheSummary summary = reader.Read(cancellation);
            if (json.HasValue())
            {
                output.WriteLine(InspectText.ToJson(summary).ToJsonString());
            }
            else
            {
                InspectText.Write(output, summary);
            }

            foreach (string warning in summary.Warnings)
            {
                error.WriteLine($"alp: warning: {warning}");
            }

            return AlpCommand.Success;
        });
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
