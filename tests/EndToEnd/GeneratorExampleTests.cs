using System.Globalization;
using System.Text.RegularExpressions;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What the README says of the generator is what happens.</summary>
public sealed partial class GeneratorExampleTests
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "README.md"));
    private static readonly string s_pipeline = Path.Combine(SharedData.RepositoryRoot, "examples", "generator", "pipeline.yaml");

    public static TheoryData<string> Commands => [.. s_readme.Split('\n').Where(l => l.StartsWith("alp generate ", StringComparison.Ordinal) || l.StartsWith("alp xsec ", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Commands))]
    public void ReadmeCommand_Runs(string command)
    {
        using TemporaryFolder folder = new();
        string[] words = command.Split(' ');
        int file = Array.IndexOf(words, "--out") + 1;
        if (file > 0)
        {
            words[file] = folder[words[file]];
        }

        Assert.Equal("", AlpRun.Of(words[1..]).Succeeded().Error);
        Assert.True(file == 0 || new FileInfo(words[file]).Length > 0);
    }

    [Fact]
    public void Example_IsValid() => Assert.Equal("", AlpRun.Of("validate", s_pipeline).Succeeded().Error);

    // The numbers depend on the last bits of sines and logarithms through what is accepted, so another platform may differ by a few errors.
    [Fact]
    [Trait("Category", "Slow")]
    public void Example_GivesTheTableOfTheReadme()
    {
        Assert.Contains("dotnet run --project src/Host -c Release -- run examples/generator/pipeline.yaml\n", s_readme, StringComparison.Ordinal);
        using TemporaryFolder folder = new();
        AlpRun.Of("run", s_pipeline, "--out", folder["run"], "--threads", "2").Succeeded();
        string[][] rows = [.. s_readme.Split('\n').SkipWhile(l => !l.StartsWith("| selection | signal [pb]", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|')).Select(l => l.Trim('|').Split('|'))];
        Assert.Equal(4, rows.Length);
        string[] samples = ["signal", "tautau", "eegammagamma"];
        for (int sample = 0; sample < samples.Length; sample++)
        {
            using FileStream csv = File.OpenRead(folder[$"run/csv/{samples[sample]}_cutflow.csv"]);
            Table table = CsvTableReader.Read(csv);
            for (int row = 0; row < rows.Length; row++)
            {
                (double value, double error) = Measured(rows[row][1 + sample]);
                Assert.InRange(Value(table, "cross section", row + 1), value - 3 * error, value + 3 * error);
                if (samples[sample] == "eegammagamma")
                {
                    double events = double.Parse(rows[row][4], CultureInfo.InvariantCulture);
                    Assert.InRange(Value(table, "simulated events", row + 1), events - 3 * Math.Sqrt(events), events + 3 * Math.Sqrt(events));
                }
            }
        }

        AlpRun.Of("run", s_pipeline, "--out", folder["again"], "--threads", "1").Succeeded();
        Assert.Equal(AlpRun.Hashes(folder["run"]), AlpRun.Hashes(folder["again"]));
    }

    private static double Value(Table table, string variable, int row) => table.Dependent.Single(v => v.Name == variable).Values[row].Value!.Value;

    // 6.407(29)e-5 is 6.407e-5 ± 0.029e-5.
    private static (double Value, double Error) Measured(string cell)
    {
        Match match = Number().Match(cell.Trim());
        double unit = Math.Pow(10, -match.Groups["fraction"].Length) * double.Parse("1" + match.Groups["exponent"].Value, CultureInfo.InvariantCulture);
        double value = double.Parse($"{match.Groups["whole"].Value}.{match.Groups["fraction"].Value}{match.Groups["exponent"].Value}", CultureInfo.InvariantCulture);
        return (value, int.Parse(match.Groups["error"].Value, CultureInfo.InvariantCulture) * unit);
    }

    [GeneratedRegex(@"^(?<whole>\d+)\.(?<fraction>\d+)\((?<error>\d+)\)(?<exponent>e-?\d+)?$")]
    private static partial Regex Number();
}
