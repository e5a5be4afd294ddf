using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text;
using AlpToolkit.Io.Text;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Io.Text;

public sealed class NumberTextTests
{
    // Shortest, 17-digit, 11-digit (MadGraph) and plain notations of the same double, against double.Parse bit for bit.
    [Property(MaxTest = 2000)]
    public void TryReadDouble_OfAnyDoubleInAnyNotation_IsWhatDoubleParseGives(long bits)
    {
        double value = BitConverter.Int64BitsToDouble(bits);
        if (!double.IsFinite(value))
        {
            return;
        }

        foreach (string format in (string[])["R", "E16", "e10", "E20", "+0.0000000000e+00;-0.0000000000e+00", "G9"])
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            AssertSameBits(double.Parse(text, CultureInfo.InvariantCulture), text);
        }
    }

    [Property(MaxTest = 2000)]
    public void TryReadDouble_OfDigitsPointAndExponent_IsWhatDoubleParseGives(ulong digits, byte point, sbyte exponent)
    {
        string text = digits.ToString(CultureInfo.InvariantCulture);
        text = text.Insert(point % (text.Length + 1), ".") + "e" + exponent;
        AssertSameBits(double.Parse(text, CultureInfo.InvariantCulture), text);
    }

    // The runtime's own conversion is the reference: it is exact for any number of digits.
    [Theory]
    [InlineData(1, 17)]
    [InlineData(2, 18)]
    [InlineData(3, 19)]
    [InlineData(4, 20)]
    public void TryReadDouble_OfRandomDigitsAtAnyPowerOfTen_IsWhatDoubleParseGives(int seed, int digits)
    {
        Random random = new(seed);
        for (int power = -345; power <= 310; power++)
        {
            for (int i = 0; i < 60; i++)
            {
                AssertAsParsed($"{random.Next(1, 10)}.{string.Concat(Enumerable.Range(1, digits - 1).Select(_ => random.Next(10)))}e{power}");
            }
        }
    }

    // Half way between two doubles, one digit at the end less, and more: with 17 to 19 digits where they end there, else with all.
    [Fact]
    public void TryReadDouble_OfNumbersHalfWayBetweenDoubles_IsWhatDoubleParseGives()
    {
        Random random = new(5);
        for (int i = 0; i < 40_000; i++)
        {
            int exponent = i % 2 == 0 ? random.Next(-8, 12) : random.Next(-1074, 971);
            BigInteger odd = 2 * new BigInteger(random.NextInt64(1L << 52, 1L << 53)) + 1;
            string whole = (exponent > 0 ? odd << (exponent - 1) : odd * BigInteger.Pow(5, 1 - exponent)).ToString(CultureInfo.InvariantCulture);
            int power = Math.Min(0, exponent - 1);
            foreach (int digits in (int[])[17, 18, 19, whole.Length])
            {
                string first = whole[..Math.Min(digits, whole.Length)];
                BigInteger cut = BigInteger.Parse(first, CultureInfo.InvariantCulture);
                for (int step = -1; step <= 1; step++)
                {
                    AssertAsParsed(string.Create(CultureInfo.InvariantCulture, $"{cut + step}e{power + whole.Length - first.Length}"));
                }
            }
        }
    }

    // Subnormal numbers, zero beside them, and the largest: 17 digits, and neighbours in the last of them.
    [Fact]
    public void TryReadDouble_AtTheEndsOfTheDoubles_IsWhatDoubleParseGives()
    {
        Random random = new(6);
        for (int i = 0; i < 20_000; i++)
        {
            long bits = (i % 3) switch
            {
                0 => random.NextInt64(0, 1L << 53),
                1 => random.NextInt64(0, 4096),
                _ => BitConverter.DoubleToInt64Bits(double.MaxValue) - random.NextInt64(0, 4096),
            };
            string text = BitConverter.Int64BitsToDouble(bits).ToString("e16", CultureInfo.InvariantCulture);
            int end = text.IndexOf('e');
            AssertAsParsed(text);
            AssertAsParsed(text[..(end - 1)] + (char)('0' + random.Next(10)) + text[end..]);
        }
    }

    [Theory]
    [InlineData("1.7976931348623158e308")] // the largest and a little, still nearest to it
    [InlineData("1.7976931348623159e308")] // infinite
    [InlineData("17976931348623158079e289")]
    [InlineData("17976931348623158080e289")]
    [InlineData("2.4703282292062327e-324")] // half of the smallest and less: zero
    [InlineData("2.4703282292062328e-324")] // and more: the smallest
    [InlineData("2.2250738585072011e-308")] // near the smallest normal number
    [InlineData("2.2250738585072014e-308")]
    [InlineData("18446744073709551615e0")] // 2^64 - 1, and 2^64
    [InlineData("18446744073709551616e0")]
    [InlineData("9007199254740993e-1")]
    [InlineData("9223372036854776833e0")] // 2^63 + 1025, one more than half way
    [InlineData("9223372036854776832e0")] // 2^63 + 1024, half way
    [InlineData("0.00000000000000000000012345678901234567")]
    [InlineData("00000000000000000000012345678901234567.25")]
    [InlineData("-0.0000000000000000000000000e5")]
    [InlineData("0.0000000000000000000000000e-999")]
    public void TryReadDouble_OfHardNumbers_IsWhatDoubleParseGives(string text) => AssertAsParsed(text);

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("-0.0", -0.0)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("-.93544317E+03", -935.44317)]
    [InlineData("0.7D+01", 7.0)]
    [InlineData("1.d-3", 0.001)]
    [InlineData("3.0-101", 3.0e-101)]
    [InlineData("-1.5+200", -1.5e200)]
    [InlineData("9007199254740993", 9007199254740992.0)] // 2^53 + 1, half way: to even
    [InlineData("1e-400", 0.0)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890.0)]
    public void TryReadDouble_OfGeneratorNotation_IsTheNearestDouble(string text, double expected) => AssertSameBits(expected, text);

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("********")]
    [InlineData("1,5")]
    [InlineData("1.0.0")]
    [InlineData("1.0-12")] // an exponent without letter has three digits
    [InlineData("1e400")]
    [InlineData("0x10")]
    [InlineData("1\0")]
    [InlineData("--1")]
    [InlineData("1_000")]
    public void TryReadDouble_OfAnythingElse_IsRefusedAndDoesNotMove(string text)
    {
        int position = 0;
        Assert.False(NumberText.TryReadDouble(Encoding.ASCII.GetBytes(text), ref position, out _));
        Assert.Equal(0, position);
    }

    [Fact]
    public void TryReadDouble_OfAMillionDigits_TakesLinearTime()
    {
        byte[] text = Encoding.ASCII.GetBytes($"50.{new string('0', 1_000_000)}1");
        int position = 0;
        Stopwatch clock = Stopwatch.StartNew();
        Assert.True(NumberText.TryReadDouble(text, ref position, out double value));
        Assert.Equal(50.0, value);
        Assert.Equal(text.Length, position);

        // Milliseconds when linear, minutes when quadratic.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-9000005", -9000005)]
    [InlineData("+2147483647", int.MaxValue)]
    public void TryReadInt32_OfAWholeNumber_IsIt(string text, int expected)
    {
        int position = 0;
        Assert.True(NumberText.TryReadInt32(Encoding.ASCII.GetBytes(text), ref position, out int value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1.0")]
    [InlineData("-")]
    [InlineData("")]
    public void TryReadInt32_OfAnythingElse_IsRefused(string text)
    {
        int position = 0;
        Assert.False(NumberText.TryReadInt32(Encoding.ASCII.GetBytes(text), ref position, out _));
    }

    private static void AssertAsParsed(string text)
    {
        double expected = double.Parse(text, CultureInfo.InvariantCulture);
        if (double.IsFinite(expected))
        {
            AssertSameBits(expected, text);
            AssertSameBits(-expected, text.StartsWith('-') ? text[1..] : $"-{text}");
        }
        else
        {
            int position = 0;
            Assert.False(NumberText.TryReadDouble(Encoding.ASCII.GetBytes(text), ref position, out _), text);
        }
    }

    private static void AssertSameBits(double expected, string text)
    {
        // As in a file: a blank follows, and more text.
        foreach (string tail in (string[])["", " 22 1", "\n</event>", "<", "\t"])
        {
            int position = 0;
            Assert.True(NumberText.TryReadDouble(Encoding.ASCII.GetBytes(text + tail), ref position, out double value), text);
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
            Assert.Equal(text.Length, position);
        }
    }
}
