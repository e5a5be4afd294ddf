namespace AlpToolkit.Physics.Kinematics;

/// <summary>Masses that the paper's formulas need, GeV (Particle Data Group, Phys. Rev. D 110 (2024) 030001 and earlier: values as used in the reference samples).</summary>
public static class ParticleMasses
{
    /// <summary>m_e, GeV (CODATA 2018).</summary>
    public const double Electron = 0.51099895e-3;

    /// <summary>m_μ, GeV (CODATA 2018).</summary>
    public const double Muon = 0.1056583755;

    /// <summary>m_τ, GeV (PDG 2018 to 2022).</summary>
    public const double Tau = 1.77686;
}
