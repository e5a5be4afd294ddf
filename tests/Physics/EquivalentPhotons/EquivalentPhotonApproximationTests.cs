using System.Text.Json;
using AlpToolkit.Physics.EquivalentPhotons;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Physics.EquivalentPhotons;

public sealed class EquivalentPhotonApproximationTests
{
    private const string File = "reference/cross_sections.json";

    // an independent script with the same flux, four digits; MadGraph itself gives 2.112(14)e-2 at m_a = 0.1, scale m_a
    [SharedDataFact(File)]
    public void CrossSection_AtThreeScales_AgreesWithTheReference()
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.PathOf(File)));
        int count = 0;
        foreach (JsonElement entry in document.RootElement.GetProperty("cross_sections").EnumerateArray().Where(e => e.GetProperty("process").GetString() == "equivalent-photon approximation"))
        {
            double mass = entry.GetProperty("m_a").GetDouble();
            foreach ((string name, double factor) in new[] { ("0.1 m_a", 0.1), ("m_a", 1.0), ("10 m_a", 10.0) })
            {
                double ours = EquivalentPhotonApproximation.CrossSection(10.58, Parameters(mass), factor * mass);
                Assert.Equal(1, ours / entry.GetProperty("sigma_at_scale").GetProperty(name).GetDouble(), 5e-4);
                count++;
            }
        }

        Assert.Equal(18, count);
    }

    // Fig. 2 right: the band holds the exact rate. The exact numbers are MadGraph's, in quadruple precision.
    [Theory, InlineData(0.1, 0.03035), InlineData(1, 0.010469), InlineData(4, 0.0023867), InlineData(9, 0.00016313)]
    public void CrossSection_BetweenItsScales_HoldsTheExactRate(double mass, double exact) =>
        Assert.InRange(exact, EquivalentPhotonApproximation.CrossSection(10.58, Parameters(mass), 0.1 * mass), EquivalentPhotonApproximation.CrossSection(10.58, Parameters(mass), 10 * mass));

    // Trapezoids in ln x, a million of them
    [Theory, InlineData(0.1, 0.1), InlineData(4, 40)]
    public void CrossSection_AgreesWithASimpleSum(double mass, double scale)
    {
        ModelParameters parameters = Parameters(mass);
        double tau = mass * mass / (10.58 * 10.58), step = -Math.Log(tau) / 1_000_000, sum = 0;
        for (int i = 1; i < 1_000_000; i++)
        {
            double x = Math.Exp(-i * step), other = tau / x;
            sum += x * EquivalentPhotonFlux.Density(x, scale, parameters) * other * EquivalentPhotonFlux.Density(other, scale, parameters);
        }

        double expected = ModelParameters.PicobarnGeV2 * Math.PI * 1e-8 / 8 * sum * step;
        Assert.Equal(1, EquivalentPhotonApproximation.CrossSection(10.58, parameters, scale) / expected, 1e-6);
    }

    [Fact]
    public void Density_VanishesWhereTheScaleIsBelowTheLeastVirtuality()
    {
        ModelParameters parameters = Parameters(1);
        double largest = EquivalentPhotonFlux.LargestFraction(1e-4, parameters);

        Assert.Equal(0, EquivalentPhotonFlux.Density(largest * 1.0001, 1e-4, parameters));
        Assert.InRange(EquivalentPhotonFlux.Density(largest * 0.9999, 1e-4, parameters), double.Epsilon, 1e-6);
        Assert.Equal(0, EquivalentPhotonFlux.Density(1, 1, parameters));
        Assert.Equal(0, EquivalentPhotonFlux.Density(double.NaN, 1, parameters));
    }

    [Theory, InlineData(0, 1), InlineData(1, 0), InlineData(1, -1)]
    public void CrossSection_WithoutMassOrScale_Complains(double mass, double scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EquivalentPhotonApproximation.CrossSection(10.58, Parameters(mass), scale));

    private static ModelParameters Parameters(double mass) => new() { Alpha = 1 / 137.036, ElectronMass = 0.0005109989461, AlpMass = mass };
}
