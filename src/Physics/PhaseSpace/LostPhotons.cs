using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Processes;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// What two lost photons can do: each is in the cone around a beam, or below the energy threshold. Eq. (15) generalised to cones of different size and to
/// photons that are too soft to be seen. "Near" is the cone around the beam on the side of the missing momentum.
/// </summary>
internal sealed class LostPhotons
{
    private readonly double _cosForward, _cosBackward, _threshold, _energyMin;
    private readonly double _missingMassSquaredMax, _missingEnergyMin, _etaMax;

    /// <param name="cuts">Where photons are seen, whether soft ones count as lost, and the smallest energy of all.</param>
    public LostPhotons(GenerationCuts cuts)
    {
        (_cosForward, _cosBackward) = (Math.Cos(cuts.Photons.ThetaMin), -Math.Cos(cuts.Photons.ThetaMax));
        _threshold = cuts.PhotonLoss == PhotonLoss.Anywhere ? cuts.Photons.EnergyMin : 0;
        _energyMin = cuts.PhotonEnergyMin;
        (_missingMassSquaredMax, _missingEnergyMin, _etaMax) = (cuts.MissingMassSquared.Maximum, cuts.MissingEnergy.Minimum, cuts.MissingPseudorapidityMax);
    }

    /// <summary>Whether one photon may go along the beam on the side of the missing momentum, half as far from it as the cone's edge or less.</summary>
    public bool AllowsNearBeam => Allows(nearShare: 0.5, farShare: 1);

    /// <summary>Whether one photon may go along the other beam, likewise.</summary>
    public bool AllowsFarBeam => Allows(nearShare: 1, farShare: 0.5);

    /// <summary>The cones as a missing momentum of some direction has them.</summary>
    public Cones Around(in PolarDirection direction)
    {
        Lanes backward = Vector256.LessThan(direction.Side, Lanes.Zero);
        Lanes near = Vector256.ConditionalSelect(backward, Vector256.Create(_cosBackward), Vector256.Create(_cosForward));
        Lanes far = Vector256.ConditionalSelect(backward, Vector256.Create(_cosForward), Vector256.Create(_cosBackward));
        return new Cones(direction, near, far, _threshold, _energyMin);
    }

    // m²/E² at least, at the largest |η|, is that of photons at the edges of the cones, Eq. (15); or one photon is soft. Cones are made smaller: shares of 1 − cos.
    private bool Allows(double nearShare, double farShare)
    {
        double angle = 2 * Math.Atan(Math.Exp(-_etaMax)), most = 0;
        foreach ((double nearCos, double farCos) in new[] { (_cosForward, _cosBackward), (_cosBackward, _cosForward) })
        {
            double nearAngle = Math.Acos(1 - nearShare * (1 - nearCos)), farAngle = Math.Acos(1 - farShare * (1 - farCos));
            double ratio = Math.Sin(angle - nearAngle) / Math.Sin(angle + farAngle);
            if (ratio <= 0)
            {
                return true;
            }

            double share = 2 * ratio / ((1 + ratio) * (1 + ratio)) * (1 + Math.Cos(nearAngle + farAngle));
            most = Math.Max(most, Math.Max(Math.Sqrt(_missingMassSquaredMax / share), _threshold * (1 + 1 / Math.Sin(angle - nearAngle))));
        }

        return _missingEnergyMin < most;
    }

    /// <summary>Cones around the near and the far beam.</summary>
    internal readonly struct Cones(PolarDirection direction, Lanes nearCos, Lanes farCos, double threshold, double energyMin)
    {
        private readonly PolarDirection _direction = direction;
        private readonly Lanes _nearSin = Vector256.Sqrt(Lanes.One - nearCos * nearCos), _farSin = Vector256.Sqrt(Lanes.One - farCos * farCos);

        /// <summary>cos of the opening angle of the near cone.</summary>
        public Lanes NearCos { get; } = nearCos;

        /// <summary>cos of the opening angle of the far cone.</summary>
        public Lanes FarCos { get; } = farCos;

        // cos and sin of the angle from the edge of the near cone to K, and from K to the edge of the far cone.
        private Lanes CosFromNear => _direction.Cos * NearCos + _direction.Sin * _nearSin;

        private Lanes SinFromNear => _direction.Sin * NearCos - _direction.Cos * _nearSin;

        private Lanes CosToFar => _direction.Sin * _farSin - _direction.Cos * FarCos;

        private Lanes SinToFar => _direction.Sin * FarCos + _direction.Cos * _farSin;

        private Lanes IsInCone => Vector256.LessThanOrEqual(SinFromNear, Lanes.Zero);

        /// <summary>
        /// Largest E*_miss at m²_miss and this direction, GeV: with photons at the edges of both cones m²/E² is Eq. (15)'s; with one below the threshold
        /// sin Δ ≤ ε/(E − ε), Δ from the edge of a cone to the missing momentum.
        /// </summary>
        public Lanes LargestEnergy(Lanes missingSquared)
        {
            Lanes slope = _direction.Cos / _direction.Sin;
            Lanes ratio = (NearCos - slope * _nearSin) / (FarCos + slope * _farSin), sum = Lanes.One + ratio;
            Lanes share = 2.0 * ratio / (sum * sum) * (Lanes.One + NearCos * FarCos - _nearSin * _farSin);
            Lanes both = Vector256.Sqrt(missingSquared / Vector256.Max(share, Vector256.Create(1e-100)));
            Lanes soft = threshold * (Lanes.One + Lanes.One / Vector256.Max(Vector256.Min(SinFromNear, SinToFar), Vector256.Create(1e-100)));
            return Vector256.ConditionalSelect(IsInCone, Vector256.Create(double.PositiveInfinity), Vector256.Max(both, soft));
        }

        /// <summary>Energies that the softer photon can have, GeV; none when the upper one is not above the lower one.</summary>
        public (Lanes Least, Lanes Most) SofterEnergy(in MissingLanes missing)
        {
            Lanes half = 0.5 * missing.Energy;

            // The harder photon is in a cone, or both are soft and it may go along K.
            Lanes inCone = missing.EnergyAt(Vector256.ConditionalSelect(IsInCone, Lanes.One, Vector256.Max(CosFromNear, CosToFar)));
            Lanes hardest = Vector256.Max(inCone, Vector256.Min(Vector256.Create(threshold), missing.EnergyAt(Lanes.One)));
            Lanes most = Vector256.Min(half, Vector256.Max(missing.EnergyAt(CosToFar), Vector256.Create(threshold)));
            return (Vector256.Max(Vector256.Create(energyMin), missing.Energy - hardest), Vector256.ConditionalSelect(IsInCone, half, most));
        }

        /// <summary>
        /// The harder photon's azimuth around K, 0 towards the near beam, with constant density where both photons are lost; multiplies the weight by its range.
        /// </summary>
        public Lanes Azimuth(Lanes u, Lanes softEnergy, Lanes hardEnergy, Lanes hardOneMinusCos, Lanes softOneMinusCos, ref Lanes weight)
        {
            // cos θ of a photon is a + b cos φ: in the near cone above one cosine, in the far one below another.
            Lanes hardOffset = (Lanes.One - hardOneMinusCos) * _direction.Cos, hardSlope = LaneMaps.Sine(hardOneMinusCos) * _direction.Sin;
            Lanes softOffset = (Lanes.One - softOneMinusCos) * _direction.Cos, softSlope = LaneMaps.Sine(softOneMinusCos) * _direction.Sin;
            (Lanes hardBelow, Lanes hardAbove) = Bounds((-FarCos - hardOffset) / hardSlope, (NearCos - hardOffset) / hardSlope, hardEnergy);
            (Lanes softBelow, Lanes softAbove) = Bounds((softOffset - NearCos) / softSlope, (softOffset + FarCos) / softSlope, softEnergy);
            Lanes azimuth = Lanes.Zero, range = Lanes.Zero;
            for (int i = 0; i < Lanes.Count; i++)
            {
                (double phi, double most) = Azimuth(u[i], hardBelow[i], hardAbove[i], softBelow[i], softAbove[i]);
                azimuth = azimuth.WithElement(i, phi);
                range = range.WithElement(i, most);
            }

            weight *= range;
            return azimuth;
        }

        // A photon below the threshold is lost everywhere: below 1.
        private (Lanes Below, Lanes Above) Bounds(Lanes below, Lanes above, Lanes energy)
        {
            Lanes isSoft = Vector256.LessThan(energy, Vector256.Create(threshold));
            return (Vector256.ConditionalSelect(isSoft, Lanes.One, below), Vector256.ConditionalSelect(isSoft, Lanes.One, above));
        }

        // cos φ is below or above for each photon: four intervals that do not overlap, from large cos φ to small. Both signs of φ.
        private static (double Azimuth, double Range) Azimuth(double u, double below1, double above1, double below2, double above2)
        {
            Span<(double From, double To)> parts = [Between(Math.Max(above1, above2), 1), Between(above1, below2), Between(above2, below1), Between(-1, Math.Min(below1, below2))];
            double range = 0;
            foreach ((double from, double to) in parts)
            {
                range += to - from;
            }

            double left = Math.Abs(2 * u - 1) * range;
            foreach ((double from, double to) in parts)
            {
                if (left <= to - from)
                {
                    return (u < 0.5 ? -(from + left) : from + left, 2 * range);
                }

                left -= to - from;
            }

            return (0, 2 * range);
        }

        // Of φ, where cos φ is between two numbers; NaN where there is no angle to have an azimuth around.
        private static (double From, double To) Between(double low, double high)
        {
            (low, high) = (Math.Max(low, -1), Math.Min(high, 1));
            return low < high ? (Math.Acos(high), Math.Acos(low)) : (0, 0);
        }
    }
}
