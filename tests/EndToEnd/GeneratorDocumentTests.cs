using System.Text.RegularExpressions;
using AlpToolkit.Host.Options;
using AlpToolkit.Plugins.Sources.Generator;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What docs/generator.md says is what happens.</summary>
public sealed partial class GeneratorDocumentTests
{
    private static readonly string s_document = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "generator.md"));

    private static readonly string s_paper = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "paper.md"));

    public static TheoryData<string> Commands => CommandsOf(s_document);

    public static TheoryData<string> PaperCommands => CommandsOf(s_paper);

    [Theory, MemberData(nameof(PaperCommands))]
    [Trait("Category", "Slow")]
    public void CommandOfThePaper_Runs(string command) =>
        Assert.All(Run(command).Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("a single point makes|warning: reach: ", line));

    [Theory, MemberData(nameof(Commands))]
    public void Command_Runs(string command) => Assert.Equal("", Run(command).Error);

    private static AlpRun Run(string command)
    {
        using TemporaryFolder folder = new();
        string[] words = [.. command.Split(' ')];
        Assert.Equal("alp", words[0]);
        words = [.. words.Select(word => word.StartsWith("examples/", StringComparison.Ordinal) ? Path.Combine(SharedData.RepositoryRoot, word) : word)];
        if (words[1] == "reach")
        {
            AlpRun reach = AlpRun.Of([.. words[1..], "--out", folder["reach"]]).Succeeded();
            Assert.True(File.Exists(folder["reach/csv/reach.csv"]));
            return reach;
        }

        int file = Array.IndexOf(words, "--out") + 1;
        if (file > 0)
        {
            words[file] = folder[words[file]];
        }

        AlpRun run = AlpRun.Of(words[1..]).Succeeded();
        Assert.True(file == 0 || new FileInfo(words[file]).Length > 0);
        return run;
    }

    [Fact]
    public void Sample_IsValid()
    {
        using TemporaryFolder folder = new();
        string samples = Block().Matches(s_document).Single(b => b.Groups["language"].Value == "yaml").Groups["text"].Value;
        string pipeline = folder.Write("p.yaml", $"name: t\nbeams: {{ sqrt_s: 10.58 GeV }}\n{samples}stages: [acceptance]\nwrite: [csv]\n");
        Assert.Equal("", AlpRun.Of("validate", pipeline).Succeeded().Error);
    }

    [Fact]
    public void Processes_AreAllInTheTable()
    {
        string[] rows = [.. s_document.Split('\n').SkipWhile(l => !l.StartsWith("| name | process", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|')).Select(l => l.Split('`')[1])];
        Assert.Equal(ProcessName.All.Select(p => p.Name), rows);
    }

    [Fact]
    public void Cuts_AreAllInTheTable()
    {
        string table = string.Join('\n', s_document.Split('\n').SkipWhile(l => !l.StartsWith("| option | meaning", StringComparison.Ordinal)).TakeWhile(l => l.StartsWith('|')));
        Assert.All(OptionModel.Of(typeof(GeneratorSource.CutSettings)).Options, o => Assert.Contains($"`{o.Name}`", table, StringComparison.Ordinal));
    }

    private static TheoryData<string> CommandsOf(string document) => [.. Block().Matches(document).Where(b => b.Groups["language"].Value == "sh")
        .SelectMany(b => b.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    [GeneratedRegex("^```(?<language>\\w+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
