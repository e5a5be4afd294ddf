using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Expressions;

/// <summary>What a part of a formula measures, as far as it is known.</summary>
/// <param name="Dimension">The dimension; null when not known.</param>
/// <param name="IsPlain">True for a literal without unit: it fits anything it is added to or compared with, and is a number in a product.</param>
internal readonly record struct Measure(Dimension? Dimension, bool IsPlain = false)
{
    // Beyond this, exponents mean nothing and sums of them could overflow.
    private const int LargestExponent = 1000;

    public static Measure Unknown => default;

    public static Measure Plain => new(null, IsPlain: true);

    public static Measure Number => new(Numerics.Dimension.None);

    public static Measure Angle => new(new Dimension(0, 1));

    public static Measure Energy => new(new Dimension(1));

    /// <summary>True when a number or an angle, which is a number in radians, fits.</summary>
    public bool FitsNumber => Dimension is null || Dimension == Number.Dimension || Dimension == Angle.Dimension;

    public static Measure operator *(Measure left, Measure right) => Combine(left, right, +1);

    public static Measure operator /(Measure left, Measure right) => Combine(left, right, -1);

    /// <summary>What a sum, or the smaller of two, measures when both fit.</summary>
    public static Measure Common(Measure left, Measure right) =>
        left.Dimension is not null ? left : right.Dimension is not null ? right : left.IsPlain ? right : left;

    /// <summary>What a power measures; not known when an exponent of a unit would not be whole.</summary>
    public Measure Power(double exponent) => Dimension is { } d
        ? Scaled(d.Energy, exponent) is { } energy && Scaled(d.Angle, exponent) is { } angle && Scaled(d.Area, exponent) is { } area && Scaled(d.Length, exponent) is { } length
            ? new Measure(new Dimension(energy, angle, area, length))
            : Unknown
        : this;

    private static Measure Combine(Measure left, Measure right, int sign)
    {
        if (left.IsPlain && right.IsPlain)
        {
            return Plain;
        }

        Dimension? a = left.IsPlain ? Numerics.Dimension.None : left.Dimension;
        Dimension? b = right.IsPlain ? Numerics.Dimension.None : right.Dimension;
        return a is { } x && b is { } y ? Limited(sign > 0 ? x * y : x / y) : Unknown;
    }

    private static Measure Limited(Dimension dimension) =>
        new[] { dimension.Energy, dimension.Angle, dimension.Area, dimension.Length }.All(e => Math.Abs(e) <= LargestExponent) ? new Measure(dimension) : Unknown;

    private static int? Scaled(int exponent, double factor)
    {
        double scaled = exponent * factor;
        return Math.Abs(scaled) <= LargestExponent && scaled == Math.Truncate(scaled) ? (int)scaled : null;
    }
}
