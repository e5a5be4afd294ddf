using System.Runtime.Intrinsics;
using AlpToolkit.Physics.PhaseSpace;

namespace AlpToolkit.Tests.Physics.PhaseSpace;

public sealed class LeptonicTauDecayTests
{
    private const double ElectronRatio = 8.27e-8, MuonRatio = 3.536e-3;

    // Composite Simpson rule of the density in steps that know nothing of tables, tails or closed forms.
    [Theory, InlineData(ElectronRatio), InlineData(MuonRatio), InlineData(0.05)]
    public void Probabilities_AreIntegralsOfTheDensity(double r)
    {
        LeptonicTauDecay decay = new(r);
        foreach (double x in new[] { 0.05, 0.3, 0.61, 0.9 })
        {
            double integral = Simpson(t => t * t * (1 - t - r) * (1 - t - r) / (1 - t), 0, x) / (LeptonicTauDecay.PhaseSpaceFactor(r) / 12);
            Assert.Equal(integral, decay.FromZeroEnergy(x), 1e-11);
            Assert.Equal(1 - integral, decay.FromMaximalEnergy(1 - r - x), 1e-11);
        }

        Assert.Equal(1, decay.FromZeroEnergy(1 - r), 1e-13);
        Assert.Equal(1, decay.FromMaximalEnergy(1 - r), 1e-13);
    }

    [Theory, InlineData(ElectronRatio), InlineData(MuonRatio), InlineData(0.05)]
    public void Energies_InvertTheCumulativeDistribution(double r)
    {
        LeptonicTauDecay decay = new(r);
        Assert.InRange(decay.Energies.SolvedShare, 0, 1e-4);
        Random random = new(5);
        for (int i = 0; i < 20000; i++)
        {
            // Uniform, and also as small as 1e-12 from either end.
            double u = (i % 4) switch { 0 => Math.Pow(10, -12 * random.NextDouble()), 1 => 1 - Math.Pow(10, -12 * random.NextDouble()), _ => random.NextDouble() };
            double distance = decay.Energies.Distance(Vector256.Create(u), out Vector256<double> fromMaximal)[0];
            double probability = u < 0.5 ? decay.FromMaximalEnergy(distance) : decay.FromZeroEnergy(distance);
            Assert.Equal(u < 0.5, fromMaximal[0] != 0);
            Assert.Equal(1, probability / Math.Min(u, 1 - u), 2e-13);
        }
    }

    // u = ½ + (δ + e sin δ)/2π, all the way to e = 1 where the density vanishes at ±π.
    [Theory, InlineData(0.0), InlineData(0.1), InlineData(0.9), InlineData(0.999999), InlineData(1.0)]
    public void CosineDensity_InvertsTheCumulativeDistribution(double coefficient)
    {
        Random random = new(7);
        for (int i = 0; i < 20000; i++)
        {
            double u = (i % 4) switch { 0 => Math.Pow(10, -9 * random.NextDouble()), 1 => 1 - Math.Pow(10, -9 * random.NextDouble()), _ => random.NextDouble() };
            (Vector256<double> cos, Vector256<double> sin) = CosineDensity.Draw(Vector256.Create(u), Vector256.Create(coefficient));
            Assert.Equal(1, (cos * cos + sin * sin)[0], 1e-14);
            Assert.Equal(u, 0.5 + (Math.Atan2(sin[0], cos[0]) + coefficient * sin[0]) / (2 * Math.PI), 2e-15);
        }
    }

    private static double Simpson(Func<double, double> f, double from, double to)
    {
        const int Steps = 20000;
        double h = (to - from) / Steps, sum = f(from) + f(to);
        for (int i = 1; i < Steps; i++)
        {
            sum += (i % 2 == 0 ? 2 : 4) * f(from + i * h);
        }

        return sum * h / 3;
    }
}
