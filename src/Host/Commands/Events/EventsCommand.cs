using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.RootFiles;
using AlpToolkit.Io;
using AlpToolkit.Plugins.Sources;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands.Events;

/// <summary><c>alp events</c> with <c>count</c>, <c>merge</c>, <c>split</c>, <c>sample</c> and <c>unweight</c>.</summary>
internal static class EventsCommand
{
    private const ulong DefaultSeed = 1;

    private static readonly OptionAdvice s_advice = new("on_error");

    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication events = CommandLine.Command(alp, "events", "Count, join, divide, sample and unweight the events of LHE and HepMC files; all that stands in an event is kept.", "alp events count signal.lhe.gz");
        events.OnExecute(() =>
        {
            events.ShowHelp();
            return AlpCommand.UserError;
        });
        TextWriter advised = s_advice.For(error);
        AddCount(events, output, advised, cancellation);
        AddMerge(events, output, advised, cancellation);
        AddSplit(events, output, advised, cancellation);
        AddSample(events, output, advised, cancellation);
        AddUnweight(events, output, advised, cancellation);
    }

    private static void AddCount(CommandLineApplication events, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication count = CommandLine.Command(events, "count", "Count events and add up their weights, file by file and together.", "alp events count 'run_*/events.lhe.gz'");
        CommandArgument files = count.Argument("SOURCE", "LHE or HepMC files, or patterns with *; - for standard input", multipleValues: true).IsRequired();
        ErrorPolicyOption onError = new(count);
        Execute(count, () =>
        {
            List<string[]> rows = [["file", "events", "sum of weights", "negative", "cross section [pb]", "left out", "weights"]];
            long all = 0, leftOut = 0;
            foreach (string file in Expand(files))
            {
                EventMeasure measure = EventCopy.Measure(file, onError.Of<EventErrorPolicy>(), cancellation);
                all += measure.Events;
                leftOut += measure.LeftOut;
                double negative = (measure.SumOfSizes - measure.Sum) / 2 / measure.SumOfSizes;
                rows.Add(
                [
                    file, Text(measure.Events), Text(measure.Sum), measure.SumOfSizes > 0 ? negative.ToString("P1", CultureInfo.InvariantCulture) : "",
                    measure.CrossSection is (double value, double uncertainty) ? $"{Text(value)}{(double.IsNaN(uncertainty) ? "" : $" ± {uncertainty.ToString("G2", CultureInfo.InvariantCulture)}")}" : "not stated", Text(measure.LeftOut), measure.Normalisation,
                ]);
                measure.WriteWarnings(error);
            }

            if (rows.Count > 2)
            {
                rows.Add(["all", Text(all), "", "", "", Text(leftOut), ""]);
            }

            TextTable.Write(output, rows, leftAligned: 1);
            return leftOut > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }

    private static void AddMerge(CommandLineApplication events, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication merge = CommandLine.Command(
            events, "merge", "Make one file of several that are one sample: beams, processes and weights must be the same; cross sections are averaged, each with the number of its events.", "alp events merge all.lhe.gz 'run_*/events.lhe.gz'");
        CommandArgument target = merge.Argument("TARGET", "file to write").IsRequired();
        CommandArgument files = Sources(merge);
        CommandOption force = Force(merge);
        ErrorPolicyOption onError = new(merge);
        Execute(merge, () =>
        {
            IReadOnlyList<string> sources = Expand(files);
            CheckFiles("merge", sources, target.Value!);
            MergeCommand.CheckTarget(target.Value!, sources, force.HasValue());
            output.WriteLine($"{target.Value}: {EventsMerge.Write(sources, target.Value!, onError.Of<EventErrorPolicy>(), error, cancellation, out long leftOut)}");
            return leftOut > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }

    private static void AddSplit(CommandLineApplication events, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication split = CommandLine.Command(
            events, "split", "Make several files of one: TARGET gets a number before its suffix. Each is a sample of the same cross section.", "alp events split signal.lhe.gz part.lhe.gz --events 10000");
        (CommandArgument source, CommandArgument target) = SourceAndTarget(split);
        CommandOption perFile = split.Option("--events <N>", "events of a file", CommandOptionType.SingleValue).IsRequired();
        CommandOption force = Force(split);
        ErrorPolicyOption onError = new(split);
        Execute(split, () =>
        {
            CheckFiles("split", [source.Value!], target.Value!);
            long leftOut;
            foreach (string line in EventsSplit.Write(source.Value!, target.Value!, Positive(perFile), force.HasValue(), onError.Of<EventErrorPolicy>(), error, cancellation, out leftOut))
            {
                output.WriteLine(line);
            }

            return leftOut > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }

    private static void AddSample(CommandLineApplication events, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication sample = CommandLine.Command(events, "sample", "Choose events at random, none twice, in the order of the file.", "alp events sample signal.lhe.gz some.lhe.gz --events 1000 --seed 7");
        (CommandArgument source, CommandArgument target) = SourceAndTarget(sample);
        CommandOption number = sample.Option("--events <N>", "events to choose", CommandOptionType.SingleValue).IsRequired();
        CommandOption seed = Seed(sample);
        CommandOption force = Force(sample);
        ErrorPolicyOption onError = new(sample);
        Execute(sample, () =>
        {
            CheckFiles("sample", [source.Value!], target.Value!);
            MergeCommand.CheckTarget(target.Value!, [source.Value!], force.HasValue());
            output.WriteLine($"{target.Value}: {EventsSample.Write(source.Value!, target.Value!, Positive(number), Number(seed), onError.Of<EventErrorPolicy>(), error, cancellation, out long leftOut)}");
            return leftOut > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }

    private static void AddUnweight(CommandLineApplication events, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication unweight = CommandLine.Command(
            events, "unweight", "Keep events with a probability of their |weight|, so that all that are left have one size of weight. Other weights keep their ratio to the nominal.", "alp events unweight weighted.lhe.gz unweighted.lhe.gz --seed 7");
        (CommandArgument source, CommandArgument target) = SourceAndTarget(unweight);
        CommandOption maximum = unweight.Option("--maximum-weight <W>", "|weight| that is always kept, in the unit of the file; larger ones stay larger by their ratio (default: the largest of the file)", CommandOptionType.SingleValue);
        CommandOption seed = Seed(unweight);
        CommandOption force = Force(unweight);
        ErrorPolicyOption onError = new(unweight);
        Execute(unweight, () =>
        {
            CheckFiles("unweight", [source.Value!], target.Value!);
            MergeCommand.CheckTarget(target.Value!, [source.Value!], force.HasValue());
            output.WriteLine($"{target.Value}: {EventsUnweight.Write(source.Value!, target.Value!, Weight(maximum), Number(seed), onError.Of<EventErrorPolicy>(), error, cancellation, out long leftOut)}");
            return leftOut > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }

    private static CommandArgument Sources(CommandLineApplication command) =>
        command.Argument("SOURCE", "LHE or HepMC files, or patterns with *", multipleValues: true).IsRequired();

    private static (CommandArgument Source, CommandArgument Target) SourceAndTarget(CommandLineApplication command) =>
        (command.Argument("SOURCE", "LHE or HepMC file").IsRequired(), command.Argument("TARGET", "file to write, of the same format; packed when its name ends in .gz").IsRequired());

    private static CommandOption Force(CommandLineApplication command) => command.Option("--force", "replace files that are there", CommandOptionType.NoValue);

    private static CommandOption Seed(CommandLineApplication command) => command.Option("--seed <N>", $"seed of the choice (default: {DefaultSeed})", CommandOptionType.SingleValue);

    private static void Execute(CommandLineApplication command, Func<int> work) => command.OnExecute(() => s_advice.In(work));

    private static void CheckFiles(string command, IReadOnlyList<string> sources, string target)
    {
        if (sources.Contains(FilePatterns.StandardInput))
        {
            throw new PluginException($"-: alp events {command} reads its file more than once; name a file");
        }

        if (target == FilePatterns.StandardInput)
        {
            throw new PluginException($"-: alp events {command} writes a file under its name when it is whole, not to standard output; name a file");
        }
    }

    private static IReadOnlyList<string> Expand(CommandArgument files) => FilePatterns.Expand(Directory.GetCurrentDirectory(), [.. files.Values.Select(v => v!)]);

    private static long Positive(CommandOption option) => long.TryParse(option.Value(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 ? number
        : throw new PluginException($"--{option.LongName} {option.Value()}: expected a number from 1 up");

    private static ulong Number(CommandOption option) => !option.HasValue() ? DefaultSeed
        : ulong.TryParse(option.Value(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number
        : throw new PluginException($"--{option.LongName} {option.Value()}: expected a whole number from 0 up");

    private static double? Weight(CommandOption option) => !option.HasValue() ? null
        : double.TryParse(option.Value(), NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) && weight > 0 && double.IsFinite(weight) ? weight
        : throw new PluginException($"--{option.LongName} {option.Value()}: expected a number above 0");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("G7", CultureInfo.InvariantCulture);
}
