using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>Distributions of generated events. Every seed is fixed; bounds are standard deviations of the samples' own spread.</summary>
public sealed partial class TauPairProcessTests
{
    // ⟨h⁻_i h⁺_j⟩ = ∫C_ij dcosθ/(9 ∫A dcosθ), with C_ij of Tsai integrated by hand: A → 8/3 + 4/(3γ²), C_xx → (4/3)(1 + 1/γ²),
    // C_yy → −(4/3)(1 − 1/γ²), C_zz → 8/3 − 4/(3γ²), and C_xz sign(cos θ) → −(4/3)/γ in the axes θ̂, φ̂, p̂.
    [Fact]
    public void Polarimeters_AreCorrelatedAsTheSpinDensitySays()
    {
        double g = Math.Pow(2 * 1.77686 / SqrtS, 2), total = 8 + 4 * g;
        double[,] expected = new double[3, 3];
        (expected[0, 0], expected[1, 1], expected[2, 2]) = (4 * (1 + g) / total / 9, -4 * (1 - g) / total / 9, (8 - 4 * g) / total / 9);
        double skew = -4 * Math.Sqrt(g) / total / 9;
        MeanOf[,] means = new MeanOf[3, 3];
        MeanOf skewMean = new();
        MeanOf[] single = [new(), new(), new(), new(), new(), new()];
        PointSample.ForEach(new TauPairProcess(SqrtS, s_reference), 0, 400_000, 5, (p, _) =>
        {
            double[] minus = TauPairCoordinates.NeutrinoDirection(p[1], p[6], p[1]), neutrino = TauPairCoordinates.NeutrinoDirection(p[0], p[3], p[1]);
            double[] plus = [-neutrino[0], -neutrino[1], -neutrino[2]];
            for (int i = 0; i < 3; i++)
            {
                single[i].Add(minus[i]);
                single[3 + i].Add(plus[i]);
                for (int j = 0; j < 3; j++)
                {
                    (means[i, j] ??= new()).Add(minus[i] * plus[j]);
                }
            }

            skewMean.Add(Math.Sign(p[1].Z) * (minus[0] * plus[2] + minus[2] * plus[0]) / 2);
        });
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                means[i, j].AssertNear(expected[i, j], 4);
            }
        }

        skewMean.AssertNear(skew, 4);
        Assert.All(single, mean => mean.AssertNear(0, 4));
    }

    // Michel's spectrum with the lepton's mass: the neutrinos integrated out, dΓ/dE ∝ |p| [q² p_τ·p_ℓ + 2 (p_τ·q)(p_ℓ·q)], q = p_τ − p_ℓ.
    [Theory, InlineData(TauDecayLepton.Electron, 0.0005109989461), InlineData(TauDecayLepton.Muon, 0.1056583755)]
    public void LeptonEnergy_InTheTauFrame_FollowsTheMichelSpectrum(TauDecayLepton lepton, double mass)
    {
        const int Bins = 40, Points = 400_000;
        const double Tau = 1.77686;
        double maximum = (Tau * Tau + mass * mass) / (2 * Tau);
        double Spectrum(double energy)
        {
            double qSquared = Tau * Tau + mass * mass - 2 * Tau * energy;
            return Math.Sqrt(Math.Max(0, energy * energy - mass * mass)) * (qSquared * Tau * energy + 2 * Tau * (Tau - energy) * (Tau * energy - mass * mass));
        }

        double[] expected = new double[Bins];
        for (int i = 0; i < 1000 * Bins; i++)
        {
            expected[i / 1000] += Spectrum(mass + (maximum - mass) * (i + 0.5) / (1000 * Bins));
        }

        double norm = expected.Sum();
        int[] counts = new int[Bins];
        PointSample.ForEach(new TauPairProcess(SqrtS, s_reference, new TauPairOptions { FinalStates = [new(lepton, lepton)] }), 0, Points, 8, (p, _) =>
        {
            double energy = p[1].Dot(p[5]) / Tau;
            counts[Math.Min(Bins - 1, (int)((energy - mass) / (maximum - mass) * Bins))]++;
        });
        double chiSquared = counts.Select((n, i) => Math.Pow(n - Points * expected[i] / norm, 2) / (Points * expected[i] / norm)).Sum();
        Assert.InRange(chiSquared, 12, 82); // 39 degrees of freedom, within 1e-4 either side
    }

    // Eq. (17), as the energies of the visible lepton and of the neutrino pair of every decay.
    [Fact]
    public void Energies_InTheTauFrame_AreThoseOfEquation17()
    {
        PointSample.ForEach(new TauPairProcess(SqrtS, new ModelParameters()), 0, 2000, 9, (p, _) =>
        {
            FourVector pair = p[6] + p[7];
            double mass = Math.Sqrt(Math.Max(0, pair.MassSquared));
            Assert.Equal(TauPairBackground.ElectronEnergyInTauFrame(mass), p[1].Dot(p[5]) / ParticleMasses.Tau, 1e-12);
            Assert.Equal(TauPairBackground.NeutrinoPairEnergyInTauFrame(mass), p[1].Dot(pair) / ParticleMasses.Tau, 1e-12);
        });
    }

    // Eq. (19) with the azimuth around the beam, in a window around m_miss = 1 GeV. MadGraph's sample has 31 events in this window: median
    // 0.9988, 5 % and 95 % quantiles 0.992 and 1.004; with m²_miss < 4 GeV² they are 0.9993, 0.990 and 1.019.
    [Fact]
    public void PairMass_InTheMissingMassWindow_LiesOnTheLineOfEquation19()
    {
        GenerationCuts cuts = new() { Leptons = AcceptanceRegion.BelleIICalorimeter, MissingMassSquared = new Interval(0, 2) };
        List<double> ratios = [];
        PointSample.ForEach(new TauPairProcess(SqrtS, s_reference, s_electrons, cuts), 0, 2_000_000, 12, (p, _) =>
        {
            double mass = Math.Sqrt(ElectronPair.MassSquared(p[2], p[5]));
            ratios.Add(mass / TauPairBackground.PairMass(SqrtS, p[2].E, p[5].E, ElectronPair.CosAzimuth(p[2], p[5])));
        });
        ratios.Sort();
        Assert.True(ratios.Count > 1000, $"{ratios.Count} events");
        Assert.Equal(1, ratios[ratios.Count / 2], 0.002);
        Assert.InRange(ratios[ratios.Count / 20], 0.98, 1);
        Assert.InRange(ratios[19 * ratios.Count / 20], 1, 1.02);
    }

    // MadGraph's sample and ours in acceptance: means and correlations of what is seen, within 4 standard deviations of the difference.
    [SharedDataFact("samples/tautau_acceptance.lhe.gz")]
    public void Electrons_InAcceptance_AreThoseOfMadGraph()
    {
        MeanOf[] ours = Observed(), theirs = Observed();
        GenerationCuts cuts = new() { Leptons = AcceptanceRegion.BelleIICalorimeter };
        PointSample.ForEach(new TauPairProcess(SqrtS, s_reference, s_electrons, cuts), 0, 500_000, 21, (p, _) => Observe(ours, p[2], p[5], p[3], p[6]));
        foreach ((double _, Particle[] particles) in SampleFile.Blocks("tautau_acceptance.lhe.gz").SelectMany(block => block))
        {
            Observe(theirs, Of(particles, -11), Of(particles, 11), Of(particles, 12), Of(particles, -12));
        }

        for (int i = 0; i < ours.Length; i++)
        {
            theirs[i].AssertNear(ours[i].Mean, 4, ours[i].Error);
        }
    }

    private static FourVector Of(Particle[] particles, int pdgId) => particles.Single(p => p.PdgId == pdgId && p.Status == 1).Momentum;

    private static MeanOf[] Observed() => [.. Enumerable.Range(0, 12).Select(_ => new MeanOf())];

    private static void Observe(MeanOf[] means, FourVector positron, FourVector electron, FourVector neutrino, FourVector antineutrino)
    {
        double cosPlus = positron.Z / positron.Momentum, cosMinus = electron.Z / electron.Momentum;
        FourVector missing = MissingSystem.Momentum(SqrtS, positron, electron);
        double[] values =
        [
            positron.E, electron.E, positron.E * electron.E, positron.E * positron.E,
            cosPlus, cosMinus, cosPlus * cosMinus, cosMinus * cosMinus,
            Math.Sqrt(ElectronPair.MassSquared(positron, electron)), missing.MassSquared,
            ElectronPair.CosAzimuth(positron, electron), neutrino.E * antineutrino.E,
        ];
        for (int i = 0; i < means.Length; i++)
        {
            means[i].Add(values[i]);
        }
    }

    /// <summary>A mean and its standard deviation.</summary>
    private sealed class MeanOf
    {
        private double _sum, _squares;
        private int _count;

        public double Mean => _sum / _count;

        public double Error => Math.Sqrt((_squares / _count - Mean * Mean) / _count);

        public void Add(double value)
        {
            _sum += value;
            _squares += value * value;
            _count++;
        }

        public void AssertNear(double expected, double deviations, double otherError = 0)
        {
            double bound = deviations * Math.Sqrt(Error * Error + otherError * otherError);
            Assert.True(Math.Abs(Mean - expected) <= bound, $"{Mean} is not within {bound} of {expected}");
        }
    }
}
