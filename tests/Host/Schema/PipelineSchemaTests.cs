using System.Globalization;
using System.Text.Json.Nodes;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Options;
using AlpToolkit.Host.Schema;
using AlpToolkit.Tests.Host.Options;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.Host.Schema;

public sealed class PipelineSchemaTests
{
    private static readonly JsonObject s_pipeline = PipelineSchema.Generate(
        [
            ("stage", "cuts", "Keeps events.", typeof(CutList)),
            ("stage", "histogramming", "Fills histograms.", typeof(Histograms)),
            ("stage", "all", "Has every shape of option.", typeof(AllShapes)),
            ("source", "nested", "Nests.", typeof(Nested)),
            ("writer", "csv", "Writes CSV.", typeof(Beams)),
        ],
        typeof(SmallPipeline));

    [Theory]
    [InlineData("name: x\nstages: []")]
    [InlineData("name: x\nstages: [all, cuts: [a < 1, b: c < 2], cuts: {cuts: ['1'], n_minus_one: false}]")]
    [InlineData("name: x\nstages: [cuts: a < 1]")]
    [InlineData("name: x\nstages: [all: , histogramming: {width: 2 MeV, plane: m_ee, other: {x: a, bins: 1_000}}]")]
    [InlineData("name: x\nstages: [all: {theta_min: 22 deg, floor: 250MeV, luminosity: 50 ab^-1, events: 2e6, seed: 7, phi: true}]\nwrite: [csv]")]
    [InlineData("name: x\nstages: [all: {luminosity: 50 /ab, file: null, in: lab, edges: [0, 1 GeV], parameters: {m: 1 TeV}, beams: {sqrt_s: 1}}]")]
    [InlineData("name: x\nstages: []\nsamples: {s: {source: {nested: {inner: {inner: {depth: 1}}}}}, t: {source: nested}}")]
    public async Task Schema_AcceptsWhatTheBinderAccepts(string yaml)
    {
        Assert.Empty(await ProblemsOf(yaml));
        Yaml.Good<SmallPipeline>(yaml);
    }

    [Theory]
    [InlineData("stages: []")]
    [InlineData("name: x\nstages: [smearing]")]
    [InlineData("name: x\nstages: []\nstagse: 1")]
    [InlineData("name: x\nstages: [cuts: [a], all: ~]\nwrite: csv")]
    [InlineData("name: x\nstages: [{cuts: [a], all: ~}]")]
    [InlineData("name: x\nstages: [cuts]\nwrite: [cuts]")]
    [InlineData("name: x\nstages: [cuts: {n_minus_one: true}]")]
    [InlineData("name: x\nstages: [all: {theta_min: 22 GeV}]")]
    [InlineData("name: x\nstages: [all: {floor: 20}]")]
    [InlineData("name: x\nstages: [all: {bins: 2.5}]")]
    [InlineData("name: x\nstages: [all: {phi: yes}]")]
    [InlineData("name: x\nstages: [all: {in: detector}]")]
    [InlineData("name: x\nstages: [all: {e_miss: EMiss}]")]
    [InlineData("name: x\nstages: [all: {florr: 1}]")]
    [InlineData("name: x\nstages: [all: {beams: {sqrts: 1}}]")]
    [InlineData("name: x\nstages: [all: {cuts: [{a: b, c: d}]}]")]
    [InlineData("name: x\nstages: []\nsamples: {s: {source: {cuts: [a]}}}")]
    public async Task Schema_RefusesWhatIsWrong(string yaml) => Assert.NotEmpty(await ProblemsOf(yaml));

    [Fact]
    public void Schema_HelpsAnEditor()
    {
        JsonNode all = s_pipeline["definitions"]!["Tests.Host.Options.AllShapes"]!["oneOf"]![0]!["properties"]!;
        Assert.Equal("mass floor (energy in GeV, 1e-06 to 10)", (string?)all["floor"]!["description"]);
        Assert.Equal(0.1, (double?)all["floor"]!["default"]);
        Assert.Equal(90, (double?)all["opening"]!["default"]);
        Assert.Equal("lab", (string?)all["in"]!["default"]);
        JsonNode stages = s_pipeline["properties"]!["stages"]!["items"]!["oneOf"]!;
        Assert.Equal(["all", "cuts", "histogramming"], stages[1]!["properties"]!.AsObject().Select(p => p.Key));
        Assert.Equal("Keeps events.", (string?)stages[1]!["properties"]!["cuts"]!["description"]);
        Assert.Equal("http://json-schema.org/draft-07/schema#", (string?)s_pipeline["$schema"]);
    }

    [Fact]
    public void Generate_Twice_GivesTheSameText() =>
        Assert.Equal(PipelineSchema.ToText(PipelineSchema.ForOptions(typeof(AllShapes))), PipelineSchema.ToText(PipelineSchema.ForOptions(typeof(AllShapes))));

    [Fact]
    public async Task ForOptions_OfARecordInItself_IsASchema()
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(PipelineSchema.ToText(PipelineSchema.ForOptions(typeof(Nested))));
        Assert.Empty(schema.Validate("""{"inner": {"inner": {"depth": 2}}}"""));
        Assert.NotEmpty(schema.Validate("""{"inner": {"inner": {"depht": 2}}}"""));
    }

    private static async Task<IEnumerable<string>> ProblemsOf(string yaml)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(PipelineSchema.ToText(s_pipeline));
        YamlNode root = YamlText.Load("x.yaml", yaml, new DiagnosticBag("x.yaml"))!;
        return schema.Validate(ToJson(root)!.ToJsonString()).Select(e => e.ToString());
    }

    // As an editor's YAML reader does: the core schema of YAML 1.2.
    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key.ToString(), ToJson(p.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } s when s.Value is "" or "~" or "null" => null,
        YamlScalarNode { Style: ScalarStyle.Plain } s when s.Value is "true" or "false" => s.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain } s when double.TryParse(s.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => ((YamlScalarNode)node).Value,
    };
}
