using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Physics.Amplitudes;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Physics.Processes;

public sealed partial class TauPairProcessTests
{
    private const double SqrtS = 10.58;

    // The reference's parameters: α = 1/137.036, BR(τ → e ν ν) = 0.17836.
    private static readonly ModelParameters s_reference = new() { Alpha = 1 / 137.036, ElectronMass = 0.0005109989461 };
    private static readonly TauPairOptions s_electrons = new() { ElectronBranchingRatio = 0.17836 };

    // (4πα²/3s) (β/β_e) (1 + 2m_τ²/s)(1 + 2m_e²/s), the textbook's form.
    [Fact]
    public void PairCrossSection_IsTheAnalyticOne()
    {
        const double Alpha = 1 / 137.036, Tau = 1.77686, S = SqrtS * SqrtS;
        double electron = s_reference.ElectronMass;
        double expected = 3.893793721718e8 * 4 * Math.PI * Alpha * Alpha / (3 * S) * Math.Sqrt(1 - 4 * Tau * Tau / S) * (1 + 2 * Tau * Tau / S)
            * (1 + 2 * electron * electron / S) / Math.Sqrt(1 - 4 * electron * electron / S);
        double sigma = new TauPairProcess(SqrtS, s_reference).PairCrossSection;
        Assert.Equal(1, sigma / expected, 1e-12);

        // reference/cross_sections.json has 772.08, which five digits of (ħc)² make of our 772.074.
        Assert.Equal(772.08, sigma * 3.8938e8 / ModelParameters.PicobarnGeV2, 0.005);
    }

    // reference/cross_sections.json: MadEvent 24.51(3), an independent VEGAS 24.524(22), and 18.57(6) in acceptance.
    [Fact]
    public void CrossSection_OfElectrons_AgreesWithMadGraph()
    {
        double sigma = new TauPairProcess(SqrtS, s_reference, s_electrons).CrossSection(0);
        Assert.Equal(24.51, sigma, 3 * 0.034);
        Assert.Equal(24.524, sigma, 3 * 0.022);
        double accepted = PointSample.MeanWeight(new TauPairProcess(SqrtS, s_reference, s_electrons, new() { Leptons = AcceptanceRegion.BelleIICalorimeter }), 0, 1_000_000, 3);
        Assert.Equal(18.57, accepted, 3 * 0.058);
    }

    // reference/cross_sections.json, "acceptance_by_cut", errors 0.0005 each; ours from 2 million points is 0.0003 and below.
    [Theory]
    [InlineData(22, 0.25, 0.7564, 0.0005)]
    [InlineData(22, 0.25, 0.7571, 0.0001)]
    [InlineData(17, 0.25, 0.8078, 0.0005)]
    [InlineData(10, 0.25, 0.8638, 0.0005)]
    [InlineData(5, 0.25, 0.8886, 0.0005)]
    [InlineData(22, 0, 0.8433, 0.0005)]
    [InlineData(0, 0.25, 0.8971, 0.0005)]
    [InlineData(22, 0.1, 0.8323, 0.0005)]
    [InlineData(22, 0.5, 0.6305, 0.0005)]
    public void Acceptance_OfElectrons_AgreesWithTheReference(double theta, double energy, double expected, double error)
    {
        const int Points = 2_000_000;
        GenerationCuts cuts = new() { Leptons = AcceptanceRegion.Symmetric(theta * Math.PI / 180, energy) };
        TauPairProcess process = new(SqrtS, s_reference, s_electrons, cuts);
        double acceptance = PointSample.MeanWeight(process, 0, Points, 17) / process.CrossSection(0);
        double own = acceptance * (1 - acceptance) / Points;
        Assert.InRange(acceptance, expected - 3 * Math.Sqrt(error * error + own), expected + 3 * Math.Sqrt(error * error + own));
    }

    [Property(MaxTest = 30)]
    public void Points_ConserveMomentumOnTheMassShells(int seed)
    {
        Random random = new(seed);
        double sqrtS = 3.6 + 20 * random.NextDouble();
        ModelParameters parameters = new();
        TauPairProcess process = new(sqrtS, parameters, new TauPairOptions { FinalStates = TauPairFinalState.All });
        for (int channel = 0; channel < 4; channel++)
        {
            IReadOnlyList<RecordedParticle> record = process.Record(channel);
            PointSample.ForEach(process, channel, 16, (ulong)seed, (p, weight) =>
            {
                Assert.Equal(process.CrossSection(channel), weight);
                AssertClose(new FourVector(sqrtS, 0, 0, 0), p[0] + p[1], 1e-12 * sqrtS);
                AssertClose(p[0], p[2] + p[3] + p[4], 1e-12 * sqrtS);
                AssertClose(p[1], p[5] + p[6] + p[7], 1e-12 * sqrtS);
                foreach (RecordedParticle particle in record)
                {
                    FourVector momentum = p[particle.Momentum];
                    Assert.Equal(particle.Mass!.Value * particle.Mass.Value, momentum.MassSquared, 1e-12 * momentum.E * momentum.E);
                }
            });
        }
    }

    [Fact]
    public void Record_HasTheMothersAndTheCodesOfMadGraph()
    {
        IReadOnlyList<RecordedParticle> record = new TauPairProcess(SqrtS, s_reference).Record(0);
        Assert.Equal([-15, 15, -11, 12, -16, 11, -12, 16], record.Select(p => p.PdgId));
        Assert.Equal([2, 2, 1, 1, 1, 1, 1, 1], record.Select(p => p.Status));
        Assert.Equal([1, 1, 3, 3, 3, 4, 4, 4], record.Select(p => p.Mother1));
        Assert.Equal([2, 2, 3, 3, 3, 4, 4, 4], record.Select(p => p.Mother2));
        TauPairProcess mixed = new(SqrtS, s_reference, new TauPairOptions { FinalStates = [new(TauDecayLepton.Electron, TauDecayLepton.Muon)] });
        Assert.Equal([-15, 15, -11, 12, -16, 13, -14, 16], mixed.Record(0).Select(p => p.PdgId));
        Assert.Equal("e+ mu-", mixed.ChannelName(0));
    }

    /// <summary>
    /// The claim of the whole process: at any point the weight dσ/du is |M|²/(2sβ_e) dΦ/du, with dΦ of the narrow width and |M|² the full
    /// 2 → 6 one. dΦ/du is the product of ∂(coordinate of dΦ)/∂u, taken by finite differences from the momenta, since each
    /// coordinate depends on its own u and on earlier ones.
    /// </summary>
    [Theory, InlineData(10.58, 0.0005109989461), InlineData(4, 0.3)]
    public void Weights_AreTheMatrixElementTimesPhaseSpace(double sqrtS, double electronMass)
    {
        ModelParameters parameters = s_reference with { ElectronMass = electronMass };
        double electronWidth = PartialWidth(parameters, parameters.ElectronMass), muonWidth = PartialWidth(parameters, parameters.MuonMass);
        double width = electronWidth / 0.1782;
        TauPairOptions options = new() { FinalStates = [new(TauDecayLepton.Electron, TauDecayLepton.Muon)], MuonBranchingRatio = muonWidth / width };
        TauPairProcess process = new(sqrtS, parameters, options);
        TauPairAmplitude amplitude = new(sqrtS, parameters);
        double flux = 2 * sqrtS * Math.Sqrt(sqrtS * sqrtS - 4 * electronMass * electronMass);
        double beta = Math.Sqrt(1 - 4 * parameters.TauMass * parameters.TauMass / (sqrtS * sqrtS));

        Random random = new(2);
        for (int point = 0; point < 25; point++)
        {
            double[] u = [.. Enumerable.Range(0, 12).Select(_ => 0.02 + 0.96 * random.NextDouble())];
            (FourVector[] p, double weight) = PointSample.At(process, 0, u);
            double squared = amplitude.Decayed(TauPairAmplitudeTests.Products(p, 2), TauPairAmplitudeTests.Products(p, 5), width)[0];
            double resonances = Math.Pow(parameters.TauMass * width, 4) / Math.Pow(2 * parameters.TauMass * width, 2);
            double phaseSpace = beta / (32 * Math.PI * Math.PI) * DecayMeasure(p[0], p[2..5], parameters) * DecayMeasure(p[1], p[5..8], parameters);
            double expected = ModelParameters.PicobarnGeV2 / flux * squared * resonances * phaseSpace * Jacobian(process, u);
            Assert.Equal(1, expected / weight, 1e-7);
        }
    }

    /// <summary>Γ(τ → ℓ ν ν) = G_F² m_τ⁵ f(m_ℓ²/m_τ²)/(192π³).</summary>
    private static double PartialWidth(ModelParameters p, double leptonMass)
    {
        double r = Math.Pow(leptonMass / p.TauMass, 2);
        return Math.Pow(p.FermiConstant, 2) * Math.Pow(p.TauMass, 5) / (192 * Math.Pow(Math.PI, 3)) * (1 - 8 * r + 8 * r * r * r - r * r * r * r - 12 * r * r * Math.Log(r));
    }

    /// <summary>dΦ₃/(dx dc dΩ_ℓ dψ): dw²/2π, and |p|/(16π² m) dΩ for each of the two steps.</summary>
    private static double DecayMeasure(FourVector tau, FourVector[] products, ModelParameters parameters)
    {
        double x = 2 * tau.Dot(products[1]) / tau.MassSquared, y = 1 - x, r = products[0].MassSquared / tau.MassSquared;
        return parameters.TauMass * parameters.TauMass / (2 * Math.PI) * (x / 2) / (16 * Math.PI * Math.PI) * (1 - r / y) / (32 * Math.PI * Math.PI);
    }

    private static double Jacobian(TauPairProcess process, double[] u)
    {
        double product = 1;
        for (int k = 0; k < u.Length; k++)
        {
            product *= Math.Abs((8 * Difference(process, u, k, 1e-4) - Difference(process, u, k, 2e-4)) / (12 * 1e-4));
        }

        return product;
    }

    private static double Difference(TauPairProcess process, double[] u, int coordinate, double step)
    {
        double[] moved = [.. u];
        moved[coordinate] = u[coordinate] + step;
        double up = TauPairCoordinates.Of(PointSample.At(process, 0, moved).Momenta)[coordinate];
        moved[coordinate] = u[coordinate] - step;
        double difference = up - TauPairCoordinates.Of(PointSample.At(process, 0, moved).Momenta)[coordinate];

        // Angles differ by less than π.
        return Math.Abs(difference) > Math.PI ? difference - Math.CopySign(2 * Math.PI, difference) : difference;
    }

    private static void AssertClose(FourVector expected, FourVector actual, double tolerance)
    {
        Assert.Equal(expected.E, actual.E, tolerance);
        Assert.Equal(expected.X, actual.X, tolerance);
        Assert.Equal(expected.Y, actual.Y, tolerance);
        Assert.Equal(expected.Z, actual.Z, tolerance);
    }
}
