using System.Diagnostics;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What somebody without a checkout does: installs the packages, writes a stage, builds it, runs a pipeline with it.</summary>
[Trait("Category", "Slow")]
public sealed class ToolPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // The packages' own folder is the only source, and nothing is left in the user's package folder.
    private readonly Dictionary<string, string> _environment;

    public ToolPackageTests()
    {
        _environment = new() { ["NUGET_PACKAGES"] = _folder["nuget"], ["DOTNET_CLI_HOME"] = _folder["home"], ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1" };
        Directory.CreateDirectory(_folder["packages"]);
        _folder.Write("nuget.config", $"<configuration><packageSources><clear/><add key='here' value='{_folder["packages"]}'/></packageSources></configuration>");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheInstalledTool_RunsAStageWrittenWithIt()
    {
        Pack("Host");
        DotnetCommand.Succeed(_folder.Path, _environment, "tool", "install", "AlpToolkit", "--tool-path", _folder["tools"], "--add-source", _folder["packages"]);

        Assert.Matches(@"^alp \d+\.\d+\.\d+\n$", Alp("--version"));
        Assert.Contains("\n  cuts ", Alp("stages", "list"), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "schemas", "pipeline.schema.json")), Alp("schema"));

        Assert.Contains("wrote Foo/Foo.cs\n", Alp("new", "stage", "acme/foo"), StringComparison.Ordinal);
        Assert.Contains("0 Warning(s)", DotnetCommand.Succeed(_folder.Path, _environment, "build", "Foo", "-c", "Release"), StringComparison.Ordinal);
        DotnetCommand.Succeed(_folder.Path, _environment, "publish", "Foo", "-c", "Release", "-o", "plugins/Foo");
        Assert.Equal("Foo.dll", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(_folder["plugins/Foo"], "*.dll"))));
        RunFoo();
    }

    // A stage made to be given away references the package: 'dotnet new alp-stage'.
    [Fact]
    public void TheCorePackage_IsAllThatAStageNeeds()
    {
        Pack("Core");
        DotnetCommand.Succeed(_folder.Path, _environment, "new", "install", Path.Combine(SharedData.RepositoryRoot, "templates", "alp-stage"));
        DotnetCommand.Succeed(_folder.Path, _environment, "new", "alp-stage", "-n", "Foo", "--vendor", "acme");
        DotnetCommand.Succeed(_folder.Path, _environment, "publish", "Foo", "-c", "Release", "-o", "plugins/Foo");
        Assert.False(File.Exists(_folder["plugins/Foo/AlpToolkit.Core.dll"]));

        AlpRun.Of("run", FooPipeline(), "--out", _folder["run"]).Succeeded();
        Assert.True(File.Exists(_folder["run/csv/signal_foo.csv"]));
    }

    private void RunFoo()
    {
        string output = Alp("run", FooPipeline(), "--out", _folder["run"]);
        Assert.Contains("signal", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["run/csv/signal_foo.csv"]));
    }

    private string FooPipeline() => _folder.Write("pipeline.yaml", $$"""
        name: foo
        samples: { signal: { role: signal, source: { lhe: {{ExampleSamples.PathOf("signal_ma1.lhe.gz")}} } } }
        stages: [acceptance, variables: [e_miss], acme/foo, histogramming: { foo: 20 from 0 to 2 }]
        write: [csv]
        """);

    // What the build of the tests made is packed: nothing is built twice, or while other tests build.
    private void Pack(string project)
    {
        string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        string output = DotnetCommand.Succeed(SharedData.RepositoryRoot, null, "pack", $"src/{project}", "--no-build", "-c", configuration, "-o", _folder["packages"]);
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
    }

    private string Alp(params string[] args)
    {
        ProcessStartInfo start = new(_folder["tools/alp"], args) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = DotnetCommand.Root;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"alp {string.Join(' ', args)} ended with {process.ExitCode}:\n{error.GetAwaiter().GetResult()}\n{output}");
        return output;
    }
}
