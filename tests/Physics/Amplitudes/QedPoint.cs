using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Tests.Physics.Amplitudes;

/// <summary>
/// A point of e+e- → e+e- + photons or e+e- → photons that conserves momentum and is on shell to 28 digits, MeV. The last particle
/// and the energy of the one whose direction is given follow from the rest.
/// </summary>
internal sealed record QedPoint(decimal Mass, decimal SqrtS, DecimalVector[] Outgoing)
{
    public DecimalVector PositronBeam => new(SqrtS / 2, 0, 0, BeamMomentum);

    public DecimalVector ElectronBeam => new(SqrtS / 2, 0, 0, -BeamMomentum);

    /// <summary>The outgoing momenta in GeV, rounded, in every lane.</summary>
    public FourVectorLanes[] Lanes => [.. Outgoing.Select(p => new FourVectorLanes(Round(p.E), Round(p.X), Round(p.Y), Round(p.Z)))];

    private decimal BeamMomentum => DecimalVector.Root(SqrtS * SqrtS / 4 - Mass * Mass);

    /// <summary>Two leptons and given photons; one lepton has the direction given by θ and φ, the other recoils.</summary>
    public static QedPoint Leptons(double mass, double sqrtS, bool positronGiven, double theta, double phi, params (double Energy, double Theta, double Phi)[] photons)
    {
        DecimalVector[] k = [.. photons.Select(p => (decimal)p.Energy * Direction(p.Theta, p.Phi))];
        (DecimalVector given, DecimalVector recoil) = Pair((decimal)mass, (decimal)sqrtS, Direction(theta, phi), k);
        return new QedPoint((decimal)mass, (decimal)sqrtS, positronGiven ? [given, recoil, .. k] : [recoil, given, .. k]);
    }

    /// <summary>Photons only; the directions of all but the last are given, and the energies of all but the last two.</summary>
    public static QedPoint Photons(double mass, double sqrtS, double theta, double phi, params (double Energy, double Theta, double Phi)[] photons)
    {
        DecimalVector[] k = [.. photons.Select(p => (decimal)p.Energy * Direction(p.Theta, p.Phi))];
        (DecimalVector given, DecimalVector recoil) = Pair(0, (decimal)sqrtS, Direction(theta, phi), k);
        return new QedPoint((decimal)mass, (decimal)sqrtS, [given, recoil, .. k]);
    }

    /// <summary>The point with one more photon: the first particle keeps its direction, the second recoils.</summary>
    public QedPoint WithPhoton(double energy, double theta, double phi)
    {
        DecimalVector[] photons = [.. Outgoing[2..], (decimal)energy * Direction(theta, phi)];
        decimal mass = Outgoing[0].Square > 1e-9m ? Mass : 0;
        DecimalVector first = Outgoing[0];
        decimal magnitude = DecimalVector.Root(first.E * first.E - mass * mass);
        DecimalVector direction = new(1, first.X / magnitude, first.Y / magnitude, first.Z / magnitude);
        (DecimalVector given, DecimalVector recoil) = Pair(mass, SqrtS, direction, photons);
        return this with { Outgoing = [given, recoil, .. photons] };
    }

    /// <summary>A point anywhere but near a singularity, for symmetries.</summary>
    public static QedPoint RandomLeptons(Random random, int photons, double mass = 0.51099895, double sqrtS = 10580) => Leptons(
        mass, sqrtS, true, 0.3 + 2.5 * random.NextDouble(), 6 * random.NextDouble(), Soft(random, photons, sqrtS));

    /// <summary>Likewise of photons.</summary>
    public static QedPoint RandomPhotons(Random random, int photons, double mass = 0.51099895, double sqrtS = 10580) => Photons(
        mass, sqrtS, 0.3 + 2.5 * random.NextDouble(), 6 * random.NextDouble(), Soft(random, photons - 2, sqrtS));

    private static (double, double, double)[] Soft(Random random, int photons, double sqrtS) =>
        [.. Enumerable.Range(0, photons).Select(_ => (sqrtS * (0.02 + 0.13 * random.NextDouble()), 0.2 + 2.7 * random.NextDouble(), 6 * random.NextDouble()))];

    /// <summary>P = p + p', both of one mass: P⁰ √(p² + m²) − (P·n) p = P²/2 gives p.</summary>
    private static (DecimalVector Given, DecimalVector Recoil) Pair(decimal mass, decimal sqrtS, DecimalVector n, DecimalVector[] photons)
    {
        DecimalVector total = photons.Aggregate(new DecimalVector(sqrtS, 0, 0, 0), (sum, k) => sum - k);
        decimal along = total.X * n.X + total.Y * n.Y + total.Z * n.Z, half = total.Square / 2, norm = total.E * total.E - along * along;
        decimal p = (half * along + total.E * DecimalVector.Root(half * half - mass * mass * norm)) / norm;
        DecimalVector given = new(DecimalVector.Root(p * p + mass * mass), p * n.X, p * n.Y, p * n.Z);
        return (given, total - given);
    }

    /// <summary>(1, n) with |n| = 1 to all digits: the polar angle is given from the nearer end of the beam axis by its sine.</summary>
    private static DecimalVector Direction(double theta, double phi)
    {
        decimal sine = (decimal)Math.Sin(theta), x = sine * (decimal)Math.Cos(phi), y = sine * (decimal)Math.Sin(phi);
        decimal z = DecimalVector.Root(1 - x * x - y * y);
        return new DecimalVector(1, x, y, theta > Math.PI / 2 ? -z : z);
    }

    private static Vector256<double> Round(decimal mev) => Vector256.Create((double)(mev / 1000));
}
