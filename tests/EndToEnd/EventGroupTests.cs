using System.Text.RegularExpressions;
using AlpToolkit.Io.Lhe.Records;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary><c>alp events</c> of LHE files in which events belong together (<c>&lt;eventgroup&gt;</c>, arXiv:1405.1067), and of the numbers of events in their heads.</summary>
public sealed partial class EventGroupTests
{
    // Ten groups of one real event and one, two or three counter events, and an event of its own between them: 30 events.
    private static readonly int[] s_counters = [1, 2, 3, 1, 2, 3, 1, 2, 3, 1];

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public void Sample_TakesWholeGroups(string seed)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.lhe"], Groups());
        string Sample(string target)
        {
            AlpRun.Of("events", "sample", folder["all.lhe"], folder[target], "--events", "12", "--seed", seed).Succeeded();
            return File.ReadAllText(folder[target]);
        }

        string text = Sample("a.lhe");
        Assert.Equal(Sample("b.lhe"), text);
        double[] weights = CheckGroups(text, folder["a.lhe"]);

        // At least as many as asked for, and fewer than that without the last group.
        Assert.InRange(weights.Length, 12, 15);
        Assert.Equal(weights.Distinct().Order(), weights);
        Assert.Contains($"<xsecinfo totxsec='1.5' neve='{weights.Length}'/>", text, StringComparison.Ordinal);
        Assert.Contains($"#  Number of Events        :       {weights.Length}\n", text, StringComparison.Ordinal);
    }

    // Parts of five events or more, by the sizes of the groups 2, 3, 4, 2, 3, [1], 4, 2, 3, 4, 2 and a last event.
    [Fact]
    public void Split_EndsPartsWithGroups_AndMergeJoinsThem()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.lhe"], Groups());
        AlpRun.Of("events", "split", folder["all.lhe"], folder["part.lhe"], "--events", "5").Succeeded();
        double[][] parts = [.. Directory.GetFiles(Path.GetDirectoryName(folder["all.lhe"])!, "part_*").Order().Select(p => CheckGroups(File.ReadAllText(p), p))];
        Assert.Equal([5, 6, 8, 5, 6], parts.Select(p => p.Length));
        AlpRun.Of("events", "merge", folder["merged.lhe"], folder["part_*.lhe"]).Succeeded();
        string merged = File.ReadAllText(folder["merged.lhe"]);
        Assert.Equal(Enumerable.Range(1, 30).Select(i => (double)i), CheckGroups(merged, folder["merged.lhe"]));
        Assert.Equal(GroupTag().Matches(Groups()).Select(m => m.Value), GroupTag().Matches(merged).Select(m => m.Value));
        Assert.Contains("<xsecinfo totxsec='1.5' neve='30'/>", merged, StringComparison.Ordinal);
    }

    // Line 13 has the first group.
    [Fact]
    public void Unweight_OfGroups_IsRefused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.lhe"], Groups());
        AlpRun run = AlpRun.Of("events", "unweight", folder["all.lhe"], folder["one.lhe"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("all.lhe:13: an event group begins here", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // The first event of the second group declares too many particles: its group opens before the next, and is closed.
    [Fact]
    public void Merge_LeavingOutTheFirstOfAGroup_KeepsTheTags()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.lhe"], Groups().Replace("4 1 3 ", "5 1 3 ", StringComparison.Ordinal));
        Assert.Equal(3, AlpRun.Of("events", "merge", folder["merged.lhe"], folder["all.lhe"], "--on-error", "skip").ExitCode);
        Assert.Equal(GroupTag().Matches(Groups()).Select(m => m.Value), GroupTag().Matches(File.ReadAllText(folder["merged.lhe"])).Select(m => m.Value));
    }

    // Every group is opened and closed and has as many events as it says. Gives the weights, which number the events.
    private static double[] CheckGroups(string text, string path)
    {
        int open = 0;
        foreach (Match tag in GroupTag().Matches(text))
        {
            open += tag.Value.StartsWith("</", StringComparison.Ordinal) ? -1 : 1;
            Assert.InRange(open, 0, 1);
        }

        Assert.Equal(0, open);
        foreach (Match group in WholeGroup().Matches(text))
        {
            Assert.Equal(int.Parse(group.Groups[1].Value), Regex.Count(group.Value, "<event>"));
            Assert.Equal(int.Parse(group.Groups[2].Value), Regex.Count(group.Value, "<event type='counter'>"));
        }

        using LheRecordReader reader = new(path);
        LheRecord record = new();
        List<double> weights = [];
        while (reader.Read(record))
        {
            weights.Add(record.Weight);
        }

        return [.. weights];
    }

    private static string Groups()
    {
        int number = 0;
        string Event(string attributes = "") => LheTexts.Event(++number).Replace("<event>", $"<event{attributes}>", StringComparison.Ordinal);
        string Group(int counters, int index) =>
            $"<eventgroup nreal='1' ncounter='{counters}'>\n{Event()}{string.Concat(Enumerable.Range(0, counters).Select(_ => Event(" type='counter'")))}</eventgroup>\n{(index == 4 ? Event() : "")}";
        string init = LheTexts.Init.Replace("</init>", "<xsecinfo totxsec='1.5' neve='30'/>\n</init>", StringComparison.Ordinal);
        return LheTexts.WithInit(init, [.. s_counters.Select(Group)]).Replace("<header>\n", "<header>\n<MGGenerationInfo>\n#  Number of Events        :       30\n#  Integrated weight (pb)  :       1.5\n</MGGenerationInfo>\n", StringComparison.Ordinal);
    }

    [GeneratedRegex("</?eventgroup[^>]*>")]
    private static partial Regex GroupTag();

    [GeneratedRegex("<eventgroup nreal='(.)' ncounter='(.)'>.*?</eventgroup>", RegexOptions.Singleline)]
    private static partial Regex WholeGroup();
}
