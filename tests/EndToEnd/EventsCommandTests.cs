using System.Globalization;
using System.Text;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Lhe.Records;
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
        Assert.Matches("a.lhe +4 +12 +0.0 % +3 ± .* 0 +mean of XWGTUP equals XSECUP", lines[2]);
        Assert.Matches("b.hepmc +2 +2 +25.0 % +not stated +0 +weights relative to a cross section that is not stated$", lines[3]);
        Assert.Matches("all +6 +0$", lines[4]);
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

    // Files of 1 and 3 events that state 2 ± 0.4 and 6 ± 0.1 pb: (1·2 + 3·6)/4, and √((1·0.4)² + (3·0.1)²)/4.
    [Fact]
    public void Merge_AveragesCrossSectionsWithEvents_AndAddsErrorsInQuadrature()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.lhe"], Lhe([2], 2, error: 0.4));
        File.WriteAllText(folder["b.lhe"], Lhe([6, 6, 6], 6, error: 0.1));
        AlpRun.Of("events", "merge", folder["c.lhe"], folder["a.lhe"], folder["b.lhe"]).Succeeded();
        using LheRecordReader merged = new(folder["c.lhe"]);
        Assert.Equal((5, 0.125), (merged.Head.Init.CrossSection, Math.Round(merged.Head.Init.CrossSectionError, 15)));
    }

    // Parts of one run share its integration: the error does not become smaller by dividing and joining.
    [Fact]
    public void Merge_OfPartsOfOneRun_KeepsItsError()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.lhe"], Lhe([3, 3, 3, 3, 3], 3, error: 0.2));
        AlpRun.Of("events", "split", folder["all.lhe"], folder["part.lhe"], "--events", "2").Succeeded();
        AlpRun.Of("events", "merge", folder["c.lhe"], folder["part_*.lhe"]).Succeeded();
        using LheRecordReader merged = new(folder["c.lhe"]);
        Assert.Equal((3, 0.2), (merged.Head.Init.CrossSection, merged.Head.Init.CrossSectionError));
    }

    // As above: 2 ± 0.4 pb of one event and 6 ± 0.1 of three. Each run keeps its programs.
    [Fact]
    public void Merge_OfHepMc_AddsErrorsInQuadrature_AndKeepsToolsOfBothFiles()
    {
        using TemporaryFolder folder = new();
        string Stated(string numbers) => HepMcTexts.Event3(extra: $"A 0 GenCrossSection {numbers} -1 -1\n");
        File.WriteAllText(folder["a.hepmc3"], HepMcTexts.Listing3("T Pythia\\|8.3\\|first run\n", Stated("2 0.4")));
        File.WriteAllText(folder["b.hepmc3"], HepMcTexts.Listing3("T Herwig\\|7.2\\|second run\n", Stated("6 0.1"), Stated("6 0.1"), Stated("6 0.1")));
        AlpRun.Of("events", "merge", folder["c.hepmc3"], folder["a.hepmc3"], folder["b.hepmc3"]).Succeeded();
        using HepMcRecordReader merged = new(folder["c.hepmc3"]);
        HepMcRecord record = new();
        List<string> tools = [];
        while (merged.Read(record))
        {
            Assert.True(record.TryGetCrossSection(out double value, out double error));
            Assert.Equal((5, 0.125), (value, Math.Round(error, 15)));
            tools.Add(string.Join(' ', merged.Run.Tools.Select(t => t.Name)));
        }

        Assert.Equal(["Pythia AlpToolkit", "Herwig AlpToolkit", "Herwig AlpToolkit", "Herwig AlpToolkit"], tools);
    }

    // Listings of one file with other programs stay listings.
    [Fact]
    public void Split_OfHepMcOfTwoListings_KeepsToolsOfBoth()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.hepmc3"], HepMcTexts.Listing3("T A\\|1\\|\n", HepMcTexts.Event3()) + HepMcTexts.Listing3("T B\\|2\\|\n", HepMcTexts.Event3()));
        AlpRun.Of("events", "split", folder["a.hepmc3"], folder["part.hepmc3"], "--events", "2").Succeeded();
        string text = File.ReadAllText(folder["part_1.hepmc3"]);
        Assert.Equal(["T A\\|1\\|", "T B\\|2\\|"], text.Split('\n').Where(l => l.StartsWith("T ", StringComparison.Ordinal) && !l.Contains("AlpToolkit", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("split", "a.hepmc3", "x.hepmc2", "HepMC3 (Asciiv3)")]
    [InlineData("sample", "a.hepmc3", "x.lhe", "HepMC3 (Asciiv3)")]
    [InlineData("unweight", "a.lhe", "x.hepmc", "LHE")]
    public void Target_NamedAsAnotherFormat_IsRefused(string command, string source, string target, string format)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.hepmc3"], HepMcTexts.File3(HepMcTexts.Event3()));
        File.WriteAllText(folder["a.lhe"], Lhe([1], 1));
        AlpRun run = AlpRun.Of(["events", command, folder[source], folder[target], .. command == "unweight" ? (string[])[] : ["--events", "1"]]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"which is {format}. alp events keeps the format; alp convert writes another.", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(folder["a.lhe"])!).Length);
    }

    [Theory]
    [InlineData("split", "--events 2")]
    [InlineData("sample", "--events 2")]
    [InlineData("unweight", "")]
    public void StandardInput_OfCommandsThatReadTwice_IsRefused(string command, string options)
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of(["events", command, "-", folder["x.lhe"], .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((2, $"alp: error: -: alp events {command} reads its file more than once; name a file\n"), (run.ExitCode, run.Error));
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

    // One weight of 10 above a maximum of 2 is kept five times as heavy as the others; the mean stays 4 pb.
    [Fact]
    public void Unweight_AboveTheMaximum_KeepsTheRatioAndSaysSo()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["all.lhe"], Lhe([2, 2, 2, 10], 4));
        AlpRun run = AlpRun.Of("events", "unweight", folder["all.lhe"], folder["one.lhe"], "--maximum-weight", "2").Succeeded();
        Assert.Equal([2.0, 2, 2, 10], LheReading.OfFile(folder["one.lhe"]).Events.Select(e => e.Weight));
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
        AlpRun count = AlpRun.Of("events", "count", folder["a.lhe"], "--on-error", policy);
        Assert.Equal(exitCode, count.ExitCode);
        Assert.Contains("event 2 declares 3 particles and has 2", count.Error, StringComparison.Ordinal);
        if (events > 0)
        {
            Assert.Matches($"a.lhe +{events} .* {5 - events} +mean", count.Output);
        }
    }

    // Events after those chosen are looked at too. The third weight of HepMC is no number.
    [Theory]
    [InlineData("lhe")]
    [InlineData("hepmc3")]
    public void Sample_SaysWhatWasLeftOut_AlsoBehindTheLastChosen(string format)
    {
        using TemporaryFolder folder = new();
        string good = HepMcTexts.Event3(), text = format == "lhe" ? Lhe([2, 2, 2], 2) : HepMcTexts.File3(good, good, HepMcTexts.Event3("W x\n"));
        int third = text.LastIndexOf("\n2 1 ", StringComparison.Ordinal);
        File.WriteAllText(folder[$"a.{format}"], format == "lhe" ? $"{text[..(third + 1)]}3{text[(third + 2)..]}" : text);
        AlpRun run = AlpRun.Of("events", "sample", folder[$"a.{format}"], folder[$"b.{format}"], "--events", "1", "--on-error", "skip");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("1 malformed event left out; the first: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lhe", "event 1 declares 3 particles and has 2")]
    [InlineData("hepmc3", "event 1: expected a finite number as a weight, found 'x'")]
    public void DamageInTheFirstEvent_IsNamed(string format, string damage)
    {
        using TemporaryFolder folder = new();
        string text = format == "lhe" ? Lhe([2, 2], 2) : HepMcTexts.File3(HepMcTexts.Event3("W x\n"), HepMcTexts.Event3());
        int first = text.IndexOf("\n2 1 ", StringComparison.Ordinal);
        File.WriteAllText(folder[$"a.{format}"], format == "lhe" ? $"{text[..(first + 1)]}3{text[(first + 2)..]}" : text);
        AlpRun run = AlpRun.Of("events", "count", folder[$"a.{format}"], "--on-error", "truncate");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(damage, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("events before it are used", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Lhe(double[] weights, double crossSection, string beam = "5.29", string process = "1", bool hasVariation = false, double error = 0)
    {
        StringBuilder text = new(string.Create(CultureInfo.InvariantCulture, $"""
            <LesHouchesEvents version="3.0">
            <header>{(hasVariation ? "<initrwgt><weight id='twice'>x</weight></initrwgt>" : "")}</header>
            <init>
            11 -11 {beam} 5.29 0 0 0 0 -4 1
            {crossSection:R} {error:R} 10 {process}
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
