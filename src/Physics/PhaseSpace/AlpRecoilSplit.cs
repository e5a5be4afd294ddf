using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Phase space of e⁺e⁻ → f⁺f⁻a as a lepton pair that recoils against the ALP: m_ff² with density 1/m_ff², as the photon of ALP-Dalitz
/// has it. Windows in E*_miss and in the pair mass are ranges of m_ff², one in η*_miss is a range of the ALP's angle.
/// Coordinates: m_ff², angle and azimuth of the ALP, angle of f⁺ to the pair and its azimuth. Momenta: f⁺, f⁻, a.
/// </summary>
internal sealed class AlpRecoilSplit
{
    private readonly double _sqrtS, _massSquared, _cosMax;
    private readonly Interval _pairSquared, _energy;

    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="mass">m_f, GeV.</param>
    /// <param name="cuts">Windows.</param>
    public AlpRecoilSplit(double sqrtS, double mass, GenerationCuts cuts)
    {
        (_sqrtS, _massSquared) = (sqrtS, mass * mass);
        double least = Math.Max(2 * mass, cuts.PairMass.Minimum);
        _pairSquared = new Interval(Math.Max(least * least, PairMassFloor), cuts.PairMass.Maximum > 0 ? cuts.PairMass.Maximum * cuts.PairMass.Maximum : 0);
        _energy = cuts.MissingEnergy;
        _cosMax = Math.Tanh(cuts.MissingPseudorapidityMax);
    }

    /// <summary>Coordinates of a point.</summary>
    public const int Dimensions = 5;

    // Massless leptons have no smallest pair mass; a logarithm needs one.
    private const double PairMassFloor = 1e-12;

    /// <summary>Fills the momenta of four points and multiplies the weight by dΦ₃/du.</summary>
    public void Generate(PointBlock block, int v, Lanes alpMassSquared, ref Lanes weight)
    {
        Lanes s = Vector256.Create(_sqrtS * _sqrtS), alpMass = Vector256.Sqrt(alpMassSquared);
        Lanes room = Vector256.Max(Vector256.Create(_sqrtS) - alpMass, Lanes.Zero);
        Lanes least = Vector256.Create(_pairSquared.Minimum), most = Vector256.Min(room * room, Vector256.Create(_pairSquared.Maximum));

        // m_ff² = s + m_a² − 2√s E_miss, Eq. (23).
        if (double.IsFinite(_energy.Maximum))
        {
            least = Vector256.Max(least, s + alpMassSquared - Vector256.Create(2 * _sqrtS * _energy.Maximum));
        }

        if (double.IsFinite(_energy.Minimum))
        {
            most = Vector256.Min(most, s + alpMassSquared - Vector256.Create(2 * _sqrtS * _energy.Minimum));
        }

        Lanes pairSquared = LaneMaps.Logarithmic(block.CoordinateVectors(0)[v], least, most, ref weight);
        weight *= Vector256.Create(1 / (2 * Math.PI));

        Lanes cos = LaneMaps.Uniform(block.CoordinateVectors(1)[v], Vector256.Create(-_cosMax), Vector256.Create(_cosMax), ref weight);
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(block.CoordinateVectors(2)[v], ref weight);
        Lanes sin = Vector256.Sqrt((Lanes.One - cos) * (Lanes.One + cos));
        FourVectorLanes direction = new(Lanes.One, sin * cosPhi, sin * sinPhi, cos);
        FourVectorLanes total = new(Vector256.Create(_sqrtS), Lanes.Zero, Lanes.Zero, Lanes.Zero);
        (FourVectorLanes alp, FourVectorLanes pair) = TwoBodyDecay.Of(total, s, alpMassSquared, pairSquared, direction, ref weight);

        Lanes cosPair = LaneMaps.Uniform(block.CoordinateVectors(3)[v], -Lanes.One, Lanes.One, ref weight);
        Lanes sinPair = Vector256.Sqrt((Lanes.One - cosPair) * (Lanes.One + cosPair));
        FourVectorLanes inPair = LaneMaps.Around(direction, cosPair, sinPair, LaneMaps.Azimuth(block.CoordinateVectors(4)[v], ref weight));
        Lanes massSquared = Vector256.Create(_massSquared);
        (FourVectorLanes positive, FourVectorLanes negative) = TwoBodyDecay.Of(pair, pairSquared, massSquared, massSquared, inPair, ref weight);
        block.Store(0, v, positive);
        block.Store(1, v, negative);
        block.Store(2, v, alp);
    }
}
