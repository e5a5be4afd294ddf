using System.Text.Json;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

public sealed class InspectTests
{
    // POWHEG writes numbers in order and declares their ids; a run uses those.
    [Fact]
    public void Inspect_OfPositionalWeights_NamesTheirDeclarations()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.lhe", LheTexts.File(LheTexts.Event(1, "<weights> 1 2 </weights>\n"))
            .Replace("</init>", "<initrwgt><weight id='up'>muR=2</weight><weight id='down'>muR=0.5</weight></initrwgt></init>", StringComparison.Ordinal));
        using JsonDocument found = JsonDocument.Parse(AlpRun.Of("inspect", path, "--json").Succeeded().Output);
        Assert.Equal([("#0", "up"), ("#1", "down")], found.RootElement.GetProperty("weights").EnumerateArray().Select(w => (w.GetProperty("id").GetString()!, w.GetProperty("declared_id").GetString()!)));
        Assert.Matches("#1 as down +muR=0.5 +1 +2\n", AlpRun.Of("inspect", path).Succeeded().Output);
    }

    [Fact]
    public void Inspect_OfTheExampleSignal_ShowsWhatItHolds()
    {
        string output = AlpRun.Of("inspect", ExampleSamples.PathOf("signal_ma1.lhe.gz")).Succeeded().Output;
        Assert.Contains("LHE 3.0, gzip", output, StringComparison.Ordinal);
        Assert.Contains("MadGraph5_aMC@NLO 3.5.7", output, StringComparison.Ordinal);
        Assert.Contains("mean of XWGTUP equals XSECUP (IDWTUP -4)", output, StringComparison.Ordinal);
        Assert.Contains("-11: 500, 11: 500, 9000005: 500", output, StringComparison.Ordinal);
        Assert.Contains("event 1, weight 6.4247E-05", output, StringComparison.Ordinal);
    }

    // Events, sums and cross sections from the independent reader, events/expected.
    [SharedDataTheory("events/expected/m4gpu-ee_mumu.lhe.gz.json")]
    [InlineData("m4gpu-ee_mumu.lhe.gz")]
    [InlineData("skhep-pythia-6.413-ttbar.lhe")]
    [InlineData("skhep-powheg-box-v2-hvq.lhe")]
    public void InspectJson_OfAPublicFile_AgreesWithTheIndependentReader(string file)
    {
        using JsonDocument found = JsonDocument.Parse(AlpRun.Of("inspect", SharedData.PathOf($"events/{file}"), "--json").Succeeded().Output);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf($"events/expected/{file}.json")));
        foreach (string count in (string[])["events", "particles", "negative_weights"])
        {
            Assert.Equal(expected.RootElement.GetProperty(count).GetInt64(), found.RootElement.GetProperty(count).GetInt64());
        }

        double sum = expected.RootElement.GetProperty("sum_weights").GetDouble();
        Assert.Equal(sum, found.RootElement.GetProperty("sum_of_weights").GetDouble(), 1e-9 * Math.Abs(sum));
        Assert.Equal(expected.RootElement.GetProperty("sha256").GetString(), found.RootElement.GetProperty("sha256").GetString());
    }

    [Fact]
    public void Inspect_OfAMissingFile_IsOneLineAndExitCodeTwo()
    {
        AlpRun run = AlpRun.Of("inspect", ExampleSamples.PathOf("signal_ma2.lhe.gz"));
        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
