using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What goes wrong with a stranger's plugin is one line that names it, exit code 2, and no run folder.</summary>
[Collection(CustomStageCollection.Name)]
public sealed class CustomStageErrorTests(CustomStagePlugins plugins) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["runs/first"];

    private string RecoilRatio => _folder["plugins/RecoilRatio.dll"];

    private string Wrong => _folder["plugins/Wrong.dll"];

    private string Pipeline => _folder["p.yaml"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("new_partial", "on sample 'signal'")]
    [InlineData("process", "on sample 'signal', events 0 to 499")]
    [InlineData("report", "on sample 'signal'")]
    [InlineData("qualifiers", "on the results of sample 'signal'")]
    public void AStageThatThrows_IsNamed_WithItsDllSampleAndEvents(string when, string where)
    {
        plugins.Drop("Wrong", Wrong);
        Fails($"alp: error: stage 'wrong/failing' ({Wrong}) failed {where}: IndexOutOfRangeException: no third photon\n", $"wrong/failing: {{ when: {when} }}");
        Fails($"alp: error: stage 'wrong/failing' {where}: the table of efficiencies ends at 7 GeV\n", $"wrong/failing: {{ when: {when}, refuse: true }}");
    }

    [Theory, InlineData("declare"), InlineData("prepare")]
    public void AStageThatThrowsBeforeTheFirstEvent_IsNamed_WithItsPlaceInThePipeline(string when)
    {
        plugins.Drop("Wrong", Wrong);
        Fails($"{Pipeline}:8:5: error ALP122: stage 'wrong/failing' ({Wrong}) failed before the first event: IndexOutOfRangeException: no third photon\n", $"wrong/failing: {{ when: {when} }}");
        Fails($"{Pipeline}:8:5: error ALP123: stage 'wrong/failing': the table of efficiencies ends at 7 GeV\n", $"wrong/failing: {{ when: {when}, refuse: true }}");
    }

    [Fact]
    public void AResultThatWasNotDeclared_AndHasTheNameOfAnother_IsRefused()
    {
        plugins.Drop("Wrong", Wrong);
        Fails($"alp: error: stage 'wrong/failing' ({Wrong}) reports 'signal/acceptance', which stage 'acceptance' reports already: give one of them another name, and declare it in Declare, so that this is found before the first event\n", "wrong/failing: { when: never }");
    }

    [Fact]
    public void AStageThatThrowsOnTheResults_IsNamed()
    {
        plugins.Drop("Wrong", Wrong);
        Fails($"alp: error: stage 'wrong/conclusion' ({Wrong}) failed on the results: KeyNotFoundException: no 'plane'\n", "wrong/conclusion");
    }

    [Fact]
    public void AWriterThatThrows_IsNamed_AndLeavesNothing()
    {
        plugins.Drop("Wrong", Wrong);
        Fails($"alp: error: writer 'wrong/writer' ({Wrong}) failed on the results: NotSupportedException: no table without rows\n", "smearing", write: "wrong/writer");
    }

    [Fact]
    public void ASourceThatThrows_IsNamed_BeforeTheFirstEvent()
    {
        plugins.Drop("Wrong", Wrong);
        AlpRun run = Call("smearing", source: "wrong/source");
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith($": error ALP122: source 'wrong/source' ({Wrong}) failed for sample 'signal': TimeoutException: the server does not answer\n", run.Error, StringComparison.Ordinal);
        Assert.StartsWith($"{Pipeline}:4:", run.Error, StringComparison.Ordinal);
    }

    // A cancellation that nobody asked for is a failure: taken for the end of the stream, half a sample would be published as a whole.
    [Theory]
    [InlineData("read", "InvalidOperationException: the connection is closed")]
    [InlineData("timeout", "OperationCanceledException: the server timed out")]
    [InlineData("decode", "InvalidOperationException: the connection is closed")]
    [InlineData("complete", "InvalidOperationException: the connection is closed")]
    public void AStreamThatThrows_IsNamed_AndLeavesNothing(string when, string reason)
    {
        plugins.Drop("Wrong", Wrong);
        AlpRun run = Call("smearing", source: $"{{ wrong/stream: {{ when: {when} }} }}");
        Assert.Equal($"alp: error: source 'wrong/stream' ({Wrong}) failed on run 7: {reason}\n", run.Error);
        Assert.Equal(2, run.ExitCode);
        Assert.False(Directory.Exists(Run));
    }

    [Fact]
    public void AStackTrace_IsShownOnRequest()
    {
        plugins.Drop("Wrong", Wrong);
        AlpRun run = Call("wrong/failing", "--verbose");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("\n   at Wrong.Failing.FailIn(String method)", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["runs"]));
    }

    [Fact]
    public void AnOptionThatNoYamlCanSet_IsAMistakeOfTheAuthor()
    {
        plugins.Drop("Wrong", Wrong);
        AlpRun run = Call("wrong/record: { when: now }");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{Pipeline}:8:5: error ALP122: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("DateTime", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void APluginForAnotherContract_IsRefused()
    {
        plugins.DropForContract(2, RecoilRatio);
        Fails($"{Pipeline}:8:5: error ALP122: stage 'acme/recoil-ratio' ({RecoilRatio}) cannot be used: RecoilRatio.dll was built for plugin contract 2; this alp has contract 1: rebuild it against AlpToolkit.Core 1.x\n", "acme/recoil-ratio");
        Assert.Equal(0, Call("smearing").ExitCode);
        Assert.EndsWith("\nnot usable: RecoilRatio.dll was built for plugin contract 2; this alp has contract 1: rebuild it against AlpToolkit.Core 1.x\n",
            AlpRun.Of("stages", "list", "--plugins", _folder["plugins"]).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoDllsWithOneStage_AreBothNamed()
    {
        plugins.Drop("RecoilRatio", RecoilRatio);
        string copy = plugins.Drop("RecoilRatio", _folder["plugins/Copy/Copy.dll"]);
        Fails($"{Pipeline}:8:5: error ALP122: stage 'acme/recoil-ratio' is in {RecoilRatio} and in {copy}: remove all but one\n", "acme/recoil-ratio");
    }

    [Theory]
    [InlineData("acme/recoil-ratio: { e_miss: e_mis }", ":8:34: error ALP110: stage 'acme/recoil-ratio' reads the column 'e_mis', which no earlier stage writes. Did you mean 'e_miss'?")]
    [InlineData("acme/recoil-ratio: { florr: 1 GeV }", ":8:26: error ALP103: stage 'acme/recoil-ratio' has no option 'florr'. Did you mean 'floor'?")]
    [InlineData("acme/recoil-ratio: { floor: 1 deg }", ":8:33: error ALP104: 'floor' is an energy; 'deg' does not convert to it. Use GeV, MeV, TeV, eV or keV.")]
    [InlineData("acme/recoil-ratio: { floor: 20 GeV }", ":8:33: error ALP106: 'floor' is 20 GeV, above its maximum 10 GeV.")]
    [InlineData("acme/energy-spectrum", ":8:5: error ALP107: stage 'acme/energy-spectrum' needs 'particles' (list of whole numbers).")]
    [InlineData("acme/energy-spectrum: { particles: [22], bins: 10 from 0 to 90 deg }", ":8:5: error ALP123: stage 'acme/energy-spectrum': bins '10 from 0 to 90 deg': the bins are in angle (rad) and the values are energy (GeV)")]
    [InlineData("acme/recoil-ration", ":8:5: error ALP121: there is no stage 'acme/recoil-ration'. Did you mean 'acme/recoil-ratio'?")]
    public void AMistakeInTheOptions_HasItsPlaceAndSuggestion(string stage, string message)
    {
        plugins.Drop("RecoilRatio", RecoilRatio);
        Fails(Pipeline + message + "\n", stage);
    }

    [Fact]
    public void AStageWithoutItsDll_SaysWhereDllsAreLookedFor()
    {
        Fails($"{Pipeline}:8:5: error ALP121: there is no stage 'acme/recoil-ratio'. No DLL in {_folder["plugins"]} has it.\n", "acme/recoil-ratio");
    }

    [Theory]
    [InlineData("acme/recoil-ratio", "Name the folder of its DLL: --plugins plugins.")]
    [InlineData("acme/recoil-ration", "Did you mean 'acme/recoil-ratio'?", "--plugins")]
    [InlineData("histograming", "Did you mean 'histogramming'?")]
    [InlineData("nothing-like-it", "See alp stages list.")]
    public void Describe_OfWhatIsNotThere_SaysWhatToDo(string name, string hint, params string[] option)
    {
        plugins.Drop("RecoilRatio", RecoilRatio);
        AlpRun run = AlpRun.Of(["stages", "describe", name, .. option, .. option.Length > 0 ? [_folder["plugins"]] : Array.Empty<string>()]);
        Assert.Equal((2, $"alp: error: there is no stage, source or writer '{name}'. {hint}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void APluginFolderThatIsNotThere_IsAnError()
    {
        _folder.Write("p.yaml", $"name: x\nplugins: [plugin]\nsamples: {{ signal: {{ role: signal, source: {{ lhe: {ExampleSamples.PathOf("signal_ma1.lhe.gz")} }} }} }}\nstages: [acceptance]\nwrite: [csv]\n");
        AlpRun run = AlpRun.Of("validate", Pipeline);
        Assert.Equal((2, $"{Pipeline}:2:10: error ALP123: 'plugins' names the folder 'plugin', which does not exist. It is looked for from the folder of the pipeline, {_folder.Path}.\n"), (run.ExitCode, run.Error));
    }

    private void Fails(string message, string stage, string write = "csv")
    {
        AlpRun run = Call(stage, write: write);
        Assert.Equal(message, run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.False(Directory.Exists(_folder["runs"]) && Directory.EnumerateFileSystemEntries(_folder["runs"]).Any());
    }

    private AlpRun Call(string stage, string option = "--threads=2", string write = "csv", string? source = null)
    {
        _folder.Write("p.yaml", $$"""
            name: errors
            beams: { sqrt_s: 10.58 GeV }
            samples:
              signal: { role: signal, source: {{source ?? $"{{ lhe: {ExampleSamples.PathOf("signal_ma1.lhe.gz")} }}"}} }
            stages:
              - acceptance
              - variables: [e_miss, m_miss2]
              - {{stage}}
            write: [{{write}}]
            """);
        return AlpRun.Of("run", Pipeline, option, "--out", Run);
    }
}
