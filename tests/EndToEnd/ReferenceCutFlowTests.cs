using System.Globalization;
using System.Text.Json;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>The paper's selection on the MadGraph samples, against the independent script of <c>reference/samples.json</c>.</summary>
public sealed class ReferenceCutFlowTests
{
    [SharedDataTheory("samples/eea_ma1.lhe.gz", "reference/samples.json")]
    [InlineData("eea_ma0.1.lhe.gz")]
    [InlineData("eea_ma1.lhe.gz")]
    [InlineData("eea_ma4.lhe.gz")]
    [InlineData("eea_ma7.lhe.gz")]
    [InlineData("tautau_acceptance.lhe.gz")]
    [InlineData("tautau_nocut.lhe.gz")]
    [InlineData("qed2_emin0.1.lhe.gz")]
    public void CutFlow_OfThePapersSelection_AgreesWithTheIndependentCount(string file)
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("reference/samples.json")));
        JsonElement sample = reference.RootElement.EnumerateArray().Single(s => s.GetProperty("file").GetString() == file);
        foreach (JsonProperty selection in sample.GetProperty("cutflows").EnumerateObject())
        {
            JsonElement parameters = selection.Value.GetProperty("parameters");
            using TemporaryFolder folder = new();
            string pipeline = folder.Write("pipeline.yaml", $$"""
                name: selection of the paper
                beams: { sqrt_s: 10.58 GeV }
                parameters:
                  m_a: {{selection.Name}} GeV
                  kappa: {{Number(parameters, "kappa")}}
                  e_miss_low: {{Number(parameters, "e_miss_low")}} GeV
                  eta_high: {{Number(parameters, "eta_high")}}
                samples: { sample: { role: signal, source: { lhe: {{SharedData.PathOf("samples/" + file)}} } } }
                stages:
                  - acceptance
                  - variables: [e_miss, m_miss2, m_miss2_resolution, eta_miss]
                  - cuts:
                      - abs(m_miss2 - m_a^2) <= kappa * m_miss2_resolution
                      - e_miss in [e_miss_low, (s + m_a^2) / (2 * sqrt_s)]
                      - abs(eta_miss) <= eta_high
                write: [csv]
                """);
            AlpRun.Of("run", pipeline, "--out", folder["run"]).Succeeded();
            double total = sample.GetProperty("sum_weights").GetDouble();
            double meanWeight = sample.GetProperty("mean_weight").GetDouble();
            JsonElement[] flow = [.. selection.Value.GetProperty("flow").EnumerateArray()];
            (long Events, double CrossSection)[] found = [.. ReadCutFlow(folder["run/csv/sample_cutflow.csv"])];
            Assert.Equal(sample.GetProperty("events").GetInt64(), found[0].Events);
            Assert.Equal(flow.Length + 1, found.Length);
            for (int i = 0; i < flow.Length; i++)
            {
                Assert.Equal(flow[i].GetProperty("events").GetInt64(), found[i + 1].Events);

                // The reference has the sum of weights as read; ours is scaled so that all events make the cross section.
                double expected = flow[i].GetProperty("sum_weights").GetDouble() / total * meanWeight;
                Assert.Equal(expected, found[i + 1].CrossSection, 1e-12 * meanWeight);
            }
        }
    }

    private static IEnumerable<(long Events, double CrossSection)> ReadCutFlow(string csv)
    {
        using FileStream stream = File.OpenRead(csv);
        Table table = CsvTableReader.Read(stream);
        IReadOnlyList<DependentValue> events = table.Dependent.Single(v => v.Name == "simulated events").Values;
        IReadOnlyList<DependentValue> crossSections = table.Dependent.Single(v => v.Name == "cross section").Values;
        return events.Zip(crossSections, (n, s) => ((long)n.Value!.Value, s.Value!.Value));
    }

    private static string Number(JsonElement parameters, string name) => parameters.GetProperty(name).GetDouble().ToString("R", CultureInfo.InvariantCulture);
}
