namespace AlpToolkit.Physics.Processes;

/// <summary>The leptonic widths of the τ at tree level in the Fermi theory, and the branching ratios they stand for.</summary>
public static class TauLeptonicWidth
{
    /// <summary>ħc in GeV mm (CODATA 2018).</summary>
    private const double ReducedPlanckGeVMillimetre = 1.973269804e-13;

    /// <summary>Γ(τ → ℓνν) = G_F² m_τ⁵/(192π³) · f(m_ℓ²/m_τ²) with f(r) = 1 − 8r + 8r³ − r⁴ − 12r² ln r, GeV.</summary>
    /// <param name="parameters">G_F and masses.</param>
    /// <param name="lepton">The charged lepton ℓ, lighter than the τ.</param>
    public static double Of(ModelParameters parameters, TauDecayLepton lepton)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        double ratio = (lepton == TauDecayLepton.Electron ? parameters.ElectronMass : parameters.MuonMass) / parameters.TauMass;
        double r = ratio * ratio;
        double logarithm = r > 0 ? 12 * r * r * Math.Log(r) : 0;
        double phaseSpace = 1 - 8 * r + 8 * r * r * r - r * r * r * r - logarithm;
        return parameters.FermiConstant * parameters.FermiConstant * Math.Pow(parameters.TauMass, 5) / (192 * Math.PI * Math.PI * Math.PI) * phaseSpace;
    }

    /// <summary>Γ(τ → ℓνν) cτ/ħc: the branching ratio when the τ has a given proper decay length.</summary>
    /// <param name="parameters">G_F and masses.</param>
    /// <param name="lepton">The charged lepton ℓ.</param>
    /// <param name="decayLength">cτ, mm.</param>
    public static double BranchingRatio(ModelParameters parameters, TauDecayLepton lepton, double decayLength) =>
        Of(parameters, lepton) * decayLength / ReducedPlanckGeVMillimetre;
}
