using System.Text;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.Hepevt;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Hepevt;

public sealed class HepevtEventStreamTests
{
    // e+ e- at 10.58 GeV, a photon pair: written by hand, as are all files here.
    private const string HepMcForm =
        """
        E 1 4
            4 -11 0 0 3 4 0 0  5.29 5.29 0.000511
                                                     0 0 0 0
            4  11 0 0 3 4 0 0 -5.29 5.29 0.000511
                                                     0 0 0 0
            1  22 1 2 0 0 3  4 0  5 0
                                                     0.1 0 0 0
            1  22 1 2 0 0 -3 -4 0  5.5E0 0
                                                     0.1 0 0 0
        E 2 0
        E 3 1
            2  22 0 0 0 0 0 1.5 2 2.5 0
                                                     0 0 0 0

        """;

    private static readonly HepevtOptions s_onePicobarn = new() { CrossSection = 1 };

    [Fact]
    public void Read_OfHepMcsForm_IsItsParticles()
    {
        EventReading reading = Read(HepMcForm);
        Assert.Null(reading.Error);
        Assert.Equal([4, 0, 1], reading.Events.Select(e => e.Particles.Length));
        Particle[] first = reading.Events[0].Particles;
        Assert.Equal([-11, 11, 22, 22], first.Select(p => p.PdgId));
        Assert.Equal([-1, -1, 1, 1], first.Select(p => p.Status));
        Assert.Equal([5.29, 5.29, 5, 5.5], first.Select(p => p.Momentum.E));
        Assert.Equal((-3.0, -4.0, 0.0), (first[3].Momentum.X, first[3].Momentum.Y, first[3].Momentum.Z));
        Assert.Equal((0.000511, 1, 2), (first[0].Mass, first[2].Mother1, first[2].Mother2));
        Assert.Equal(2, reading.Events[2].Particles[0].Status);
        Assert.Equal(1.0 / 3, reading.Summary!.WeightFactor);
    }

    [Fact]
    public void Read_OfBasf2sForms_HasTheWeightOfTheHead()
    {
        const string particle = " 1 11 0 0 0 0 0.3 0 0.4 0.5 0.000511 0 0 0";
        Assert.Equal([1.0], Read($"1\n{particle}\n").Events.Select(e => e.Weight));
        EventReading reading = Read($"7 2 0.25\n{particle} 0\n{particle} 0\n8 1 -2.5D-1\n{particle} 0\n");
        Assert.Equal([0.25, -0.25], reading.Events.Select(e => e.Weight));
        Assert.Equal([2, 1], reading.Events.Select(e => e.Particles.Length));
    }

    // The energy of the short form is that of its momentum and mass: 3-4-12 and 5 make 13.9284; the numbers are exact to the last bit by IEEE arithmetic.
    [Fact]
    public void Read_OfTheShortForm_HasTheEnergyOfItsMass()
    {
        Particle particle = Assert.Single(Assert.Single(Read("1\r\n 1 211 0 0 3 4 12 5\r\n").Events).Particles);
        Assert.Equal(Math.Sqrt(9 + 16 + 144 + 25), particle.Momentum.E);
        Assert.Equal(5, particle.Mass);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\n  \n", "empty")]
    [InlineData("particles\n", "expected the head of an event")]
    [InlineData("E 1\n", "expected the head of an event")]
    [InlineData("-2\n", "expected the head of an event")]
    [InlineData("1\n 1 22 0 0 1 2\n", "expected 8, 11, 14 or 15 columns")]
    [InlineData("2\n 1 22 0 0 3 4 0 5\n", "signal.hepevt:1: expected 2 lines of particles in event 1, found the end of the file after 1")]
    [InlineData("2000000000\n 1 22 0 0 3 4 0 5\n", "found the end of the file after 1")]
    [InlineData("1\n 1 22 0 0 3 4 0 x\n", "signal.hepevt:2: event 1: expected a finite number as PHEP5, found 'x'")]
    [InlineData("1\n 1 22 0 0 3 nan 0 0\n", "expected a finite number as PHEP2, found 'nan'")]
    [InlineData("1\n 1 22 0 0 3 4 0 5\n1\n 1 22 0 0 3 4 0 5 6\n", "signal.hepevt:4: event 2: expected 8 columns")]
    [InlineData("1\n 1 22 2 0 0 0 3 4 0 5 0\n", "expected 0 or a particle from 1 to 1 as JMOHEP1, found 2")]
    [InlineData("2\n 1 22 2 0 0 0 3 4 0 5 0\n 1 22 1 0 0 0 3 4 0 5 0\n", "among its own ancestors")]
    public void Read_OfADamagedFile_SaysWhereAndWhat(string text, string message)
    {
        PluginException? error = Record.Exception(() => Read(text).Error is { } found ? throw found : 0) as PluginException;
        Assert.NotNull(error);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("signal.hepevt:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithSkip_LeavesDamagedEventsOutAndCountsThem()
    {
        EventReading reading = Read("1\n 1 22 0 0 3 4 0 x\n1\n 1 22 0 0 3 4 0 0\n3\n 1 22 0 0 3 4 0 0\n", s_onePicobarn with { OnError = EventErrorPolicy.Skip });
        Assert.Single(reading.Events);
        Assert.Equal(2, reading.Summary!.SkippedEvents);
        Assert.Contains(reading.Summary.Warnings, w => w.Contains("The file is truncated", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HepevtWeightConvention.Mean, 0.5, 0.5)]
    [InlineData(HepevtWeightConvention.Sum, 1.0, 1.0)]
    public void Complete_WithWeightsInPicobarn_IsTheirMeanOrSum(HepevtWeightConvention convention, double crossSection, double factor)
    {
        const string text = "1 1 0.25\n 1 22 0 0 3 4 0 0\n2 1 0.75\n 1 22 0 0 3 4 0 0\n";
        StreamSummary summary = Read(text, new HepevtOptions { Normalisation = convention }).Summary!;
        Assert.Equal((crossSection, factor), (summary.CrossSection, summary.WeightFactor));
        Assert.Contains("Give cross_section", Read(text, new HepevtOptions()).Error!.Message, StringComparison.Ordinal);
    }

    // The set calls the file lenient: read, or a named error. Its 12 columns are those of no program that is known.
    [SharedDataFact("events/bad/h_hepevt.hepevt")]
    public void Read_OfColumnsThatNoProgramWrites_SaysHowManyThereAre()
    {
        using HepevtEventStream stream = new(SharedData.PathOf("events/bad/h_hepevt.hepevt"), s_onePicobarn);
        Assert.Contains("expected 8, 11, 14 or 15 columns in the first line of a particle, found 12", Assert.Throws<PluginException>(() => EventReading.Of(stream)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfMutatedText_IsEventsOrAnError()
    {
        Random random = new(11);
        int refused = 0;
        for (int i = 0; i < 5000; i++)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(HepMcForm);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            EventReading? reading = null;
            try
            {
                reading = Read(Encoding.Latin1.GetString(bytes[..random.Next(1, bytes.Length + 1)]));
            }
            catch (PluginException)
            {
                refused++;
            }

            refused += reading?.Error is not null ? 1 : 0;
        }

        Assert.InRange(refused, 2500, 4999);
    }

    private static EventReading Read(string text, HepevtOptions? options = null)
    {
        using HepevtEventStream stream = new("signal.hepevt", () => new MemoryStream(Encoding.Latin1.GetBytes(text)), options ?? s_onePicobarn);
        return EventReading.Of(stream);
    }
}
