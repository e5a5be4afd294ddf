using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Numerics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Tests.Physics.Numerics;

// Expected numbers: Python's decimal module with 60 digits, rounded to the nearest double.
public sealed class LaneFunctionsTests
{
    [Theory]
    [InlineData(-708.0, 3.307553003638408e-308)]
    [InlineData(-700.25, 7.678723813110872e-305)]
    [InlineData(-50.0, 1.9287498479639178e-22)]
    [InlineData(-1.0, 0.36787944117144233)]
    [InlineData(-0.34657359027997264, 0.7071067811865476)]
    [InlineData(-1e-10, 0.9999999999)]
    [InlineData(0.0, 1.0)]
    [InlineData(1e-300, 1.0)]
    [InlineData(0.1, 1.1051709180756477)]
    [InlineData(0.3465735902799727, 1.4142135623730951)]
    [InlineData(0.5, 1.6487212707001282)]
    [InlineData(1.0, 2.718281828459045)]
    [InlineData(2.0, 7.38905609893065)]
    [InlineData(10.0, 22026.465794806718)]
    [InlineData(100.5, 4.4319559098458955e+43)]
    [InlineData(700.0, 1.0142320547350045e+304)]
    [InlineData(709.5, 1.3549863193146328e+308)]
    public void Exp_AgreesWithDecimalArithmetic_To1Ulp(double x, double expected) => AssertWithin(1, expected, LaneFunctions.Exp(Vector256.Create(x)));

    [Theory]
    [InlineData(2.2250738585072014e-308, -708.3964185322641)]
    [InlineData(1e-300, -690.7755278982137)]
    [InlineData(1e-10, -23.025850929940457)]
    [InlineData(0.1, -2.3025850929940455)]
    [InlineData(0.5, -0.6931471805599453)]
    [InlineData(0.7071067811865475, -0.34657359027997275)]
    [InlineData(0.7071067811865476, -0.3465735902799726)]
    [InlineData(0.9, -0.10536051565782628)]
    [InlineData(0.9999999999999999, -1.1102230246251565e-16)]
    [InlineData(1.0, 0.0)]
    [InlineData(1.0000000000000002, 2.2204460492503128e-16)]
    [InlineData(1.1, 0.09531017980432493)]
    [InlineData(1.4142135623730951, 0.3465735902799727)]
    [InlineData(2.0, 0.6931471805599453)]
    [InlineData(2.718281828459045, 1.0)]
    [InlineData(10.0, 2.302585092994046)]
    [InlineData(10000000000.0, 23.025850929940457)]
    [InlineData(1e+300, 690.7755278982137)]
    [InlineData(1.7976931348623157e+308, 709.782712893384)]
    public void Log_AgreesWithDecimalArithmetic_To1Ulp(double x, double expected) => AssertWithin(1, expected, LaneFunctions.Log(Vector256.Create(x)));

    [Theory]
    [InlineData(1e-300, 1e-300, 1.0)]
    [InlineData(1e-09, 1e-09, 1.0)]
    [InlineData(0.1, 0.09983341664682815, 0.9950041652780258)]
    [InlineData(0.5, 0.479425538604203, 0.8775825618903728)]
    [InlineData(0.7853981633974483, 0.7071067811865475, 0.7071067811865476)]
    [InlineData(0.8, 0.7173560908995228, 0.6967067093471654)]
    [InlineData(1.5707963267948966, 1.0, 6.123233995736766e-17)]
    [InlineData(2.0, 0.9092974268256817, -0.4161468365471424)]
    [InlineData(3.0, 0.1411200080598672, -0.9899924966004454)]
    [InlineData(3.141592653589793, 1.2246467991473532e-16, -1.0)]
    [InlineData(4.0, -0.7568024953079282, -0.6536436208636119)]
    [InlineData(4.71238898038469, -1.0, -1.8369701987210297e-16)]
    [InlineData(5.5, -0.7055403255703919, 0.70866977429126)]
    [InlineData(6.283185307179586, -2.4492935982947064e-16, 1.0)]
    [InlineData(7.0, 0.6569865987187891, 0.7539022543433046)]
    [InlineData(-2.5, -0.5984721441039565, -0.8011436155469337)]
    [InlineData(100.0, -0.5063656411097588, 0.8623188722876839)]
    [InlineData(355.0, -3.014435335948845e-05, -0.999999999545659)]
    [InlineData(-999.5, -0.45603617400440466, 0.8899612396050878)]
    public void SinCos_AgreesWithDecimalArithmetic_To1Ulp(double x, double sin, double cos)
    {
        (Lanes s, Lanes c) = LaneFunctions.SinCos(Vector256.Create(x));
        AssertWithin(1, sin, s);
        AssertWithin(1, cos, c);
    }

    // The scalar functions of the C library: another implementation, within 1 ulp of the exact result.
    [Fact]
    public void Functions_OnAFineGrid_AreWithin2UlpOfTheScalarOnes()
    {
        for (int i = 0; i < 100_000; i++)
        {
            double angle = 6.2832 * i / 100_000, exponent = -700 + 0.014 * i, argument = Math.Exp(-20 + 4e-4 * i);
            AssertWithin(2, Math.Exp(exponent), LaneFunctions.Exp(Vector256.Create(exponent)));
            AssertWithin(2, Math.Log(argument), LaneFunctions.Log(Vector256.Create(argument)));
            (Lanes sin, Lanes cos) = LaneFunctions.SinCos(Vector256.Create(angle));
            AssertWithin(2, Math.Sin(angle), sin);
            AssertWithin(2, Math.Cos(angle), cos);
        }
    }

    [Fact]
    public void Functions_OutsideTheirDomain_GiveWhatTheyPromise()
    {
        Assert.Equal(Vector256.Create(0, double.PositiveInfinity, double.PositiveInfinity, 0), LaneFunctions.Exp(Vector256.Create(-710, 710, double.PositiveInfinity, double.NegativeInfinity)));
        Assert.Equal(
            [double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NaN],
            Values(LaneFunctions.Log(Vector256.Create(0, 1e-310, double.PositiveInfinity, -1))));
        Assert.True(double.IsNaN(LaneFunctions.Exp(Vector256.Create(double.NaN))[0]));
        Assert.True(double.IsNaN(LaneFunctions.Log(Vector256.Create(double.NaN))[0]));
        (Lanes sin, Lanes cos) = LaneFunctions.SinCos(Vector256.Create(double.NaN, double.PositiveInfinity, 0, 0));
        Assert.Equal([double.NaN, double.NaN, 0, 0], Values(sin));
        Assert.Equal([double.NaN, double.NaN, 1, 1], Values(cos));
    }

    [Fact]
    public void Functions_OfFourNumbers_TakeEachForItself()
    {
        Lanes x = Vector256.Create(0.3, 1.9, 3.3, 5.1);
        (Lanes sin, Lanes cos) = LaneFunctions.SinCos(x);
        for (int lane = 0; lane < 4; lane++)
        {
            Assert.Equal(LaneFunctions.SinCos(Vector256.Create(x[lane])).Sin[0], sin[lane]);
            Assert.Equal(LaneFunctions.SinCos(Vector256.Create(x[lane])).Cos[0], cos[lane]);
            Assert.Equal(LaneFunctions.Exp(Vector256.Create(x[lane]))[0], LaneFunctions.Exp(x)[lane]);
            Assert.Equal(LaneFunctions.Log(Vector256.Create(x[lane]))[0], LaneFunctions.Log(x)[lane]);
        }
    }

    private static double[] Values(Lanes lanes) => [lanes[0], lanes[1], lanes[2], lanes[3]];

    private static void AssertWithin(long ulps, double expected, Lanes actual)
    {
        long distance = Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual[0]));
        Assert.True(distance <= ulps || expected == actual[0], $"{actual[0]:R} is {distance} ulp from {expected:R}");
    }
}
