using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// The photon-fusion diagram of e⁺(p₁) e⁻(p₂) → e⁺(p₃) e⁻(p₄) a: e²g ε(J₁,J₂,q₁,q₂)/(q₁²q₂²) with q₁ = p₁ − p₃, q₂ = p₂ − p₄ and the
/// currents J₁ = v̄(p₁)γv(p₃), J₂ = ū(p₄)γu(p₂). The vertex −(g/4) a F F̃ does not see J → J + c q: J₁⁺ and J₂⁻ are made to vanish, with
/// spinors of definite light-cone helicity. What is left is proportional to transverse momenta or to m_e, and no term cancels for
/// leptons along the beams, however closely.
/// </summary>
internal readonly struct PhotonFusionAmplitude
{
    private readonly Vector256<double> _beam, _mass, _massSquared;

    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="mass">m_e, GeV.</param>
    public PhotonFusionAmplitude(double sqrtS, double mass)
    {
        _beam = Vector256.Create(0.5 * sqrtS + Math.Sqrt(0.25 * sqrtS * sqrtS - mass * mass));
        (_mass, _massSquared) = (Vector256.Create(mass), Vector256.Create(mass * mass));
    }

    /// <summary>Amplitudes in units of (i/2) e²g/√(p₃⁺p₄⁻).</summary>
    public void Evaluate(in LeptonPairLanes pair, out AlpHelicityAmplitudes amplitudes)
    {
        Vector256<double> p3 = pair.PositivePlus, p4 = pair.NegativeMinus;
        Vector256<double> q1Plus = _beam - p3, q2Minus = _beam - p4;
        Vector256<double> x1 = q1Plus / _beam, x2 = q2Minus / _beam;
        Vector256<double> t3 = pair.Positive.TransverseMomentumSquared, t4 = pair.Negative.TransverseMomentumSquared;
        Vector256<double> q1Minus = -(_massSquared * x1 + t3) / p3, q2Plus = -(_massSquared * x2 + t4) / p4;

        ComplexLanes r3 = new(pair.Positive.X, pair.Positive.Y), r4 = new(pair.Negative.X, pair.Negative.Y);
        ComplexLanes u = q2Plus * r3 - q1Plus * r4, v = q2Minus * r3 - q1Minus * r4;
        Vector256<double> k = q1Plus * q2Minus - q1Minus * q2Plus;
        Vector256<double> twiceWedge = (r3.Re * r4.Im - r3.Im * r4.Re) * 2;
        Vector256<double> prefactor = Vector256.Create(-2.0) * _beam
            / (q1Plus * q2Minus * ((q1Plus * q1Minus - t3) * (q2Plus * q2Minus - t4)));

        // J₁ = (R, L, −) components, over 2√(p₁⁺/p₃⁺)/q₁⁺; likewise J₂ = (R, L, +).
        Vector256<double> twiceMassSquared = _massSquared + _massSquared;
        Vector256<double> j1 = t3 + twiceMassSquared * x1, j2 = t4 + twiceMassSquared * x2;
        ComplexLanes l3 = p3 * r3.Conjugate, l4 = p4 * r4.Conjugate, m4 = p4 * r4;
        ComplexLanes full3 = _beam * r3, full4 = _beam * r4, full4Conjugate = full4.Conjugate;
        Vector256<double> flip1 = _mass * q1Plus * x1, flip2 = _mass * q2Minus * x2;
        ComplexLanes flip1Minus = (_mass * x1) * r3.Conjugate, flip2Plus = (_mass * x2) * r4;

        // J₁∧v for both helicities, J₂∧u − … for four.
        ComplexLanes uConjugate = u.Conjugate, vConjugate = v.Conjugate;
        ComplexLanes wedgeV = full3 * vConjugate - l3 * v, flipWedgeV = -flip1 * vConjugate;
        ComplexLanes area = new(Vector256<double>.Zero, twiceWedge * j2);
        ComplexLanes rr = full4 * uConjugate - l4 * u + area;
        ComplexLanes ll = m4 * uConjugate - full4Conjugate * u + area;
        ComplexLanes rl = flip2 * u + (twiceWedge * flip2Plus).TimesI;
        ComplexLanes lr = flip2 * uConjugate - (twiceWedge * flip2Plus.Conjugate).TimesI;

        Vector256<double> kp = k * prefactor, j1p = j1 * prefactor;
        ComplexLanes wedgeVp = prefactor * wedgeV;
        amplitudes.RightRightRight = j1p * rr + j2 * wedgeVp + kp * (full3 * l4 - l3 * full4);
        amplitudes.RightLeftLeft = j1p * ll + j2 * wedgeVp + kp * (full3 * full4Conjugate - l3 * m4);
        amplitudes.RightRightLeft = j1p * rl + flip2Plus * wedgeVp - (kp * flip2) * full3;
        amplitudes.RightLeftRight = j1p * lr - flip2Plus.Conjugate * wedgeVp - (kp * flip2) * l3;

        ComplexLanes flip1Minusp = prefactor * flip1Minus, flipWedgeVp = prefactor * flipWedgeV;
        Vector256<double> kFlip = kp * flip1;
        amplitudes.LeftRightRight = flip1Minusp * rr + j2 * flipWedgeVp - kFlip * l4;
        amplitudes.LeftLeftLeft = flip1Minusp * ll + j2 * flipWedgeVp - kFlip * full4Conjugate;
        amplitudes.LeftRightLeft = flip1Minusp * rl + flip2Plus * flipWedgeVp + new ComplexLanes(kFlip * flip2, Vector256<double>.Zero);
        amplitudes.LeftLeftRight = flip1Minusp * lr - flip2Plus.Conjugate * flipWedgeVp;
    }
}
