using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp validate PIPELINE</c>.</summary>
internal static class ValidateCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error)
    {
        CommandLineApplication command = CommandLine.Command(alp, "validate", "Check a pipeline without reading an event; all errors are shown at once.", "alp validate pipeline.yaml");
        PipelineArguments arguments = new(command);
        command.OnExecute(() =>
        {
            if (arguments.Read(error, out _) is not { } plan)
            {
                return AlpCommand.UserError;
            }

            output.WriteLine($"{arguments.File}: {plan.Samples.Count} samples, {plan.Stages.Count} stages, no errors");
            return AlpCommand.Success;
        });
    }
}
