using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Phase space of e⁺e⁻ → ℓ⁺ℓ⁻ + n γ with every photon radiated from a given emitter: photons from beams first, with densities 1/ω and
/// 1/(1 − β cos θ); what is left decays into two leptons, or clusters of a lepton and the photons it radiates, with densities 1/(s − m²)
/// of the cluster and 1/ω of the photon. Momenta: ℓ⁺, ℓ⁻, photons. Exact for massive leptons.
/// </summary>
internal sealed class SequentialEmission
{
    private const double PhotonElement = 1 / (2 * 8 * Math.PI * Math.PI * Math.PI);

    // Softens the map of the angle between a lepton and its beam, which follows the pole of the exchanged photon.
    private readonly double _angleFloor, _beamMomentum;
    private readonly bool _poleOfPositron;
    private readonly Emitter[] _emitters;
    private readonly double _sqrtS, _massSquared, _energyMin, _oneMinusBeta;

    // Of each radiated photon: 2 p·k with what radiates it, and the mass squared of that.
    private readonly Lanes[] _gaps, _masses;

    /// <param name="emitters">Emitter of each photon.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="beamMass">m_e, GeV.</param>
    /// <param name="leptonMass">Mass of the final leptons, GeV.</param>
    /// <param name="energyMin">Smallest photon energy, GeV.</param>
    /// <param name="angleFloor">Angle below which the exchanged photon's pole is not followed, as 1 − cos θ.</param>
    /// <param name="poleOfPositron">Whether the pole followed is that of ℓ⁺ along the e⁺ beam; that of ℓ⁻ along the e⁻ beam otherwise.</param>
    public SequentialEmission(IReadOnlyList<Emitter> emitters, double sqrtS, double beamMass, double leptonMass, double energyMin, double angleFloor, bool poleOfPositron = false)
    {
        _beamMomentum = Math.Sqrt((0.5 * sqrtS - beamMass) * (0.5 * sqrtS + beamMass)) * (poleOfPositron ? 1 : -1);
        _poleOfPositron = poleOfPositron;
        _emitters = [.. emitters];
        _gaps = new Lanes[_emitters.Length];
        _masses = new Lanes[_emitters.Length];
        (_sqrtS, _massSquared, _energyMin, _angleFloor) = (sqrtS, leptonMass * leptonMass, energyMin, angleFloor);
        _oneMinusBeta = Emitters.BeamOneMinusVelocity(sqrtS, beamMass);
    }

    /// <summary>Coordinates of a point.</summary>
    public int Dimensions => 2 + 3 * _emitters.Length;

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
        Lanes mass = Vector256.Create(_massSquared);
        FourVectorLanes q = new(Vector256.Create(_sqrtS), Lanes.Zero, Lanes.Zero, Lanes.Zero);
        Lanes qSquared = Vector256.Create(_sqrtS * _sqrtS);
        int d = 2;
        for (int i = 0; i < _emitters.Length; i++)
        {
            if (_emitters[i] is Emitter.BeamPositron or Emitter.BeamElectron)
            {
                Lanes u = block.CoordinateVectors(d)[v], angle = block.CoordinateVectors(d + 1)[v], azimuth = block.CoordinateVectors(d + 2)[v];
                FourVectorLanes n = Emitters.AroundBeam(_emitters[i] == Emitter.BeamElectron, _oneMinusBeta, angle, azimuth, ref weight);
                Lanes most = (qSquared - 4.0 * mass) / (2.0 * (q.E - q.X * n.X - q.Y * n.Y - q.Z * n.Z));
                Lanes energy = LaneMaps.Logarithmic(u, Vector256.Create(_energyMin), most, ref weight);
                weight *= energy * PhotonElement;
                FourVectorLanes k = TwoBodyDecay.OnShell(energy * n.X, energy * n.Y, energy * n.Z, Lanes.Zero);
                block.Store(2 + i, v, k);
                q -= k;
                qSquared = q.Dot(q);
            }

            d += 3;
        }

        Lanes negative = ClusterMass(block, v, Emitter.FinalElectron, qSquared, ref weight);
        Lanes positive = ClusterMass(block, v, Emitter.FinalPositron, qSquared, ref weight);
        Lanes shifted = LaneMaps.Logarithmic(block.CoordinateVectors(0)[v], Vector256.Create(_angleFloor), Vector256.Create(2 + _angleFloor), ref weight);
        Lanes oneMinusCos = shifted - Vector256.Create(_angleFloor);
        (Lanes Sin, Lanes Cos) around = LaneMaps.Azimuth(block.CoordinateVectors(1)[v], ref weight);
        FourVectorLanes direction = LaneMaps.Around(BeamInRestFrame(q, qSquared), Lanes.One - oneMinusCos, LaneMaps.Sine(oneMinusCos), around);
        (Lanes first, Lanes second) = _poleOfPositron ? (positive, negative) : (negative, positive);
        (FourVectorLanes nearBeam, FourVectorLanes other) = TwoBodyDecay.Of(q, qSquared, first, second, direction, ref weight);
        (FourVectorLanes positron, FourVectorLanes electron) = _poleOfPositron ? (nearBeam, other) : (other, nearBeam);
        block.Store(0, v, Radiate(block, v, Emitter.FinalPositron, positron, positive, ref weight));
        block.Store(1, v, Radiate(block, v, Emitter.FinalElectron, electron, negative, ref weight));
        return weight;
    }

    // Direction of the beam whose pole is followed, in the rest frame of what is left after radiation from the beams.
    private FourVectorLanes BeamInRestFrame(in FourVectorLanes q, Lanes qSquared)
    {
        Lanes mass = Vector256.Sqrt(Vector256.Max(qSquared, Vector256.Create(1e-12)));
        Lanes z = Vector256.Create(_beamMomentum), energy = Vector256.Create(0.5 * _sqrtS);
        Lanes boost = (q.Z * z / (q.E + mass) - energy) / mass;
        return LaneMaps.Direction(new FourVectorLanes(energy, boost * q.X, boost * q.Y, z + boost * q.Z)).Direction;
    }

    // m² + Σ Δ_j with density 1/Δ_j: Δ = 2 p·k is at least ω m²/E, which no photon above the threshold goes below.
    private Lanes ClusterMass(PointBlock block, int v, Emitter emitter, Lanes qSquared, ref Lanes weight)
    {
        Lanes cluster = Vector256.Create(_massSquared);
        for (int i = 0; i < _emitters.Length; i++)
        {
            if (_emitters[i] == emitter)
            {
                _masses[i] = cluster;
                _gaps[i] = LaneMaps.Logarithmic(block.CoordinateVectors(2 + 3 * i)[v], Vector256.Create(1.99 * _energyMin * _massSquared / _sqrtS), qSquared, ref weight);
                cluster += _gaps[i];
                weight *= Vector256.Create(1 / (2 * Math.PI));
            }
        }

        return cluster;
    }

    // Takes photons out of a cluster, the last first, until the lepton is left.
    private FourVectorLanes Radiate(PointBlock block, int v, Emitter emitter, FourVectorLanes cluster, Lanes clusterSquared, ref Lanes weight)
    {
        for (int i = _emitters.Length - 1; i >= 0; i--)
        {
            if (_emitters[i] != emitter)
            {
                continue;
            }

            Lanes angle = block.CoordinateVectors(2 + 3 * i + 1)[v];
            (Lanes Sin, Lanes Cos) azimuth = LaneMaps.Azimuth(block.CoordinateVectors(2 + 3 * i + 2)[v], ref weight);
            (FourVectorLanes axis, Lanes length) = LaneMaps.Direction(cluster);

            // Outside of phase space the weight is 0 already, and the momentum may be: 0/0 must not come of it.
            Lanes momentum = Vector256.Max(length, Vector256.Create(1e-100));
            Lanes scale = _gaps[i] / (clusterSquared + clusterSquared);
            Lanes least = Vector256.Max(Vector256.Create(_energyMin), scale * clusterSquared / (cluster.E + momentum));
            Lanes energy = LaneMaps.Logarithmic(angle, least, scale * (cluster.E + momentum), ref weight);
            weight /= momentum * (16 * Math.PI * Math.PI);
            Lanes cos = Vector256.Min(Lanes.One, Vector256.Max(-Lanes.One, (energy / scale - cluster.E) / momentum));
            Lanes along = scale * (cluster.E * cos + momentum);
            Lanes across = scale * Vector256.Sqrt(clusterSquared) * Vector256.Sqrt((Lanes.One - cos) * (Lanes.One + cos));
            FourVectorLanes k = LaneMaps.Around(axis, along, across, azimuth);
            k = TwoBodyDecay.OnShell(k.X, k.Y, k.Z, Lanes.Zero);
            block.Store(2 + i, v, k);
            clusterSquared = _masses[i];
            cluster = TwoBodyDecay.OnShell(cluster.X - k.X, cluster.Y - k.Y, cluster.Z - k.Z, clusterSquared);
        }

        return cluster;
    }
}
