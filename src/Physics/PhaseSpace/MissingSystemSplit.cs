using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Phase space of e⁺e⁻ → ℓ⁺ℓ⁻ + n γ split first into the lepton pair and the photons together: m²_miss, E*_miss and η*_miss are coordinates,
/// so that windows in them are sampled exactly. All photons but the last point along a given emitter with density 1/(1 − β cos θ); the last
/// follows. Momenta: ℓ⁺, ℓ⁻, photons.
/// </summary>
internal sealed class MissingSystemSplit
{
    private const double SixteenPiSquared = 16 * Math.PI * Math.PI, AngleFloor = 0.02;

    private readonly Emitter[] _emitters;
    private readonly int _photons;
    private readonly double _sqrtS, _leptonMassSquared, _oneMinusBeta, _massFloor, _cosMax;
    private readonly Interval _massSquared, _energy;

    /// <param name="emitters">Emitters of all photons but the last; of the one photon when there is one.</param>
    /// <param name="photons">Number of photons, at least 1.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="beamMass">m_e, GeV.</param>
    /// <param name="leptonMass">Mass of the final leptons, GeV.</param>
    /// <param name="cuts">Windows and the smallest photon energy.</param>
    public MissingSystemSplit(IReadOnlyList<Emitter> emitters, int photons, double sqrtS, double beamMass, double leptonMass, GenerationCuts cuts)
    {
        _emitters = [.. emitters];
        (_photons, _sqrtS, _leptonMassSquared) = (photons, sqrtS, leptonMass * leptonMass);
        _oneMinusBeta = Emitters.BeamOneMinusVelocity(sqrtS, beamMass);

        // Windows speak of the missing system: that is the photons together only if none of them is seen.
        bool windows = cuts.VisiblePhotons == 0;
        double most = (sqrtS - 2 * leptonMass) * (sqrtS - 2 * leptonMass);
        _massSquared = windows ? new Interval(Math.Max(0, cuts.MissingMassSquared.Minimum), Math.Min(most, cuts.MissingMassSquared.Maximum)) : new Interval(0, most);
        _energy = windows ? cuts.MissingEnergy : Interval.Everything;
        _cosMax = windows ? Math.Tanh(cuts.MissingPseudorapidityMax) : 1;
        _massFloor = 0.1 * sqrtS * cuts.PhotonEnergyMin;
    }

    /// <summary>Coordinates of a point.</summary>
    public int Dimensions => _photons == 1 ? 5 : 6 + 2 * (_photons - 1) + (_photons - 2);

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
        int d = 0;
        Lanes missingSquared = Lanes.Zero;
        if (_photons > 1)
        {
            missingSquared = Squared(block.CoordinateVectors(d++)[v], _massSquared.Minimum, Vector256.Create(_massSquared.Maximum), ref weight);
        }

        Lanes missing = Vector256.Sqrt(missingSquared);
        Lanes pairSquared = PairSquared(block.CoordinateVectors(d++)[v], missing, missingSquared, ref weight);
        FourVectorLanes direction = MissingDirection(block.CoordinateVectors(d)[v], block.CoordinateVectors(d + 1)[v], ref weight);
        d += 2;
        FourVectorLanes total = new(Vector256.Create(_sqrtS), Lanes.Zero, Lanes.Zero, Lanes.Zero);
        (FourVectorLanes system, FourVectorLanes pair) = TwoBodyDecay.Of(total, Vector256.Create(_sqrtS * _sqrtS), missingSquared, pairSquared, direction, ref weight);
        Pair(block, v, d, pair, pairSquared, ref weight);
        Photons(block, v, d + 2, system, missingSquared, ref weight);
        return weight;
    }

    // Density 1/(m² + floor), and dm²/2π of phase space.
    private Lanes Squared(Lanes u, double least, Lanes most, ref Lanes weight)
    {
        Lanes floor = Vector256.Create(_massFloor);
        Lanes shifted = LaneMaps.Logarithmic(u, Vector256.Create(least) + floor, most + floor, ref weight);
        weight *= Vector256.Create(1 / (2 * Math.PI));
        return Vector256.Max(shifted - floor, Lanes.Zero);
    }

    // m_ee² = s + m²_miss − 2√s E_miss with density 1/m_ee².
    private Lanes PairSquared(Lanes u, Lanes missing, Lanes missingSquared, ref Lanes weight)
    {
        double s = _sqrtS * _sqrtS;
        Lanes room = Vector256.Max(Vector256.Create(_sqrtS) - missing, Lanes.Zero);
        Lanes most = room * room;
        Lanes least = Vector256.Create(4 * _leptonMassSquared);
        if (!double.IsInfinity(_energy.Maximum))
        {
            least = Vector256.Max(least, Vector256.Create(s - 2 * _sqrtS * _energy.Maximum) + missingSquared);
        }

        if (!double.IsInfinity(_energy.Minimum))
        {
            most = Vector256.Min(most, Vector256.Create(s - 2 * _sqrtS * _energy.Minimum) + missingSquared);
        }

        Lanes pairSquared = LaneMaps.Logarithmic(u, least, most, ref weight);
        weight *= Vector256.Create(1 / (2 * Math.PI));
        return pairSquared;
    }

    private FourVectorLanes MissingDirection(Lanes u, Lanes azimuth, ref Lanes weight)
    {
        if (_photons == 1)
        {
            return Emitters.AroundBeam(_emitters[0] == Emitter.BeamElectron, _oneMinusBeta, u, azimuth, ref weight);
        }

        Lanes cos = LaneMaps.Uniform(u, Vector256.Create(-_cosMax), Vector256.Create(_cosMax), ref weight);
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(azimuth, ref weight);
        Lanes sin = Vector256.Sqrt((Lanes.One - cos) * (Lanes.One + cos));
        return new FourVectorLanes(Lanes.One, sin * cosPhi, sin * sinPhi, cos);
    }

    private void Pair(PointBlock block, int v, int d, in FourVectorLanes pair, Lanes pairSquared, ref Lanes weight)
    {
        Lanes shifted = LaneMaps.Logarithmic(block.CoordinateVectors(d)[v], Vector256.Create(AngleFloor), Vector256.Create(2 + AngleFloor), ref weight);
        Lanes oneMinusCos = shifted - Vector256.Create(AngleFloor);
        Lanes sin = LaneMaps.Sine(oneMinusCos);
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(block.CoordinateVectors(d + 1)[v], ref weight);
        FourVectorLanes direction = new(Lanes.One, sin * cosPhi, sin * sinPhi, oneMinusCos - Lanes.One);
        Lanes mass = Vector256.Create(_leptonMassSquared);
        (FourVectorLanes electron, FourVectorLanes positron) = TwoBodyDecay.Of(pair, pairSquared, mass, mass, direction, ref weight);
        block.Store(0, v, positron);
        block.Store(1, v, electron);
    }

    private void Photons(PointBlock block, int v, int d, FourVectorLanes rest, Lanes restSquared, ref Lanes weight)
    {
        for (int i = 0; i < _photons - 1; i++)
        {
            Lanes nextSquared = i < _photons - 2 ? Squared(block.CoordinateVectors(d++)[v], 0, restSquared, ref weight) : Lanes.Zero;
            Lanes u = block.CoordinateVectors(d)[v], azimuth = block.CoordinateVectors(d + 1)[v];
            d += 2;
            FourVectorLanes n = _emitters[i] switch
            {
                Emitter.BeamPositron or Emitter.BeamElectron => Emitters.AroundBeam(_emitters[i] == Emitter.BeamElectron, _oneMinusBeta, u, azimuth, ref weight),
                Emitter.FinalPositron => Emitters.AroundLepton(block.Load(0, v), _leptonMassSquared, u, azimuth, ref weight),
                _ => Emitters.AroundLepton(block.Load(1, v), _leptonMassSquared, u, azimuth, ref weight),
            };

            // E − p·n without cancellation where the system is fast and the photon goes with it.
            (FourVectorLanes axis, Lanes momentum) = LaneMaps.Direction(rest);
            Lanes denominator = restSquared / (rest.E + momentum) + momentum * LaneMaps.OneMinusCos(axis, n);
            Lanes energy = (restSquared - nextSquared) / (denominator + denominator);
            weight *= energy / (denominator * SixteenPiSquared);
            FourVectorLanes k = TwoBodyDecay.OnShell(energy * n.X, energy * n.Y, energy * n.Z, Lanes.Zero);
            block.Store(2 + i, v, k);
            rest = TwoBodyDecay.OnShell(rest.X - k.X, rest.Y - k.Y, rest.Z - k.Z, nextSquared);
            restSquared = nextSquared;
        }

        block.Store(2 + _photons - 1, v, rest);
    }
}
