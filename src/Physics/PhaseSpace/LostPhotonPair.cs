using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Numerics;
using AlpToolkit.Physics.Processes;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Phase space of e⁺e⁻ → ℓ⁺ℓ⁻γγ where both photons are lost, in the cones around the beams or below the energy threshold. A central missing
/// momentum then needs photons at the edges of the cones, close to the bound of Eq. (15): m²_miss, η*_miss and m_ee are coordinates and taken inside
/// of the bound, and so are the photons, given them. The lead lepton, which is aimed, is ℓ⁺ or, with all else reflected, ℓ⁻: QED does not tell them apart,
/// and one grid learns both. Momenta: ℓ⁺, ℓ⁻, photons.
/// </summary>
internal sealed class LostPhotonPair
{
    // Of d³k₁/(2ω₁) d³k₂/(2ω₂) at a fixed sum, with the (2π)³ of each photon.
    private static readonly double s_photonsElement = Math.Pow(2 * Math.PI, -6);

    // Beyond this nothing is left.
    private const double LargestPseudorapidity = 100;

    private readonly PhotonAim _photonAim;
    private readonly LeptonAim _leptonAim;
    private readonly LostPhotons _lost;
    private readonly double _sqrtS, _leptonMassSquared, _oneMinusBeta, _massFloor, _angleFloor, _etaLeast, _etaMost;
    private readonly Interval _massSquared, _energy, _positronAngle, _electronAngle;

    /// <param name="photonAim">How photons are found.</param>
    /// <param name="leptonAim">How leptons are found.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="beamMass">m_e, GeV.</param>
    /// <param name="leptonMass">Mass of the final leptons, GeV.</param>
    /// <param name="cuts">Windows, with a largest |η*_miss|; where photons are lost and leptons are seen.</param>
    public LostPhotonPair(PhotonAim photonAim, LeptonAim leptonAim, double sqrtS, double beamMass, double leptonMass, GenerationCuts cuts)
    {
        (_photonAim, _leptonAim, _sqrtS, _leptonMassSquared) = (photonAim, leptonAim, sqrtS, leptonMass * leptonMass);
        _lost = new LostPhotons(cuts);
        _oneMinusBeta = Emitters.BeamOneMinusVelocity(sqrtS, beamMass);
        double most = (sqrtS - 2 * leptonMass) * (sqrtS - 2 * leptonMass);
        _massSquared = new Interval(Math.Max(0, cuts.MissingMassSquared.Minimum), Math.Min(most, cuts.MissingMassSquared.Maximum));
        _energy = cuts.MissingEnergy;
        (_etaLeast, _etaMost) = (cuts.MissingPseudorapidityMin, Math.Min(cuts.MissingPseudorapidityMax, LargestPseudorapidity));
        _massFloor = 0.1 * sqrtS * cuts.PhotonEnergyMin;

        // Of the angle between a lepton and its beam, as 1 − cos θ.
        AcceptanceRegion leptons = cuts.Leptons ?? new AcceptanceRegion(0, Math.PI, 0);
        _positronAngle = new Interval(1 - leptons.CosThetaMin, 1 - leptons.CosThetaMax);
        _electronAngle = new Interval(1 + leptons.CosThetaMax, 1 + leptons.CosThetaMin);
        _angleFloor = Math.Max(1e-12, 0.3 * Math.Min(_positronAngle.Minimum, _electronAngle.Minimum));
    }

    /// <summary>Coordinates of a point.</summary>
    public static int Dimensions => 9;

    /// <summary>True when this parametrises what the cuts leave: both photons lost, in cones around both beams, and a largest |η*_miss|.</summary>
    public static bool Covers(GenerationCuts cuts) => cuts.VisiblePhotons == 0 && double.IsFinite(cuts.MissingPseudorapidityMax)
        && cuts.Photons.ThetaMin is > 0 and < Math.PI / 2 && cuts.Photons.ThetaMax is > Math.PI / 2 and < Math.PI;

    /// <summary>Whether ℓ⁺ is the lead lepton of a point, by its last coordinate.</summary>
    public static bool LeadIsPositron(double coordinate) => coordinate < 0.5;

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
        Lanes weight = Vector256.Create(s_photonsElement);
        Lanes floor = Vector256.Create(_massFloor);
        Lanes missingSquared = Vector256.Max(LaneMaps.Logarithmic(block.CoordinateVectors(0)[v], Vector256.Create(_massSquared.Minimum) + floor, Vector256.Create(_massSquared.Maximum) + floor, ref weight) - floor, Vector256.Create(1e-12));
        Lanes leadIsPositron = Vector256.LessThan(block.CoordinateVectors(8)[v], Vector256.Create(0.5));
        PolarDirection direction = Direction(block.CoordinateVectors(1)[v], block.CoordinateVectors(2)[v], leadIsPositron, ref weight);
        LostPhotons.Cones cones = _lost.Around(direction);
        Lanes pairSquared = PairSquared(block.CoordinateVectors(3)[v], missingSquared, cones, ref weight);
        Lanes energy = (Vector256.Create(_sqrtS * _sqrtS) + missingSquared - pairSquared) / (2 * _sqrtS);
        Lanes momentumSquared = energy * energy - missingSquared;
        Lanes possible = Vector256.GreaterThan(momentumSquared, Lanes.Zero) & Vector256.GreaterThan(weight, Lanes.Zero);
        Lanes momentum = Vector256.Sqrt(Vector256.ConditionalSelect(possible, momentumSquared, Lanes.One));
        energy = Vector256.ConditionalSelect(possible, energy, Vector256.Sqrt(missingSquared + Lanes.One));

        // d⁴K = |K|/2 dm² dE dΩ.
        weight = Vector256.ConditionalSelect(possible, weight, Lanes.Zero) * momentum * (0.25 / _sqrtS);
        MissingLanes missing = new(energy, momentum, missingSquared, direction);
        FourVectorLanes pair = new(Vector256.Create(_sqrtS) - energy, -missing.Vector.X, -missing.Vector.Y, -missing.Vector.Z);
        if (_leptonAim == LeptonAim.Pair)
        {
            DecayedPair(block, v, pair, pairSquared, ref weight);
        }

        (FourVectorLanes first, FourVectorLanes second) = Photons(block, v, missing, cones, leadIsPositron, ref weight);
        block.Store(2, v, first);
        block.Store(3, v, second);
        if (_leptonAim != LeptonAim.Pair)
        {
            AimedPair(block, v, pair, first, second, direction, leadIsPositron, ref weight);
        }

        return weight;
    }

    // Both signs of η, evenly.
    private PolarDirection Direction(Lanes u, Lanes azimuth, Lanes leadIsPositron, ref Lanes weight)
    {
        Lanes centred = (2.0 * u - Lanes.One) * Vector256.ConditionalSelect(leadIsPositron, Lanes.One, -Lanes.One);
        Lanes eta = Vector256.Create(_etaLeast) + (_etaMost - _etaLeast) * Vector256.Abs(centred);
        Lanes exp = LaneFunctions.Exp(eta), square = exp * exp;
        Lanes sin = 2.0 * exp / (square + Lanes.One), cos = (square - Lanes.One) / (square + Lanes.One);
        weight *= 2 * (_etaMost - _etaLeast) * sin * sin;
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(azimuth, ref weight);
        return new PolarDirection(cos, sin, Vector256.ConditionalSelect(Vector256.LessThan(centred, Lanes.Zero), -Lanes.One, Lanes.One), sinPhi, cosPhi);
    }

    // m_ee² = s + m²_miss − 2√s E_miss with density 1/m_ee², inside of what lost photons can make.
    private Lanes PairSquared(Lanes u, Lanes missingSquared, in LostPhotons.Cones cones, ref Lanes weight)
    {
        Lanes sum = Vector256.Create(_sqrtS * _sqrtS) + missingSquared;
        Lanes highest = Vector256.Min(cones.LargestEnergy(missingSquared), Vector256.Create(_energy.Maximum));
        Lanes least = Vector256.Max(Vector256.Create(4 * _leptonMassSquared), sum - 2 * _sqrtS * highest);
        Lanes room = Vector256.Max(Vector256.Create(_sqrtS) - Vector256.Sqrt(missingSquared), Lanes.Zero);
        Lanes most = room * room;
        if (!double.IsInfinity(_energy.Minimum))
        {
            most = Vector256.Min(most, sum - Vector256.Create(2 * _sqrtS * _energy.Minimum));
        }

        return LaneMaps.Logarithmic(u, least, most, ref weight);
    }

    private (FourVectorLanes First, FourVectorLanes Second) Photons(PointBlock block, int v, in MissingLanes missing, in LostPhotons.Cones cones, Lanes leadIsPositron, ref Lanes weight)
    {
        Lanes u = block.CoordinateVectors(4)[v], w = block.CoordinateVectors(5)[v];
        if (_photonAim == PhotonAim.Window)
        {
            return WindowPhotons(u, w, missing, cones, ref weight);
        }

        FourVectorLanes n;
        if (_photonAim == PhotonAim.Lepton)
        {
            n = Emitters.AroundLepton(FourVectorLanes.Select(leadIsPositron, block.Load(0, v), block.Load(1, v)), _leptonMassSquared, u, w, ref weight);
        }
        else
        {
            bool far = _photonAim == PhotonAim.FarBeam;
            Lanes floor = Vector256.Create(_oneMinusBeta), most = Lanes.One - (far ? cones.FarCos : cones.NearCos);
            Lanes oneMinusCos = LaneMaps.Logarithmic(u, floor, most + floor, ref weight) - floor;
            (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(w, ref weight);
            n = missing.Direction.AroundBeam(oneMinusCos, far, sinPhi, cosPhi);
        }

        Lanes denominator = missing.MinusAlong(n), energy = 0.5 * missing.MassSquared / denominator;
        weight *= energy / (4.0 * denominator);
        FourVectorLanes first = TwoBodyDecay.OnShell(energy * n.X, energy * n.Y, energy * n.Z, Lanes.Zero);
        return (first, missing.Without(first));
    }

    private static (FourVectorLanes First, FourVectorLanes Second) WindowPhotons(Lanes u, Lanes w, in MissingLanes missing, in LostPhotons.Cones cones, ref Lanes weight)
    {
        (Lanes least, Lanes most) = cones.SofterEnergy(missing);
        Lanes soft = LaneMaps.Logarithmic(u, least, most, ref weight), hard = missing.Energy - soft;
        Lanes hardOneMinusCos = missing.OneMinusCosOf(hard), softOneMinusCos = missing.OneMinusCosOf(soft);
        Lanes azimuth = cones.Azimuth(w, soft, hard, hardOneMinusCos, softOneMinusCos, ref weight);
        (Lanes sin, Lanes cos) = LaneFunctions.SinCos(azimuth);
        FourVectorLanes n = missing.Direction.Around(Lanes.One - hardOneMinusCos, LaneMaps.Sine(hardOneMinusCos), sin, cos);

        // Each unordered pair of photons once: it counts for both orders.
        weight *= Vector256.Create(0.5) / missing.Momentum;
        FourVectorLanes first = TwoBodyDecay.OnShell(hard * n.X, hard * n.Y, hard * n.Z, Lanes.Zero);
        return (first, missing.Without(first));
    }

    private void DecayedPair(PointBlock block, int v, in FourVectorLanes pair, Lanes pairSquared, ref Lanes weight)
    {
        Lanes floor = Vector256.Create(_angleFloor);
        Lanes oneMinusCos = LaneMaps.Logarithmic(block.CoordinateVectors(6)[v], floor, Vector256.Create(2.0) + floor, ref weight) - floor;
        Lanes sin = LaneMaps.Sine(oneMinusCos);
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(block.CoordinateVectors(7)[v], ref weight);
        Lanes mass = Vector256.Create(_leptonMassSquared);
        (FourVectorLanes electron, FourVectorLanes positron) = TwoBodyDecay.Of(pair, pairSquared, mass, mass, new FourVectorLanes(Lanes.One, sin * cosPhi, sin * sinPhi, oneMinusCos - Lanes.One), ref weight);
        block.Store(0, v, positron);
        block.Store(1, v, electron);
    }

    private void AimedPair(PointBlock block, int v, in FourVectorLanes pair, in FourVectorLanes first, in FourVectorLanes second, in PolarDirection direction, Lanes leadIsPositron, ref Lanes weight)
    {
        Lanes u = block.CoordinateVectors(6)[v];
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(block.CoordinateVectors(7)[v], ref weight);
        FourVectorLanes lead;
        if (_leptonAim == LeptonAim.Beam)
        {
            Lanes floor = Vector256.Create(_angleFloor);
            Lanes least = Vector256.ConditionalSelect(leadIsPositron, Vector256.Create(_positronAngle.Minimum), Vector256.Create(_electronAngle.Minimum));
            Lanes most = Vector256.ConditionalSelect(leadIsPositron, Vector256.Create(_positronAngle.Maximum), Vector256.Create(_electronAngle.Maximum));
            Lanes oneMinusCos = LaneMaps.Logarithmic(u, least + floor, most + floor, ref weight) - floor;
            Lanes cos = Lanes.One - oneMinusCos, z = Vector256.ConditionalSelect(leadIsPositron, cos, -cos), sin = LaneMaps.Sine(oneMinusCos);
            lead = new FourVectorLanes(Lanes.One, sin * (direction.CosPhi * cosPhi - direction.SinPhi * sinPhi), sin * (direction.SinPhi * cosPhi + direction.CosPhi * sinPhi), z);
        }
        else
        {
            // The lepton's energy is not known yet: the pole is a little wider than it is.
            Lanes oneMinusCos = LaneMaps.Collinear(u, Vector256.Create(4 * _oneMinusBeta), ref weight);
            lead = PolarDirection.Of(_leptonAim == LeptonAim.FirstPhoton ? first : second).Around(Lanes.One - oneMinusCos, LaneMaps.Sine(oneMinusCos), sinPhi, cosPhi);
        }

        (FourVectorLanes one, FourVectorLanes other) = DirectedPair.Of(pair, lead, _leptonMassSquared, _sqrtS, ref weight);
        block.Store(0, v, FourVectorLanes.Select(leadIsPositron, one, other));
        block.Store(1, v, FourVectorLanes.Select(leadIsPositron, other, one));
    }
}
