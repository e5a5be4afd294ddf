using System.Text;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Text;
using AlpToolkit.Tests.Io.Text;
using static AlpToolkit.Tests.Io.Lhe.LheTexts;

namespace AlpToolkit.Tests.Io.Lhe;

public sealed class LheEventStreamTests
{
    private static readonly LheOptions s_skip = new() { OnError = EventErrorPolicy.Skip };

    [Fact]
    public void Particles_OfAnEvent_AreAsWritten()
    {
        EventReading reading = LheReading.OfText(File(Event(0.25)));
        Assert.Null(reading.Error);
        (double weight, Particle[] particles, _) = Assert.Single(reading.Events);
        Assert.Equal(0.25, weight);
        Assert.Equal([-11, 11, 22, 9000005], particles.Select(p => p.PdgId));
        Assert.Equal(new(9000005, 1, new(5.58, -3, -4, 0), 2.4784, 1, 2), particles[3]);
    }

    [Theory]
    [InlineData("NaN 22 1", "has 'NaN' as the number of particles NUP, which is not a whole number")]
    [InlineData("4 1 Infinity 1 1 1", "has 'Infinity' as the weight XWGTUP, which is not a finite number")]
    [InlineData("4 1 1,5 1 1 1", "has '1,5' as the weight XWGTUP, which is not a finite number (decimals take a point)")]
    [InlineData("4 1 1.5 10.58 7.3e-3", "has 5 of 6 columns in its own line")]
    [InlineData("-4 1 1.5 10.58 7.3e-3 0.12", "declares -4 particles (NUP)")]
    public void Decode_OfAWrongEventLine_SaysWhatIsWrong(string line, string message)
    {
        EventReading reading = LheReading.OfText(File(Event(), Raw($"{line}\n{Particles}")));

        // Lines 1 to 7 are the head, the first event takes 7, <event> is line 15.
        Assert.StartsWith("signal.lhe:16: event 2 ", reading.Error!.Message.Replace(":17:", ":16:", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(message, reading.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" 22 1 1 2 0 0 ****** 4.0 0. 5.0 0. 0. 9.", "has '******' as px, which is not a finite number")]
    [InlineData(" 22 1 1 2 0 0 3.0 4.0 0. 5.0 0. 0.", "has 12 of 13 columns in a particle line")]
    [InlineData(" 22 1 7 2 0 0 3.0 4.0 0. 5.0 0. 0. 9.", "has 7 as mother of particle 3; its particles are 1 to 4")]
    [InlineData(" 22 1 -1 2 0 0 3.0 4.0 0. 5.0 0. 0. 9.", "has -1 as mother of particle 3")]
    [InlineData(" 22 1 3 3 0 0 3.0 4.0 0. 5.0 0. 0. 9.", "the mothers of its particles form a circle, at or below particle")]
    [InlineData(" 2\0 1 1 2 0 0 3.0 4.0 0. 5.0 0. 0. 9.", "has '2?' as the PDG code, which is not a whole number")]
    [InlineData("", "declares 4 particles and has 3. The file may be truncated; on_error: skip reads on.")]
    [InlineData(" 22 1 1 2 0 0 3. 4. 0. 5. 0. 0. 9.\n 22 1 1 2 0 0 3. 4. 0. 5. 0. 0. 9.", "declares 4 particles and has 5.")]
    public void Decode_OfAWrongParticle_SaysWhatIsWrong(string particle, string message)
    {
        string body = $"4 1 1.5 10.58 7.3e-3 0.12\n{Particles}".Replace(" 22 1 1 2 0 0 +3.0e+00 +4.0e+00 0. 5.0 0. 0. 9.", particle, StringComparison.Ordinal);
        string text = File(Event(), Raw(body), Event());
        EventReading reading = LheReading.OfText(text);
        Assert.StartsWith("signal.lhe:", reading.Error!.Message, StringComparison.Ordinal);
        Assert.Contains($": event 2", reading.Error.Message, StringComparison.Ordinal);
        Assert.Contains(message, reading.Error.Message, StringComparison.Ordinal);

        EventReading skipped = LheReading.OfText(text, s_skip);
        Assert.Null(skipped.Error);
        Assert.Equal(2, skipped.Events.Count);
        Assert.Equal(1, skipped.Summary!.SkippedEvents);
        Assert.Contains(skipped.Summary.Warnings, w => w.StartsWith("1 malformed event left out; the first: signal.lhe:", StringComparison.Ordinal));
    }

    [Fact]
    public void Decode_OfTheWrongLine_NamesItsNumberInTheFile()
    {
        string text = File([.. Enumerable.Repeat(Event(), 5000), Raw("4 1 1.5 10.58 7.3e-3 0.12\n 22 1 1 2 0 0 NaN 4. 0. 5. 0. 0. 9.\n")]);
        int line = text[..text.IndexOf("NaN", StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        EventReading reading = LheReading.OfText(text);
        Assert.StartsWith($"signal.lhe:{line}: event 5001 has 'NaN' as px", reading.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(5000, reading.Events.Count);
    }

    [Fact]
    public void ReadBlock_OfATruncatedFile_GivesTheWholeEventsFirst()
    {
        string text = File(Event(), Event(), Event());
        EventReading reading = LheReading.OfText(text[..(text.LastIndexOf("</event>", StringComparison.Ordinal) - 20)]);
        Assert.Equal(2, reading.Events.Count);
        Assert.Contains("the file ends inside event 3, which begins on line 22. The file is truncated. Copy it again, or let on_error: skip use the events before it.", reading.Error!.Message, StringComparison.Ordinal);

        EventReading skipped = LheReading.OfText(text[..^60], s_skip);
        Assert.Equal(2, skipped.Events.Count);
        Assert.Contains(skipped.Summary!.Warnings, w => w.EndsWith("The events before it are used.", StringComparison.Ordinal));
    }

    [Fact]
    public void ReadBlock_OfAnEventThatIsNotClosed_DoesNotSwallowTheNext()
    {
        string text = File(Event(), Event().Replace("</event>\n", "", StringComparison.Ordinal), Event(7));
        Assert.Contains("event 2 is not closed by </event>", LheReading.OfText(text).Error!.Message, StringComparison.Ordinal);
        Assert.Equal([1.5, 7], LheReading.OfText(text, s_skip).Events.Select(e => e.Weight));
    }

    [Fact]
    public void ReadBlock_OverCommentsGroupsAndUnknownTags_FindsTheEvents()
    {
        EventReading reading = LheReading.OfText(File(
            "<!-- <event> hidden </event> -->\n<eventgroup ncounter='1'>\n", Event(1, "#pdf <event text\n<scales muf='1'/>\n<mgrwt>\n<rscale> 2 1.0</rscale>\n"),
            "<eventinfo n='>'/>\n# a comment with <init>\n", Event(2, "<clustering>\n<clus scale='9'> 4 5</clus>\n</clustering>\n"), "</eventgroup>\n", Event(3)).Replace("#pdf <event text", "#pdf <events text", StringComparison.Ordinal));
        Assert.Null(reading.Error);
        Assert.Equal([1.0, 2, 3], reading.Events.Select(e => e.Weight));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Events_ReadInPiecesOfAnySize_AreTheSame(int pieceSize)
    {
        string text = File([.. Enumerable.Range(1, 300).Select(i => (i % 7 == 0 ? "<!-- event -->\r\n" : "") + Event(i, i % 3 == 0 ? "#comment\n" : ""))]);
        EventReading whole = LheReading.OfText(text, pieceSize: 1 << 20);
        EventReading pieces = LheReading.OfText(text, pieceSize: pieceSize);
        Assert.Null(pieces.Error);
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (double)i), pieces.Events.Select(e => e.Weight));
        Assert.Equal(whole.Events.SelectMany(e => e.Particles), pieces.Events.SelectMany(e => e.Particles));
    }

    // Events of 1.5 MB, and one that is longer than a block may be, among short ones; its text is a comment.
    [Theory]
    [InlineData(1 << 18)]
    [InlineData(1_000_003)]
    public void Blocks_OfLongEvents_AreShortAndHoldThemAll(int pieceSize)
    {
        string Comment(int length) => $"# {new string('x', length)}\n";
        string text = File([.. Enumerable.Range(1, 12).Select(i => Event(i, i == 5 ? Comment(3 * TextEventBlock.LengthLimit) : i > 6 ? Comment(1_500_000) : ""))]);
        using LheEventStream lhe = new("x", () => InputFile.Open("x", new MemoryStream(Encoding.ASCII.GetBytes(text)), null), new LheOptions(), pieceSize);
        lhe.ReadHead();
        List<long> events = [];
        while (lhe.ReadBlock(CancellationToken.None) is LheEventBlock block)
        {
            events.AddRange(Enumerable.Range(0, block.EventCount).Select(i => block.FirstEvent + i));
            Assert.True(block.EventCount == 1 || block.End <= TextEventBlock.LengthLimit);
            block.Dispose();
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(i => (long)i), events);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (double)i), LheReading.OfText(text, pieceSize: pieceSize).Events.Select(e => e.Weight));
    }

    [Fact]
    public void Blocks_OfManyEvents_HoldTheBatchCapacity()
    {
        using LheEventStream lhe = new("x", () => new MemoryStream(Encoding.ASCII.GetBytes(File([.. Enumerable.Repeat(Event(), 9000)]))), new LheOptions());
        lhe.ReadHead();
        List<int> counts = [];
        while (lhe.ReadBlock(CancellationToken.None) is { } block)
        {
            counts.Add(block.EventCount);
            block.Dispose();
        }

        Assert.Equal([4096, 4096, 808], counts);
    }

    [Fact]
    public void Variations_ById_AreReadWhateverTheirOrder()
    {
        string init = "<initrwgt>\n<weightgroup name='s'>\n<weight id='a'>A</weight>\n<weight id='b'>B</weight>\n</weightgroup>\n</initrwgt>\n" + Init;
        string text = WithInit(init, Event(1, "<rwgt><wgt id='a'>1</wgt><wgt id='b'> 2D0 </wgt></rwgt>\n"), Event(1, "<rwgt><wgt id='b'>20</wgt><wgt id=\"a\">10</wgt></rwgt>\n"));
        Assert.Equal(["nominal", "a", "b"], LheReading.OfText(text, new() { AllVariations = true }).Head.WeightNames);
        EventReading reading = LheReading.OfText(text, new() { Variations = ["b"] });
        Assert.Equal([2.0, 20], reading.Events.Select(e => e.Variations[0]));
        Assert.Empty(LheReading.OfText(text).Events[0].Variations);
        Assert.Equal("signal.lhe: no weight 'B' is declared in the header or given in the first event. It has a, b. Did you mean 'b'?", Assert.Throws<PluginException>(() => LheReading.OfText(text, new() { Variations = ["B"] })).Message);
    }

    [Fact]
    public void Variations_ByPlace_AreReadAsDeclaredOrNumbered()
    {
        string text = File(Event(1, "<weights> 0.5 1.5\n2.5 </weights>\n"), Event(1, "<weights>1 2 3</weights>\n"));
        Assert.Equal(["nominal", "#0", "#1", "#2"], LheReading.OfText(text, new() { AllVariations = true }).Head.WeightNames);
        Assert.Equal([2.5, 3], LheReading.OfText(text, new() { Variations = ["#2"] }).Events.Select(e => e.Variations[0]));
    }

    [Fact]
    public void SkippedVariations_AreNotEvenParsed()
    {
        EventReading reading = LheReading.OfText(File(Event(1, "<rwgt><wgt id='a'>not a number</wgt></rwgt>\n")));
        Assert.Null(reading.Error);
    }

    [Fact]
    public void Decode_OfABlock_AllocatesNothing()
    {
        string init = "<initrwgt><weightgroup name='s'><weight id='a'>A</weight><weight id='b'>B</weight></weightgroup></initrwgt>\n" + Init;
        string text = WithInit(init, [.. Enumerable.Repeat(Event(1, "#c\n<rwgt><wgt id='a'> 1.0 </wgt>\n<wgt id='b'> 2.0 </wgt>\n</rwgt>\n"), 4096)]);
        using LheEventStream lhe = new("x", () => new MemoryStream(Encoding.ASCII.GetBytes(text)), new LheOptions { AllVariations = true });
        SampleInfo sample = new() { Name = "x", SqrtS = 10.58, WeightNames = lhe.ReadHead().WeightNames };
        using EventBlock block = lhe.ReadBlock(CancellationToken.None)!;
        EventBatch batch = new(0, 0);
        long allocated = 0;
        for (int i = 0; i < 3; i++)
        {
            // Only the first round may grow the particle table.
            allocated = GC.GetAllocatedBytesForCurrentThread();
            batch.Begin(sample, 0);
            lhe.Decode(block, batch);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Assert.Equal(4 * 4096, batch.Particles.Count);
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(false, "signal.lhe:16: the line is longer than 16 MiB")]
    [InlineData(true, "signal.lhe:15: event 2 is longer than 64 MiB")]
    public void ReadBlock_OfTextWithoutEnd_EndsInAnErrorAfterTheWholeEvents(bool lines, string message)
    {
        byte[] filler = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(lines ? "# filler\n" : "# filler ", 100_000)));
        EventReading reading = LheReading.OfStream(new RepeatedStream(Encoding.ASCII.GetBytes(File(Event())[..^"</LesHouchesEvents>\n".Length] + "<event>\n"), filler), pieceSize: 256 * 1024);
        Assert.Single(reading.Events);
        Assert.StartsWith(message, reading.Error!.Message, StringComparison.Ordinal);
    }

    // Any damage to a good file is either read or reported: no other exception, and it ends.
    [Theory, InlineData(1), InlineData(2)]
    public void Read_OfADamagedFile_ReadsOrThrowsPluginException(int seed)
    {
        byte[] good = Encoding.ASCII.GetBytes(WithInit(
            "<initrwgt><weightgroup name='s'><weight id='a'>A</weight></weightgroup></initrwgt>\n" + Init,
            Event(1, "#c\n<rwgt><wgt id='a'> 1.0 </wgt></rwgt>\n"), "<!-- c -->\n", Event(2, "<weights> 1 </weights>\n<rwgt>\n<wgt id='a'>3</wgt>\n</rwgt>\n")));
        Random random = new(seed);
        int read = 0, refused = 0;
        for (int i = 0; i < 1500; i++)
        {
            byte[] damaged = Damage(good, random);
            try
            {
                EventReading reading = LheReading.OfBytes(damaged, new() { AllVariations = true, OnError = (EventErrorPolicy)(i % 2) });
                (read, refused) = reading.Error is null ? (read + 1, refused) : (read, refused + 1);
                Assert.All(reading.Events, e => Assert.True(double.IsFinite(e.Weight)));
            }
            catch (PluginException e)
            {
                refused++;
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.True(read > 50 && refused > 50, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Dispose_InTheMiddle_ClosesTheStreamAndEndsTheThread()
    {
        ClosedStream stream = new(Encoding.ASCII.GetBytes(File([.. Enumerable.Repeat(Event(), 50_000)])));
        using (LheEventStream lhe = new("x", () => InputFile.Open("x", stream, null), new LheOptions(), 4096))
        {
            lhe.ReadHead();
            lhe.ReadBlock(CancellationToken.None)!.Dispose();
        }

        Assert.True(SpinWait.SpinUntil(() => stream.Closed, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void ReadBlock_Cancelled_Ends()
    {
        using CancellationTokenSource cancelled = new();
        using LheEventStream lhe = new("x", () => new StalledStream(Encoding.ASCII.GetBytes(File(Event()))[..^30]), new LheOptions());
        cancelled.CancelAfter(200);
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            lhe.ReadHead();
            while (lhe.ReadBlock(cancelled.Token) is not null)
            {
            }
        });
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
                    bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"<>/\n #\"'0-"[random.Next(10)];
                }

                return bytes;
        }
    }

    private sealed class ClosedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public bool Closed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Closed = true;
            base.Dispose(disposing);
        }
    }

    // Gives its start, and then the same bytes for ever.
    private sealed class RepeatedStream(byte[] start, byte[] forEver) : MemoryStream(start)
    {
        public override int Read(Span<byte> buffer)
        {
            int read = base.Read(buffer);
            if (read == 0)
            {
                read = Math.Min(buffer.Length, forEver.Length);
                forEver.AsSpan(0, read).CopyTo(buffer);
            }

            return read;
        }
    }

    // Gives its bytes and then blocks for a while, as a terminal does.
    private sealed class StalledStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer)
        {
            int read = base.Read(buffer);
            if (read == 0)
            {
                Thread.Sleep(3000);
            }

            return read;
        }
    }
}
