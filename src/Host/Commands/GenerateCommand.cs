using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Host.Running;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Plugins.Sources.Generator;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp generate PROCESS</c>.</summary>
internal static class GenerateCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication command = CommandLine.Command(alp, "generate", "Generate events of a process and write them as LHE 3.0.", "alp generate alp-electrons --events 100000 --set m_a=1GeV --set theta_min=22deg --out signal.lhe.gz");
        GeneratorArguments arguments = new(command);
        CommandOption events = command.Option("-n|--events <N>", "number of events (default: 10000)", CommandOptionType.SingleValue);
        CommandOption seed = command.Option("-s|--seed <N>", "seed: with the same one the same events (default: 1)", CommandOptionType.SingleValue);
        CommandOption weighted = command.Option("--weighted", "weighted events: every phase-space point is one", CommandOptionType.NoValue);
        CommandOption outOption = command.Option("-o|--out <FILE>", "file to write, .lhe or .lhe.gz (default: the process's name and .lhe.gz)", CommandOptionType.SingleValue);
        CommandOption threadsOption = command.Option("-t|--threads <N>", "threads (default: one a core); the events do not depend on it", CommandOptionType.SingleValue);
        CommandOption list = command.Option("-l|--list", "list the processes", CommandOptionType.NoValue);
        command.OnExecute(() =>
        {
            if (list.HasValue())
            {
                GeneratorArguments.WriteProcesses(output);
                return AlpCommand.Success;
            }

            int threads = CommandLine.Threads(threadsOption);
            List<GivenOption> given = [.. arguments.Given];
            AddTo(given, "events", events, "--events");
            AddTo(given, "seed", seed, "--seed");
            if (weighted.HasValue())
            {
                given.Add(new GivenOption("weighting", "weighted", "--weighted"));
            }

            if (arguments.Bind(given, error) is not { } source)
            {
                return AlpCommand.UserError;
            }

            if (source.Options.Copies > 1)
            {
                throw new PluginException("copies: a file holds every event once; copies are for pipelines that smear them. Leave the option away");
            }

            string file = FileOf(outOption, source);
            using GeneratorStream stream = source.OpenStream(new SourceContext(Directory.GetCurrentDirectory(), () => Stream.Null) { SqrtS = GeneratorArguments.DefaultSqrtS, Threads = threads });
            return Generate(stream, file, threads, output, error, cancellation);
        });
    }

    private static int Generate(GeneratorStream stream, string file, int threads, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        long written;
        WeightTotals weights;
        using (RunProgress progress = RunProgress.On(error))
        {
            progress.Begin($"{stream.Name}, integrating", () => stream.Progress);
            stream.Integrate(helicities: true, cancellation);
            stream.CheckNotZero();
            using LheWriter writer = LheWriter.Create(file, HeadOf(stream));
            LheGeneration generation = new(stream, writer, threads, progress, cancellation);
            progress.Begin(stream.Name, () => (double)generation.Weights.Events / stream.Options.Events);
            generation.Run();
            (written, weights) = (writer.Events, generation.Weights);
            if (written == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            writer.Complete();
        }

        WriteSummary(output, stream, weights, file);
        foreach (string warning in stream.Integral.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        if (written < stream.Options.Events)
        {
            error.WriteLine($"alp: cancelled; {file} is whole and holds the first {written} of {stream.Options.Events} events");
            return AlpCommand.Cancelled;
        }

        return AlpCommand.Success;
    }

    private static void AddTo(List<GivenOption> given, string path, CommandOption option, string name)
    {
        if (option.HasValue())
        {
            given.Add(new GivenOption(path, option.Value() ?? "", $"{name} {option.Value()}"));
        }
    }

    private static string FileOf(CommandOption option, GeneratorSource source)
    {
        string file = option.HasValue() ? option.Value() ?? "" : $"{source.Options.Process}.lhe.gz";
        if (!file.EndsWith(".lhe", StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".lhe.gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new PluginException($"--out {file}: events are written as LHE; name the file .lhe or .lhe.gz");
        }

        // Before the integration, not after it.
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return Directory.Exists(file) ? throw new PluginException($"--out {file} is a folder; name a file in it")
            : Directory.Exists(folder) ? file
            : throw new PluginException($"--out {file}: there is no folder {folder}");
    }

    private static LheFileHead HeadOf(GeneratorStream stream)
    {
        IntegrationResult integral = stream.Integral;
        double energy = stream.Process.SqrtS / 2;
        LheHead init = new()
        {
            Version = "3.0",
            Beam1PdgId = -11,
            Beam2PdgId = 11,
            Beam1Energy = energy,
            Beam2Energy = energy,
            PdfCodes = [0, 0, 0, 0],

            // hep-ph/0109068 table 1: the mean of the weights is the cross section, in pb.
            WeightStrategy = -4,
            Processes = [new LheProcess(1, integral.CrossSection, integral.Error, 0)],
            Generators = [new LheGenerator("AlpToolkit", ProgramVersion.Text, $"{stream.Options.Process}: tree level, centre-of-mass frame")],
        };
        return new LheFileHead(init, stream.Process.SqrtS, stream.Options.Alpha, "AlpToolkit", ResolvedConfiguration.PluginText("generator", typeof(GeneratorSource.Settings), stream.Options, stream.Uses));
    }

    private static void WriteSummary(TextWriter output, GeneratorStream stream, WeightTotals weights, string file)
    {
        IntegrationResult integral = stream.Integral;
        CultureInfo invariant = CultureInfo.InvariantCulture;
        double mean = weights.SumOfWeights / weights.Events;
        List<string[]> rows =
        [
            ["process", $"{stream.Options.Process} at sqrt_s = {stream.Process.SqrtS.ToString("G8", invariant)} GeV"],
            ["cross section", $"{integral.CrossSection.ToString("G6", invariant)} ± {integral.Error.ToString("G2", invariant)} pb"],
            ["chi2/dof", integral.ChiSquaredPerDegreeOfFreedom.ToString("F2", invariant)],
            ["integration", $"{integral.Points.ToString(invariant)} points, unweighting efficiency {integral.UnweightingEfficiency.ToString("P2", invariant)}"],
            ["weights", stream.Normalisation],
            ["mean weight", $"{mean.ToString("G6", invariant)} pb"],
            ["seed", stream.Options.Seed.ToString(invariant)],
            ["events", $"{weights.Events.ToString(invariant)} in {file}"],
        ];
        int width = rows.Max(r => r[0].Length);
        foreach (string[] row in rows)
        {
            output.WriteLine($"{row[0].PadRight(width)}  {row[1]}");
        }
    }
}
