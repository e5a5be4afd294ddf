using System.IO.Compression;
using System.Text;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace AlpToolkit.Tests.Io.Lhe;

/// <summary>What is written is read back, bit for bit.</summary>
public sealed class LheWriterTests
{
    private static readonly SampleInfo s_sample = new() { Name = "sample", SqrtS = 10.58 };

    [Theory, InlineData(false), InlineData(true)]
    public void WrittenEvents_AreReadBackBitForBit(bool gzip)
    {
        Gen<double> numbers = Gen.OneOf(
            ArbMap.Default.GeneratorFor<ulong>().Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite),
            Gen.Elements(0, -0.0, 5.29, double.Epsilon, double.MaxValue, 1e22, 1e23, 0.1 + 0.2, 123456789012345680, 0.51099895e-3));
        Gen<Particle> particles =
            from ids in ArbMap.Default.GeneratorFor<int>().Two()
            from n in numbers.ArrayOf(5)
            select new Particle(ids.Item1, ids.Item2, new FourVector(n[0], n[1], n[2], n[3]), n[4]);
        Gen<(double Weight, Particle[] Particles)[]> events =
            (from weight in numbers from rows in particles.ArrayOf() select (weight, rows)).ArrayOf();

        // Of a space-like or negative final state the reader warns, and reads it.
        Prop.ForAll(events.ToArbitrary(), written =>
        {
            using TemporaryFolder folder = new();
            EventReading read = WriteAndRead(folder[gzip ? "a.lhe.gz" : "a.lhe"], written);
            Assert.Null(read.Error);
            Assert.Equal(written.Select(Bits), read.Events.Select(e => Bits((e.Weight, e.Particles))));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Mothers_AreReadBack()
    {
        using TemporaryFolder folder = new();
        Particle[] particles =
        [
            new(-11, -1, new(5.29, 0, 0, 5.29), 0.0005), new(11, -1, new(5.29, 0, 0, -5.29), 0.0005),
            new(15, 2, new(5.29, 1, 2, 4), 1.777, 1, 2), new(-15, 2, new(5.29, -1, -2, -4), 1.777, 1, 2), new(16, 1, new(3, 0, 0, 3), 0, 3, 3),
        ];
        Assert.Equal(particles, WriteAndRead(folder["a.lhe"], [(1, particles)]).Events[0].Particles);
    }

    [Theory, InlineData("a.lhe"), InlineData("a.lhe.gz")]
    public void Head_IsReadBack_WithTheLargestWeightOfTheEvents(string name)
    {
        using TemporaryFolder folder = new();
        Write(folder[name], [(1.5, []), (-2.25, []), (2, [])]);
        using LheEventStream stream = new(folder[name], new LheOptions());
        StreamHead head = stream.ReadHead();
        Assert.Equal((-11, 11, 5.29, 5.29, -4, "3.0"), (stream.Head.Beam1PdgId, stream.Head.Beam2PdgId, stream.Head.Beam1Energy, stream.Head.Beam2Energy, stream.Head.WeightStrategy, stream.Head.Version));
        Assert.Equal([new LheProcess(7, 0.1 + 0.2, 1e-3, 2.25)], stream.Head.Processes);
        Assert.Equal([new LheGenerator("AlpToolkit", "0.1.0", "e+ e- -&gt; e+ e- a &amp; more")], stream.Head.Generators);
        Assert.Equal(-11, head.FirstBeamPdgId);
    }

    [Theory, InlineData("a.lhe"), InlineData("a.lhe.gz")]
    public void File_IsLegalXml_AndStatesItsEventsAndHowTheyWereMade(string name)
    {
        using TemporaryFolder folder = new();
        Write(folder[name], [(1.5, []), (2, [])]);
        System.Xml.Linq.XElement root = System.Xml.Linq.XElement.Parse(TextOf(folder[name]));
        string text = root.Element("header")!.Element("Test")!.Value;
        Assert.Equal(["# events in this file: 2", "m_a: 1 GeV", "note: a < b & c"], text.Trim('\n').Split('\n').Select(l => l.TrimEnd()));
        Assert.Equal(2, root.Elements("event").Count());
    }

    // hep-ph/0109068: NUP IDPRUP XWGTUP SCALUP AQEDUP AQCDUP; IDUP ISTUP MOTHUP(2) ICOLUP(2) PUP(5) VTIMUP SPINUP.
    [Fact]
    public void Event_HasTheFieldsOfTheStandard_InItsOrder()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.lhe"], [(1.5, [new Particle(-13, 1, new(5, 1, 2, 3), 0.25, 1, 2)])]);
        Assert.Contains("<event>\n1 7 1.5 10.58 0.0073 -1\n-13 1 1 2 0 0 1 2 3 5 0.25 0 9\n</event>\n</LesHouchesEvents>\n", File.ReadAllText(folder["a.lhe"]), StringComparison.Ordinal);
    }

    // HepMC files may have them; an LHE file with them would be refused.
    [Fact]
    public void Circles_AreCutWhereMothersDoNotStandBeforeTheirDaughters()
    {
        using TemporaryFolder folder = new();
        Particle At(int mother1, int mother2) => new(22, 1, new(5, 3, 0, 4), 0, mother1, mother2);
        LheEventText text;
        using (LheWriter writer = LheWriter.Create(folder["a.lhe"], Head()))
        {
            text = writer.NewText();
            text.Format(Batch([(1, [At(0, 0), At(3, 1), At(2, 0)]), (1, [At(3, 0), At(1, 0), At(0, 0)])]));
            writer.Write(0, text);
            writer.Complete();
        }

        Assert.Equal(1, text.CutCircles);
        Assert.Equal([(0, 0), (0, 1), (2, 0), (3, 0), (1, 0), (0, 0)], LheReading.OfFile(folder["a.lhe"]).Events.SelectMany(e => e.Particles).Select(p => (p.Mother1, p.Mother2)));
    }

    [Theory, InlineData("a.lhe"), InlineData("a.lhe.gz")]
    public void Blocks_HandedInByWorkersInAnyOrder_AreWrittenInTheirs(string name)
    {
        using TemporaryFolder folder = new();
        using (LheWriter writer = LheWriter.Create(folder[name], Head()))
        {
            Thread[] workers = [.. new[] { 2, 0, 3, 1 }.Select(block => new Thread(() =>
            {
                LheEventText text = writer.NewText();
                text.Format(Batch([(block, [])]));
                Assert.True(writer.Write(block, text));
            }))];
            foreach (Thread worker in workers)
            {
                worker.Start();
                Thread.Sleep(10);
            }

            foreach (Thread worker in workers)
            {
                worker.Join();
            }

            writer.Complete();
        }

        Assert.Equal([0, 1, 2, 3], LheReading.OfFile(folder[name]).Events.Select(e => e.Weight));
    }

    [Fact]
    public async Task Abandon_ReleasesWhoWaitsForABlockThatNeverComes()
    {
        using TemporaryFolder folder = new();
        using LheWriter writer = LheWriter.Create(folder["a.lhe"], Head());
        LheEventText text = writer.NewText();
        text.Format(Batch([(1, [])]));
        Task<bool> waiting = Task.Run(() => writer.Write(1, text));
        writer.Abandon();
        Assert.False(await waiting);
        Assert.Equal(0, writer.Events);
    }

    [Fact]
    public void File_ThatIsNotCompleted_LeavesNothing_AndTheEarlierOneStays()
    {
        using TemporaryFolder folder = new();
        folder.Write("a.lhe", "earlier");
        using (LheWriter writer = LheWriter.Create(folder["a.lhe"], Head()))
        {
            LheEventText text = writer.NewText();
            text.Format(Batch([(1, [])]));
            writer.Write(0, text);
        }

        Assert.Equal("earlier", File.ReadAllText(folder["a.lhe"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void NumberThatIsNotFinite_IsRefused()
    {
        using TemporaryFolder folder = new();
        using LheWriter writer = LheWriter.Create(folder["a.lhe"], Head());
        Assert.Equal("an event has the number NaN, which LHE has no text for", Assert.Throws<PluginException>(() => writer.NewText().Format(Batch([(double.NaN, [])]))).Message);
    }

    [Fact]
    public void FolderThatDoesNotExist_IsNamed()
    {
        using TemporaryFolder folder = new();
        string path = folder["no/such/a.lhe"];
        Assert.Equal($"cannot write {path} (there is no such folder). Choose another file.", Assert.Throws<PluginException>(() => LheWriter.Create(path, Head())).Message);
    }

    private static EventReading WriteAndRead(string path, (double Weight, Particle[] Particles)[] events)
    {
        Write(path, events);
        return LheReading.OfFile(path);
    }

    private static void Write(string path, (double Weight, Particle[] Particles)[] events)
    {
        using LheWriter writer = LheWriter.Create(path, Head());
        LheEventText text = writer.NewText();
        foreach ((int number, (double, Particle[])[] block) in events.Chunk(3).Index())
        {
            text.Format(Batch(block));
            Assert.True(writer.Write(number, text));
        }

        writer.Complete();
    }

    private static EventBatch Batch(IEnumerable<(double Weight, Particle[] Particles)> events)
    {
        EventBatch batch = new(0, 0);
        batch.Begin(s_sample, 0);
        foreach ((double weight, Particle[] particles) in events)
        {
            foreach (Particle particle in particles)
            {
                batch.Particles.Add(particle);
            }

            batch.EndEvent(weight);
        }

        return batch;
    }

    private static LheFileHead Head() => new(
        new LheHead
        {
            Version = "3.0",
            Beam1PdgId = -11,
            Beam2PdgId = 11,
            Beam1Energy = 5.29,
            Beam2Energy = 5.29,
            PdfCodes = [0, 0, 0, 0],
            WeightStrategy = -4,
            Processes = [new LheProcess(7, 0.1 + 0.2, 1e-3, 0)],
            Generators = [new LheGenerator("AlpToolkit", "0.1.0", "e+ e- -> e+ e- a & more")],
        },
        Scale: 10.58, AlphaQed: 0.0073, "Test", "m_a: 1 GeV\nnote: a < b & c\n");

    private static string Bits((double Weight, Particle[] Particles) e) => string.Join(' ', e.Particles
        .SelectMany(p => (double[])[p.Momentum.E, p.Momentum.X, p.Momentum.Y, p.Momentum.Z, p.Mass, p.PdgId, p.Status])
        .Prepend(e.Weight).Select(BitConverter.DoubleToInt64Bits));

    private static string TextOf(string path)
    {
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
