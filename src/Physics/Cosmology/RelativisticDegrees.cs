using MathNet.Numerics.Integration;
using MathNet.Numerics.Interpolation;

namespace AlpToolkit.Physics.Cosmology;

/// <summary>
/// Effective numbers of relativistic degrees of freedom of the Standard Model's plasma: above 1 MeV from lattice QCD and perturbation theory
/// (S. Borsanyi et al., arXiv:1606.07494, Table S2), below from photons, electrons and neutrinos that have decoupled.
/// </summary>
public static class RelativisticDegrees
{
    private const double ElectronMass = Kinematics.ParticleMasses.Electron, LowestTabulated = 1e-3;

    // log10(T/MeV), g of the energy density, and its ratio to h of the entropy density.
    private static readonly (double LogTemperature, double Energy, double Ratio)[] s_table =
    [
        (0.00, 10.71, 1.00228), (0.50, 10.74, 1.00029), (1.00, 10.76, 1.00048), (1.25, 11.09, 1.00505), (1.60, 13.68, 1.02159), (2.00, 17.61, 1.02324),
        (2.15, 24.07, 1.05423), (2.20, 29.84, 1.07578), (2.40, 47.83, 1.06118), (2.50, 53.04, 1.04690), (3.00, 73.48, 1.01778), (4.00, 83.10, 1.00123),
        (4.30, 85.56, 1.00389), (4.60, 91.97, 1.00887), (5.00, 102.17, 1.00750), (5.45, 104.98, 1.00023),
    ];

    private static readonly IInterpolation s_energy = CubicSpline.InterpolatePchip(s_table.Select(r => r.LogTemperature), s_table.Select(r => r.Energy));
    private static readonly IInterpolation s_entropy = CubicSpline.InterpolatePchip(s_table.Select(r => r.LogTemperature), s_table.Select(r => r.Energy / r.Ratio));

    // What the freeze-out equation asks for again and again: ln h and ln √g_* at equal steps of ln T.
    private const double GridLow = 1e-9, GridStep = 0.01;
    private const int GridPoints = 2800;
    private static readonly Lazy<(double[] Entropy, double[] GStar)> s_grid = new(() => (
        [.. Enumerable.Range(0, GridPoints).Select(i => Math.Log(OfEntropy(GridLow * Math.Exp(i * GridStep))))],
        [.. Enumerable.Range(0, GridPoints).Select(i => Math.Log(SquareRootOfGStar(GridLow * Math.Exp(i * GridStep))))]));

    /// <summary>h(T) between points of a fine grid.</summary>
    internal static double FastEntropy(double temperature) => Interpolated(s_grid.Value.Entropy, temperature);

    /// <summary>√g_* between points of a fine grid.</summary>
    internal static double FastSquareRootOfGStar(double temperature) => Interpolated(s_grid.Value.GStar, temperature);

    private static double Interpolated(double[] grid, double temperature)
    {
        double place = Math.Clamp(Math.Log(temperature / GridLow) / GridStep, 0, GridPoints - 1.001);
        int below = (int)place;
        return Math.Exp(grid[below] + (place - below) * (grid[below + 1] - grid[below]));
    }

    /// <summary>g(T), of the energy density ρ = g π²T⁴/30.</summary>
    /// <param name="temperature">T, GeV.</param>
    public static double OfEnergy(double temperature) => At(temperature, s_energy, s_table[^1].Energy, isEntropy: false);

    /// <summary>h(T), of the entropy density s = h 2π²T³/45.</summary>
    /// <param name="temperature">T, GeV.</param>
    public static double OfEntropy(double temperature) => At(temperature, s_entropy, s_table[^1].Energy / s_table[^1].Ratio, isEntropy: true);

    /// <summary>√g_* = h/√g (1 + ⅓ d ln h/d ln T), which the freeze-out equation contains (P. Gondolo, G. Gelmini, Nucl. Phys. B 360 (1991) 145).</summary>
    /// <param name="temperature">T, GeV.</param>
    public static double SquareRootOfGStar(double temperature)
    {
        const double Step = 0.02;
        double slope = Math.Log(OfEntropy(temperature * Math.Exp(Step)) / OfEntropy(temperature * Math.Exp(-Step))) / (2 * Step);
        return OfEntropy(temperature) / Math.Sqrt(OfEnergy(temperature)) * (1 + slope / 3);
    }

    private static double At(double temperature, IInterpolation above, double highest, bool isEntropy)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        double logTemperature = Math.Log10(temperature / LowestTabulated);
        if (logTemperature >= s_table[^1].LogTemperature)
        {
            return highest;
        }

        if (logTemperature >= 0)
        {
            return above.Interpolate(logTemperature);
        }

        // The scale meets the table at 1 MeV and fades towards the exact values of the cold plasma.
        double scale = above.Interpolate(0) / Decoupled(LowestTabulated, isEntropy);
        return Decoupled(temperature, isEntropy) * Math.Pow(scale, Math.Max(0, 1 + logTemperature));
    }

    // Photons and electrons in equilibrium, neutrinos cooler by the entropy that electrons gave to photons alone.
    private static double Decoupled(double temperature, bool isEntropy)
    {
        const double Neutrinos = 5.25;
        (double energy, double entropy) = Electrons(ElectronMass / temperature);
        double cooling = Math.Pow((2 + entropy) / 5.5, 1.0 / 3);
        return isEntropy ? 2 + entropy + Neutrinos * Math.Pow(cooling, 3) : 2 + energy + Neutrinos * Math.Pow(cooling, 4);
    }

    // Contributions of electrons and positrons to g and h; 3.5 each when they are fast.
    private static (double Energy, double Entropy) Electrons(double massOverTemperature)
    {
        double y = massOverTemperature;
        double energy = Integral(u => u * u * Math.Sqrt(u * u + y * y)), pressure = Integral(u => u * u * u * u / (3 * Math.Sqrt(u * u + y * y)));
        const double Spins = 4, OfEnergyDensity = 15 / (Math.PI * Math.PI * Math.PI * Math.PI), OfEntropyDensity = 45 / (4 * Math.PI * Math.PI * Math.PI * Math.PI);
        return (Spins * OfEnergyDensity * energy, Spins * OfEntropyDensity * (energy + pressure));

        double Integral(Func<double, double> weight) => GaussLegendreRule.Integrate(u => weight(u) / (Math.Exp(Math.Sqrt(u * u + y * y)) + 1), 0, 40, 96);
    }
}
