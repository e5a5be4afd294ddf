using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;

namespace Acme.Tests;

public sealed class EnergySpectrumTests
{
    private static readonly EnergySpectrum.Settings s_photons = new() { Particles = [22], Bins = Binning.Parse("3 from 0 to 3 GeV") };

    // Photons of 0.5, 2.5 and 2.5 GeV in events of weight 2 and 3; the electron and the photon that is not in the final state do not count.
    [Fact]
    public void Histogram_CountsEveryPhotonOfAnEvent_WithTheWeightOfTheEvent()
    {
        StageHarness<EnergySpectrum.Settings> harness = new StageHarness<EnergySpectrum.Settings>(new EnergySpectrum(), s_photons)
            .Event(2, Photon(0.5), Photon(2.5), new Particle(11, 1, new FourVector(2.5, 0, 0, 2.5), 0))
            .Event(3, Photon(2.5), Photon(1.5, status: 2));

        harness.Run();

        Histogram histogram = Assert.IsType<Histogram>(Assert.Single(harness.Report().Results));
        Assert.Equal([2.0, 0, 5], Enumerable.Range(1, 3).Select(bin => histogram[bin].SumOfWeights));
        Assert.Equal([1L, 0, 2], Enumerable.Range(1, 3).Select(bin => histogram[bin].Count));
    }

    private static Particle Photon(double energy, int status = 1) => new(22, status, new FourVector(energy, 0, 0, energy), 0);
}
