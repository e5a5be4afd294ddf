using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Physics.Kinematics;

/// <summary>
/// Where a detector sees a particle, Eq. (7) of arXiv:2307.06369: polar angle between two bounds and an energy threshold, in
/// one frame. Bounds are inside. A particle with a NaN in its four-momentum is outside.
/// </summary>
public readonly struct AcceptanceRegion : IEquatable<AcceptanceRegion>
{
    /// <summary>A region of polar angle and energy.</summary>
    /// <param name="thetaMin">Smallest polar angle, rad, in [0, π].</param>
    /// <param name="thetaMax">Largest polar angle, rad, in [<paramref name="thetaMin"/>, π].</param>
    /// <param name="energyMin">Smallest energy, GeV.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angles are not in order, or outside of [0, π].</exception>
    public AcceptanceRegion(double thetaMin, double thetaMax, double energyMin)
    {
        if (!(thetaMin >= 0 && thetaMin <= thetaMax && thetaMax <= Math.PI))
        {
            throw new ArgumentOutOfRangeException(nameof(thetaMin), "polar angles must satisfy 0 ≤ minimum ≤ maximum ≤ π");
        }

        (ThetaMin, ThetaMax, EnergyMin) = (thetaMin, thetaMax, energyMin);
        (CosThetaMin, CosThetaMax) = (Math.Cos(thetaMin), Math.Cos(thetaMax));
    }

    /// <summary>Eq. (7): the calorimeter of Belle II in the centre-of-mass frame, 22° ≤ θ* ≤ 158° and E* ≥ 0.25 GeV.</summary>
    public static AcceptanceRegion BelleIICalorimeter { get; } = Symmetric(22 * Math.PI / 180, 0.25);

    /// <summary>Sec. III: the tracker of Belle II in the centre-of-mass frame, 17° ≤ θ* ≤ 163°, no energy threshold.</summary>
    public static AcceptanceRegion BelleIITracker { get; } = Symmetric(17 * Math.PI / 180, 0);

    /// <summary>Smallest polar angle, rad.</summary>
    public double ThetaMin { get; }

    /// <summary>Largest polar angle, rad.</summary>
    public double ThetaMax { get; }

    /// <summary>Smallest energy, GeV.</summary>
    public double EnergyMin { get; }

    // Comparing p_z with |p| cos θ spares an arc tangent for each particle.
    internal double CosThetaMin { get; }

    internal double CosThetaMax { get; }

    /// <summary>A region that leaves out the same angle around both beams.</summary>
    /// <param name="thetaMin">Smallest angle to the beam axis, rad, in [0, π/2].</param>
    /// <param name="energyMin">Smallest energy, GeV.</param>
    public static AcceptanceRegion Symmetric(double thetaMin, double energyMin) => new(thetaMin, Math.PI - thetaMin, energyMin);

    /// <summary>Eq. (7): true when the particle is seen.</summary>
    /// <param name="particle">Four-momentum in the frame of the region, GeV.</param>
    public bool Contains(in FourVector particle)
    {
        double momentum = particle.Momentum;
        return particle.E >= EnergyMin && particle.Z <= momentum * CosThetaMin && particle.Z >= momentum * CosThetaMax;
    }

    /// <inheritdoc/>
    public bool Equals(AcceptanceRegion other) => (ThetaMin, ThetaMax, EnergyMin) == (other.ThetaMin, other.ThetaMax, other.EnergyMin);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AcceptanceRegion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ThetaMin, ThetaMax, EnergyMin);

    /// <summary>True when angles and threshold are the same.</summary>
    public static bool operator ==(AcceptanceRegion left, AcceptanceRegion right) => left.Equals(right);

    /// <summary>True when angles or threshold differ.</summary>
    public static bool operator !=(AcceptanceRegion left, AcceptanceRegion right) => !left.Equals(right);
}
