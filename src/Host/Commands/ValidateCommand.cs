using System.Text.Json.Nodes;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Pipeline;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp validate PIPELINE</c>.</summary>
internal static class ValidateCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error)
    {
        CommandLineApplication command = CommandLine.Command(alp, "validate", "Check a pipeline without reading an event; all errors are shown at once.", "alp validate pipeline.yaml");
        PipelineArguments arguments = new(command);
        CommandOption json = command.Option("--json", "print errors and warnings as JSON", CommandOptionType.NoValue);
        command.OnExecute(() =>
        {
            PipelinePlan? plan = arguments.Read(json.HasValue() ? TextWriter.Null : error, out DiagnosticBag diagnostics);
            if (json.HasValue())
            {
                output.WriteLine(new JsonArray([.. diagnostics.Diagnostics.Select(ToJson)]).ToJsonString());
                return plan is null ? AlpCommand.UserError : AlpCommand.Success;
            }

            if (plan is null)
            {
                return AlpCommand.UserError;
            }

            output.WriteLine($"{arguments.File}: {Count(plan.Samples.Count, "sample")}, {Count(plan.Stages.Count, "stage")}, no errors");
            return AlpCommand.Success;
        });
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static JsonObject ToJson(Diagnostic diagnostic) => new()
    {
        ["file"] = diagnostic.File,
        ["line"] = diagnostic.Line,
        ["column"] = diagnostic.Column,
        ["severity"] = diagnostic.Severity.ToString().ToLowerInvariant(),
        ["id"] = diagnostic.Id,
        ["message"] = diagnostic.Message,
    };
}
