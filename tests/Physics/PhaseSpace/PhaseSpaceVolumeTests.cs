using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.PhaseSpace;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Tests.Physics.PhaseSpace;

/// <summary>
/// Every parametrisation covers phase space once: integrating 1 gives the volume of massless N-body phase space,
/// (π/2)^(N−1) s^(N−2) / ((N−1)! (N−2)!) · (2π)^(4−3N), to which the electron's mass and the threshold add less than 1e-4.
/// </summary>
public sealed class PhaseSpaceVolumeTests
{
    private const double Energy = 10.58, Mass = 0.51099895e-3, EnergyMin = 1e-3;

    [Theory]
    [InlineData("beam e+")]
    [InlineData("beam e-")]
    [InlineData("final e+")]
    [InlineData("final e-")]
    [InlineData("beam e+", "beam e-")]
    [InlineData("beam e+", "final e-")]
    [InlineData("final e-", "final e-")]
    [InlineData("final e+", "final e-")]
    [InlineData("beam e-", "beam e-", "final e+")]
    [InlineData("final e+", "final e+", "final e+")]
    public void SequentialEmission_IntegratesToTheVolume(params string[] emitters)
    {
        SequentialEmission map = new([.. emitters.Select(Parse)], Energy, Mass, Mass, EnergyMin, 0.02);

        Check(2 + emitters.Length, map.Dimensions, map.Generate);
    }

    [Theory]
    [InlineData(1, "beam e+")]
    [InlineData(2, "beam e-")]
    [InlineData(2, "final e+")]
    [InlineData(3, "beam e+", "beam e-")]
    [InlineData(3, "final e-", "beam e-")]
    public void MissingSystemSplit_IntegratesToTheVolume(int photons, params string[] emitters)
    {
        MissingSystemSplit map = new([.. emitters.Select(Parse)], photons, Energy, Mass, Mass, new GenerationCuts { PhotonEnergyMin = EnergyMin });

        Check(2 + photons, map.Dimensions, map.Generate);
    }

    // Below a pair mass this is no parametrisation: of N-body phase space with N = 4 the share (m²/s)(1 + …) < 2e-4 · 6 is missing.
    [Theory]
    [InlineData("beam e+", "beam e-")]
    [InlineData("beam e+", "final e-")]
    [InlineData("final e+", "final e+")]
    [InlineData("final e+", "final e-")]
    [InlineData("beam e-", "beam e-", "final e+")]
    [InlineData("beam e+", "final e+", "final e-")]
    public void DirectedEmission_IntegratesToTheVolume(params string[] emitters)
    {
        DirectedEmission map = new([.. emitters.Select(Parse)], Energy, Mass, Mass, new GenerationCuts { PhotonEnergyMin = EnergyMin });

        Check(2 + emitters.Length, map.Dimensions, map.Generate);
    }

    private static Emitter Parse(string name) => Enum.GetValues<Emitter>().Single(e => Emitters.Name(e) == name);

    private static void Check(int particles, int dimensions, Action<PointBlock> generate)
    {
        double s = Energy * Energy;
        double volume = Math.Pow(Math.PI / 2, particles - 1) * Math.Pow(s, particles - 2) / (Factorial(particles - 1) * Factorial(particles - 2)) * Math.Pow(2 * Math.PI, 4 - 3 * particles);

        IntegrationResult result = new ProcessIntegrator(new VolumeProcess(Energy, Mass, particles, dimensions, generate), new IntegrationSettings { Threads = 1, RelativeError = 0.01, MaximumPoints = 3_000_000 }).Run(null, CancellationToken.None);

        // Soft photons below the threshold take 2n·ω_min/√s·(N−1)(N−2)… of the volume: well below the error.
        Assert.InRange(result.CrossSection / volume, 1 - 3.5 * result.Error / volume, 1 + 3.5 * result.Error / volume);
        Assert.InRange(result.Error / volume, 1e-6, 0.012);
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
