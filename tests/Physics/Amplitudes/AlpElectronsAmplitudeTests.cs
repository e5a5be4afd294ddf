using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Shared;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Physics.Amplitudes;

public sealed class AlpElectronsAmplitudeTests
{
    private const double SqrtS = 10.58;

    private static readonly double s_electronMass = new ModelParameters().ElectronMass;

    // MadGraph5_aMC@NLO: massive and massless electrons, leptons from wide angles to 5 mrad off the beams
    [MatrixElementTheory, InlineData("eea"), InlineData("eea_t"), InlineData("eea_s")]
    public void Squared_AtThePointsOfMadGraph_AgreesToNineDigits(string process)
    {
        foreach (MatrixElementPoint point in MatrixElementPoints.Of(process))
        {
            ModelParameters parameters = new()
            {
                Alpha = point.Parameters["alpha"], ElectronMass = point.Parameters["me"], AlpPhotonCoupling = point.Parameters["g"],
            };
            AlpElectronsAmplitude amplitude = new(point.Parameters["sqrts"], parameters, parameters.ElectronMass);
            FourVectorLanes[] outgoing = point.OutgoingLanes();
            AlpElectronsSquared squared = amplitude.Evaluate(outgoing[0], outgoing[1]);
            double ours = (process switch { "eea" => squared.Total, "eea_t" => squared.Fusion, _ => squared.Dalitz })[3];
            Assert.Equal(1, ours / point.Squared, 1e-9);
            Assert.Equal(squared.Fusion[3], amplitude.Fusion(outgoing[0], outgoing[1])[3]);
            Assert.Equal(squared.Dalitz[3], amplitude.Dalitz(outgoing[0], outgoing[1])[3]);
        }
    }

    // The lepton masses 0.1 and 0.4 GeV make every spin flip count; explicit Dirac spinors and a 4 x 4 determinant know nothing of light-cone gauges.
    [Property(MaxTest = 200)]
    public void Squared_AgreesWithExplicitDiracSpinors(ushort a, ushort b, ushort c, ushort d, ushort e, bool heavy)
    {
        double mass = heavy ? 0.4 : 0.1;
        (FourVector positron, FourVector electron) = RandomPair(a, b, c, d, e, mass, 0.7);
        AlpElectronsSquared ours = Evaluate(positron, electron, mass);
        (double fusion, double dalitz, double total) = AlpDiracSpinors.Squared(SqrtS, Parameters(mass), mass, positron, electron);
        Assert.Equal(1, ours.Fusion[0] / fusion, 1e-9);
        Assert.Equal(1, ours.Dalitz[0] / dalitz, 1e-9);
        Assert.Equal(1, ours.Total[0] / total, 1e-8);
    }

    // footnote 2: muons, with the mass of the electron in the initial state
    [Property(MaxTest = 50)]
    public void Dalitz_OfMuons_AgreesWithExplicitDiracSpinors(ushort a, ushort b, ushort c, ushort d, ushort e)
    {
        (FourVector positive, FourVector negative) = RandomPair(a, b, c, d, e, 0.2, 1.3);
        AlpElectronsAmplitude amplitude = new(SqrtS, Parameters(0.3), 0.2);
        double ours = amplitude.Dalitz(MatrixElementPoint.Lanes(positive), MatrixElementPoint.Lanes(negative))[3];
        Assert.Equal(1, ours / AlpDiracSpinors.Squared(SqrtS, Parameters(0.3), 0.2, positive, negative).Dalitz, 1e-9);
    }

    // C with a rotation by π that brings the e+ back to +z: p₃ ↔ p₄, y → −y, z → −z
    [Property(MaxTest = 100)]
    public void Squared_IsSymmetricUnderChargeConjugation(ushort a, ushort b, ushort c, ushort d, ushort e)
    {
        double mass = s_electronMass;
        (FourVector positron, FourVector electron) = RandomPair(a, b, c, d, e, mass, 0.2);
        AlpElectronsSquared one = Evaluate(positron, electron, mass), other = Evaluate(Turned(electron), Turned(positron), mass);
        Assert.Equal(1, other.Fusion[0] / one.Fusion[0], 1e-10);
        Assert.Equal(1, other.Dalitz[0] / one.Dalitz[0], 1e-10);
        Assert.Equal(1, other.Total[0] / one.Total[0], 1e-9);
    }

    // Equivalent photons: as p_T → 0 with 45° between the lepton planes, |M|² is a product of [(1 + (1−x)²) p_T² + m²x⁴]/(p_T² + m²x²)²,
    // the probability to emit a photon without and with spin flip, on each side; to any small angle
    [Theory, InlineData(1e-4), InlineData(1e-6), InlineData(1e-8), InlineData(1e-10)]
    public void Fusion_AlongTheBeams_FollowsTheEquivalentPhotons(double transverse)
    {
        const double x = 0.01;
        double mass = s_electronMass;
        FourVector Lepton(double sign, double t, double azimuth)
        {
            double plus = (1 - x) * SqrtS, minus = (mass * mass + t * t) / plus;
            return new(0.5 * (plus + minus), t * Math.Cos(azimuth), t * Math.Sin(azimuth), sign * 0.5 * (plus - minus));
        }

        double Ratio(double t)
        {
            double emission = ((1 + (1 - x) * (1 - x)) * t * t + mass * mass * x * x * x * x) / Math.Pow(t * t + mass * mass * x * x, 2);
            return Evaluate(Lepton(1, t, 0.3), Lepton(-1, t, 0.3 + Math.PI / 4), mass).Fusion[0] / (emission * emission);
        }

        Assert.Equal(1, Ratio(transverse) / Ratio(2e-5), 1e-5);
    }

    private static ModelParameters Parameters(double mass) => new() { ElectronMass = mass };

    private static AlpElectronsSquared Evaluate(FourVector positron, FourVector electron, double mass) =>
        new AlpElectronsAmplitude(SqrtS, Parameters(mass), mass).Evaluate(MatrixElementPoint.Lanes(positron), MatrixElementPoint.Lanes(electron));

    private static FourVector Turned(FourVector p) => new(p.E, p.X, -p.Y, -p.Z);

    /// <summary>Two leptons that recoil against an ALP: its energy and theirs by the mass shells, directions anywhere.</summary>
    private static (FourVector Positive, FourVector Negative) RandomPair(ushort a, ushort b, ushort c, ushort d, ushort e, double mass, double alpMass)
    {
        double Unit(ushort u) => (u + 0.5) / 65536;
        double pairMax = SqrtS - alpMass, pairMass = 2 * mass + (pairMax - 2 * mass) * Unit(a);
        double energy = (SqrtS * SqrtS + pairMass * pairMass - alpMass * alpMass) / (2 * SqrtS), momentum = Math.Sqrt(energy * energy - pairMass * pairMass);
        double inPair = Math.Sqrt(Math.Max(0, 0.25 * pairMass * pairMass - mass * mass)), cosine = 2 * Unit(b) - 1, sine = Math.Sqrt(1 - cosine * cosine);
        double phi = 2 * Math.PI * Unit(c), gamma = energy / pairMass, boost = momentum / pairMass;
        (double s, double co) = Math.SinCos(Math.PI * Unit(d));
        (double sp, double cp) = Math.SinCos(2 * Math.PI * Unit(e));
        FourVector Lepton(double sign)
        {
            double x = sign * inPair * sine * Math.Cos(phi), y = sign * inPair * sine * Math.Sin(phi), z = gamma * sign * inPair * cosine + boost * 0.5 * pairMass;
            (double x1, double z1) = (x * co + z * s, z * co - x * s);
            (double x2, double y2) = (x1 * cp - y * sp, x1 * sp + y * cp);
            return new(Math.Sqrt(mass * mass + x2 * x2 + y2 * y2 + z1 * z1), x2, y2, z1);
        }

        return (Lepton(1), Lepton(-1));
    }
}
