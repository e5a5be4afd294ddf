using System.IO.Compression;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>Helicities of generated events.</summary>
public sealed class HelicityTests
{
    private const string Sample = "samples/eea_ma1.lhe.gz";
    private const double SqrtS = 10.58;

    private static readonly ModelParameters s_model = new();

    private static readonly GenerationCuts s_seen = new() { Leptons = AcceptanceRegion.BelleIICalorimeter };

    // MadGraph draws SPINUP with |M|² of each combination too: fractions of all 16 combinations agree within four errors of both samples.
    [SharedDataFact(Sample)]
    public void AlpElectrons_HaveTheFractionsOfMadGraph()
    {
        Dictionary<string, int> expected = FractionsOfTheSample();
        Dictionary<string, int> found = Count(new AlpElectronsProcess(SqrtS, s_model, s_seen), blocks: 10);
        (double ours, double theirs) = (found.Values.Sum(), expected.Values.Sum());
        foreach (string combination in expected.Keys.Union(found.Keys))
        {
            double a = found.GetValueOrDefault(combination) / ours, b = expected.GetValueOrDefault(combination) / theirs;
            double variance = (a * theirs + b * ours) / (ours * theirs) + 1 / (theirs * theirs);
            Assert.True(Math.Abs(a - b) <= 4 * Math.Sqrt(variance), $"{combination}: {a:F4} here, {b:F4} in the sample");
        }
    }

    // Without mass the helicity of an annihilating pair adds up to 0 and γγ has opposite helicities; with it, to m_e²/s away from the beams.
    [Fact]
    public void TwoPhotonsAtLargeAngle_ComeFromOppositeHelicities_AndHaveOppositeOnes()
    {
        Dictionary<string, int> found = Count(new PhotonsProcess(SqrtS, 2, s_model, new GenerationCuts { VisiblePhotons = 2 }), blocks: 2);

        Assert.Equal(["+-+-", "+--+", "-++-", "-+-+"], found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found.Values, n => Assert.InRange(n, 2048 - 160, 2048 + 160));
    }

    // e⁻ → e⁻ and e⁺ → e⁺ keep their helicity in the t channel, or both pairs are opposite in the s channel: no other combination without mass.
    [Fact]
    public void BhabhaAtLargeAngle_ConservesHelicity_AndIsEvenUnderParity()
    {
        Dictionary<string, int> found = Count(new BhabhaPhotonsProcess(SqrtS, 0, s_model, s_seen), blocks: 5);

        Assert.Subset(new HashSet<string> { "++++", "----", "+-+-", "-+-+", "+--+", "-++-" }, found.Keys.ToHashSet());
        foreach ((string combination, int n) in found)
        {
            int reversed = found[string.Concat(combination.Select(c => c == '+' ? '-' : '+'))];
            Assert.InRange((n - reversed) / Math.Sqrt(n + reversed), -4, 4);
        }
    }

    // The angle of a photon of helicity λ to the e⁻ beam of helicity σ follows (1 + σλ cos θ)²: ⟨σλ cos θ⟩ = ½ over the sphere.
    [Fact]
    public void AlpPhoton_FollowsTheHelicityOfTheBeams()
    {
        double sum = 0;
        int events = 0;
        ForEach(new AlpPhotonProcess(SqrtS, s_model, new GenerationCuts()), blocks: 5, (block, i) =>
        {
            ReadOnlySpan<sbyte> h = block.Helicities(i);
            Assert.Equal(-h[0], h[1]);
            Assert.Equal(0, h[3]);
            sum += -h[1] * h[2] * block.Momentum(i, 0).Z / block.Momentum(i, 0).E;
            events++;
        });

        Assert.InRange(sum / events, 0.5 - 4 * 0.39 / Math.Sqrt(events), 0.5 + 4 * 0.39 / Math.Sqrt(events));
    }

    [Fact]
    public void Neutrinos_AreLeftHanded_AndAntineutrinosRightHanded()
    {
        TauPairProcess process = new(SqrtS, s_model);
        IReadOnlyList<RecordedParticle> record = process.Record(0);
        ForEach(process, blocks: 1, (block, i) =>
        {
            for (int row = 0; row < record.Count; row++)
            {
                int expected = Math.Abs(record[row].PdgId) is 12 or 14 or 16 ? -Math.Sign(record[row].PdgId) : 9;
                Assert.Equal(expected, block.Helicities(i)[2 + row]);
            }
        });
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Events_AreTheSameWithAndWithoutHelicities(bool severalChannels)
    {
        ScatteringProcess process = severalChannels ? new AlpElectronsProcess(SqrtS, s_model, s_seen) : new AlpPhotonProcess(SqrtS, s_model, new GenerationCuts());
        IntegrationResult integral = new ProcessIntegrator(process, new IntegrationSettings { RelativeError = 0.02 }).Run(null, CancellationToken.None);
        GeneratedBlock[] blocks = [.. new[] { false, true }.Select(helicities =>
        {
            EventGenerator generator = new(process, integral, EventWeighting.Unweighted, 5, helicities);
            GeneratedBlock block = generator.NewBlock();
            generator.Generate(3, 4000, block, CancellationToken.None);
            return block;
        })];

        Assert.Equal(0, blocks[0].Rows);
        for (int i = 0; i < 4000; i++)
        {
            Assert.Equal(blocks[0].Momentum(i, 0), blocks[1].Momentum(i, 0));
        }
    }

    private static Dictionary<string, int> Count(ScatteringProcess process, int blocks)
    {
        Dictionary<string, int> found = [];
        ForEach(process, blocks, (block, i) =>
        {
            string combination = string.Concat(block.Helicities(i).ToArray().Select(Text));
            found[combination] = found.GetValueOrDefault(combination) + 1;
        });
        return found;
    }

    private static string Text(sbyte helicity) => helicity switch { 1 => "+", -1 => "-", 0 => "0", _ => "?" };

    private static void ForEach(ScatteringProcess process, int blocks, Action<GeneratedBlock, int> action)
    {
        IntegrationResult integral = new ProcessIntegrator(process, new IntegrationSettings { RelativeError = 0.01 }).Run(null, CancellationToken.None);
        EventGenerator generator = new(process, integral, EventWeighting.Unweighted, seed: 3, helicities: true);
        GeneratedBlock block = generator.NewBlock();
        for (int b = 0; b < blocks; b++)
        {
            generator.Generate(b, EventGenerator.BlockEvents, block, CancellationToken.None);
            for (int i = 0; i < block.Count; i++)
            {
                action(block, i);
            }
        }
    }

    private static Dictionary<string, int> FractionsOfTheSample()
    {
        Dictionary<string, int> found = [];
        using StreamReader reader = new(new GZipStream(File.OpenRead(SharedData.PathOf(Sample)), CompressionMode.Decompress));
        string? combination = null;
        while (reader.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line.StartsWith("<event>", StringComparison.Ordinal))
            {
                combination = "";
            }
            else if (line.StartsWith("</event>", StringComparison.Ordinal))
            {
                found[combination!] = found.GetValueOrDefault(combination!) + 1;
                combination = null;
            }
            else if (combination is not null && words.Length == 13)
            {
                combination += Text((sbyte)double.Parse(words[12], System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return found;
    }
}
