using System.Globalization;
using System.Text.RegularExpressions;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What the README says is what happens: its commands, its table, its error lines.</summary>
public sealed partial class ReadmeTests : IClassFixture<ExamplePipelineTests.ExampleRun>
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "README.md"));

    private readonly ExamplePipelineTests.ExampleRun _run;

    public ReadmeTests(ExamplePipelineTests.ExampleRun run) => _run = run;

    [Fact]
    public void FirstCommand_RunsTheExample()
    {
        // The class fixture runs `alp run examples/lhe/pipeline.yaml` in process; `dotnet run` adds only the build.
        Assert.Contains("dotnet run --project src/Host -c Release -- run examples/lhe/pipeline.yaml\n", s_readme, StringComparison.Ordinal);
        Assert.Equal(0, _run.Result.ExitCode);
    }

    [Fact]
    public void TestCommand_IsTheOneThatContinuousIntegrationRuns()
    {
        string first = s_readme.Split('\n').First(l => l.StartsWith("dotnet test ", StringComparison.Ordinal));
        Assert.Equal("dotnet test -c Release --filter \"Category!=Slow\"", first);
        Assert.Contains("grep -m1 -E '^dotnet test ' README.md", File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, ".ci", "run")), StringComparison.Ordinal);
    }

    [Fact]
    public void SelectionTable_HasTheNumbersOfTheRun()
    {
        string[][] rows = Rows("| selection |");
        Table signal = Read("signal_cutflow"), tau = Read("tautau_cutflow"), photons = Read("eegammagamma_cutflow");
        Assert.Equal(5, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(Value(signal, "simulated events", i), Number(rows[i][1]));
            Assert.Equal(Value(signal, "cross section", i), Number(rows[i][2]), 0.005e-5);
            Assert.Equal(Value(signal, "efficiency of all cuts so far", i), Number(rows[i][3]), 5e-4);
            Assert.Equal(Value(tau, "simulated events", i), Number(rows[i][4]));
            Assert.Equal(Value(photons, "simulated events", i), Number(rows[i][5]));
        }
    }

    [Fact]
    public void LimitTable_HasTheNumbersOfTheRun()
    {
        Table limits = Read("limit_plane");
        string[] policies = [.. limits.Independent[0].Values.Select(v => v.Text!)];
        string[][] rows = Rows("| what is assumed");
        foreach ((string policy, string[] row) in ((string[])["as_in_the_paper", "floor", "poisson_upper_bound"]).Zip(rows))
        {
            double coupling = limits.Dependent.Single(v => v.Name.StartsWith("limit on the coupling", StringComparison.Ordinal)).Values[Array.IndexOf(policies, policy)].Value!.Value;
            Assert.Equal(coupling, Number(row[1]), 0.02 * coupling);
        }
    }

    [Fact]
    public void ErrorLines_AreThoseOfTheExampleWithThatMistake()
    {
        using TemporaryFolder folder = new();
        string yaml = File.ReadAllText(ExampleSamples.PathOf("pipeline.yaml"));
        foreach (Match line in ErrorLine().Matches(s_readme))
        {
            string wrong = line.Groups["wrong"].Value, right = line.Groups["right"].Value;
            string place = line.Groups["place"].Value;
            string path = folder.Write("pipeline.yaml", ReplaceOnLine(yaml, int.Parse(place.Split(':')[0], CultureInfo.InvariantCulture), right, wrong)
                .Replace("lhe: ", $"lhe: {ExampleSamples.Folder}/", StringComparison.Ordinal));
            Assert.Equal(line.Value + "\n", AlpRun.Of("validate", path).Error.Replace(path, "pipeline.yaml", StringComparison.Ordinal));
        }

        Assert.Equal(2, ErrorLine().Count(s_readme));
    }

    private static string ReplaceOnLine(string text, int line, string from, string to)
    {
        string[] lines = text.Split('\n');
        Assert.Contains(from, lines[line - 1], StringComparison.Ordinal);
        lines[line - 1] = lines[line - 1].Replace(from, to, StringComparison.Ordinal);
        return string.Join('\n', lines);
    }

    private static string[][] Rows(string header) => [.. s_readme.Split('\n')
        .SkipWhile(l => !l.StartsWith(header, StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(l => l.StartsWith('|'))
        .Select(l => l.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))];

    private Table Read(string name)
    {
        using FileStream stream = File.OpenRead(Path.Combine(_run.Folder, "csv", $"{name}.csv"));
        return CsvTableReader.Read(stream);
    }

    private static double Value(Table table, string variable, int row) => table.Dependent.Single(v => v.Name == variable).Values[row].Value!.Value;

    // 6.42(29)e-5 is 6.42e-5; 2.8e-6 GeV⁻¹ is 2.8e-6.
    private static double Number(string cell) => double.Parse(Uncertainty().Replace(cell, "").Split(' ')[0], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\(\d+\)")]
    private static partial Regex Uncertainty();

    [GeneratedRegex(@"^pipeline\.yaml:(?<place>\d+:\d+): error ALP\d+: .*'(?<wrong>\w+)'.*Did you mean '(?<right>\w+)'\?$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
