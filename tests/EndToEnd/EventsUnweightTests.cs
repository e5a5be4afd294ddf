using System.Globalization;
using System.Text;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Io.Lhe.Records;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary><c>alp events unweight</c> with a maximum below the largest weight: weights that stay larger count, so the others are smaller.</summary>
public sealed class EventsUnweightTests
{
    private const int Count = 20_000;

    // 20,000 weights with an exponential tail, of which one in ten may be negative. The written mean is one of kept events that were drawn
    // with p = min(|w|/W, 1): its error is found from the kept weights, together with that of the choice.
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(8, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(8, true)]
    public void Lhe_MeanIsTheCrossSection(double fraction, bool hasNegative)
    {
        using TemporaryFolder folder = new();
        double[] weights = Weights(hasNegative);
        double crossSection = weights.Average(), maximum = weights.Max(Math.Abs) / fraction;
        StringBuilder text = new(string.Create(CultureInfo.InvariantCulture, $"<LesHouchesEvents version=\"3.0\">\n<init>\n11 -11 5.29 5.29 0 0 0 0 -4 1\n{crossSection:R} 0 1 1\n<xsecinfo neve=\"{Count}\" totxsec=\"1\"/>\n</init>\n"));
        foreach (double weight in weights)
        {
            text.Append(string.Create(CultureInfo.InvariantCulture, $"<event>\n1 1 {weight:R} 10 -1 -1\n22 1 0 0 0 0 0 0 1 1 0 0 9\n</event>\n"));
        }

        File.WriteAllText(folder["all.lhe"], text.Append("</LesHouchesEvents>\n").ToString());
        AlpRun.Of("events", "unweight", folder["all.lhe"], folder["one.lhe"], "--maximum-weight", maximum.ToString("R", CultureInfo.InvariantCulture), "--seed", "11").Succeeded();
        using LheRecordReader reader = new(folder["one.lhe"]);
        LheRecord record = new();
        List<double> written = [];
        while (reader.Read(record))
        {
            written.Add(record.Weight);
        }

        Assert.Equal(crossSection, reader.Head.Init.CrossSection);
        Assert.Equal(written.Max(Math.Abs), reader.Head.Init.Processes[0].MaximalWeight, 1e-12);
        Assert.Contains($"<xsecinfo neve=\"{written.Count}\" totxsec=\"1\"/>", File.ReadAllText(folder["one.lhe"]), StringComparison.Ordinal);
        Check(written, crossSection);
        Assert.Equal(fraction > 1, written.Max(Math.Abs) > 1.5 * written.Min(Math.Abs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void HepMc_MeanSizeStays(double fraction)
    {
        using TemporaryFolder folder = new();
        double[] weights = Weights(hasNegative: true);
        double maximum = weights.Max(Math.Abs) / fraction;
        File.WriteAllText(folder["all.hepmc3"], HepMcTexts.File3([.. weights.Select(w => HepMcTexts.Event3(string.Create(CultureInfo.InvariantCulture, $"W {w:R}\n"), particles: "P 1 0 22 0 0 1 1 0 1\n", vertices: 0, count: 1))]));
        AlpRun.Of("events", "unweight", folder["all.hepmc3"], folder["one.hepmc3"], "--maximum-weight", maximum.ToString("R", CultureInfo.InvariantCulture), "--seed", "12").Succeeded();
        using HepMcRecordReader reader = new(folder["one.hepmc3"]);
        HepMcRecord record = new();
        List<double> written = [];
        while (reader.Read(record))
        {
            written.Add(record.Weights[0]);
        }

        Check(written, weights.Average());
        Check([.. written.Select(Math.Abs)], weights.Average(Math.Abs));
    }

    private static double[] Weights(bool hasNegative)
    {
        Random random = new(17);
        return [.. Enumerable.Range(0, Count).Select(i => -Math.Log(1 - random.NextDouble()) * (hasNegative && i % 10 == 0 ? -1 : 1))];
    }

    // Where all weights are of one size and sign the mean has no spread; what is left is rounding.
    private static void Check(List<double> written, double expected)
    {
        double mean = written.Average(), deviation = Math.Sqrt(written.Average(w => (w - mean) * (w - mean)) / written.Count);
        Assert.True(written.Count > 1000, $"{written.Count} events");
        Assert.Equal(expected, mean, (3 * deviation) + 1e-12);
    }
}
