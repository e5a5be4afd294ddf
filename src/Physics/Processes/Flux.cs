namespace AlpToolkit.Physics.Processes;

/// <summary>From |M|² and phase space to a cross section.</summary>
internal static class Flux
{
    /// <summary>1/(2 s β) in pb GeV⁴ for beams of mass m: σ = factor · ∫ |M|² dΦ.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="beamMass">m_e, GeV.</param>
    public static double Factor(double sqrtS, double beamMass) =>
        ModelParameters.PicobarnGeV2 / (2 * sqrtS * Math.Sqrt((sqrtS - 2 * beamMass) * (sqrtS + 2 * beamMass)));
}
