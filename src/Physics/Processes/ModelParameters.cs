using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Physics.Processes;

/// <summary>Constants of the Standard Model and of Eq. (1) of arXiv:2307.06369. Immutable.</summary>
public sealed record ModelParameters
{
    /// <summary>ħ²c² in pb GeV² (CODATA 2018, exact by definition of the units).</summary>
    public const double PicobarnGeV2 = 3.893793721718e8;

    /// <summary>PDG code given to the ALP; not assigned by the PDG (9000005 is MadGraph's habit for a new scalar).</summary>
    public const int AlpPdgId = 9000005;

    /// <summary>α(0) (CODATA 2018): Eq. (8) needs the Thomson value.</summary>
    public double Alpha { get; init; } = 1 / 137.035999084;

    /// <summary>m_e, GeV.</summary>
    public double ElectronMass { get; init; } = ParticleMasses.Electron;

    /// <summary>m_μ, GeV.</summary>
    public double MuonMass { get; init; } = ParticleMasses.Muon;

    /// <summary>m_τ, GeV.</summary>
    public double TauMass { get; init; } = ParticleMasses.Tau;

    /// <summary>G_F, GeV⁻².</summary>
    public double FermiConstant { get; init; } = 1.1663788e-5;

    /// <summary>g_aγγ of Eq. (1), GeV⁻¹.</summary>
    public double AlpPhotonCoupling { get; init; } = 1e-4;

    /// <summary>m_a, GeV.</summary>
    public double AlpMass { get; init; } = 1;

    /// <summary>e² = 4πα.</summary>
    public double ChargeSquared => 4 * Math.PI * Alpha;
}
