using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// The ALP-Dalitz diagram of e⁺(p₁) e⁻(p₂) → f⁺(p₃) f⁻(p₄) a: e²g √s J₁₂·(J₃₄ × q)/(s m_ff²) with q = p₃ + p₄, J₁₂ = v̄(p₁)γu(p₂) and
/// J₃₄ = ū(p₄)γv(p₃): in the centre-of-mass frame the s-channel photon is at rest and ε(J₁₂,J₃₄,Q,q) is a triple product. The signs (that
/// of fermion exchange, and that of the photon that leaves the vertex) are those that add to <see cref="PhotonFusionAmplitude"/>.
/// </summary>
internal readonly struct AlpDalitzAmplitude
{
    private readonly Vector256<double> _mass, _massSquared, _initialFlip;

    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="electronMass">m_e of the beams, GeV.</param>
    /// <param name="mass">m_f, GeV.</param>
    public AlpDalitzAmplitude(double sqrtS, double electronMass, double mass)
    {
        (_mass, _massSquared) = (Vector256.Create(mass), Vector256.Create(mass * mass));
        _initialFlip = Vector256.Create(2 * electronMass / sqrtS);
    }

    /// <summary>Amplitudes in units of (i/2) e²g/√(p₃⁺p₄⁻).</summary>
    public void Evaluate(in LeptonPairLanes pair, out AlpHelicityAmplitudes amplitudes)
    {
        FourVectorLanes q = pair.Positive + pair.Negative;
        Vector256<double> p3 = pair.PositivePlus, p4 = pair.NegativeMinus;
        ComplexLanes r3 = new(pair.Positive.X, pair.Positive.Y), r4 = new(pair.Negative.X, pair.Negative.Y), qR = new(q.X, q.Y), qL = qR.Conjugate;
        Vector256<double> propagator = Vector256<double>.One / LeptonPairLanes.MassSquared(pair.Positive, pair.Negative, _massSquared);
        Vector256<double> transverse = propagator + propagator, longitudinal = propagator * _initialFlip;

        // J₃₄ = (R, L, z) components for chiralities of (f⁻, f⁺), times √(p₃⁺p₄⁻).
        ComplexLanes pairR = r4 * r3, pairZ = p3 * r4 - p4 * r3;
        pairR += pairR;
        Vector256<double> pairL = (p3 * p4 + _massSquared) * 2;
        Vector256<double> flipZ = _mass * (p3 + p4), twiceMass = _mass + _mass;
        ComplexLanes flip3 = twiceMass * r3, flip4 = twiceMass * r4;

        ComplexLanes z = pairZ * qL;
        amplitudes.RightRightRight = transverse * new ComplexLanes(pairL * q.Z - z.Re, -z.Im);
        amplitudes.RightRightLeft = longitudinal * (pairR * qL - pairL * qR);
        amplitudes.LeftLeftRight = transverse * (pairZ.Conjugate * qL - q.Z * pairR.Conjugate);
        amplitudes.LeftLeftLeft = longitudinal * (pairR.Conjugate * qR - pairL * qL);
        amplitudes.RightLeftRight = transverse * (-q.Z * flip4.Conjugate - flipZ * qL);
        amplitudes.RightLeftLeft = longitudinal * (flip3 * qL + flip4.Conjugate * qR);
        amplitudes.LeftRightRight = transverse * (q.Z * flip3.Conjugate - flipZ * qL);
        amplitudes.LeftRightLeft = longitudinal * (-(flip4 * qL) - flip3.Conjugate * qR);
    }
}
