using System.Text.Json.Nodes;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Pipeline;
using AlpToolkit.Host.Provenance;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp explain PIPELINE</c>: the pipeline as resolved, and what each stage reads and writes.</summary>
internal static class ExplainCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error)
    {
        CommandLineApplication command = CommandLine.Command(alp, "explain", "Show the pipeline as resolved: every option, and what each stage reads and writes.", "alp explain pipeline.yaml");
        PipelineArguments arguments = new(command);
        CommandOption json = command.Option("--json", "print the data flow as JSON", CommandOptionType.NoValue);
        command.OnExecute(() =>
        {
            if (arguments.Read(error, out _) is not { } plan)
            {
                return AlpCommand.UserError;
            }

            if (json.HasValue())
            {
                output.WriteLine(ToJson(plan).ToJsonString());
                return AlpCommand.Success;
            }

            output.Write(ResolvedConfiguration.Text(plan));
            output.WriteLine();
            output.WriteLine("# what each stage reads and writes");
            foreach (PlannedStage stage in plan.Stages)
            {
                output.WriteLine($"# {stage.Entry.Name}");
                foreach (string line in Flow(stage))
                {
                    output.WriteLine($"#   {line}");
                }
            }

            return AlpCommand.Success;
        });
    }

    private static IEnumerable<string> Flow(PlannedStage stage)
    {
        string[] reads = [.. Reads(stage)];
        if (reads.Length > 0)
        {
            yield return $"reads {string.Join(", ", reads)}";
        }

        string[] needs = [.. Needs(stage)];
        if (needs.Length > 0)
        {
            yield return $"needs the results {string.Join(", ", needs)}";
        }

        foreach (ColumnUse use in stage.Uses)
        {
            string meaning = use.Meaning is { } text ? $": {text}" : "";
            if (use.Reference is ColumnOut column)
            {
                string unit = (use.DimensionOf?.Dimension ?? use.Dimension)?.UnitText is { Length: > 0 } u ? $" [{u}]" : "";
                yield return $"writes {column.Name}{unit}{meaning}";
            }
            else if (use.Reference is ObjectOut role)
            {
                yield return $"assigns {role.Name}{meaning}";
            }
            else if (use.IsReport)
            {
                yield return $"reports {use.Result}{meaning}";
            }
        }
    }

    private static IEnumerable<string> Reads(PlannedStage stage) => stage.Uses
        .SelectMany(u => u.Expression is { } e ? e.Columns.Select(c => c.Name)
            : u.EveryColumn is { } columns ? columns.Select(c => c.Name)
            : u.EveryRole is { } roles ? roles.Select(r => r.Name)
            : u is { IsWrite: false, Reference: { } read } ? [read.Name] : [])
        .Distinct()
        .Except(stage.Uses.Where(u => u.IsWrite).Select(u => u.Reference!.Name));

    private static IEnumerable<string> Needs(PlannedStage stage) => stage.Uses.Where(u => u is { Result: not null, IsReport: false }).Select(u => u.Result!);

    private static JsonObject ToJson(PipelinePlan plan) => new()
    {
        ["name"] = plan.Settings.Name,
        ["samples"] = new JsonArray([.. plan.Samples.Select(s => new JsonObject { ["name"] = s.Name, ["role"] = s.Role.ToString().ToLowerInvariant(), ["source"] = s.Entry.Name })]),
        ["stages"] = new JsonArray([.. plan.Stages.Select(s => new JsonObject
        {
            ["name"] = s.Entry.Name,
            ["reads"] = Names(Reads(s)),
            ["needs"] = Names(Needs(s)),
            ["writes"] = Names(s.Uses.Where(u => u.IsWrite).Select(u => u.Reference!.Name)),
            ["reports"] = Names(s.Uses.Where(u => u.IsReport).Select(u => u.Result!)),
        })]),
        ["writers"] = Names(plan.Writers.Select(w => w.Entry.Name)),
    };

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => JsonValue.Create(n))]);
}
