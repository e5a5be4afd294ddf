namespace AlpToolkit.Tests.Statistics;

internal static class Ulps
{
    /// <summary>Number of doubles from one positive number to another.</summary>
    public static long Between(double expected, double actual) =>
        Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual));

    public static void AssertWithin(long most, double expected, double actual) =>
        Assert.True(Between(expected, actual) <= most, $"{actual:R} is {Between(expected, actual)} ulp from {expected:R}");
}
