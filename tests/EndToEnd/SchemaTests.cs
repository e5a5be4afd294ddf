using System.Text.Json;
using AlpToolkit.Tests.Shared;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.EndToEnd;

public sealed class SchemaTests
{
    private static readonly string s_schemaFile = Path.Combine(SharedData.RepositoryRoot, "schemas", "pipeline.schema.json");

    public static TheoryData<string> ExamplePipelines => [.. Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "examples"), "*.y*ml", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}runs{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(f => Path.GetRelativePath(SharedData.RepositoryRoot, f))];

    [Fact]
    public void ShippedSchema_IsWhatTheCodeGenerates() =>
        Assert.Equal(AlpRun.Of("schema").Succeeded().Output, File.ReadAllText(s_schemaFile));

    [Theory, MemberData(nameof(ExamplePipelines))]
    public async Task ExamplePipeline_FitsTheSchema(string file)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(s_schemaFile);
        Assert.Empty(schema.Validate(ToJson(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, file)))));
    }

    [Theory]
    [InlineData("theta_min: 22 deg", "theta_mim: 22 deg")]
    [InlineData("- smearing", "- smeering")]
    [InlineData("- smearing", "- Acme/smearing")]
    [InlineData("- smearing", "- acme/")]
    [InlineData("- smearing", "- smeering: { seed: 1 }")]
    [InlineData("- csv", "- cvs")]
    [InlineData("role: signal", "role: signall")]
    public async Task ExamplePipeline_WithAMistake_DoesNotFitTheSchema(string good, string bad)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(s_schemaFile);
        string text = File.ReadAllText(ExampleSamples.PathOf("pipeline.yaml"));
        Assert.Contains(good, text, StringComparison.Ordinal);
        Assert.NotEmpty(schema.Validate(ToJson(text.Replace(good, bad, StringComparison.Ordinal))));
    }

    // A schema cannot know which plugins there will be; the command line does.
    [Theory]
    [InlineData("- smearing", "- acme/smearing")]
    [InlineData("- smearing", "- my-lab2/energy-4-smearing: { anything: [1, two] }")]
    [InlineData("- csv", "- acme/csv")]
    [InlineData("lhe: signal_ma1.lhe.gz", "acme/stdhep: signal.hep")]
    public async Task ExamplePipeline_WithAStrangersPlugin_FitsTheSchema(string good, string other)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(s_schemaFile);
        string text = File.ReadAllText(ExampleSamples.PathOf("pipeline.yaml"));
        Assert.Contains(good, text, StringComparison.Ordinal);
        Assert.Empty(schema.Validate(ToJson(text.Replace(good, other, StringComparison.Ordinal))));
    }

    // Every scalar of the examples is a string, number or truth value to JSON as it is to YAML 1.2.
    private static string ToJson(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        return JsonSerializer.Serialize(Plain(stream.Documents[0].RootNode));
    }

    private static object? Plain(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.ToDictionary(c => ((YamlScalarNode)c.Key).Value!, c => Plain(c.Value)),
        YamlSequenceNode list => list.Children.Select(Plain).ToList(),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: { } text } when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double number) => number,
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } truth => truth.Value == "true",
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };
}
