using AlpToolkit.Host.Scaffolding;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp new stage NAME</c> and <c>alp new pipeline NAME</c>.</summary>
internal static class NewCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output)
    {
        CommandLineApplication command = CommandLine.Command(alp, "new", "Start a stage of your own, or a pipeline.", "alp new stage acme/recoil-ratio");
        command.OnExecute(() =>
        {
            command.ShowHelp();
            return AlpCommand.UserError;
        });
        CommandLineApplication stage = CommandLine.Command(command, "stage", "Write a project with one stage, ready to build.", "alp new stage acme/recoil-ratio");
        CommandArgument stageName = stage.Argument("NAME", "vendor/name of the stage, lower case, words joined by hyphens").IsRequired();
        CommandOption stageFolder = FolderOption(stage);
        stage.OnExecute(() => Show(output, StageScaffold.Write(stageName.Value!, stageFolder.Value() ?? Directory.GetCurrentDirectory())));

        CommandLineApplication pipeline = CommandLine.Command(command, "pipeline", "Write a commented pipeline to start from.", "alp new pipeline my-search");
        CommandArgument pipelineName = pipeline.Argument("NAME", "name of the file, without .yaml").IsRequired();
        CommandOption pipelineFolder = FolderOption(pipeline);
        pipeline.OnExecute(() => Show(output, PipelineScaffold.Write(pipelineName.Value!, pipelineFolder.Value() ?? Directory.GetCurrentDirectory())));
    }

    private static CommandOption FolderOption(CommandLineApplication command) =>
        command.Option("-o|--out <DIR>", "folder to write to (default: the current one)", CommandOptionType.SingleValue);

    private static int Show(TextWriter output, IReadOnlyList<string> files)
    {
        foreach (string file in files)
        {
            output.WriteLine($"wrote {Path.GetRelativePath(Directory.GetCurrentDirectory(), file)}");
        }

        return AlpCommand.Success;
    }
}
