using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Benchmarks;

/// <summary>Matrix elements and points to evaluate them at: isotropic, which is enough since the time does not depend on the momenta.</summary>
internal static class MatrixElementCases
{
    private const double SqrtS = 10.58, Alpha = 1 / 137.035999084;

    /// <summary>Every process: its name, its |M|² and 64 vectors of points.</summary>
    public static IEnumerable<(string Name, Func<FourVectorLanes[], Vector256<double>> Squared, FourVectorLanes[][] Points)> All()
    {
        yield return ("alp-electrons", AlpElectrons(), Points(3, 2, ParticleMasses.Electron));
        for (int photons = 0; photons <= 3; photons++)
        {
            yield return ($"bhabha-photons n = {photons}", Bhabha(photons), Points(photons + 2, 2, ParticleMasses.Electron));
        }

        for (int photons = 2; photons <= 4; photons++)
        {
            yield return ($"photons n = {photons}", Photons(photons), Points(photons, 0, 0));
        }
    }

    public static Func<FourVectorLanes[], Vector256<double>> AlpElectrons()
    {
        ModelParameters model = new();
        AlpElectronsAmplitude amplitude = new(SqrtS, model, model.ElectronMass);
        return outgoing => amplitude.Evaluate(outgoing[0], outgoing[1]).Total;
    }

    public static Func<FourVectorLanes[], Vector256<double>> Bhabha(int photons)
    {
        LeptonPairPhotonsAmplitude amplitude = LeptonPairPhotonsAmplitude.Bhabha(SqrtS, Alpha, ParticleMasses.Electron, photons);
        return outgoing => amplitude.Squared(outgoing);
    }

    public static Func<FourVectorLanes[], Vector256<double>> Photons(int photons)
    {
        PhotonsAmplitude amplitude = new(SqrtS, Alpha, ParticleMasses.Electron, photons);
        return outgoing => amplitude.Squared(outgoing);
    }

    /// <summary>Momenta that add up to (√s, 0) but for the leptons' masses, which no denominator here is close enough to feel.</summary>
    public static FourVectorLanes[][] Points(int particles, int leptons, double mass)
    {
        Random random = new(7);
        return [.. Enumerable.Range(0, 64).Select(_ => Vector(random, particles, leptons, mass))];
    }

    private static FourVectorLanes[] Vector(Random random, int particles, int leptons, double mass)
    {
        double[,,] components = new double[particles, 4, Vector256<double>.Count];
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            double[][] momenta = BalancedMomenta(random, particles);
            for (int i = 0; i < particles; i++)
            {
                (double x, double y, double z) = (momenta[i][0], momenta[i][1], momenta[i][2]);
                (components[i, 1, lane], components[i, 2, lane], components[i, 3, lane]) = (x, y, z);
                components[i, 0, lane] = Math.Sqrt(x * x + y * y + z * z + (i < leptons ? mass * mass : 0));
            }
        }

        return [.. Enumerable.Range(0, particles).Select(i => new FourVectorLanes(
            Lanes(components, i, 0), Lanes(components, i, 1), Lanes(components, i, 2), Lanes(components, i, 3)))];
    }

    private static double[][] BalancedMomenta(Random random, int particles)
    {
        double[][] momenta = [.. Enumerable.Range(0, particles).Select(_ => new[] { random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5 })];
        for (int axis = 0; axis < 3; axis++)
        {
            double mean = momenta.Average(p => p[axis]);
            foreach (double[] p in momenta)
            {
                p[axis] -= mean;
            }
        }

        double scale = SqrtS / momenta.Sum(p => Math.Sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]));
        return [.. momenta.Select(p => p.Select(component => scale * component).ToArray())];
    }

    private static Vector256<double> Lanes(double[,,] components, int particle, int component) =>
        Vector256.Create([.. Enumerable.Range(0, Vector256<double>.Count).Select(lane => components[particle, component, lane])]);
}
