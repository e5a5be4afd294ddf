using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Pipeline;
using AlpToolkit.Host.Running;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp run PIPELINE</c>, and <c>alp reach PIPELINE</c> for one whose aim is a limit against the mass.</summary>
internal static class RunCommand
{
    private const string ReachStageName = "reach";

    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation) =>
        Add(CommandLine.Command(alp, "run", "Run a pipeline and write its results to a folder.", "alp run pipeline.yaml --out runs/first --threads 4"), output, error, _ => { }, cancellation);

    /// <summary><c>alp reach PIPELINE</c>: runs a pipeline that has a stage 'reach'.</summary>
    public static void AddReachTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation) =>
        Add(
            CommandLine.Command(alp, "reach", "Optimise the selection and set a limit on the coupling for every mass of a scan: run a pipeline that has a stage 'reach'.", "alp reach examples/belle2/ee-invisible.yaml --set stages.reach.backgrounds=[tautau]"),
            output,
            error,
            plan =>
            {
                if (!plan.Stages.Any(s => s.Entry.Name == ReachStageName))
                {
                    throw new PluginException($"{plan.File} has no stage '{ReachStageName}', so there is no reach to find. Add one after the variables, or take alp run; alp stages describe {ReachStageName} tells what it needs");
                }
            },
            cancellation);

    private static void Add(CommandLineApplication command, TextWriter output, TextWriter error, Action<PipelinePlan> check, CancellationToken cancellation)
    {
        PipelineArguments arguments = new(command);
        CommandOption outOption = command.Option("-o|--out <DIR>", "folder for the results (default: runs/ and the pipeline file's name)", CommandOptionType.SingleValue);
        CommandOption threadsOption = command.Option("-t|--threads <N>", "threads (default: one a core); results do not depend on it", CommandOptionType.SingleValue);
        ErrorPolicyOption onError = new(command);
        CommandOption jsonOption = command.Option("--json", "print the run record (run.json) instead of the summary", CommandOptionType.NoValue);
        command.OnExecute(() =>
        {
            int threads = CommandLine.Threads(threadsOption);
            if (arguments.Read(error, out _) is not { } plan)
            {
                return AlpCommand.UserError;
            }

            check(plan);
            onError.ApplyTo(plan);
            if (outOption.HasValue() && string.IsNullOrWhiteSpace(outOption.Value()))
            {
                throw new PluginException("--out needs the name of a folder, as in --out runs/first");
            }

            string folder = outOption.Value() ?? Path.Combine("runs", Path.GetFileNameWithoutExtension(arguments.File));
            RunOutcome outcome;
            using (RunProgress progress = RunProgress.On(error))
            {
                outcome = new PipelineRun(plan, arguments.Overrides, threads, progress, Console.OpenStandardInput, cancellation).Run(folder);
            }

            foreach (string warning in outcome.Warnings)
            {
                error.WriteLine($"alp: warning: {warning}");
            }

            if (jsonOption.HasValue())
            {
                output.WriteLine(File.ReadAllText(Path.Combine(folder, RunFolder.RecordFile)));
            }
            else
            {
                RunSummary.Write(output, plan, outcome, folder);
            }

            return outcome.LeftOut > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }
}
