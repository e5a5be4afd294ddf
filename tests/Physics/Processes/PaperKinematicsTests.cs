using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Shared;
using Xunit.Abstractions;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>What Secs. III and IV of the paper say of the kinematics, on generated events.</summary>
public sealed class PaperKinematicsTests(ITestOutputHelper output)
{
    private const double SqrtS = 10.58, ThetaMin = 22 * Math.PI / 180;

    private static readonly ModelParameters s_model = new();

    // Sec. III A: "more than 90% of the signal has E*_miss ≳ 2 GeV", and it is central.
    [Fact]
    public void LightAlps_HaveLargeMissingEnergy_AndAreCentral()
    {
        FourVector[] missing = [.. Signal(0.025, ThetaMin, AlpElectronsChannels.All).Select(e => e.Missing)];

        Assert.InRange(Fraction(missing, m => m.E > 2), 0.90, 1);
        Assert.InRange(Fraction(missing, m => Math.Abs(MissingSystem.Pseudorapidity(m)) < 1.4), 0.90, 1);
    }

    // Eq. (23) and its last equality, for the signal only.
    [Fact]
    public void PairMassOfTheSignal_FollowsFromTheEnergyOfTheAlp()
    {
        foreach ((FourVector positron, FourVector electron, FourVector missing) in Signal(1, ThetaMin, AlpElectronsChannels.All).Take(2000))
        {
            double expected = SqrtS * SqrtS + 1 - 2 * SqrtS * missing.E;
            Assert.Equal(expected, (positron + electron).MassSquared, 1e-9 * SqrtS * SqrtS);
        }
    }

    // Sec. IV B: "a large-m_ee region dominated by the t-channel photon-fusion and a small-m_ee region dominated by the Dalitz process".
    [Fact]
    public void AlpDalitz_IsAtSmallPairMass_AndPhotonFusionAtLarge()
    {
        double[] dalitz = [.. Signal(1, ThetaMin, AlpElectronsChannels.AlpDalitz).Select(PairMass).Order()];
        double[] fusion = [.. Signal(1, ThetaMin, AlpElectronsChannels.PhotonFusion).Select(PairMass).Order()];

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median m_ee: Dalitz {dalitz[dalitz.Length / 2]:F3}, fusion {fusion[fusion.Length / 2]:F3} GeV"));
        Assert.InRange(dalitz[dalitz.Length / 2], 0, 1);
        Assert.InRange(fusion[fusion.Length / 2], 4, 10);

        static double PairMass((FourVector Positron, FourVector Electron, FourVector Missing) e) => Math.Sqrt((e.Positron + e.Electron).MassSquared);
    }

    // Eq. (15) for η* = 0 is the largest of the bounds m² ≥ E²(1 − sin²θ_min cosh²η): every photon in a cone has p_T ≤ ω sin θ_min, so that
    // |p_miss| = p_T cosh η ≤ E sin θ_min cosh η, whatever the number of photons (Eq. 16 for three).
    [Fact]
    public void TwoPhotonsInTheCones_HaveAMissingMassAboveTheBound() => CheckBound(photons: 2, nearest: 1.01);

    [Fact]
    [Trait("Category", "Slow")]
    public void ThreePhotonsInTheCones_HaveAMissingMassAboveTheBound() => CheckBound(photons: 3, nearest: 1.03);

    // The bound holds for every event, and events come as near to it as stated.
    private void CheckBound(int photons, double nearest)
    {
        GenerationCuts cuts = new() { Leptons = AcceptanceRegion.BelleIICalorimeter, VisiblePhotons = 0, PhotonLoss = PhotonLoss.BlindCones, PhotonEnergyMin = 0.1 };
        GenerationCuts edge = cuts with { MissingEnergy = new Interval(4, 4.3), MissingMassSquared = new Interval(0, 17), MissingPseudorapidityMax = 0.3 };
        double least = double.PositiveInfinity, atFourGeV = double.PositiveInfinity;
        foreach (FourVector missing in new[] { cuts, edge }.SelectMany(c => Missing(new BhabhaPhotonsProcess(SqrtS, photons, s_model, c), blocks: 20, [.. Enumerable.Range(2, photons)])))
        {
            double cosh = Math.Cosh(MissingSystem.Pseudorapidity(missing));
            double bound = missing.E * missing.E * (1 - Math.Pow(Math.Sin(ThetaMin) * cosh, 2));
            Assert.True(missing.MassSquared >= bound - 1e-9, $"m² = {missing.MassSquared}, bound {bound}");
            if (missing.E > 4 && cosh < Math.Cosh(0.3))
            {
                least = Math.Min(least, missing.MassSquared / bound);
                atFourGeV = Math.Min(atFourGeV, Math.Sqrt(missing.MassSquared));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{photons} photons: least m²/bound {least:F4}, least m_miss {atFourGeV:F3} GeV for E_miss > 4 GeV at |η| < 0.3"));
        Assert.InRange(least, 1 - 1e-9, nearest);

        // "around 3.7 GeV for E_miss ≳ 4 GeV": E cos 22° is 3.709 GeV at 4 GeV, 3.68 GeV at the largest |η| looked at.
        Assert.InRange(atFourGeV, 3.68, 3.8);
    }

    // Photons are identical: no order of energy or direction may tell which is written first; nor may charge conjugation with z → −z.
    [Fact]
    public void PhotonsAndCharges_AreSymmetric()
    {
        GenerationCuts cuts = new() { Leptons = AcceptanceRegion.BelleIICalorimeter, VisiblePhotons = 0, PhotonEnergyMin = 0.25 };
        List<double> energies = [], directions = [], leptons = [];
        foreach (FourVector[] p in Events(new BhabhaPhotonsProcess(SqrtS, 2, s_model, cuts), blocks: 4))
        {
            energies.Add(p[2].E - p[3].E);
            directions.Add(Math.Cos(p[2].Theta) - Math.Cos(p[3].Theta));
            leptons.Add(p[0].E - p[1].E);
        }

        foreach (List<double> differences in new[] { energies, directions, leptons })
        {
            double error = Math.Sqrt(differences.Sum(d => d * d)) / differences.Count;
            Assert.InRange(differences.Average() / error, -4, 4);
        }
    }

    // Fig. 4, the table of docs/paper.md; statistical errors are a few per mille.
    [Fact]
    [Trait("Category", "Slow")]
    public void MissingEnergyByAcceptance_IsTheTableOfTheDocument()
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "docs", "paper.md"))
            .SkipWhile(l => !l.StartsWith("| θ_min | average", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        Assert.True(rows.Length >= 6);
        foreach (string[] row in rows)
        {
            double theta = double.Parse(row[0].TrimEnd('°'), CultureInfo.InvariantCulture) * Math.PI / 180;
            FourVector[] all = [.. Signal(0.1, theta, AlpElectronsChannels.All).Select(e => e.Missing)];
            FourVector[] central = [.. all.Where(m => Math.Abs(MissingSystem.Pseudorapidity(m)) < 1.4)];
            double[] found = [Average(all), Quantile(all), Average(central), Quantile(central), (double)central.Length / all.Length];
            output.WriteLine($"{row[0]}: {string.Join("  ", found.Select(f => f.ToString("F3", CultureInfo.InvariantCulture)))}");
            for (int i = 0; i < found.Length; i++)
            {
                Assert.Equal(double.Parse(row[i + 1], CultureInfo.InvariantCulture), found[i], i % 2 == 0 ? 0.03 : 0.06);
            }
        }
    }

    private static double Average(FourVector[] missing) => missing.Average(m => m.E);

    private static double Quantile(FourVector[] missing) => missing.Select(m => m.E).Order().ElementAt(missing.Length / 10);

    private static double Fraction(FourVector[] missing, Func<FourVector, bool> condition) => (double)missing.Count(condition) / missing.Length;

    private static IEnumerable<(FourVector Positron, FourVector Electron, FourVector Missing)> Signal(double alpMass, double thetaMin, AlpElectronsChannels channels)
    {
        GenerationCuts cuts = new() { Leptons = AcceptanceRegion.Symmetric(thetaMin, 0.25) };
        foreach (FourVector[] momenta in Events(new AlpElectronsProcess(SqrtS, s_model with { AlpMass = alpMass }, cuts, channels), blocks: 10))
        {
            yield return (momenta[0], momenta[1], MissingSystem.Momentum(SqrtS, momenta[0], momenta[1]));
        }
    }

    private static IEnumerable<FourVector> Missing(ScatteringProcess process, int blocks, int[] invisible) =>
        Events(process, blocks, EventWeighting.Weighted).Select(momenta => invisible.Aggregate(default(FourVector), (sum, i) => sum + momenta[i]));

    private static IEnumerable<FourVector[]> Events(ScatteringProcess process, int blocks, EventWeighting weighting = EventWeighting.Unweighted)
    {
        IntegrationResult integral = new ProcessIntegrator(process, new IntegrationSettings { RelativeError = 0.02 }).Run(null, CancellationToken.None);
        EventGenerator generator = new(process, integral, weighting, seed: 3);
        GeneratedBlock block = generator.NewBlock();
        for (int b = 0; b < blocks; b++)
        {
            generator.Generate(b, EventGenerator.BlockEvents, block, CancellationToken.None);
            for (int i = 0; i < block.Count; i++)
            {
                yield return [.. Enumerable.Range(0, process.Particles).Select(p => block.Momentum(i, p))];
            }
        }
    }
}
