namespace AlpToolkit.Statistics;

/// <summary>The test statistic Λ of arXiv:2307.06369, Eq. (24), for the expected counts of signal and background in bins.</summary>
public static class TestStatistic
{
    /// <summary>Λ at which the paper excludes at 95 % (text below Eq. 25).</summary>
    public const double PaperThreshold = 4;

    /// <summary>The 95 % quantile of χ² with one degree of freedom.</summary>
    public const double ChiSquared95 = 3.841458820694124;

    /// <summary>
    /// Λ of one bin, Eq. (24) with the counts B of Eq. (25): −2 ln [L(S, B)/L(0, B)] = 2 [S − B ln(1 + S/B)], to 4 ulp. It is
    /// 2S where B = 0, 0 where S = 0, and S²/B where S is much smaller than B.
    /// </summary>
    /// <param name="signal">S ≥ 0, expected events.</param>
    /// <param name="background">B ≥ 0, expected events.</param>
    /// <exception cref="ArgumentOutOfRangeException">S or B is negative, infinite or no number.</exception>
    public static double Lambda(double signal, double background)
    {
        if (!(signal >= 0 && double.IsFinite(signal)))
        {
            throw new ArgumentOutOfRangeException(nameof(signal), signal, "expected signal events are finite and not negative");
        }

        if (!(background >= 0 && double.IsFinite(background)))
        {
            throw new ArgumentOutOfRangeException(nameof(background), background, "expected background events are finite and not negative");
        }

        return signal == 0 ? 0 : 2 * signal * Logarithms.OneMinusLog1pOverX(signal / background);
    }

    /// <summary>Λ(μ) of Eq. (24): the sum over bins with the signal scaled by μ.</summary>
    /// <param name="signal">S of every bin, expected events at μ = 1.</param>
    /// <param name="background">B of every bin, expected events; shape of <paramref name="signal"/>.</param>
    /// <param name="signalStrength">μ ≥ 0.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count or μ is negative, infinite or no number.</exception>
    public static double Lambda(ReadOnlySpan<double> signal, ReadOnlySpan<double> background, double signalStrength = 1)
    {
        CheckShapes(signal, background);
        CompensatedSum sum = default;
        for (int i = 0; i < signal.Length; i++)
        {
            sum.Add(Lambda(signalStrength * signal[i], background[i]));
        }

        return sum.Value;
    }

    /// <summary>
    /// The μ at which Λ(μ) reaches a threshold, to a few ulp; exact where no bin has background, Λ = 2μ ΣS. Infinite without signal:
    /// no strength is excluded then.
    /// </summary>
    /// <remarks>
    /// Every term of Λ goes as μ^p with 1 ≤ p ≤ 2 (d ln Λ/d ln μ is 2 for S ≪ B and 1 for S ≫ B). With h = ln(Λ/threshold) at μ the
    /// root therefore lies between μe^−h and μe^−h/2: one evaluation gives a bracket, whatever the size of μ. Newton's
    /// method in ln μ inside it.
    /// </remarks>
    /// <param name="threshold">Λ to reach, above 0.</param>
    /// <param name="signal">S of every bin, expected events at μ = 1.</param>
    /// <param name="background">B of every bin, expected events; shape of <paramref name="signal"/>.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count or the threshold is out of range.</exception>
    public static double SignalStrengthAt(double threshold, ReadOnlySpan<double> signal, ReadOnlySpan<double> background)
    {
        if (!(threshold > 0 && double.IsFinite(threshold)))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "a threshold on Λ is finite and above 0");
        }

        CheckShapes(signal, background);
        bool anyBackground = false;
        CompensatedSum total = default;
        for (int i = 0; i < signal.Length; i++)
        {
            _ = Lambda(signal[i], background[i]);
            total.Add(signal[i]);
            anyBackground |= signal[i] > 0 && background[i] > 0;
        }

        // Λ ≤ 2μ ΣS: no smaller μ can reach the threshold, and without background this one does.
        double strength = threshold / 2 / total.Value;
        return !anyBackground || double.IsInfinity(strength) ? strength : Solve(threshold, signal, background, strength);
    }

    /// <summary>
    /// The coupling at a signal strength: g = g_ref √μ, because the signal cross section is proportional to g² (arXiv:2307.06369, Eq. 1).
    /// </summary>
    /// <param name="referenceCoupling">Coupling g_ref that the signal was simulated with, GeV⁻¹.</param>
    /// <param name="signalStrength">μ ≥ 0.</param>
    public static double CouplingAt(double referenceCoupling, double signalStrength) => referenceCoupling * Math.Sqrt(signalStrength);

    /// <summary>S/√B, the figure that the paper's cuts maximise (Sec. V); infinite without background, NaN without either.</summary>
    /// <param name="signal">S, expected events.</param>
    /// <param name="background">B, expected events.</param>
    public static double SignalOverRootBackground(double signal, double background) => signal / Math.Sqrt(background);

    private static double Solve(double threshold, ReadOnlySpan<double> signal, ReadOnlySpan<double> background, double strength)
    {
        double low = strength, high = double.PositiveInfinity;
        for (int i = 0; i < 200 && double.IsFinite(strength); i++)
        {
            (double lambda, double slope) = LambdaWithSlope(signal, background, strength);
            double excess = Math.Clamp(Math.Log(lambda / threshold), -1400, 1400);
            double next = strength * Math.Exp(-excess / slope);
            if (Math.Abs(excess) < 1e-8)
            {
                return next; // The error of Newton's next step is of the order of 1e-16.
            }

            (double nearer, double farther) = (strength * Math.Exp(-excess / 2), strength * Math.Exp(-excess));
            low = Math.Max(low, Math.Min(nearer, farther));
            high = Math.Min(high, Math.Max(nearer, farther));
            strength = next > low && next < high ? next : Math.Sqrt(low) * Math.Sqrt(high);
        }

        return strength;
    }

    // d ln Λ/d ln μ, from dΛ/dμ = 2 Σ S x/(1 + x) with x = μS/B.
    private static (double Lambda, double Slope) LambdaWithSlope(ReadOnlySpan<double> signal, ReadOnlySpan<double> background, double strength)
    {
        CompensatedSum sum = default;
        double derivative = 0;
        for (int i = 0; i < signal.Length; i++)
        {
            double scaled = strength * signal[i];
            if (scaled > 0)
            {
                sum.Add(Lambda(scaled, background[i]));
                derivative += scaled / (1 + background[i] / scaled);
            }
        }

        return (sum.Value, Math.Clamp(2 * derivative / sum.Value, 1, 2));
    }

    private static void CheckShapes(ReadOnlySpan<double> signal, ReadOnlySpan<double> background)
    {
        if (signal.Length != background.Length)
        {
            throw new ArgumentException($"{signal.Length} bins of signal and {background.Length} of background", nameof(background));
        }
    }
}
