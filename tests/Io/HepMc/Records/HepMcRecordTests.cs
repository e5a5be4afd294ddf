using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace AlpToolkit.Tests.Io.HepMc.Records;

/// <summary>Files made by hand, and events made at random.</summary>
public sealed class HepMcRecordTests
{
    private const string Full3 =
        """
        HepMC::Version 3.02.06
        HepMC::Asciiv3-START_EVENT_LISTING
        W Default\|mu R=2 "up"\|a\\b
        T Pythia\|8.306\|says\\so
        A NuHepMC.Exposure 1.5 # two\|lines
        E 7 3 7 @ 1.50 -2 3e1 0.25
        U MEV CM
        W 1.50 -3.0e-2 2.5
        A 0 GenCrossSection 1.20e+01 3.4e-01 100 200 5.0 6.0
        A 0 GenHeavyIon v1 1 2 3 4 5 6 7 0.5 0.25 70.5 0.1 0.2 1 2 3 4 0 0
        A 0 GenPdfInfo 21 -2 0.10 0.20 91.2 1.5 2.5 10 11
        A 0 alphaQCD 0.1180
        A 0 note a\|b\\c
        A 0 random_states 11 12
        A 0 signal_process_vertex -2
        A 5 flow1 501
        A 6 flows 501 502
        A 4 theta 0.10
        A -1 weights 0.5 0.25
        A -3 mine yes
        P 1 0 -11 0 0 5.290 5.29 5.11e-4 4
        P 2 0 11 0 0 -5.29 5.29 5.11e-4 4
        V -1 5 [1,2] @ 0.1 0.2 0.3 0.4
        P 3 -1 23 3 4 0 10.58 9.3 62
        P 4 3 11 1.5 2 5 5.5 0 2
        P 5 3 -11 1.5 2 -5 5.08 0 1
        V -3 0 [4]
        P 6 -3 11 1.0 2 5 5.5 0 1
        P 7 -3 22 0.5 0 0 0.5 -0.0 1
        HepMC::Asciiv3-END_EVENT_LISTING


        """;

    // Shortest numbers, the texts of attributes as they are, no line for vertex -2, whose id is the one the others leave.
    [Fact]
    public void Asciiv3_IsWrittenAsHepMC3ReadsIt()
    {
        using TemporaryFolder folder = new();
        Assert.Empty(RecordTexts.Convert(folder.Write("a.hepmc3", Full3), folder["b.hepmc3"]));
        string expected = Full3.Replace("3.02.06", "3.03.00", StringComparison.Ordinal).Replace("1.50 -2 3e1", "1.5 -2 30", StringComparison.Ordinal)
            .Replace("W 1.50 -3.0e-2", "W 1.5 -0.03", StringComparison.Ordinal).Replace("5.290", "5.29", StringComparison.Ordinal).Replace("5.11e-4", "0.000511", StringComparison.Ordinal)
            .Replace(" 1.0 2 5", " 1 2 5", StringComparison.Ordinal).Replace("-0.0 1", "-0 1", StringComparison.Ordinal);
        Assert.Equal(expected, File.ReadAllText(folder["b.hepmc3"]));
    }

    // Columns as the manual of HepMC 2.06 lists them; which attribute goes where as in HepMC3's WriterAsciiHepMC2.
    [Fact]
    public void Asciiv3_AsIoGenEvent_HasItsAttributesInTheColumns_AndNamesWhatIsLost()
    {
        using TemporaryFolder folder = new();
        IReadOnlyList<string> lost = RecordTexts.Convert(folder.Write("a.hepmc3", Full3), folder["b.hepmc"], HepMcFormat.IoGenEvent);
        Assert.Equal(
            """
            HepMC::Version 2.06.09
            HepMC::IO_GenEvent-START_EVENT_LISTING
            E 7 0 0 0.1180 0 0 -2 3 10001 10002 2 11 12 3 1.5 -0.03 2.5
            N 3 "Default" "mu R=2 \"up\"" "a\\b"
            U MEV CM
            C 1.20e+01 3.4e-01
            H 1 2 3 4 0 0 5 6 7 0.5 0.25 0 70.5
            F 21 -2 0.10 0.20 91.2 1.5 2.5 10 11
            V -1 5 0.1 0.2 0.3 0.4 2 1 2 0.5 0.25
            P 10001 -11 0 0 5.29 5.29 0.000511 4 0 0 -1 0
            P 10002 11 0 0 -5.29 5.29 0.000511 4 0 0 -1 0
            P 10003 23 3 4 0 10.58 9.3 62 0 0 -2 0
            V -2 0 0 0 0 0 0 2 0
            P 10004 11 1.5 2 5 5.5 0 2 0.10 0 -3 0
            P 10005 -11 1.5 2 -5 5.08 0 1 0 0 0 1 1 501
            V -3 0 0 0 0 0 0 2 0
            P 10006 11 1 2 5 5.5 0 1 0 0 0 2 1 501 2 502
            P 10007 22 0.5 0 0 0.5 -0 1 0 0 0 0
            HepMC::IO_GenEvent-END_EVENT_LISTING


            """,
            File.ReadAllText(folder["b.hepmc"]));
        Assert.Equal(
            [
                "tools of the run (1)", "attributes of the run (1)", "numbers of accepted and tried events (1)", "cross sections of other weights than the first (1)",
                "heavy-ion values that HepMC2 does not have (1)", "attributes of events (1)", "positions of events (1)", "attributes of vertices (1)",
            ],
            lost);
    }

    // Attributes as HepMC3's ReaderAsciiHepMC2 makes them; mothers come first, though the file has a daughter before.
    [Fact]
    public void IoGenEvent_AsAsciiv3_HasItsColumnsAsAttributes()
    {
        const string particles =
            """
            V -2 7 0 0 0 0 0 1 1 0.50
            P 5 22 1.5 2 5 5.5 0 1 0.1 0 0 2 1 501 2 -502
            V -1 0 0 0 0 -0.0 2 1 0
            P 1 -11 0 0 5.29 5.29 5.11e-4 3 0 0 -1 0
            P 2 11 0 0 -5.29 5.29 5.11e-4 3 0 0 -1 0
            P 3 23 3 4 0 10.58 9.3 2 0 0 -2 0

            """;
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc", HepMcTexts.File2("E 3 -1 91.20 1.3D-1 0.0078 9999 -1 2 1 2 2 11 12 1 1.5\nN 1 \"a \\\"b\\\"\"\nU GEV MM\nC 1.50 0.01\nH 1 2 3 4 5 6 7 8 9 0.5 0.25 0.1 70\nF 21 -2 0.1 0.2 91.2 1.5 2.5\n" + particles));
        IReadOnlyList<string> lost = RecordTexts.Convert(source, folder["b.hepmc3"], HepMcFormat.Asciiv3);
        Assert.Equal(
            """
            HepMC::Version 3.03.00
            HepMC::Asciiv3-START_EVENT_LISTING
            W a "b"
            E 3 2 4
            U GEV MM
            W 1.5
            A 0 mpi -1
            A 0 event_scale 91.20
            A 0 alphaQCD 0.13
            A 0 alphaQED 0.0078
            A 0 signal_process_id 9999
            A 0 signal_process_vertex -1
            A 0 random_states 11 12
            A 0 GenCrossSection 1.50 0.01 -1 -1
            A 0 GenHeavyIon v0 1 2 3 4 5 6 7 8 9 0.5 0.25 0.1 70 0 -1 -1 -1 -1 -1 0 0
            A 0 GenPdfInfo 21 -2 0.1 0.2 91.2 1.5 2.5 0 0
            A -2 weights 0.50
            A 4 theta 0.1
            A 4 flow1 501
            A 4 flow2 -502
            P 1 0 -11 0 0 5.29 5.29 0.000511 3
            P 2 0 11 0 0 -5.29 5.29 0.000511 3
            V -1 0 [1,2] @ 0 0 0 -0
            P 3 -1 23 3 4 0 10.58 9.3 2
            V -2 7 [3]
            P 4 -2 22 1.5 2 5 5.5 0 1
            HepMC::Asciiv3-END_EVENT_LISTING


            """,
            File.ReadAllText(folder["b.hepmc3"]));
        Assert.Equal(["barcodes of particles (4)", "particles that are named as beams and have another status than 4 (2)"], lost);
        RecordTexts.Convert(folder["b.hepmc3"], folder["c.hepmc"], HepMcFormat.IoGenEvent);
        Assert.Equal(RecordTexts.GraphOfFile(source), RecordTexts.GraphOfFile(folder["c.hepmc"]));
    }

    [Fact]
    public void JoinedListings_ChangeTheRun_AndAreWrittenAsListings()
    {
        using TemporaryFolder folder = new();
        string up = HepMcTexts.Listing3("W up\nT one\\|1\\|x\n", HepMcTexts.Event3()), down = HepMcTexts.Listing3("W down\n", HepMcTexts.Event3(), HepMcTexts.Event3());
        string source = folder.Write("a.hepmc3", up + down);
        using (HepMcRecordReader reader = new(source))
        {
            HepMcRecord record = new();
            List<(int, string, int)> seen = [(reader.Listing, reader.Run.WeightNames[0], reader.Run.Tools.Count)];
            while (reader.Read(record))
            {
                seen.Add((reader.Listing, reader.Run.WeightNames[0], reader.Run.Tools.Count));
            }

            Assert.Equal([(1, "up", 1), (1, "up", 1), (2, "down", 0), (2, "down", 0)], seen);
            Assert.Contains("listing 2 has other names of weights", Assert.Single(reader.Warnings), StringComparison.Ordinal);
        }

        RecordTexts.Convert(source, folder["b.hepmc3"]);
        Assert.Equal(2, File.ReadAllText(folder["b.hepmc3"]).Split("HepMC::Asciiv3-START").Length - 1);
        Assert.Equal(RecordTexts.OfFile(source), RecordTexts.OfFile(folder["b.hepmc3"]));
    }

    // A vertex that nothing comes out of, one that nothing goes into, and a particle of no vertex, which IO_GenEvent holds at a vertex of its own.
    [Fact]
    public void LooseEnds_AreKept()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc3", HepMcTexts.File3("E 1 3 3\nU GEV MM\nA 9 x of nobody\nP 1 0 22 0 0 1 1 0 1\nV -1 0 []\nP 2 -1 22 0 0 1 1 0 1\nP 3 0 11 0 0 1 1 0 1\nV -3 0 [3]\n"));
        Assert.Empty(RecordTexts.Convert(source, folder["b.hepmc3"]));
        Assert.Equal(RecordTexts.OfFile(source), RecordTexts.OfFile(folder["b.hepmc3"]));
        Assert.StartsWith("E 1 3 3\n", File.ReadAllText(folder["b.hepmc3"])[(File.ReadAllText(folder["b.hepmc3"]).IndexOf("E 1", StringComparison.Ordinal))..], StringComparison.Ordinal);
        Assert.Equal(
            ["vertices that nothing goes into or comes out of (1)", "that particles have no vertex (1)", "attributes of ids that do not exist (1)"],
            RecordTexts.Convert(source, folder["c.hepmc"], HepMcFormat.IoGenEvent));
        Assert.Contains("\nV -4 0 0 0 0 0 0 1 0\nP 10001 22 0 0 1 1 0 1 0 0 0 0\n", File.ReadAllText(folder["c.hepmc"]), StringComparison.Ordinal);
    }

    // HepMC3 skips a 0 in the list, and refuses an empty one.
    [Fact]
    public void VerticesThatNothingGoesInto_AreWrittenAsHepMc3ReadsThem()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc3", HepMcTexts.File3("E 1 1 1\nU GEV MM\nV -1 0 []\nP 1 -1 22 0 0 1 1 0 1\n"));
        RecordTexts.Convert(source, folder["b.hepmc3"]);
        Assert.Contains("\nV -1 0 [0]\nP 1 -1 22 ", File.ReadAllText(folder["b.hepmc3"]), StringComparison.Ordinal);
        Assert.Equal(RecordTexts.OfFile(source), RecordTexts.OfFile(folder["b.hepmc3"]));
    }

    [Fact]
    public void ZeroAmongIncomingParticles_IsNoParticle()
    {
        using HepMcRecordReader reader = RecordTexts.Open(Encoding.Latin1.GetBytes(HepMcTexts.File3("E 1 1 2\nU GEV MM\nP 1 0 22 0 0 1 1 0 1\nV -1 0 [1,0]\nP 2 -1 22 0 0 1 1 0 1\n")));
        PluginException error = Assert.Throws<PluginException>(() => reader.Read(new HepMcRecord()));
        Assert.Contains("expected a particle from 1 to 2 as incoming particle of a vertex, found 0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E 7x 2 5", "expected a whole number as the number of the event, found '7x'")]
    [InlineData("E 7 2 5 @ 1 2 nan 0", "expected a finite number as z, found 'nan'")]
    public void MalformedNumbers_ThatOnlyRecordsHave_AreNamed(string header, string message)
    {
        string text = HepMcTexts.File3(HepMcTexts.Event3().Replace("E 7 2 5", header, StringComparison.Ordinal));
        using HepMcRecordReader reader = RecordTexts.Open(Encoding.Latin1.GetBytes(text));
        PluginException error = Assert.Throws<PluginException>(() => reader.Read(new HepMcRecord()));
        Assert.Contains($"signal.hepmc:3: event 1: {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MalformedEvents_AreSkippedAndCounted_WhereThatIsAsked()
    {
        string text = HepMcTexts.File3(HepMcTexts.Event3(), HepMcTexts.Event3(count: 6), HepMcTexts.Event3());
        using HepMcRecordReader reader = RecordTexts.Open(Encoding.Latin1.GetBytes(text), EventErrorPolicy.Skip);
        HepMcRecord record = new();
        Assert.True(reader.Read(record) && reader.Read(record));
        Assert.False(reader.Read(record));
        Assert.Equal(1, reader.SkippedEvents);
    }

    [Fact]
    public void EventsBehindAMalformedOne_AreLeftOut_WhereThatIsAsked()
    {
        string text = HepMcTexts.File3(HepMcTexts.Event3(), HepMcTexts.Event3(count: 6), HepMcTexts.Event3());
        using HepMcRecordReader reader = RecordTexts.Open(Encoding.Latin1.GetBytes(text), EventErrorPolicy.Truncate);
        HepMcRecord record = new();
        Assert.True(reader.Read(record));
        Assert.False(reader.Read(record));
        Assert.Equal(2, reader.SkippedEvents);
        Assert.Contains(reader.Warnings, w => w.Contains("The events before it are used; it and the 1 after it are left out.", StringComparison.Ordinal));
    }

    [Fact]
    public void Writer_RefusesWhatCouldNotBeRead_AndLeavesNoFile()
    {
        using TemporaryFolder folder = new();
        HepMcRecord record = new();
        record.AddParticle(22, 0, 0, double.NaN, 1, 0, 1);
        using (HepMcWriter writer = HepMcWriter.Create(folder["a.hepmc3"], HepMcFormat.Asciiv3, new HepMcRunRecord()))
        {
            Assert.Contains("event 1 has a number that is not finite", Assert.Throws<PluginException>(() => writer.Write(record)).Message, StringComparison.Ordinal);
            record.Clear();
            record.AddParticle(22, 0, 0, 1, 1, 0, 1, production: 0);
            Assert.Throws<ArgumentException>(() => writer.Write(record));
            record.Clear();
            record.WeightNames = ["a", "b"];
            record.Weights.Add(1);
            Assert.Contains("event 1 has 1 weights and 2 names", Assert.Throws<PluginException>(() => writer.Write(record)).Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Throws<PluginException>(() => HepMcWriter.Create(folder["no/such/a.hepmc3"], HepMcFormat.Asciiv3, new HepMcRunRecord()));
        Assert.Throws<PluginException>(() => HepMcWriter.Create(folder["a.hepmc3"], HepMcFormat.Asciiv3, new HepMcRunRecord { WeightNames = ["a\nb"] }));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory, InlineData(HepMcFormat.Asciiv3), InlineData(HepMcFormat.IoGenEvent)]
    public void RandomEvents_AreReadBackBitForBit(HepMcFormat format)
    {
        Gen<double> numbers = Gen.OneOf(
            ArbMap.Default.GeneratorFor<ulong>().Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite),
            Gen.Elements(0, -0.0, 5.29, double.Epsilon, double.MaxValue, 1e22, 1e23, 0.1 + 0.2, 123456789012345680));
        Gen<int> seeds = ArbMap.Default.GeneratorFor<int>();
        Prop.ForAll((from n in numbers.ArrayOf(40) from seed in seeds select (n, seed)).ToArbitrary(), made =>
        {
            using TemporaryFolder folder = new();
            HepMcRecord record = Random(made.n, new Random(made.seed), format);
            string path = folder["a.hepmc"];
            Write(path, record, format);
            string graph = Assert.Single(RecordTexts.GraphOfFile(path));
            RecordTexts.Convert(path, folder["b.hepmc"]);
            Assert.Equal(RecordTexts.OfFile(path), RecordTexts.OfFile(folder["b.hepmc"]));
            RecordTexts.Convert(path, folder["c.hepmc"], format == HepMcFormat.Asciiv3 ? HepMcFormat.IoGenEvent : HepMcFormat.Asciiv3);
            Assert.Equal(graph, Assert.Single(RecordTexts.GraphOfFile(folder["c.hepmc"])));
            using HepMcRecordReader reader = new(path);
            HepMcRecord read = new();
            Assert.True(reader.Read(read));
            Assert.Equal(Bits(record.Weights), Bits(read.Weights));

            // Asciiv3 puts mothers first: compare as sets.
            Assert.Equal(Sorted(record), Sorted(read));
        }).QuickCheckThrowOnFailure();
    }

    // A tree with joins: every vertex takes one or two particles that end nowhere yet.
    private static HepMcRecord Random(double[] numbers, Random random, HepMcFormat format)
    {
        double Number() => numbers[random.Next(numbers.Length)];
        HepMcRecord record = new() { EventNumber = random.Next(), MomentumUnit = (HepMcMomentumUnit)random.Next(2), LengthUnit = (HepMcLengthUnit)random.Next(2) };
        record.WeightNames = ["a b", "c\"d\\e|"];
        record.Weights.AddRange([Number(), Number()]);
        List<int> open = [];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            open.Add(record.AddParticle(random.Next(-30, 30), Number(), Number(), Number(), Number(), Number(), 4));
        }

        for (int i = random.Next(format == HepMcFormat.IoGenEvent ? 3 : 1, 8); i > 0 && open.Count > 0; i--)
        {
            int vertex = random.Next(2) == 0 ? record.AddVertex() : record.AddVertex(random.Next(3), Number(), Number(), Number(), Number());
            for (int k = format == HepMcFormat.IoGenEvent && i == 1 ? open.Count : Math.Min(open.Count, random.Next(1, 3)); k > 0; k--)
            {
                int taken = random.Next(open.Count);
                record.SetVertices(open[taken], record.ProductionVertices[open[taken]], vertex);
                open.RemoveAt(taken);
            }

            for (int k = random.Next(1, 4); k > 0; k--)
            {
                open.Add(record.AddParticle(random.Next(-30, 30), Number(), Number(), Number(), Number(), Number(), random.Next(1, 3), vertex));
            }

            if (random.Next(3) == 0)
            {
                record.Attributes.Add(HepMcOwner.Vertex, vertex, "weights", "0.5 2.25");
            }
        }

        record.SetCrossSection(1.5, 0.25);
        return record;
    }

    private static void Write(string path, HepMcRecord record, HepMcFormat format)
    {
        using HepMcWriter writer = HepMcWriter.Create(path, format, new HepMcRunRecord { WeightNames = record.WeightNames! });
        writer.Write(record);
        writer.Complete();
    }

    private static IEnumerable<string> Sorted(HepMcRecord r)
    {
        List<string> all = [];
        for (int p = 0; p < r.ParticleCount; p++)
        {
            int production = r.ProductionVertices[p], end = r.EndVertices[p];
            all.Add($"{r.PdgIds[p]} {Bits([r.Px[p], r.Py[p], r.Pz[p], r.E[p], r.M[p]])} {r.Status[p]} {(production < 0 ? 0 : r.VertexIds[production])} {(end < 0 ? 0 : r.VertexIds[end])}");
        }

        return all.Order(StringComparer.Ordinal);
    }

    private static string Bits(IEnumerable<double> values) => string.Join(' ', values.Select(BitConverter.DoubleToInt64Bits));
}
