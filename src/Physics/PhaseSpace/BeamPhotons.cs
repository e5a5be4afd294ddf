using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Phase space of e⁺e⁻ → n γ: the first n − 2 photons with densities 1/ω and 1/(1 − β cos θ) to a given beam, the next with
/// 1/(1 − β cos θ) alone, the last by momentum conservation.
/// </summary>
internal sealed class BeamPhotons
{
    private const double PhotonElement = 1 / (16 * Math.PI * Math.PI * Math.PI), SixteenPiSquared = 16 * Math.PI * Math.PI;

    private readonly Emitter[] _emitters;
    private readonly double _sqrtS, _oneMinusBeta, _energyMin;

    /// <param name="emitters">Beam of all photons but the last.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="beamMass">m_e, GeV.</param>
    /// <param name="energyMin">Smallest photon energy, GeV.</param>
    public BeamPhotons(IReadOnlyList<Emitter> emitters, double sqrtS, double beamMass, double energyMin)
    {
        _emitters = [.. emitters];
        (_sqrtS, _energyMin) = (sqrtS, energyMin);
        _oneMinusBeta = Emitters.BeamOneMinusVelocity(sqrtS, beamMass);
    }

    /// <summary>Coordinates of a point.</summary>
    public int Dimensions => 3 * _emitters.Length - 1;

    /// <summary>Fills momenta and weights (phase-space volume, GeV to the power of the number of particles).</summary>
    public void Generate(PointBlock block)
    {
        for (int v = 0; v < block.Vectors; v++)
        {
            block.WeightVectors[v] = Generate(block, v);
        }
    }

    private Lanes Generate(PointBlock block, int v)
    {
        Lanes weight = Lanes.One;
        FourVectorLanes q = new(Vector256.Create(_sqrtS), Lanes.Zero, Lanes.Zero, Lanes.Zero);
        Lanes qSquared = Vector256.Create(_sqrtS * _sqrtS);
        int d = 0;
        for (int i = 0; i < _emitters.Length; i++)
        {
            Lanes u = block.CoordinateVectors(d++)[v], azimuth = block.CoordinateVectors(d++)[v];
            FourVectorLanes n = Emitters.AroundBeam(_emitters[i] == Emitter.BeamElectron, _oneMinusBeta, u, azimuth, ref weight);
            (FourVectorLanes axis, Lanes momentum) = LaneMaps.Direction(q);
            Lanes denominator = qSquared / (q.E + momentum) + momentum * LaneMaps.OneMinusCos(axis, n);
            Lanes most = qSquared / (denominator + denominator);
            Lanes energy = most;
            if (i < _emitters.Length - 1)
            {
                energy = LaneMaps.Logarithmic(block.CoordinateVectors(d++)[v], Vector256.Create(_energyMin), most, ref weight);
                weight *= energy * PhotonElement;
            }
            else
            {
                weight *= energy / (denominator * SixteenPiSquared);
            }

            // Q² after a photon, from what it could have had at most: no difference of squares.
            qSquared = Vector256.Max(2.0 * denominator * (most - energy), Lanes.Zero);
            FourVectorLanes k = TwoBodyDecay.OnShell(energy * n.X, energy * n.Y, energy * n.Z, Lanes.Zero);
            block.Store(i, v, k);
            q = TwoBodyDecay.OnShell(q.X - k.X, q.Y - k.Y, q.Z - k.Z, qSquared);
        }

        block.Store(_emitters.Length, v, q);
        return weight;
    }
}
