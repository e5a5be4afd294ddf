using System.Globalization;
using System.Text;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary><c>alp events</c>, on files made here: the weights are known, so what is to become of them is too.</summary>
public sealed class EventsCommandTests
{
    // A convention, weights of ten events, and XSECUP that goes with it.
    public static TheoryData<string, double[], double> Conventions => new()
    {
        { "mean", [5, 6, 5, 6, 5, 6, 5, 6, 5, 6], 5.5 },
        { "sum", [5, 6, 5, 6, 5, 6, 5, 6, 5, 6], 55 },
        { "every XWGTUP is +1 or -1", [1, 1, 1, 1, 1, -1, 1, 1, 1, 1], 700 },
    };

    [Fact]
    public void Count_OfSeveralFiles_HasEventsSumsAndCrossSections()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.lhe"], Lhe([3, 3, 3, 3], 3));
        File.WriteAllText(folder["b.hepmc"], HepMcTexts.File3(HepMcTexts.Event3("W -1\n"), HepMcTexts.Event3("W 3\n")));
        string[] lines = AlpRun.Of("events", "count", folder["a.lhe"], folder["b.hepmc"]).Succeeded().Output.Split('\n');
        Assert.Matches("a.lhe +4 +12 +0.0 % +3 ± .*mean of XWGTUP equals XSECUP", lines[2]);
        Assert.Matches("b.hepmc +2 +2 +25.0 % +not stated", lines[3]);
        Assert.Matches("all +6", lines[4]);
    }

    // Three parts of ten events, of 4, 4 and 2: each has the cross section of the whole, and merged they are it.
    [Theory]
    [MemberData(nameof(Conventions))]
    public void SplitAndMerge_KeepEventsAndCrossSection(string convention, double[] weights, double crossSection)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.lhe"], Lhe(weights, crossSection));
        AlpRun.Of("events", "split", folder["all.lhe"], folder["part.lhe.gz"], "--events", "4").Succeeded();
        int[] sizes = [4, 4, 2];
        for (int part = 0; part < sizes.Length; part++)
        {
            EventReading reading = LheReading.OfFile(folder[$"part_{part + 1}.lhe.gz"]);
            double factor = convention == "sum" ? 10.0 / sizes[part] : 1;
            Assert.Equal(weights.Skip(4 * part).Take(sizes[part]).Select(w => w * factor), reading.Events.Select(e => e.Weight));
        }

        AlpRun.Of("events", "merge", folder["merged.lhe"], folder["part_*.lhe.gz"]).Succeeded();
        EventReading merged = LheReading.OfFile(folder["merged.lhe"]), before = LheReading.OfFile(folder["all.lhe"]);
        Assert.Contains(convention, before.Summary!.Normalisation, StringComparison.Ordinal);
        Assert.Equal(before.Events.SelectMany(e => e.Particles), merged.Events.SelectMany(e => e.Particles));
        Assert.Equal(before.Summary.CrossSection, merged.Summary!.CrossSection, 1e-13 * crossSection);
        Assert.All(before.Events.Zip(merged.Events), pair => Assert.Equal(pair.First.Weight, pair.Second.Weight, 1e-14 * Math.Abs(pair.First.Weight)));
        Assert.Contains("<generator name=\"AlpToolkit\"", File.ReadAllText(folder["merged.lhe"]), StringComparison.Ordinal);
    }

    // Files of 1 and 3 events that state 2 and 6 pb: (1·2 + 3·6)/4.
    [Fact]
    public void Merge_AveragesCrossSectionsWithEvents()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.lhe"], Lhe([1], 2));
        File.WriteAllText(folder["b.lhe"], Lhe([1, 1, 1], 6));
        AlpRun.Of("events", "merge", folder["c.lhe"], folder["a.lhe"], folder["b.lhe"]).Succeeded();
        Assert.Equal(5, LheReading.OfFile(folder["c.lhe"]).Summary!.CrossSection);
    }

    [Theory]
    [InlineData("11 -11 5 5.29", "beams: 11 of 5.29 GeV on -11 of 5.29 GeV and 11 of 5 GeV on -11 of 5.29 GeV")]
    [InlineData("11 -11 5.29 5.29 7", "processes: 1 and 7")]
    public void Merge_OfFilesThatAreNotOneSample_SaysWhatDiffers(string head, string message)
    {
        using TemporaryFolder folder = new();
        string[] numbers = head.Split(' ');
        File.WriteAllText(folder["a.lhe"], Lhe([1], 2));
        File.WriteAllText(folder["b.lhe"], Lhe([1], 2, beam: numbers[2], process: numbers.ElementAtOrDefault(4) ?? "1"));
        AlpRun run = AlpRun.Of("events", "merge", folder["c.lhe"], folder["a.lhe"], folder["b.lhe"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["c.lhe"]));
    }

    // Weights of 1 are relative to XSECUP, weights of 3 in pb: together they are neither.
    [Fact]
    public void Merge_OfWeightsThatMeanDifferentThings_IsRefused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.lhe"], Lhe([1, 1], 3));
        File.WriteAllText(folder["b.lhe"], Lhe([3, 3], 3));
        AlpRun run = AlpRun.Of("events", "merge", folder["c.lhe"], folder["a.lhe"], folder["b.lhe"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("merged they would mean nothing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_IsOfTheEventsInTheirOrder_AndAnotherWithAnotherSeed()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.lhe"], Lhe([.. Enumerable.Range(1, 100).Select(i => (double)i)], 50.5));
        double[] Sample(string seed)
        {
            AlpRun.Of("events", "sample", folder["all.lhe"], folder["some.lhe"], "--events", "30", "--seed", seed, "--force").Succeeded();
            return [.. LheReading.OfFile(folder["some.lhe"]).Events.Select(e => e.Weight)];
        }

        double[] first = Sample("1"), second = Sample("2");
        Assert.Equal(first, Sample("1"));
        Assert.NotEqual(first, second);
        Assert.All([first, second], s => Assert.Equal(s.Distinct().Order().Take(30), s));

        // 30 of 1..100 have the mean 50.5 and the standard deviation of it 4.4: five of them.
        Assert.All([first, second], s => Assert.InRange(s.Average(), 50.5 - 22, 50.5 + 22));
    }

    // Weights uniform in (0, 2), one in ten negative, and a variation of twice the nominal. Half of the events are kept on the average; the cross section stays within its error.
    [Fact]
    public void Unweight_HasOneSizeOfWeight_TheCrossSectionAndTheVariationsRatio()
    {
        using TemporaryFolder folder = new();
        Random random = new(3);
        double[] weights = [.. Enumerable.Range(0, 4000).Select(i => 2 * random.NextDouble() * (i % 10 == 0 ? -1 : 1))];
        File.WriteAllText(folder["all.lhe"], Lhe(weights, weights.Average(), hasVariation: true));
        AlpRun run = AlpRun.Of("events", "unweight", folder["all.lhe"], folder["one.lhe"], "--seed", "5").Succeeded();
        EventReading reading = LheReading.OfFile(folder["one.lhe"], new LheOptions { AllVariations = true });
        double size = weights.Sum(Math.Abs) / weights.Length;
        Assert.All(reading.Events, e => Assert.Equal(size, Math.Abs(e.Weight), 1e-14));
        Assert.All(reading.Events, e => Assert.Equal(2 * e.Weight, e.Variations[0], 1e-14));
        Assert.InRange(reading.Events.Count, 2000 - 5 * 32, 2000 + 5 * 32);
        Assert.Equal(weights.Average(), reading.Summary!.CrossSection, 5 * size / Math.Sqrt(reading.Events.Count));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{reading.Events.Count} of 4000 events, efficiency {reading.Events.Count / 4000.0:P2}; 0 above"), run.Output, StringComparison.Ordinal);
    }

    // One weight of 10 above a maximum of 2 is kept five times as heavy as the others.
    [Fact]
    public void Unweight_AboveTheMaximum_KeepsTheRatioAndSaysSo()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.lhe"], Lhe([2, 2, 2, 10], 4));
        AlpRun run = AlpRun.Of("events", "unweight", folder["all.lhe"], folder["one.lhe"], "--maximum-weight", "2").Succeeded();
        Assert.Equal([4.0, 4, 4, 20], LheReading.OfFile(folder["one.lhe"]).Events.Select(e => e.Weight));
        Assert.Contains("4 of 4 events, efficiency 100.00 %; 1 above the maximum weight 2, with 62.50 % of the weight", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void HepMc_SplitSampledAndMerged_IsWhatItWas()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.hepmc3"], HepMcTexts.File3([.. Enumerable.Range(0, 5).Select(i => HepMcTexts.Event3(extra: $"A 0 GenCrossSection {i + 1} 0.5 -1 -1\n"))]));
        AlpRun.Of("events", "split", folder["all.hepmc3"], folder["part.hepmc3"], "--events", "2").Succeeded();
        AlpRun.Of("events", "merge", folder["merged.hepmc3"], folder["part_*.hepmc3"]).Succeeded();
        EventReading before = HepMcReading.OfFile(folder["all.hepmc3"], new()), after = HepMcReading.OfFile(folder["merged.hepmc3"], new());
        Assert.Equal(before.Events.SelectMany(e => e.Particles), after.Events.SelectMany(e => e.Particles));

        // The last event of the file knows its cross section best: 5 pb, and so do the parts.
        Assert.Equal((5.0, 5.0), (before.Summary!.CrossSection, after.Summary!.CrossSection));
        Assert.Equal(5.0, HepMcReading.OfFile(folder["part_1.hepmc3"], new()).Summary!.CrossSection);
    }

    [Theory]
    [InlineData("--events 0", "expected a number from 1 up")]
    [InlineData("--events 5", "has 4 events")]
    [InlineData("--events 2 --seed x", "expected a whole number from 0 up")]
    public void Sample_OfWhatIsNotThere_IsTheUsersMistake(string options, string message)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.lhe"], Lhe([1, 2, 3, 6], 3));
        AlpRun run = AlpRun.Of(["events", "sample", folder["a.lhe"], folder["b.lhe"], .. options.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder["b.lhe"])!, "b.lhe*"));
    }

    // The second event declares three particles and has two: four events are left of five, or the one before it.
    [Theory]
    [InlineData("stop", 2, 0)]
    [InlineData("skip", 3, 4)]
    [InlineData("truncate", 3, 1)]
    public void DamagedFiles_AreRefusedOrCopiedInPart(string policy, int exitCode, int events)
    {
        using TemporaryFolder folder = new();
        string text = Lhe([2, 2, 2, 2, 2], 2);
        int second = text.IndexOf("\n2 1 ", text.IndexOf("</event>", StringComparison.Ordinal), StringComparison.Ordinal);
        File.WriteAllText(folder["a.lhe"], $"{text[..(second + 1)]}3{text[(second + 2)..]}");
        AlpRun run = AlpRun.Of("events", "merge", folder["b.lhe"], folder["a.lhe"], "--on-error", policy);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(events, File.Exists(folder["b.lhe"]) ? LheReading.OfFile(folder["b.lhe"]).Events.Count : 0);
        Assert.Equal(exitCode, AlpRun.Of("events", "count", folder["a.lhe"], "--on-error", policy).ExitCode);
    }

    private static string Lhe(double[] weights, double crossSection, string beam = "5.29", string process = "1", bool hasVariation = false)
    {
        StringBuilder text = new(string.Create(CultureInfo.InvariantCulture, $"""
            <LesHouchesEvents version="3.0">
            <header>{(hasVariation ? "<initrwgt><weight id='twice'>x</weight></initrwgt>" : "")}</header>
            <init>
            11 -11 {beam} 5.29 0 0 0 0 -4 1
            {crossSection:R} 0 10 {process}
            </init>

            """));
        for (int i = 0; i < weights.Length; i++)
        {
            text.Append(string.Create(CultureInfo.InvariantCulture, $"""
                <event>
                2 {process} {weights[i]:R} 10.58 -1 -1
                22 1 0 0 0 0 {i + 1} 0 0 {i + 1} 0 0 9
                22 1 0 0 0 0 -{i + 1} 0 0 {i + 1} 0 0 9
                {(hasVariation ? $"<rwgt><wgt id='twice'>{(2 * weights[i]).ToString("R", CultureInfo.InvariantCulture)}</wgt></rwgt>" : "# event")}
                </event>

                """));
        }

        return text.Append("</LesHouchesEvents>\n").ToString();
    }
}
