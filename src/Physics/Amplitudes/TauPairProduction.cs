using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// e⁺e⁻ → γ* → τ⁺τ⁻ with the spins of both τ, exact in m_e and m_τ, at tree level.
/// </summary>
/// <remarks>
/// In the centre of mass the photon of unpolarised beams along n has the polarisation density T = 1 − β_e² n nᵀ (the averaged
/// lepton tensor divided by s/2). The current that makes a τ pair along p̂ is √s χ†(Mε·σ)χ_c with M = 1 − (1 − 1/γ) p̂p̂ᵀ, where χ
/// and χ_c are spins in the rest frames reached from the centre of mass by boosts without rotation. A pair in the triplet state
/// of vector e has ⟨σ_i ⊗ σ_j⟩ ∝ δ_ij e² − 2 e_i e_j, so that with D = M T M
/// <code>|M|² = e⁴ [A + Σ C_ij s⁻_i s⁺_j],   A = Tr D,   C = A·1 − 2D</code>
/// for spin vectors s∓ of τ∓. A = 2 + 1/γ² − β_e² (1 − β² cos²θ) is e⁴'s factor after the sum over spins, since no τ is polarised by itself.
/// For β_e = 1 these are the correlations of Y.-S. Tsai, Phys. Rev. D 4 (1971) 2821.
/// </remarks>
internal sealed class TauPairProduction
{
    public TauPairProduction(double sqrtS, double electronMass, double tauMass)
    {
        if (!(sqrtS > 2 * tauMass && tauMass > 0 && electronMass >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(sqrtS), $"√s = {sqrtS} GeV is not above 2 m_τ = {2 * tauMass} GeV");
        }

        double s = sqrtS * sqrtS;
        SqrtS = sqrtS;
        InverseGamma = 2 * tauMass / sqrtS;
        VelocitySquared = (1 - InverseGamma) * (1 + InverseGamma);
        LongitudinalPhoton = 4 * electronMass * electronMass / s;
        ElectronVelocitySquared = 1 - LongitudinalPhoton;
        Isotropic = 1 + LongitudinalPhoton + InverseGamma * InverseGamma;
    }

    /// <summary>√s, GeV.</summary>
    public double SqrtS { get; }

    /// <summary>1/γ = 2 m_τ/√s.</summary>
    public double InverseGamma { get; }

    /// <summary>β² of the τ.</summary>
    public double VelocitySquared { get; }

    /// <summary>β_e² of the beams.</summary>
    public double ElectronVelocitySquared { get; }

    /// <summary>1 − β_e² = 4 m_e²/s: how much of the photon is polarised along the beams.</summary>
    public double LongitudinalPhoton { get; }

    /// <summary>The part of A without cos²θ, 2 + 1/γ² − β_e².</summary>
    public double Isotropic { get; }

    /// <summary>κ of the angular distribution A ∝ 1 + κ cos²θ.</summary>
    public double AngularCoefficient => ElectronVelocitySquared * VelocitySquared / Isotropic;

    /// <summary>σ(e⁺e⁻ → τ⁺τ⁻) = (πα²β/(s β_e)) (2 + 1/γ²)(1 − β_e²/3), pb: (4πα²/3s) β (1 + 1/(2γ²)) for m_e → 0.</summary>
    /// <param name="alpha">α.</param>
    public double CrossSection(double alpha) =>
        ModelParameters.PicobarnGeV2 * Math.PI * alpha * alpha / (SqrtS * SqrtS) * Math.Sqrt(VelocitySquared / ElectronVelocitySquared)
        * (2 + InverseGamma * InverseGamma) * (1 - ElectronVelocitySquared / 3);

    /// <summary>
    /// C/A in the axes x = θ̂, y = φ̂, z = direction of the τ⁻ (φ̂ is normal to the plane of production); C_xy = C_yz = 0.
    /// </summary>
    /// <param name="cosTheta">cos θ between the τ⁻ and the beam axis; C is even in the sense of the axis.</param>
    /// <param name="sinTheta">sin θ.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TauSpinCorrelations Correlations(Vector256<double> cosTheta, Vector256<double> sinTheta)
    {
        Vector256<double> beam = Vector256.Create(ElectronVelocitySquared), one = Vector256<double>.One;
        Vector256<double> cosSquared = cosTheta * cosTheta;
        Vector256<double> twice = Vector256.Create(2.0) / Vector256.FusedMultiplyAdd(Vector256.Create(ElectronVelocitySquared * VelocitySquared), cosSquared, Vector256.Create(Isotropic));
        return new(
            one - twice * (one - beam * sinTheta * sinTheta),
            one - twice,
            one - twice * (Vector256.Create(InverseGamma * InverseGamma) * (one - beam * cosSquared)),
            -twice * (Vector256.Create(ElectronVelocitySquared * InverseGamma) * sinTheta * cosTheta));
    }
}

/// <summary>C_ij/A of <see cref="TauPairProduction"/>: symmetric; the mean of s⁻_i s⁺_j at given θ.</summary>
internal readonly record struct TauSpinCorrelations(Vector256<double> XX, Vector256<double> YY, Vector256<double> ZZ, Vector256<double> XZ);
