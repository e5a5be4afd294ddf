namespace AlpToolkit.Physics.Processes;

/// <summary>What turns |M|² times phase space into a cross section.</summary>
internal static class ScatteringFlux
{
    /// <summary>ħ²c²/(2 s β) in pb for beams of mass m at √s.</summary>
    public static double Picobarn(double sqrtS, double mass)
    {
        double s = sqrtS * sqrtS;
        return ModelParameters.PicobarnGeV2 / (2 * s * Math.Sqrt(1 - 4 * mass * mass / s));
    }
}
