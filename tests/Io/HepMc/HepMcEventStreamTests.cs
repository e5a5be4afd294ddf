using System.IO.Compression;
using System.Text;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Io.Text;
using AlpToolkit.Tests.Io.Text;
using static AlpToolkit.Tests.Io.HepMc.HepMcTexts;

namespace AlpToolkit.Tests.Io.HepMc;

public sealed class HepMcEventStreamTests
{
    // Status 4 becomes -1 as in LHE; the resonance has both beams as mothers, the photons the resonance.
    [Theory, InlineData(3), InlineData(2)]
    public void Decode_OfAnEvent_HasParticlesStatusAndMothers(int version)
    {
        EventReading reading = HepMcReading.OfText(version == 3 ? File3(Event3()) : File2(Event2()));
        Assert.Equal(
            [(-11, -1, 0, 0), (11, -1, 0, 0), (9000005, 2, 1, 2), (22, 1, 3, 0), (22, 1, 3, 0)],
            reading.Events[0].Particles.Select(p => (p.PdgId, p.Status, p.Mother1, p.Mother2)));
        Assert.Equal((5.29, 5.11e-4, 5.5), (reading.Events[0].Particles[0].Momentum.Z, reading.Events[0].Particles[0].Mass, reading.Events[0].Particles[3].Momentum.E));
        Assert.Equal((1.5, 5.29, -5.29), (reading.Events[0].Weight, reading.Head.Beam1!.Value.Z, reading.Head.Beam2!.Value.Z));
        Assert.Equal(-11, reading.Head.FirstBeamPdgId);
        Assert.Empty(reading.Summary!.Warnings);
    }

    [Theory, InlineData(3), InlineData(2)]
    public void Decode_InMeV_GivesGeV(int version)
    {
        EventReading reading = HepMcReading.OfText(version == 3 ? File3(Event3(units: "U MEV CM\n")) : File2(Event2(extra: "U MEV CM\n")));
        Assert.Equal(5.5e-3, reading.Events[0].Particles[3].Momentum.E, 1e-15);
        Assert.Equal(9.3e-3, reading.Events[0].Particles[2].Mass, 1e-15);
    }

    [Theory]
    [InlineData(2, null, 5.5e-3)] // as HepMC before 2.05 meant it, with a warning
    [InlineData(2, 1.0, 5.5)]
    [InlineData(3, 1e3, 5.5e3)]
    public void Decode_WithoutUnits_TakesThoseTheUserStates(int version, double? unit, double energy)
    {
        EventReading reading = HepMcReading.OfText(version == 3 ? File3(Event3(units: "")) : File2(Event2(extra: "")), new() { CrossSection = 1, EnergyUnit = unit });
        Assert.Equal(energy, reading.Events[0].Particles[3].Momentum.E, 1e-12 * energy);
        Assert.Equal(unit is null, reading.Summary!.Warnings.Any(w => w.Contains("does not state its units; MeV are taken", StringComparison.Ordinal)));
    }

    // A beam that is no status 4 but named by the line E; pre-2.05 Pythia 6 interfaces wrote 3.
    [Fact]
    public void Decode_OfBeamsNamedInTheHeader_MarksThem() =>
        Assert.Equal([-1, -1, 2, 1, 1], HepMcReading.OfText(File2(Event2(particles: Particles2.Replace(" 4 0 0 -1 0", " 3 0 0 -1 0", StringComparison.Ordinal)))).Events[0].Particles.Select(p => p.Status));

    // The vertices stand in another order than in time: mothers come after their daughters.
    [Fact]
    public void Decode_OfVerticesInAnyOrder_FindsTheMothers()
    {
        string[] lines = Particles2.Split('\n');
        string turned = string.Join('\n', [.. lines[4..7], .. lines[..4]]) + "\n";
        Assert.Equal([(22, 5), (22, 5), (-11, 0), (11, 0), (9000005, 3)], HepMcReading.OfText(File2(Event2(particles: turned))).Events[0].Particles.Select(p => (p.PdgId, p.Mother1)));
    }

    // One photon goes back into the first vertex: a circle that the other one leaves. With both there is no way out.
    [Fact]
    public void Decode_OfParticlesInACircle_IsAnErrorWhenNothingComesOutOfIt()
    {
        string one = Particles2.Replace("22 1.5 2 5 5.5 0 1 0 0 0", "22 1.5 2 5 5.5 0 2 0 0 -1", StringComparison.Ordinal);
        EventReading read = HepMcReading.OfText(File2(Event2(particles: one)));
        Assert.Equal([(0, 0), (0, 0), (1, 4), (3, 0), (3, 0)], read.Events[0].Particles.Select(p => (p.Mother1, p.Mother2)));
        Assert.Contains("event 1 has particles that are among their own ancestors (1 event in all)", Assert.Single(read.Summary!.Warnings), StringComparison.Ordinal);
        string both = one.Replace("22 1.5 2 -5 5.08 0 1 0 0 0", "22 1.5 2 -5 5.08 0 2 0 0 -1", StringComparison.Ordinal);
        Assert.Contains("found that particles go round in a circle, at or below particle 3", HepMcReading.OfText(File2(Event2(particles: both))).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n", "\r\n")]
    [InlineData("\n", "\n\n")]
    [InlineData("\n", " \n")]
    [InlineData(" 22 ", "\t22  ")]
    public void Read_OfOtherLineEndsAndBlanks_IsTheSame(string from, string to)
    {
        foreach (string text in (string[])[Listing3("W a\\|b\n", Event3("W 1 2\n"), Event3("W 3 4\n")), File2(Event2("2 1 2", "N 2 \"a\" \"b\"\nU GEV MM\n"))])
        {
            EventReading expected = HepMcReading.OfText(text, new() { AllVariations = true, CrossSection = 1 });
            EventReading found = HepMcReading.OfText(text.Replace(from, to, StringComparison.Ordinal), new() { AllVariations = true, CrossSection = 1 });
            Assert.Equal(["nominal", "b"], found.Head.WeightNames);
            Same(expected, found);
        }
    }

    // HepMC2 writes comments between events, and before them.
    [Fact]
    public void Comments_OfHepMc2_AreNoEvents()
    {
        const string comment = "HepMC::IO_GenEvent-COMMENT\nany text\nW of it\n";
        string text = File2(Event2(), Event2()).Replace("HepMC::IO_GenEvent-START", $"{comment}HepMC::IO_GenEvent-START", StringComparison.Ordinal);
        EventReading found = HepMcReading.OfText(text, new() { CrossSection = 1 });
        Same(HepMcReading.OfText(File2(Event2(), Event2()), new() { CrossSection = 1 }), found);
        Assert.Contains(found.Summary!.Warnings, w => w.EndsWith(":3: a comment between events is not read.", StringComparison.Ordinal));
        string between = File2(Event2() + comment + Event2());
        Assert.Equal(2, HepMcReading.OfText(between, new() { CrossSection = 1 }).Events.Count);
    }

    [Fact]
    public void Listings_OfBothVersions_HaveTheirNamesInDifferentPlaces()
    {
        string text = Listing3("W a\n", Event3("W 1\n")) + File2(Event2("1 1", "N 1 \"a\"\nU GEV MM\n"));
        Assert.DoesNotContain(HepMcReading.OfText(text, new() { CrossSection = 1 }).Summary!.Warnings, w => w.Contains("other names", StringComparison.Ordinal));
    }

    // JEWEL writes two.
    [Theory, InlineData("N  2  \"a\"  \"b\"  \n"), InlineData("N\t2 \"a\"\"b\"\n")]
    public void Names_MayHaveAnyBlanksBetweenThem(string line) =>
        Assert.Equal(["nominal", "b"], HepMcReading.OfText(File2(Event2("2 1 2", $"{line}U GEV MM\n")), new() { AllVariations = true, CrossSection = 1 }).Head.WeightNames);

    // Wherever a piece of the file ends.
    [Theory, InlineData(1), InlineData(7), InlineData(64), InlineData(1000)]
    public void Read_InPiecesOfAnySize_IsTheSame(int pieceSize)
    {
        string text = Listing3("W a\\|b\n", [.. Enumerable.Range(0, 20).Select(i => Event3($"W {i} 2\n", "A 0 GenCrossSection 1 0.1 1 1\n"))]) + File2(Event2("2 1 2", "N 2 \"a\" \"b\"\nU GEV MM\nC 2 0.1\nH 1 2 3\n"), Event2());
        HepMcOptions options = new() { OnError = EventErrorPolicy.Skip };
        EventReading expected = HepMcReading.OfText(text, options);
        EventReading found = HepMcReading.OfText(text, options, pieceSize);
        Assert.Equal(22, found.Events.Count);
        Same(expected, found);
        Assert.Equal(expected.Summary!.Warnings, found.Summary!.Warnings);
        Assert.Equal(expected.Summary.CrossSection, found.Summary.CrossSection);
    }

    [Fact]
    public void Read_OfGzip_IsItsText()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(File3(Event3(), Event3())));
        }

        Assert.Equal(2, HepMcReading.OfBytes(packed.ToArray()).Events.Count);
        EventReading cut = HepMcReading.OfBytes(packed.ToArray()[..^6]);
        Assert.Contains("compressed data end too early", cut.Error!.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(EventErrorPolicy.Stop), InlineData(EventErrorPolicy.Skip)]
    public void Read_OfATruncatedFile_GivesTheWholeEventsBefore(EventErrorPolicy policy)
    {
        string text = File3(Event3(), Event3());
        text = text[..text.LastIndexOf("P 5 3 22 1.5", StringComparison.Ordinal)];
        EventReading reading = HepMcReading.OfText(text, new() { OnError = policy, CrossSection = 1 });
        Assert.Single(reading.Events);
        if (policy == EventErrorPolicy.Stop)
        {
            Assert.StartsWith("signal.hepmc:20: the file ends inside event 2, which begins on line 12 (", reading.Error!.Message, StringComparison.Ordinal);
            Assert.EndsWith("The file is truncated. Copy it again, or let on_error: skip use the events before it.", reading.Error.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(1, reading.Summary!.SkippedEvents);
        }
    }

    [Fact]
    public void Read_WithSkip_LeavesMalformedEventsOut()
    {
        EventReading reading = HepMcReading.OfText(File3(Event3("W 1\n"), Event3("W 2\n", count: 6), Event3("W x\n"), Event3("W 4\n")), new() { OnError = EventErrorPolicy.Skip, CrossSection = 1 });
        Assert.Equal([1.0, 4.0], reading.Events.Select(e => e.Weight));
        Assert.Equal([5, 5], reading.Events.Select(e => e.Particles.Length));
        Assert.Equal(2, reading.Summary!.SkippedEvents);
        Assert.Contains("2 malformed events left out; the first: signal.hepmc:21: event 2: expected 6 particles, as declared, found 5.", Assert.Single(reading.Summary.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P 4 3 22 1.5", "P 4 9 22 1.5", "expected a particle from 1 to 5 as mother of particle 4, found 9")]
    [InlineData("P 3 -1", "P 3 -2", "expected a vertex of the event as origin of particle 3, found -2, which does not exist")]
    [InlineData("V -1 0 [1,2]", "V -1 0 [1,8]", "expected a particle from 1 to 5 as incoming particle of a vertex, found 8")]
    [InlineData("V -1 0 [1,2]", "V -1 0 [1,1]", "expected one vertex where particle 1 ends, found two")]
    [InlineData("V -1 0 [1,2]", "V -1 0 [1,2", ":8: event 1: expected incoming particles as [1,2,…], found something else")]
    [InlineData("V -1 0 [1,2]", "V -1 0 [1,2]\nV -1 0 [3]", ":9: event 1: expected a new vertex id, found -1 again")]
    [InlineData("P 4 3 22 1.5 2 5 5.5 0 1", "P 4 3 22 1.5 2 5 5.5 0", ":10: event 1: expected a whole number as the status, found the end of the line")]
    [InlineData("P 4 3 22", "P 4 3 2e2", ":10: event 1: expected a whole number as the PDG code, found '2e2'")]
    [InlineData("E 7 2 5", "E 7 1 5", "expected 1 vertices, as declared, found 2")]
    [InlineData("E 7 2 5", "E 7 -2 5", ":3: event 1: expected a number of vertices, found -2")]
    public void Decode_OfAMalformedAsciiv3Event_SaysWhereAndWhat(string from, string to, string message)
    {
        string text = File3(Event3());
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.Contains(message, HepMcReading.OfText(text.Replace(from, to, StringComparison.Ordinal)).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 0 0 2 1 0\n", "0 0 0 2 2 0\n", "expected 4 particles of vertex -1, as declared, found 3")]
    [InlineData("0 0 0 2 1 0\n", "0 0 0 1 1 0\n", ":9: event 1: expected a vertex or the next event, found one particle more than the vertex declares")]
    [InlineData("V -2 ", "V -1 ", ":10: event 1: expected a new vertex barcode, found -1 again")]
    [InlineData("2 1 501 2 502", "2 1 501", ":11: event 1: expected a finite number as a flow code, found the end of the line")]
    [InlineData("1 1.5\n", "1 1.5 1.5\n", ":4: event 1: expected 1 weights, as declared, found 2")]
    [InlineData(" 2 11 -12 ", " -2 ", ":4: event 1: expected a number of random states, found -2")]
    public void Decode_OfAMalformedIoGenEvent_SaysWhereAndWhat(string from, string to, string message)
    {
        string text = File2(Event2());
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.Contains(message, HepMcReading.OfText(text.Replace(from, to, StringComparison.Ordinal)).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<LesHouchesEvents version=\"1.0\">\n", "signal.hepmc:1: expected 'HepMC::Version', found '<LesHouchesEvents versio…'. It is an LHE file; read it with the source lhe.")]
    [InlineData("HepMC::Version 3\nE 1 2 3\n", "signal.hepmc:2: expected a line 'HepMC::…-START_EVENT_LISTING', found an event outside a listing.")]
    [InlineData("HepMC::Version 2\nHepMC::IO_ExtendedAscii-START_EVENT_LISTING\n", "signal.hepmc:2: expected a listing of IO_GenEvent (HepMC2) or Asciiv3 (HepMC3), found 'HepMC::IO_ExtendedAscii-START_EVENT_LISTING', which is not supported. Convert the file with HepMC's own tools.")]
    public void ReadHead_OfSomethingElse_SaysWhatItIs(string text, string message) =>
        Assert.Equal(message, Assert.Throws<PluginException>(() => HepMcReading.OfText(text)).Message);

    [Fact]
    public void Variations_ByNameAndPlace_AreReadInBothVersions()
    {
        // The order of names changes from event to event: a weight is found by its name.
        string two = File2(Event2("3 1 2 3", "N 3 \"a\" \"b\" \"c\\\"\"\nU GEV MM\n"), Event2("3 1 2 3", "N 3 \"a\" \"c\\\"\" \"b\"\nU GEV MM\n"));
        Assert.Equal([3.0, 2.0], HepMcReading.OfText(two, new() { Variations = ["c\""], CrossSection = 1 }).Events.Select(e => e.Variations[0]));
        Assert.Equal(["nominal", "b", "c\""], HepMcReading.OfText(two, new() { AllVariations = true, CrossSection = 1 }).Head.WeightNames);

        string three = Listing3("W a\\|b \\\\ c\n", Event3("W 1 2\n"));
        Assert.Equal([2.0], HepMcReading.OfText(three, new() { Variations = ["b \\ c"], CrossSection = 1 }).Events[0].Variations);
        Assert.Equal("signal.hepmc: the first event has no weight 'B'. It has a, b \\ c. Did you mean 'a'?", Assert.Throws<PluginException>(() => HepMcReading.OfText(three, new() { Variations = ["B"] })).Message);

        Assert.EndsWith("of the variations a, #0 two are the same weight, once by its name and once by its place.", Assert.Throws<PluginException>(() => HepMcReading.OfText(three, new() { Variations = ["a", "#0"] })).Message, StringComparison.Ordinal);

        string nameless = File3(Event3("W 1 2 3\n"));
        Assert.Equal(["nominal", "#1", "#2"], HepMcReading.OfText(nameless, new() { AllVariations = true, CrossSection = 1 }).Head.WeightNames);
        Assert.Equal([3.0], HepMcReading.OfText(nameless, new() { Variations = ["#2"], CrossSection = 1 }).Events[0].Variations);
        Assert.Equal("signal.hepmc: two weights have the name 'a'. Ask for them by place (#0, #1, …).", Assert.Throws<PluginException>(() => HepMcReading.OfText(Listing3("W a\\|a\n", Event3("W 1 2\n")), new() { AllVariations = true })).Message);
    }

    [Theory]
    [InlineData(HepMcWeightConvention.File, null, 4.0, 0.5)]
    [InlineData(HepMcWeightConvention.Mean, null, 2.0, 1.0)]
    [InlineData(HepMcWeightConvention.Sum, null, 4.0, 2.0)]
    [InlineData(HepMcWeightConvention.File, 7.0, 7.0, double.NaN)]
    public void Complete_Normalises_AsTheFileOrTheUserSays(HepMcWeightConvention convention, double? given, double crossSection, double error)
    {
        // Weights 1 and 3: their mean is 2 with a standard error of 1. The last of the running estimates counts.
        string text = File3(Event3("W 1\n", "A 0 GenCrossSection 9 9 1 1\n"), Event3("W 3\n", "A 0 GenCrossSection 4 0.5 2 2\n"));
        EventReading reading = HepMcReading.OfText(text, new() { Normalisation = convention, CrossSection = given });
        Assert.Equal(crossSection, reading.Summary!.CrossSection, 1e-12);
        Assert.Equal(crossSection, 4 * reading.Summary.WeightFactor, 1e-12);
        Assert.Equal(error, reading.Summary.CrossSectionError, 1e-12);
        Assert.Empty(reading.Summary.Warnings);
    }

    [Theory]
    [InlineData("", "found none")]
    [InlineData("A 0 GenCrossSection 0 0 1 1\n", "found 0 pb")]
    [InlineData("A 0 GenCrossSection nan nan 1 1\n", "found none")]
    [InlineData("A 1 GenCrossSection 5 1 1 1\n", "found none")]
    public void Complete_WithoutACrossSection_IsAnError(string attribute, string message)
    {
        Assert.Contains(message, HepMcReading.OfText(File3(Event3(extra: attribute)), new()).Error!.Message, StringComparison.Ordinal);
        Assert.Null(HepMcReading.OfText(File3(Event3(extra: attribute)), new() { Normalisation = HepMcWeightConvention.Sum }).Error);
    }

    [Theory]
    [InlineData("AUX_scale|Default|up", "signal.hepmc: the first weight, 'AUX_scale', is taken as the nominal one; 'Default' is weight #1.")]
    [InlineData("Weight|Default|up", null)]
    [InlineData("central|up", null)]
    public void NominalWeight_ThatIsNotTheFirst_IsSaid(string names, string? warning)
    {
        string text = File3(Event3($"W {string.Join(' ', names.Split('|').Select((_, i) => i + 1))}\n")).Replace("HepMC::Asciiv3-START_EVENT_LISTING\n", $"HepMC::Asciiv3-START_EVENT_LISTING\nW {names.Split('|').Length}\nN {names.Replace("|", "\\|", StringComparison.Ordinal)}\n", StringComparison.Ordinal);
        EventReading reading = HepMcReading.OfText(text, HepMcReading.OnePicobarn);
        Assert.Equal(warning is null ? [] : [warning], reading.Summary!.Warnings);
        Assert.Equal(1, reading.Events[0].Weight);
    }

    [Fact]
    public void Complete_OfListingsWithOtherCrossSections_SaysSo()
    {
        string one = File3(Event3(extra: "A 0 GenCrossSection 4 0.1 1 1\n")), two = File2(Event2(extra: "U GEV MM\nC 5 0.1\n"));
        EventReading reading = HepMcReading.OfText(one + two, new());
        Assert.Equal((2, 4.5), (reading.Events.Count, reading.Summary!.CrossSection));
        Assert.StartsWith("signal.hepmc: listing 1 states a cross section of 4 ± 0.1 pb and listing 2 of 5 ± 0.1 pb; their mean by numbers of events, 4.5 pb, is taken.", Assert.Single(reading.Summary.Warnings), StringComparison.Ordinal);
        Assert.Empty(HepMcReading.OfText(one + one, new()).Summary!.Warnings);
    }

    // Events of 1.5 MB, and one that is longer than a block may be, among short ones; its text is an attribute.
    [Fact]
    public void Blocks_OfLongEvents_AreShortAndHoldThemAll()
    {
        string Attribute(int length) => $"A 0 text {new string('x', length)}\n";
        string events = string.Concat(Enumerable.Range(1, 12).Select(i => Event3($"W {i}\n", i == 5 ? Attribute(3 * TextEventBlock.LengthLimit) : i > 6 ? Attribute(1_500_000) : "")));
        byte[] text = Encoding.ASCII.GetBytes($"HepMC::Version 3.02.05\nHepMC::Asciiv3-START_EVENT_LISTING\n{events}HepMC::Asciiv3-END_EVENT_LISTING\n");
        using HepMcEventStream stream = new("x", () => new MemoryStream(text), HepMcReading.OnePicobarn);
        stream.ReadHead();
        List<long> numbers = [];
        while (stream.ReadBlock(CancellationToken.None) is HepMcEventBlock block)
        {
            numbers.AddRange(Enumerable.Range(0, block.EventCount).Select(i => block.FirstEvent + i));
            Assert.True(block.EventCount == 1 || block.End <= TextEventBlock.LengthLimit);
            block.Dispose();
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(i => (long)i), numbers);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (double)i), HepMcReading.OfBytes(text).Events.Select(e => e.Weight));
    }

    [Theory, InlineData(3), InlineData(2)]
    public void Decode_OfABlock_AllocatesNothing(int version)
    {
        string text = version == 3
            ? Listing3("W a\\|b\n", [.. Enumerable.Repeat(Event3("W 1 2\n", "A 0 GenCrossSection 1 0.1 1 1\nA 3 flow1 501\n"), 4096)])
            : File2([.. Enumerable.Repeat(Event2("2 1 2", "N 2 \"a\" \"b\"\nU GEV MM\nC 1 0.1\n"), 4096)]);
        using HepMcEventStream stream = new("x", () => new MemoryStream(Encoding.ASCII.GetBytes(text)), new HepMcOptions { AllVariations = true });
        SampleInfo sample = new() { Name = "x", SqrtS = 10.58, WeightNames = stream.ReadHead().WeightNames };
        using EventBlock block = stream.ReadBlock(CancellationToken.None)!;
        EventBatch batch = new(0, 0);
        long allocated = 0;
        for (int i = 0; i < 4; i++)
        {
            // Only the first round may grow tables.
            allocated = GC.GetAllocatedBytesForCurrentThread();
            batch.Begin(sample, 0);
            stream.Decode(block, batch);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Assert.Equal(5 * 4096, batch.Particles.Count);
        Assert.Equal(0, allocated);
    }

    // Any damage to a good file is either read or reported: no other exception, and it ends.
    [Theory, InlineData(1), InlineData(2)]
    public void Read_OfADamagedFile_ReadsOrThrowsPluginException(int seed)
    {
        byte[] good = Encoding.ASCII.GetBytes(
            Listing3("W a\\|b\n", Event3("W 1 2\n", "A 0 GenCrossSection 1 0.1 1 1\n"), Event3("W 1 2\n")) + File2(Event2("2 1 2", "N 2 \"a\" \"b\"\nU GEV MM\nC 1 0.1\n")));
        Random random = new(seed);
        int read = 0, refused = 0;
        for (int i = 0; i < 1500; i++)
        {
            try
            {
                EventReading reading = HepMcReading.OfBytes(Damage(good, random), new() { AllVariations = true, OnError = (EventErrorPolicy)(i % 2), CrossSection = 1 });
                (read, refused) = reading.Error is null ? (read + 1, refused) : (read, refused + 1);
                Assert.All(reading.Events, e => Assert.True(double.IsFinite(e.Weight)));
                Assert.All(reading.Events, e => Assert.All(e.Particles, p => Assert.InRange(Math.Max(p.Mother1, p.Mother2), 0, e.Particles.Length)));
            }
            catch (PluginException e)
            {
                refused++;
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.True(read > 50 && refused > 50, $"{read} read, {refused} refused");
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        byte[] bytes = [.. good];
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                int from = random.Next(bytes.Length), length = random.Next(1, 40);
                return [.. bytes[..from], .. bytes[Math.Min(bytes.Length, from + length)..]];
            default:
                for (int i = random.Next(1, 4); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"EPVWAU\n -[],0129"[random.Next(16)];
                }

                return bytes;
        }
    }

    private static void Same(EventReading expected, EventReading found)
    {
        Assert.Null(found.Error);
        Assert.Equal(expected.Events.Select(e => e.Weight), found.Events.Select(e => e.Weight));
        Assert.Equal(expected.Events.SelectMany(e => e.Particles), found.Events.SelectMany(e => e.Particles));
        Assert.Equal(expected.Events.SelectMany(e => e.Variations), found.Events.SelectMany(e => e.Variations));
    }
}
