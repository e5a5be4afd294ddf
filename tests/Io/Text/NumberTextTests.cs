using System.Diagnostics;
using System.Globalization;
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
