using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.PhaseSpace;
using AlpToolkit.Physics.Processes;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Physics.PhaseSpace;

public sealed class AlpPhaseSpaceTests
{
    private const double SqrtS = 10.58;

    // Heavy "electrons" give the second solution of the mass shell a visible share. The volume by the recursion of two-body decays:
    // ∫dm²/2π λ½(s, m², m_a²)/8πs λ½(m², m_e², m_e²)/8πm², by Simpson's rule.
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(2, 0.3)]
    [InlineData(4, 0.2)]
    [InlineData(0.000511, 0.1)]
    [InlineData(0.000511, 7)]
    public void BothMaps_FillTheVolumeOfPhaseSpace(double mass, double alpMass)
    {
        GenerationCuts cuts = new();
        double expected = Volume(mass, alpMass);
        foreach (bool fusion in new[] { true, false })
        {
            IntegrationResult result = Integrate(new MapVolume(fusion, mass, alpMass, cuts), 0.002);
            Assert.InRange((result.CrossSection - expected) / result.Error, -3, 3);
        }

    }

    // What the photon-fusion map leaves out because of an acceptance, the cuts would have dropped anyway.
    [Theory]
    [InlineData(0.1, 22, 158, 0.25)]
    [InlineData(1, 40, 170, 1)]
    [InlineData(1, 22, 158, 0)]
    [InlineData(9, 1, 179, 0.25)]
    [InlineData(0.1, 0, 180, 2)]
    public void BothMaps_FillTheSamePartOfPhaseSpaceInsideAnAcceptance(double alpMass, double thetaMin, double thetaMax, double energyMin)
    {
        GenerationCuts cuts = new() { Leptons = new AcceptanceRegion(thetaMin * Math.PI / 180, thetaMax * Math.PI / 180, energyMin) };
        IntegrationResult fusion = Integrate(new MapVolume(true, 0.000511, alpMass, cuts), 0.002), recoil = Integrate(new MapVolume(false, 0.000511, alpMass, cuts), 0.002);
        Assert.InRange((fusion.CrossSection - recoil.CrossSection) / Math.Sqrt(fusion.Error * fusion.Error + recoil.Error * recoil.Error), -3, 3);
    }

    [Property(MaxTest = 60)]
    public void Momenta_AreConservedAndOnTheirShells(int seed, bool fusion, byte massOfAlp, bool accepted, bool decays)
    {
        double alpMass = 0.01 + 9.5 * massOfAlp / 256.0;
        ModelParameters parameters = new() { AlpMass = alpMass };
        GenerationCuts cuts = accepted ? new() { Leptons = AcceptanceRegion.BelleIICalorimeter } : new();
        AlpToDarkMatter? decay = decays ? AlpToDarkMatter.FromCoupling(parameters, 0.3 * alpMass, 2) : null;
        AlpElectronsProcess process = new(SqrtS, parameters, cuts, fusion ? AlpElectronsChannels.PhotonFusion : AlpElectronsChannels.AlpDalitz, decay);
        PointBlock block = new(process.Dimensions(0), process.Particles);
        Random random = new(seed);
        for (int d = 0; d < process.Dimensions(0); d++)
        {
            foreach (ref double u in block.Coordinate(d))
            {
                u = random.NextDouble();
            }
        }

        block.Begin(PointBlock.Capacity);
        process.NewEvaluator().Evaluate(0, block);

        Assert.InRange(block.Survivors, 1, PointBlock.Capacity);
        for (int i = 0; i < block.Survivors; i++)
        {
            Assert.True(double.IsFinite(block.Weights[i]) && block.Weights[i] >= 0);
            int[] final = decays ? [0, 1, 3, 4] : [0, 1, 2];
            for (int component = 0; component < 4; component++)
            {
                Assert.Equal(component == 0 ? SqrtS : 0, final.Sum(p => block.Momentum(p, component)[i]), 1e-12 * SqrtS);
            }

            Assert.Equal(0, OffShell(block, 0, i, parameters.ElectronMass), 1e-12 * SqrtS * SqrtS);
            Assert.Equal(0, OffShell(block, 1, i, parameters.ElectronMass), 1e-12 * SqrtS * SqrtS);
            foreach (int particle in final[2..])
            {
                Assert.Equal(0, OffShell(block, particle, i, decay?.Mass ?? alpMass), 1e-12 * SqrtS * SqrtS);
            }
        }
    }

    private static double OffShell(PointBlock block, int particle, int i, double mass)
    {
        double e = block.Momentum(particle, 0)[i], x = block.Momentum(particle, 1)[i], y = block.Momentum(particle, 2)[i], z = block.Momentum(particle, 3)[i];
        return e * e - x * x - y * y - z * z - mass * mass;
    }

    private static double Volume(double mass, double alpMass)
    {
        const int intervals = 200_000;
        double s = SqrtS * SqrtS, least = 4 * mass * mass, most = Math.Pow(SqrtS - alpMass, 2), sum = 0;
        for (int i = 0; i <= intervals; i++)
        {
            double u = (double)i / intervals, squared = least + (most - least) * u * u * (3 - 2 * u);
            double pair = Math.Sqrt(Math.Max(0, 1 - least / squared));
            double recoil = Math.Sqrt(Math.Max(0, Math.Pow(s - squared - alpMass * alpMass, 2) - 4 * squared * alpMass * alpMass)) / s;
            sum += (i is 0 or intervals ? 1 : i % 2 == 1 ? 4 : 2) * pair * recoil / (64 * Math.PI * Math.PI) * 6 * u * (1 - u) * (most - least);
        }

        return sum / (3 * intervals) / (2 * Math.PI);
    }

    private static IntegrationResult Integrate(ScatteringProcess process, double relativeError) =>
        new ProcessIntegrator(process, new IntegrationSettings { RelativeError = relativeError, Seed = 3 }).Run(null, CancellationToken.None);

    /// <summary>dΦ₃ alone, in GeV².</summary>
    private sealed class MapVolume(bool fusion, double mass, double alpMass, GenerationCuts cuts) : ScatteringProcess(AlpPhaseSpaceTests.SqrtS)
    {
        public override int Channels => 1;

        public override int Particles => 3;

        public override string ChannelName(int channel) => "volume";

        public override int Dimensions(int channel) => 5;

        public override IReadOnlyList<RecordedParticle> Record(int channel) => [];

        internal override PointEvaluator NewEvaluator() => new Evaluator(fusion, mass, alpMass, cuts);
    }

    private sealed class Evaluator(bool fusion, double mass, double alpMass, GenerationCuts cuts) : PointEvaluator
    {
        private readonly PhotonFusionMap _fusion = new(SqrtS, mass, cuts);
        private readonly AlpRecoilSplit _recoil = new(SqrtS, mass, cuts);
        private readonly CutEvaluator _cuts = new(cuts, SqrtS, [0, 1], []);

        public override void Evaluate(int channel, PointBlock block)
        {
            Vector256<double> squared = Vector256.Create(alpMass * alpMass);
            for (int v = 0; v < block.Vectors; v++)
            {
                Vector256<double> weight = Vector256<double>.One;
                if (fusion)
                {
                    _fusion.Generate(block, v, squared, ref weight);
                }
                else
                {
                    _recoil.Generate(block, v, squared, ref weight);
                }

                block.WeightVectors[v] = weight;
            }

            _cuts.Apply(block);
            block.Compress();
        }
    }
}
