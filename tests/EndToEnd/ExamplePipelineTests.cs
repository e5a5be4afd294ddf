using System.Text.Json;
using AlpToolkit.Io.HepData;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

public sealed class ExamplePipelineTests : IClassFixture<ExamplePipelineTests.ExampleRun>
{
    private readonly ExampleRun _run;

    public ExamplePipelineTests(ExampleRun run) => _run = run;

    [Fact]
    public void Run_OfTheExample_WritesCutFlowsHistogramsLimitCsvAndHepData()
    {
        string[] files = [.. AlpRun.Hashes(_run.Folder).Keys];
        Assert.Contains("run.json", files);
        Assert.Contains("pipeline.resolved.yaml", files);
        Assert.Contains(Path.Combine("csv", "signal_cutflow.csv"), files);
        Assert.Contains(Path.Combine("csv", "tautau_plane.csv"), files);
        Assert.Contains(Path.Combine("csv", "limit_plane.csv"), files);
        Assert.Contains(Path.Combine("hepdata", "submission.yaml"), files);
        Assert.Contains("hepdata_submission.tar.gz", files);
    }

    [Fact]
    public void HepDataSubmission_OfTheExample_IsValid() =>
        Assert.Empty(HepDataValidator.ValidateFolder(Path.Combine(_run.Folder, "hepdata")));

    [Fact]
    public void RunRecord_OfTheExample_StatesInputsAndCrossSections()
    {
        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Path.Combine(_run.Folder, "run.json")));
        JsonElement signal = record.RootElement.GetProperty("samples")[0];
        Assert.Equal(500, signal.GetProperty("events").GetInt64());

        // XSECUP of the sample's <init>, to the rounding of a sum of 500 terms.
        Assert.Equal(6.4247e-5, signal.GetProperty("cross_section_pb").GetDouble(), 1e-16);
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(ExampleSamples.PathOf("signal_ma1.lhe.gz")))),
            signal.GetProperty("inputs")[0].GetProperty("sha256").GetString());
    }

    [Fact]
    public void Summary_OfTheExample_WarnsThatBackgroundBinsAreEmpty() => Assert.Contains("without a simulated background event", _run.Result.Error, StringComparison.Ordinal);

    [Fact]
    public void ResolvedPipeline_BesideTheOriginal_GivesTheSameTables()
    {
        using TemporaryFolder folder = new();
        foreach (string sample in Directory.GetFiles(ExampleSamples.Folder, "*.lhe.gz"))
        {
            File.Copy(sample, folder[Path.GetFileName(sample)]);
        }

        string resolved = folder.Write("resolved.yaml", File.ReadAllText(Path.Combine(_run.Folder, "pipeline.resolved.yaml")));
        AlpRun.Of("run", resolved, "--out", folder["again"]).Succeeded();
        Assert.Equal(AlpRun.Hashes(Path.Combine(_run.Folder, "csv")), AlpRun.Hashes(Path.Combine(folder["again"], "csv")));
        Assert.Equal(File.ReadAllText(Path.Combine(_run.Folder, "pipeline.resolved.yaml")), File.ReadAllText(folder["again/pipeline.resolved.yaml"]));
    }

    public sealed class ExampleRun : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public ExampleRun() => Result = AlpRun.Of("run", Path.Combine(SharedData.RepositoryRoot, "examples", "lhe", "pipeline.yaml"), "--out", Folder).Succeeded();

        public string Folder => _folder["run"];

        internal AlpRun Result { get; }

        public void Dispose() => _folder.Dispose();
    }
}
