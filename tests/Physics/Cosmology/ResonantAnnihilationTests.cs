using AlpToolkit.Physics.Cosmology;
using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace AlpToolkit.Tests.Physics.Cosmology;

public sealed class ResonantAnnihilationTests
{
    // Independent of Eq. (4): the average of P. Gondolo and G. Gelmini, Nucl. Phys. B 360 (1991) 145, over a Breit-Wigner of a small width,
    // σ = 2 · π m² Γ_χχ Γ_γγ/(k² ((s - m²)² + m²Γ²)) with k² = s/4 - M² and Γ_γγ = g² m³/(64π); the factor 2 for identical particles.
    // Beside the resonance only its 1/π Γm tail is left out: a relative error of the order of Γ/(m - 2M).
    [Theory]
    [InlineData(0.4, 15)]
    [InlineData(0.45, 20)]
    [InlineData(0.49, 20)]
    public void ThermalAverage_IsTheQuadratureOverANarrowResonance(double ratio, double x)
    {
        const double AlpMass = 1, Coupling = 1e-3, Width = 1e-6;
        double mass = ratio * AlpMass, temperature = mass / x, photons = Coupling * Coupling * Math.Pow(AlpMass, 3) / (64 * Math.PI);

        // s = m² + m Γ tan(t) makes the Breit-Wigner flat.
        double lowest = Math.Atan((4 * mass * mass - AlpMass * AlpMass) / (AlpMass * Width));
        double integral = 0, step = 1e-3;
        foreach ((double low, double high) in new[] { (lowest, -1.5), (-1.5, 1.5), (1.5, Math.PI / 2 - 1e-9) })
        {
            for (double from = low; from < high; from += step * 100)
            {
                integral += GaussLegendreRule.Integrate(Integrand, from, Math.Min(high, from + step * 100), 32);
            }
        }

        double bessel = SpecialFunctions.BesselK(2, x);
        double expected = integral / (8 * Math.Pow(mass, 4) * temperature * bessel * bessel);
        Assert.Equal(1, ResonantAnnihilation.ThermalAverage(Coupling, x, ratio) / expected, 2e-4);

        double Integrand(double t)
        {
            double s = AlpMass * AlpMass + AlpMass * Width * Math.Tan(t);
            double momentumSquared = s / 4 - mass * mass;
            if (momentumSquared <= 0 || s > 9)
            {
                return 0;
            }

            // dσ ds: the Breit-Wigner's denominator and the derivative of s cancel to 1/(m Γ).
            double crossSection = 2 * Math.PI * AlpMass * AlpMass * Width * photons / (momentumSquared * AlpMass * Width);
            return crossSection * (s - 4 * mass * mass) * Math.Sqrt(s) * SpecialFunctions.BesselK(1, Math.Sqrt(s) / temperature);
        }
    }

    // Sec. II: the boost of the resonance saturates for fine-tunings below 1e-3.
    [Fact]
    public void CouplingOfFreezeOut_SaturatesBelowAFineTuningOfAThousandth()
    {
        FreezeOut freezeOut = FreezeOut.Of(1);
        double minimal = ResonantAnnihilation.MinimalCoupling(freezeOut);
        Assert.Equal(1, ResonantAnnihilation.CouplingOfFreezeOut(freezeOut, 0.499) / minimal, 0.04);
        Assert.Equal(1, ResonantAnnihilation.CouplingOfFreezeOut(freezeOut, 0.4999) / minimal, 0.004);
        Assert.InRange(ResonantAnnihilation.CouplingOfFreezeOut(freezeOut, 0.49) / minimal, 1.1, 1.5);
        Assert.InRange(ResonantAnnihilation.CouplingOfFreezeOut(freezeOut, 0.4) / minimal, 50, 150);
    }

    // By hand at x_* = 20, σ = 2.1e-9 GeV⁻² (see Eq. 4): K₁(40) = 0.20001 e⁻⁴⁰, K₂(20) = 0.30709 e⁻²⁰ by their asymptotic series.
    [Fact]
    public void ThermalAverage_AtTheThreshold_IsWhatTablesOfBesselFunctionsGive() =>
        Assert.Equal(Math.PI / 64 * 20 * 32 * 0.20001 / (0.30709 * 0.30709), ResonantAnnihilation.ThermalAverage(1, 20, 0.5), 0.01);

    // Eq. (3): of order 1e-7 to 1e-6 for r away from 0 and 1/2.
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.45)]
    public void RatioOfWidths_IsOfTheOrderOfTheLoopFactor(double ratio) => Assert.InRange(ResonantAnnihilation.RatioOfWidths(ratio), 3e-7, 1e-5);

    // Eq. (2) with α = 1/137.036: 1.1614e-3/f_a.
    [Fact]
    public void CouplingOfDecayConstant_IsAlphaOverTwoPiF() => Assert.Equal(1.16141e-3 / 250, ResonantAnnihilation.CouplingOfDecayConstant(250), 1e-10);

    [Theory]
    [InlineData(0)]
    [InlineData(0.51)]
    public void RatioOfWidths_OutsideOfTheDecay_IsRefused(double ratio) => Assert.Throws<ArgumentOutOfRangeException>(() => ResonantAnnihilation.RatioOfWidths(ratio));
}
