using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Numerics;
using AlpToolkit.Physics.Processes;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Phase space of e⁺e⁻ → e⁺e⁻a in the variables of the two photons. With P = E + p of a beam and light-cone fractions of the leptons
/// z₃ = p₃⁺/P, z₄ = p₄⁻/P, transverse momenta are p_T = τ z P with τ² = w/(1 − w), where w = sin²(θ/2) up to m_e². Then
/// <code>dΦ₃ = P²/(16 (2π)⁵) z₃ dz₃ dτ₃² dφ₃ z₄² dτ₄² dφ₄ / √(b² − 4 a c)</code>
/// where z₄ solves the mass shell of the ALP, a z₄² − b z₄ + c = 0. The second solution, c = O(m_e²), is an electron scattered back into the
/// other beam; a small share of the points is spent on it. Photon momentum fractions 1 − z₃ have density 1/x, photon virtualities density
/// 1/Q². The acceptance of the leptons bounds w and z.
/// Coordinates: x₁ = 1 − z₃, w₃, w₄, azimuth of e⁻ to e⁺, azimuth of all. Momenta: e⁺, e⁻, a.
/// </summary>
internal sealed class PhotonFusionMap
{
    private const double BackwardShare = 1.0 / 64, Tiny = 1e-15;

    private readonly double _sqrtS, _beam, _mass, _mu, _energyMin, _zMin;
    private readonly Side _positron, _electron;
    private readonly double _normalisation;

    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="mass">m_e, GeV.</param>
    /// <param name="cuts">The acceptance of the leptons.</param>
    public PhotonFusionMap(double sqrtS, double mass, GenerationCuts cuts)
    {
        (_sqrtS, _mass) = (sqrtS, mass);
        _beam = 0.5 * sqrtS + Math.Sqrt(0.25 * sqrtS * sqrtS - mass * mass);
        _mu = mass * mass / (_beam * _beam);
        AcceptanceRegion region = cuts.Leptons ?? new AcceptanceRegion(0, Math.PI, 0);
        _energyMin = 2 * region.EnergyMin / _beam;
        _positron = new Side(region.ThetaMin, region.ThetaMax, region.EnergyMin, mass);
        _electron = new Side(Math.PI - region.ThetaMax, Math.PI - region.ThetaMin, region.EnergyMin, mass);
        _zMin = SmallestFraction();
        _normalisation = _beam * _beam / (16 * Math.Pow(2 * Math.PI, 3));
    }

    /// <summary>Coordinates of a point.</summary>
    public const int Dimensions = 5;

    /// <summary>Fills the momenta of four points and multiplies the weight by dΦ₃/du.</summary>
    public void Generate(PointBlock block, int v, Lanes alpMassSquared, ref Lanes weight)
    {
        Lanes one = Lanes.One, mu = Vector256.Create(_mu), beam = Vector256.Create(_beam);

        // E₃ is largest when e⁻ and ALP are at rest to each other: κ = (m_a² + 2 m_a m_e)/(√s P).
        Lanes kappa = (alpMassSquared + Vector256.Sqrt(alpMassSquared) * (2 * _mass)) * (1 / (_sqrtS * _beam));
        Lanes least = Vector256.Max(kappa, Vector256.Create(Math.Max(_positron.Minimum, Tiny)));
        Lanes x1 = LaneMaps.Logarithmic(block.CoordinateVectors(0)[v], least, Vector256.Create(1 - _zMin), ref weight);
        Lanes z3 = one - x1, muOverZ = mu / z3;

        Lanes most3 = (x1 * (one - muOverZ) - kappa) / (one + mu - kappa - muOverZ);
        Lanes energy = Vector256.Create(_energyMin) - muOverZ;
        Lanes least3 = Vector256.ConditionalSelect(Vector256.GreaterThan(energy, Lanes.Zero), one - z3 / energy, Lanes.Zero);
        (Lanes tau3Squared, Lanes w3) = Angle(block.CoordinateVectors(1)[v], _positron, least3, most3, mu * x1 * x1, z3 * z3, ref weight);
        Lanes rho3Squared = z3 * z3 * tau3Squared;

        // The mass shell for given directions.
        Lanes a3 = (mu * x1 + rho3Squared) / z3, c = one - a3, d = x1 + mu;
        Lanes transverse = alpMassSquared * (1 / (_beam * _beam)) + rho3Squared;
        Lanes b = d * c + mu - transverse;
        Lanes x2 = Vector256.Min(transverse / x1 + a3, Vector256.Create(0.9)), y2 = one - x2;
        (Lanes tau4Squared, Lanes w4) = Angle(block.CoordinateVectors(2)[v], _electron, Lanes.Zero, one, mu * x2 * x2, y2 * y2, ref weight);
        (Lanes sin, Lanes cos) = LaneFunctions.SinCos(block.CoordinateVectors(3)[v] * (2 * Math.PI));
        Lanes rho3 = Vector256.Sqrt(rho3Squared), tau4 = Vector256.Sqrt(tau4Squared);
        Lanes a = d + tau4Squared * c + 2.0 * rho3 * tau4 * cos;
        Lanes discriminant = b * b - 4.0 * a * mu * c;
        Lanes root = Vector256.Sqrt(discriminant), sum = b + root;

        Lanes u = block.CoordinateVectors(4)[v];
        Lanes backward = Vector256.LessThan(u, Vector256.Create(BackwardShare));
        Lanes z4 = Vector256.ConditionalSelect(backward, 2.0 * mu * c / sum, sum / (a + a));
        Lanes azimuth = Vector256.ConditionalSelect(backward, u / BackwardShare, (u - Vector256.Create(BackwardShare)) / (1 - BackwardShare));
        Lanes share = Vector256.ConditionalSelect(backward, Vector256.Create(1 / BackwardShare), Vector256.Create(1 / (1 - BackwardShare)));
        Lanes alpPlus = d - tau4Squared * z4 - mu / z4, alpMinus = c - z4;

        Lanes possible = Vector256.GreaterThan(weight, Lanes.Zero) & Vector256.GreaterThan(b, Lanes.Zero) & Vector256.GreaterThan(a, Lanes.Zero)
            & Vector256.GreaterThan(root, Lanes.Zero) & Vector256.GreaterThan(z4, Lanes.Zero) & Vector256.GreaterThan(alpPlus + alpMinus, Lanes.Zero) & Vector256.LessThan(w4, one) & Vector256.LessThan(w3, one);
        Lanes solid3 = one / (one - w3), solid4 = one / (one - w4);
        Lanes element = weight * share * z3 * z4 * z4 * solid3 * solid3 * solid4 * solid4 / root * _normalisation;
        weight = Vector256.ConditionalSelect(possible, element, Lanes.Zero);

        (Lanes sin3, Lanes cos3) = LaneFunctions.SinCos(azimuth * (2 * Math.PI));
        Lanes massSquared = Vector256.Create(_mass * _mass);
        Lanes t3 = rho3 * beam, t4 = tau4 * z4 * beam;
        FourVectorLanes positron = Lepton(z3 * beam, t3, sin3, cos3, massSquared, one);
        FourVectorLanes electron = Lepton(z4 * beam, t4, sin3 * cos + cos3 * sin, cos3 * cos - sin3 * sin, massSquared, -one);
        block.Store(0, v, positron);
        block.Store(1, v, electron);
        block.Store(2, v, Recoil(positron, electron, alpPlus * beam, alpMinus * beam, alpMassSquared));
    }

    // w with density 1/(w + w_m): Q² = (p_T² + m_e²x²)/z of the photon has τ_m² = μx²/z² in place of m_e².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Lanes TauSquared, Lanes W) Angle(Lanes u, in Side side, Lanes least, Lanes most, Lanes numerator, Lanes zSquared, ref Lanes weight)
    {
        Lanes floor = numerator / (zSquared + numerator) + Vector256.Create(side.Softening);
        Lanes lower = Vector256.Max(least, Vector256.Create(side.Minimum)), upper = Vector256.Min(most, Vector256.Create(side.Maximum));
        Lanes w = Vector256.Max(LaneMaps.Logarithmic(u, lower + floor, upper + floor, ref weight) - floor, Lanes.Zero);
        return (w / (Lanes.One - w), w);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FourVectorLanes Lepton(Lanes large, Lanes transverse, Lanes sin, Lanes cos, Lanes massSquared, Lanes sign)
    {
        Lanes small = (massSquared + transverse * transverse) / large;
        return new FourVectorLanes(0.5 * (large + small), transverse * cos, transverse * sin, 0.5 * sign * (large - small));
    }

    // The smaller light-cone component from the mass shell: the other way round it is a difference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FourVectorLanes Recoil(in FourVectorLanes positron, in FourVectorLanes electron, Lanes plus, Lanes minus, Lanes massSquared)
    {
        Lanes x = -(positron.X + electron.X), y = -(positron.Y + electron.Y);
        Lanes large = Vector256.Max(plus, minus), small = (massSquared + x * x + y * y) / large;
        Lanes z = 0.5 * (large - small);
        return new FourVectorLanes(0.5 * (large + small), x, y, Vector256.ConditionalSelect(Vector256.GreaterThan(plus, minus), z, -z));
    }

    // Where the acceptance leaves no lepton with less: E = P(z/(1 − w) + μ/z)/2 is at least the threshold.
    private double SmallestFraction()
    {
        double kinematic = Math.Max(_mu / (1 + _mu), Tiny);
        double e = _energyMin * (1 - _positron.Maximum), discriminant = e * e - 4 * _mu * (1 - _positron.Maximum);
        return _positron.IsSharp && discriminant > 0 ? Math.Max(kinematic, 0.5 * (e + Math.Sqrt(discriminant))) : kinematic;
    }

    /// <summary>Range of w for one lepton, its angle measured from its own beam.</summary>
    private readonly struct Side
    {
        /// <summary>True when the lepton is fast wherever it is accepted, so that its angle bounds w from below.</summary>
        public readonly bool IsSharp;

        public readonly double Minimum, Maximum, Softening;

        public Side(double thetaMin, double thetaMax, double energyMin, double mass)
        {
            double sine = Math.Sin(0.5 * thetaMin), cosine = Math.Cos(0.5 * thetaMax);
            double momentum = Math.Sqrt(Math.Max(0, energyMin * energyMin - mass * mass));
            double least = sine * sine, correction = mass > 0 ? mass * mass / (momentum * momentum * cosine * cosine) : 0;
            IsSharp = momentum * Math.Min(Math.Sin(thetaMin), Math.Sin(thetaMax)) > 20 * mass;

            // τ = p_T/p⁺ is tan(θ/2) (p + p_z)/(E + p_z): never more, and less by m²/2p²(1 + cos θ) at most.
            Maximum = Math.Min(1, 1 - cosine * cosine);
            (Minimum, Softening) = IsSharp && correction < 0.5 ? (least * (1 - correction), 0.0) : (0.0, 0.25 * least);
        }
    }
}
