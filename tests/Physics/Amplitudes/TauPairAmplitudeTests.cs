using System.Runtime.Intrinsics;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Physics.Processes;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Physics.Amplitudes;

public sealed class TauPairAmplitudeTests
{
    // MadGraph5_aMC@NLO: 1e-9 asked for, rounding reached.
    [MatrixElementFact]
    public void Undecayed_AtTheReferencePoints_Agrees()
    {
        foreach (MatrixElementPoint point in MatrixElementPoints.Of("tata_nodec"))
        {
            double squared = Amplitude(point).Undecayed(point.OutgoingLanes()[1])[0];
            Assert.Equal(1, squared / point.Squared, 1e-12);
        }
    }

    // MadGraph's τ decays through a W: its propagator, width included, is put back in, which leaves the q^μ q^ν/M_W² part, m_τ²/M_W² × m_ℓ²/m_τ².
    [MatrixElementFact]
    public void Decay_TimesTheWPropagator_AgreesWithTheReferencePoints()
    {
        foreach (MatrixElementPoint point in MatrixElementPoints.Of("tadec"))
        {
            FourVectorLanes[] p = point.OutgoingLanes();
            Assert.Equal([15, 11, -12, 16], point.PdgIds);
            FourVectorLanes tau = MatrixElementPoint.Lanes(point.Momenta[0]), lepton = MatrixElementPoint.Lanes(point.Momenta[1]);
            TauDecayProducts products = new(lepton, p[0], p[1]);
            double fermi = Amplitude(point).Decay(tau, products)[0];
            Assert.Equal(1, fermi / point.Squared, 1e-3);
            Assert.Equal(1, fermi * WPropagator(point, products) / point.Squared, 1e-6);
        }
    }

    // Without the propagators Fermi's theory is up to 1.2e-3 above: the width of two W makes 1.28e-3, q²/M_W² takes some of it away.
    [MatrixElementFact]
    public void Decayed_TimesTheWPropagators_AgreesWithTheReferencePoints()
    {
        foreach (MatrixElementPoint point in MatrixElementPoints.Of("tata"))
        {
            FourVectorLanes[] p = point.OutgoingLanes();
            TauDecayProducts plus = new(p[0], p[1], p[2]), minus = new(p[3], p[4], p[5]);
            double squared = Amplitude(point).Decayed(plus, minus, point.Parameters["wtau"])[0];
            Assert.Equal(1, squared * WPropagator(point, plus) * WPropagator(point, minus) / point.Squared, 2e-6);
        }
    }

    // Traces of Dirac matrices, in this project alone: the spin formalism is not in them. Muons, heavy beams and slow τ make every mass matter.
    [Theory, InlineData(10.58, 0.00051), InlineData(3.7, 0.5), InlineData(91, 0.1)]
    public void Decayed_IsTheTraceOfDiracMatrices(double sqrtS, double electronMass)
    {
        ModelParameters parameters = new() { ElectronMass = electronMass };
        TauPairProcess process = new(sqrtS, parameters, new TauPairOptions { FinalStates = [new(TauDecayLepton.Muon, TauDecayLepton.Electron)] });
        TauPairAmplitude amplitude = new(sqrtS, parameters);
        PointSample.ForEach(process, 0, 50, 11, (p, _) =>
        {
            double fast = amplitude.Decayed(Products(p, 2), Products(p, 5), 0.1)[0];
            double traces = DiracTauPair.Squared(sqrtS, parameters, p[2..5], p[5..8], 0.1);
            Assert.Equal(1, fast / traces, 1e-9);
        });
    }

    // C of a spin-1 state: the two τ are never in the singlet, so that C_xx + C_yy + C_zz = A.
    [Theory, InlineData(0.0), InlineData(0.3), InlineData(-0.99)]
    public void Correlations_OfATriplet_HaveUnitTrace(double cosTheta)
    {
        TauSpinCorrelations c = Correlations(10.58, cosTheta);
        Assert.Equal(1, c.XX[0] + c.YY[0] + c.ZZ[0], 1e-14);
    }

    // Y.-S. Tsai, Phys. Rev. D 4 (1971) 2821, massless beams.
    [Theory, InlineData(0.0), InlineData(0.3), InlineData(-0.99)]
    public void Correlations_AreThoseOfTsai(double cosTheta)
    {
        const double SqrtS = 10.58, GammaSquared = SqrtS * SqrtS / (4 * 1.77686 * 1.77686);
        double sinSquared = 1 - cosTheta * cosTheta, total = 1 + cosTheta * cosTheta + sinSquared / GammaSquared;
        TauSpinCorrelations c = Correlations(SqrtS, cosTheta);
        Assert.Equal((1 + 1 / GammaSquared) * sinSquared / total, c.XX[0], 1e-7);
        Assert.Equal(-(1 - 1 / GammaSquared) * sinSquared / total, c.YY[0], 1e-7);
        Assert.Equal((1 + cosTheta * cosTheta - sinSquared / GammaSquared) / total, c.ZZ[0], 1e-7);
        Assert.Equal(2 * Math.Sqrt(sinSquared / GammaSquared) * Math.Abs(cosTheta) / total, Math.Abs(c.XZ[0]), 1e-7);
    }

    internal static TauDecayProducts Products(FourVector[] p, int lepton) =>
        new(MatrixElementPoint.Lanes(p[lepton]), MatrixElementPoint.Lanes(p[lepton + 1]), MatrixElementPoint.Lanes(p[lepton + 2]));

    private static TauSpinCorrelations Correlations(double sqrtS, double cosTheta) =>
        new TauPairProduction(sqrtS, new ModelParameters().ElectronMass, 1.77686).Correlations(Vector256.Create(cosTheta), Vector256.Create(Math.Sqrt(1 - cosTheta * cosTheta)));

    private static TauPairAmplitude Amplitude(MatrixElementPoint point) => new(point.Parameters["sqrts"], new ModelParameters
    {
        Alpha = point.Parameters["alpha"],
        ElectronMass = point.Parameters["me"],
        TauMass = point.Parameters["mtau"],
        FermiConstant = point.Parameters.GetValueOrDefault("GF", 1),
    });

    /// <summary>M_W⁴/|q² − M_W² + i M_W Γ_W|², M_W from G_F, α and M_Z at tree level; Γ_W = 2.0476 GeV is MadGraph's.</summary>
    private static double WPropagator(MatrixElementPoint point, in TauDecayProducts products)
    {
        double z = point.Parameters["MZ"] * point.Parameters["MZ"];
        double w = z / 2 + Math.Sqrt(z * z / 4 - point.Parameters["alpha"] * Math.PI * z / (point.Parameters["GF"] * Math.Sqrt(2)));
        FourVectorLanes q = products.Lepton + products.LeptonNeutrino;
        double off = q.Dot(q)[0] - w;
        return w * w / (off * off + w * 2.0476 * 2.0476);
    }
}
