using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Running;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp run PIPELINE</c>.</summary>
internal static class RunCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication command = CommandLine.Command(alp, "run", "Run a pipeline and write its results to a folder.", "alp run pipeline.yaml --out runs/first --threads 4");
        PipelineArguments arguments = new(command);
        CommandOption outOption = command.Option("-o|--out <DIR>", "folder for the results (default: runs/ and the pipeline file's name)", CommandOptionType.SingleValue);
        CommandOption threadsOption = command.Option("-t|--threads <N>", "threads (default: one a core); results do not depend on it", CommandOptionType.SingleValue);
        CommandOption jsonOption = command.Option("--json", "print the run record (run.json) instead of the summary", CommandOptionType.NoValue);
        command.OnExecute(() =>
        {
            int threads = CommandLine.Threads(threadsOption);
            if (arguments.Read(error, out _) is not { } plan)
            {
                return AlpCommand.UserError;
            }

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

            return AlpCommand.Success;
        });
    }
}
