using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Phase space of e⁺e⁻ → ℓ⁺ℓ⁻ + n γ, n ≥ 2, by directions: all photons along given emitters with densities 1/(1 − β cos θ), one lepton in
/// its acceptance, E*_miss in its window. The third photon and those after it have energies with density 1/ω; of the first two the softer
/// one has too, for n = 2 within what the window of m²_miss leaves it. All photons may be collinear at once, which
/// <see cref="MissingSystemSplit"/> does not follow. Not for pairs lighter than <see cref="DirectedPair.Lightest"/>, where a direction no longer fixes
/// the lepton's energy. Momenta: ℓ⁺, ℓ⁻, photons.
/// </summary>
internal sealed class DirectedEmission
{
    private const double PhotonElement = 1 / (16 * Math.PI * Math.PI * Math.PI), OtherLeptonFloor = 0.01;

    private readonly Emitter[] _emitters;
    private readonly bool _leadIsPositron;
    private readonly double _sqrtS, _leptonMassSquared, _oneMinusBeta, _energyMin, _angleFloor, _angleLeast, _angleMost;
    private readonly Interval _massSquared, _energy;

    /// <param name="emitters">Emitter of each photon.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="beamMass">m_e, GeV.</param>
    /// <param name="leptonMass">Mass of the final leptons, GeV.</param>
    /// <param name="cuts">Windows, smallest photon energy and where leptons are seen.</param>
    public DirectedEmission(IReadOnlyList<Emitter> emitters, double sqrtS, double beamMass, double leptonMass, GenerationCuts cuts)
    {
        _emitters = [.. emitters];
        _leadIsPositron = emitters.Contains(Emitter.FinalPositron) && !emitters.Contains(Emitter.FinalElectron);
        (_sqrtS, _leptonMassSquared, _energyMin) = (sqrtS, leptonMass * leptonMass, cuts.PhotonEnergyMin);
        _oneMinusBeta = Emitters.BeamOneMinusVelocity(sqrtS, beamMass);
        double most = (sqrtS - 2 * leptonMass) * (sqrtS - 2 * leptonMass);
        _massSquared = new Interval(Math.Max(0, cuts.MissingMassSquared.Minimum), Math.Min(most, cuts.MissingMassSquared.Maximum));
        _energy = new Interval(Math.Max(emitters.Count * _energyMin, cuts.MissingEnergy.Minimum), Math.Min(0.5 * (sqrtS + most / sqrtS), cuts.MissingEnergy.Maximum));

        // Of the angle between the lepton and its beam, as 1 − cos θ.
        (double forward, double backward) = cuts.Leptons is { } region
            ? _leadIsPositron ? (region.ThetaMin, region.ThetaMax) : (Math.PI - region.ThetaMax, Math.PI - region.ThetaMin)
            : (0, Math.PI);
        (_angleLeast, _angleMost) = (1 - Math.Cos(forward), 1 - Math.Cos(backward));
        _angleFloor = Math.Max(1e-12, 0.3 * _angleLeast);
    }

    /// <summary>Coordinates of a point.</summary>
    public int Dimensions => 9 + 3 * (_emitters.Length - 2);

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
        Lanes floor = Vector256.Create(_angleFloor);
        Lanes oneMinusCos = LaneMaps.Logarithmic(block.CoordinateVectors(0)[v], Vector256.Create(_angleLeast) + floor, Vector256.Create(_angleMost) + floor, ref weight) - floor;
        Lanes sin = LaneMaps.Sine(oneMinusCos);
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(block.CoordinateVectors(1)[v], ref weight);
        Lanes cos = Lanes.One - oneMinusCos;
        FourVectorLanes lead = new(Lanes.One, sin * cosPhi, sin * sinPhi, _leadIsPositron ? cos : -cos);
        LeadFrame frame = new(lead, new FourVectorLanes(Lanes.One, lead.Z * cosPhi, lead.Z * sinPhi, -sin), cosPhi, sinPhi);

        // Lost photons that pull the missing momentum away from the beams go the same way: azimuths are relative to one another.
        FourVectorLanes n1 = PhotonDirection(block, v, 2, _emitters[0], frame, ref weight);
        FourVectorLanes n2 = PhotonDirection(block, v, 4, _emitters[1], IsBeam(_emitters[0]) && IsBeam(_emitters[1]) ? frame.WithAzimuthOf(n1) : frame, ref weight);
        Lanes energy = LaneMaps.Logarithmic(block.CoordinateVectors(6)[v], Vector256.Create(_energy.Minimum), Vector256.Create(_energy.Maximum), ref weight);
        FourVectorLanes pair = new(Vector256.Create(_sqrtS), Lanes.Zero, Lanes.Zero, Lanes.Zero);
        for (int i = 2; i < _emitters.Length; i++)
        {
            Lanes extra = LaneMaps.Logarithmic(block.CoordinateVectors(3 * i + 5)[v], Vector256.Create(_energyMin), energy - Vector256.Create((_emitters.Length - 1) * _energyMin), ref weight);
            weight *= PhotonElement * extra;
            pair -= Photon(block, v, i, extra, PhotonDirection(block, v, 3 * i + 3, _emitters[i], frame, ref weight));
            energy -= extra;
        }

        Lanes soft = SofterEnergy(block.CoordinateVectors(7)[v], energy, LaneMaps.OneMinusCos(n1, n2), ref weight);
        Lanes hard = energy - soft;
        Lanes firstIsSoft = Vector256.LessThan(block.CoordinateVectors(8)[v], Vector256.Create(0.5));
        Lanes first = Vector256.ConditionalSelect(firstIsSoft, soft, hard), second = Vector256.ConditionalSelect(firstIsSoft, hard, soft);
        weight *= 2 * PhotonElement * PhotonElement * soft * hard;
        pair -= Photon(block, v, 0, first, n1);
        pair -= Photon(block, v, 1, second, n2);
        (FourVectorLanes one, FourVectorLanes other) = DirectedPair.Of(pair, lead, _leptonMassSquared, _sqrtS, ref weight);
        block.Store(_leadIsPositron ? 0 : 1, v, one);
        block.Store(_leadIsPositron ? 1 : 0, v, other);
        return weight;
    }

    private static FourVectorLanes Photon(PointBlock block, int v, int i, Lanes energy, in FourVectorLanes n)
    {
        FourVectorLanes k = TwoBodyDecay.OnShell(energy * n.X, energy * n.Y, energy * n.Z, Lanes.Zero);
        block.Store(2 + i, v, k);
        return k;
    }

    private static bool IsBeam(Emitter emitter) => emitter is Emitter.BeamPositron or Emitter.BeamElectron;

    private FourVectorLanes PhotonDirection(PointBlock block, int v, int d, Emitter emitter, in LeadFrame frame, ref Lanes weight)
    {
        Lanes u = block.CoordinateVectors(d)[v];
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(block.CoordinateVectors(d + 1)[v], ref weight);
        if (IsBeam(emitter))
        {
            Lanes fromBeam = LaneMaps.Collinear(u, Vector256.Create(_oneMinusBeta), ref weight), along = Lanes.One - fromBeam;
            return frame.AroundBeam(emitter == Emitter.BeamElectron ? -along : along, LaneMaps.Sine(fromBeam), sinPhi, cosPhi);
        }

        // The lepton's energy is not known yet, and of the other lepton only that it goes the other way, more or less: poles are softened.
        bool isLead = emitter == Emitter.FinalPositron == _leadIsPositron;
        Lanes oneMinusCos = LaneMaps.Collinear(u, Vector256.Create(isLead ? 4 * _oneMinusBeta : OtherLeptonFloor), ref weight);
        Lanes cos = Lanes.One - oneMinusCos;
        return frame.AroundLead(isLead ? cos : -cos, LaneMaps.Sine(oneMinusCos), sinPhi, cosPhi);
    }

    // m² = 2 ω (E − ω)(1 − cos θ₁₂) rises with ω up to E/2: the window of m² is one of ω.
    private Lanes SofterEnergy(Lanes u, Lanes energy, Lanes oneMinusCos, ref Lanes weight)
    {
        if (_emitters.Length > 2)
        {
            return LaneMaps.Logarithmic(u, Vector256.Create(_energyMin), 0.5 * energy, ref weight);
        }

        Lanes least = Vector256.Max(Vector256.Create(_energyMin), Root(energy, oneMinusCos, _massSquared.Minimum));
        return LaneMaps.Logarithmic(u, least, Root(energy, oneMinusCos, _massSquared.Maximum), ref weight);
    }

    // The smaller root of 2 ω (E − ω)(1 − c) = m²; E/2 when there is none.
    private static Lanes Root(Lanes energy, Lanes oneMinusCos, double massSquared)
    {
        Lanes product = Vector256.Create(0.5 * massSquared) / Vector256.Max(oneMinusCos, Vector256.Create(1e-100));
        Lanes discriminant = energy * energy - 4.0 * product;
        Lanes root = 2.0 * product / (energy + Vector256.Sqrt(Vector256.Max(discriminant, Lanes.Zero)));
        return Vector256.ConditionalSelect(Vector256.GreaterThan(discriminant, Lanes.Zero), root, 0.5 * energy);
    }

    // The lead lepton's direction, the one across it in the plane of the beams, and an azimuth to count others from: a photon between a lepton and
    // its beam, or in the lepton's plane, is then at the same coordinates wherever the lepton goes, and grids can learn them.
    private readonly ref struct LeadFrame(FourVectorLanes lead, FourVectorLanes inPlane, Lanes cosPhi, Lanes sinPhi)
    {
        private readonly FourVectorLanes _lead = lead, _inPlane = inPlane;
        private readonly Lanes _cosLead = cosPhi, _sinLead = sinPhi;

        private Lanes CosPhi { get; init; } = cosPhi;

        private Lanes SinPhi { get; init; } = sinPhi;

        public LeadFrame WithAzimuthOf(in FourVectorLanes n)
        {
            Lanes transverse = Vector256.Max(Vector256.Sqrt(n.TransverseMomentumSquared), Vector256.Create(1e-150));
            return new(_lead, _inPlane, _cosLead, _sinLead) { CosPhi = n.X / transverse, SinPhi = n.Y / transverse };
        }

        public FourVectorLanes AroundBeam(Lanes z, Lanes sin, Lanes sinPhi, Lanes cosPhi) =>
            new(Lanes.One, sin * (CosPhi * cosPhi - SinPhi * sinPhi), sin * (SinPhi * cosPhi + CosPhi * sinPhi), z);

        public FourVectorLanes AroundLead(Lanes cos, Lanes sin, Lanes sinPhi, Lanes cosPhi)
        {
            Lanes inPlane = sin * cosPhi, across = sin * sinPhi;
            return new(
                Lanes.One,
                cos * _lead.X + inPlane * _inPlane.X - across * _sinLead,
                cos * _lead.Y + inPlane * _inPlane.Y + across * _cosLead,
                cos * _lead.Z + inPlane * _inPlane.Z);
        }
    }
}
