namespace AlpToolkit.Physics.Processes;

/// <summary>Energies at which an ALP can be made.</summary>
internal static class AlpThreshold
{
    /// <summary>Complains when √s does not suffice for the ALP, or for what it decays to, and the other particles.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not, or m_a is not positive.</exception>
    public static void Check(double sqrtS, double others, ModelParameters parameters, AlpToDarkMatter? decay)
    {
        if (!(parameters.AlpMass > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(parameters), "the mass of the ALP must be positive");
        }

        double threshold = others + (decay is null ? parameters.AlpMass : 2 * decay.Mass);
        if (!(sqrtS > threshold))
        {
            throw new ArgumentOutOfRangeException(nameof(sqrtS), $"√s = {sqrtS} GeV is below the threshold of {threshold} GeV");
        }
    }
}
