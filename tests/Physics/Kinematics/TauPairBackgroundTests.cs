using System.Numerics;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Kinematics;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Physics.Kinematics;

public sealed class TauPairBackgroundTests
{
    private const double SqrtS = 10.58, Tau = ParticleMasses.Tau;

    // Two-body decay: energies add up to the mass of the τ, momenta are equal.
    [Theory, InlineData(0), InlineData(0.5), InlineData(1.5)]
    public void EnergiesInTauFrame_OfTheTwoBodyDecay_ConserveEnergyAndMomentum(double neutrinoPairMass)
    {
        double electron = TauPairBackground.ElectronEnergyInTauFrame(neutrinoPairMass), neutrinos = TauPairBackground.NeutrinoPairEnergyInTauFrame(neutrinoPairMass);
        Assert.Equal(Tau, electron + neutrinos, 1e-14);
        double electronMomentum2 = electron * electron - ParticleMasses.Electron * ParticleMasses.Electron;
        Assert.Equal(electronMomentum2, neutrinos * neutrinos - neutrinoPairMass * neutrinoPairMass, 1e-13);
    }

    // Eq. (18): antler events made by hand, τ along z, each τ → massless e + massless N; the invariant mass of the two electrons
    // as four-momenta is m_ee^τ at their energies and their own φ. Both radicands are −(s − 4m_τ²) sin²θ±/4 here: negative.
    [Property]
    public void PairMass_OfTheAntlerWithItsOwnPhi_IsTheInvariantMassOfTheElectrons(int seed)
    {
        Random random = new(seed);
        FourVector minus = DecayElectron(random, towards: 1, phi: 0);
        double phi = 2 * Math.PI * random.NextDouble();
        FourVector plus = DecayElectron(random, towards: -1, phi);
        double expected = (minus + plus).MassSquared;
        Complex actual = TauPairBackground.PairMassSquared(SqrtS, plus.E, minus.E, Math.Cos(phi));
        double mass = TauPairBackground.PairMass(SqrtS, plus.E, minus.E, Math.Cos(phi));
        Assert.Equal(expected, actual.Real, 1e-9);
        Assert.Equal(expected, mass * mass, 1e-9);
    }

    // The principal square roots of System.Numerics.Complex, over energies where none, one and both radicands are negative.
    [Property]
    public void PairMassSquared_OfAnyEnergies_IsEquation19WithPrincipalSquareRoots(int seed)
    {
        Random random = new(seed);
        double plus = 5.29 * random.NextDouble(), minus = 5.29 * random.NextDouble(), cosPhi = 2 * random.NextDouble() - 1, s = SqrtS * SqrtS;
        Complex product = Complex.Sqrt(Tau * Tau - 2 * plus * SqrtS + 4 * plus * plus) * Complex.Sqrt(Tau * Tau - 2 * minus * SqrtS + 4 * minus * minus);
        Complex expected = 2 / (s - 4 * Tau * Tau)
            * (Math.Pow(Tau, 4) - SqrtS * Tau * Tau * (plus + minus) + 2 * plus * minus * (s - 2 * Tau * Tau) + Tau * Tau * cosPhi * product);
        Complex actual = TauPairBackground.PairMassSquared(SqrtS, plus, minus, cosPhi);
        Assert.True((expected - actual).Magnitude < 1e-11, $"expected {expected}, found {actual}");
        Assert.Equal(Math.Sqrt(expected.Magnitude), TauPairBackground.PairMass(SqrtS, plus, minus, cosPhi), 1e-6);
    }

    [Fact]
    public void PairMass_BelowTheTauThreshold_IsNaN() =>
        Assert.Equal(double.NaN, TauPairBackground.PairMass(3.5, 1, 1, 0));

    private static FourVector DecayElectron(Random random, int towards, double phi)
    {
        // In the τ's rest frame a massless electron of m_τ/2; then the boost of the τ, cosh y = √s/(2m_τ), towards ±z.
        double cosTheta = 2 * random.NextDouble() - 1, sinTheta = Math.Sqrt(1 - cosTheta * cosTheta);
        FourVector atRest = new(Tau / 2, Tau / 2 * sinTheta * Math.Cos(phi), Tau / 2 * sinTheta * Math.Sin(phi), Tau / 2 * cosTheta);
        double momentum = Math.Sqrt(SqrtS * SqrtS / 4 - Tau * Tau);
        return LorentzTransform.ToRestFrameOf(new FourVector(SqrtS / 2, 0, 0, -towards * momentum)).Apply(atRest);
    }
}
