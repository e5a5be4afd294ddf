namespace AlpToolkit.Physics.Kinematics;

/// <summary>The missing mass that undetected photons can fake: e⁺e⁻ → e⁺e⁻ + nγ (arXiv:2307.06369, Sec. IV A), at η*_miss = 0. NaN in, NaN out.</summary>
public static class QedBackground
{
    /// <summary>Eq. (15): smallest missing mass of two undetected photons, m̄_miss = E*_miss cos θ*_min, GeV.</summary>
    /// <param name="missingEnergy">E*_miss, GeV.</param>
    /// <param name="thetaMin">θ*_min of the acceptance, rad.</param>
    public static double MinimalMissingMass(double missingEnergy, double thetaMin) => missingEnergy * Math.Cos(thetaMin);

    /// <summary>
    /// Eq. (16): squared missing mass of three undetected photons, two of them at the edges of the acceptance and all in one plane:
    /// m̄² + 2 E₃ E_miss sin θ_min Δ₃ − E₃² Δ₃², Δ₃ = sin θ_min − sin θ₃, GeV².
    /// </summary>
    /// <param name="missingEnergy">E*_miss of all three photons, GeV.</param>
    /// <param name="thetaMin">θ*_min of the acceptance, rad.</param>
    /// <param name="thirdEnergy">E*₃, GeV.</param>
    /// <param name="thirdTheta">θ*₃, rad.</param>
    public static double MissingMassSquaredOfThreePhotons(double missingEnergy, double thetaMin, double thirdEnergy, double thirdTheta)
    {
        double minimal = MinimalMissingMass(missingEnergy, thetaMin);
        double delta = Math.Sin(thetaMin) - Math.Sin(thirdTheta);
        return minimal * minimal + 2 * thirdEnergy * missingEnergy * Math.Sin(thetaMin) * delta - thirdEnergy * thirdEnergy * delta * delta;
    }
}
