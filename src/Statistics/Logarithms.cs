namespace AlpToolkit.Statistics;

/// <summary>Logarithms without cancellation.</summary>
public static class Logarithms
{
    // Below this 1 − log1p(x)/x cancels; above it the direct formula is good to 1.5 ulp.
    private const double SeriesLimit = 2.6;

    // 1/3, 1/5, 1/7, …: 31 terms reach 1e-17 at x = 2.6, where s² = 0.32; 10 terms at x = 0.25, where s² = 0.0123.
    private static readonly double[] s_oddReciprocals = [.. Enumerable.Range(0, 31).Select(k => 1.0 / (2 * k + 3))];

    /// <summary>
    /// 1 − ln(1 + x)/x, to 2 ulp: x/2 for small x, 1 for infinite x. With s = x/(2 + x), ln(1 + x) = 2 artanh s, and
    /// 1 − ln(1 + x)/x = s − s²(1 − s)(1/3 + s²/5 + s⁴/7 + …) has no cancellation.
    /// </summary>
    /// <param name="x">x ≥ 0.</param>
    /// <returns>A value from 0 to 1; NaN for NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">x is negative.</exception>
    public static double OneMinusLog1pOverX(double x)
    {
        if (x < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "x is not negative");
        }

        if (x > SeriesLimit)
        {
            return double.IsInfinity(x) ? 1 : 1 - Math.Log(1 + x) / x;
        }

        // The rounding errors of 2 + x and of the quotient are carried along in sLow.
        double denominator = 2 + x;
        double denominatorLow = x - (denominator - 2);
        double s = x / denominator;
        double sLow = (Math.FusedMultiplyAdd(-s, denominator, x) - s * denominatorLow) / denominator;
        double square = s * s;
        double series = 0;
        for (int k = x < 0.25 ? 9 : s_oddReciprocals.Length - 1; k >= 0; k--)
        {
            series = Math.FusedMultiplyAdd(series, square, s_oddReciprocals[k]);
        }

        return s + (sLow - square * ((1 - s) * series));
    }
}
