namespace AlpToolkit.Physics.Kinematics;

/// <summary>The windows of the paper's event selection (arXiv:2307.06369, Sec. V). A NaN is in no window.</summary>
public static class SelectionWindows
{
    /// <summary>
    /// Eq. (21): |m²_miss − m_a²| ≤ κ δm²_miss, with the resolution of Eq. (20) at the event's own m_miss, as its argument is written.
    /// </summary>
    /// <param name="missingMassSquared">m²_miss, GeV².</param>
    /// <param name="alpMass">m_a, GeV.</param>
    /// <param name="kappa">κ, the half-width in resolutions.</param>
    public static bool ContainsMissingMass(double missingMassSquared, double alpMass, double kappa) =>
        Math.Abs(missingMassSquared - alpMass * alpMass) <= kappa * MissingSystem.MassSquaredResolution(missingMassSquared);

    /// <summary>Eq. (22), first part: E*_miss between E_low and the largest of the signal, (s + m_a²)/(2√s), both inside.</summary>
    /// <param name="missingEnergy">E*_miss, GeV.</param>
    /// <param name="energyLow">E_miss^low, GeV.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="alpMass">m_a, GeV.</param>
    public static bool ContainsMissingEnergy(double missingEnergy, double energyLow, double sqrtS, double alpMass) =>
        missingEnergy >= energyLow && missingEnergy <= MissingSystem.MaximalEnergy(sqrtS, alpMass);

    /// <summary>Eq. (22), second part: |η*_miss| ≤ η_high.</summary>
    /// <param name="missingPseudorapidity">η*_miss.</param>
    /// <param name="pseudorapidityHigh">η_miss^high.</param>
    public static bool ContainsMissingPseudorapidity(double missingPseudorapidity, double pseudorapidityHigh) =>
        Math.Abs(missingPseudorapidity) <= pseudorapidityHigh;
}
