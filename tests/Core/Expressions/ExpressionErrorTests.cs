using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Core.Expressions;

public sealed class ExpressionErrorTests
{
    [Theory]
    [InlineData("", 0, "the expression is empty")]
    [InlineData("e_miss >", 8, "expected a number, a name or '(', found the end")]
    [InlineData("e_miss 1.8", 7, "expected an operator or the end, found '1.8'")]
    [InlineData("(e_miss", 7, "expected ')', found the end")]
    [InlineData("e_miss = 1", 7, "'=' has no meaning here: 'equal' is written '=='")]
    [InlineData("e_miss > 1 & x < 2", 11, "'&' has no meaning here: 'and' is written '&&'")]
    [InlineData("x < 1 | x > 2", 6, "'|' has no meaning here: 'or' is written '||' and an absolute value 'abs(x)'")]
    [InlineData("x ** 2", 2, "'**' has no meaning here: a power is written '^'")]
    [InlineData("x =< 2", 2, "'=<' has no meaning here: write '<='")]
    [InlineData("x > 1 ? 2", 6, "unexpected character '?'")]
    [InlineData("x > 5,2", 5, "expected an operator or the end, found ','")]
    [InlineData("e_mis > 1", 0, "'e_mis' is no column, parameter or constant here. Did you mean 'e_miss'?")]
    [InlineData("x > m_b", 4, "'m_b' is no column, parameter or constant here. Did you mean 'm_a'?")]
    [InlineData("x > sqrts", 4, "'sqrts' is no column, parameter or constant here. Did you mean 'sqrt_s'?")]
    [InlineData("x > GeV", 4, "'GeV' is no column, parameter or constant here; a unit follows a number: '1 GeV'")]
    [InlineData("abs > 1", 0, "'abs' is a function: write 'abs(...)'")]
    [InlineData("asb(x)", 0, "'asb' is not a function. Did you mean 'abs'?")]
    [InlineData("e_miss(x)", 0, "'e_miss' is not a function; a product is written with '*'")]
    [InlineData("e_miss > 1.8 GEV", 13, "'GEV' after a number is not a unit; a product is written with '*'. Did you mean 'GeV'?")]
    [InlineData("2 x", 2, "'x' after a number is not a unit; a product is written with '*'.")]
    [InlineData("2 GeV^0.5", 5, "the exponent of the unit 'GeV' is one whole number from -8 to 8, as in '2 GeV^2'; put the quantity in parentheses to raise it to a power")]
    [InlineData("x > 1e999", 4, "'1e999' is not a number")]
    [InlineData("abs(x, x)", 0, "'abs' takes 1 argument, found 2")]
    [InlineData("abs()", 0, "'abs' takes 1 argument, found 0")]
    [InlineData("pow(x)", 0, "'pow' takes 2 arguments, found 1")]
    [InlineData("min(x)", 0, "'min' takes at least 2 arguments, found 1")]
    [InlineData("(x < 1) + 2", 0, "'+' needs a number; '(x < 1)' is a condition")]
    [InlineData("abs(x < 1)", 4, "'abs' needs a number; 'x < 1' is a condition")]
    [InlineData("(x < 1) == (x < 2)", 0, "'==' needs a number; '(x < 1)' is a condition")]
    [InlineData("x && x < 1", 0, "'&&' needs a condition, such as 'x < 1' in parentheses; 'x' is a number")]
    [InlineData("!x < 1", 1, "'!' needs a condition, such as 'x < 1' in parentheses; 'x' is a number")]
    [InlineData("x in (1, 2)", 5, "expected '[' of an interval, as in 'x in [1, 2]', found '('")]
    [InlineData("x in [1; 2]", 7, "unexpected character ';'")]
    [InlineData("x in [1, 2", 10, "expected ']' at the end of the interval, found the end")]
    [InlineData("e_miss > 22 deg", 9, "'>' needs the same dimension on both sides: 'e_miss' is an energy; '22 deg' is an angle")]
    [InlineData("e_miss + eta_miss", 9, "'+' needs the same dimension on both sides: 'e_miss' is an energy; 'eta_miss' is a number")]
    [InlineData("e_miss in [1 GeV, 2 deg]", 18, "'in' needs the same dimension on both sides: 'e_miss' is an energy; '2 deg' is an angle")]
    [InlineData("e_miss in [1 deg, 2 deg]", 11, "'in' needs the same dimension on both sides: 'e_miss' is an energy; '1 deg' is an angle")]
    [InlineData("min(e_miss, theta)", 12, "'min' needs the same dimension on both sides: 'e_miss' is an energy; 'theta' is an angle")]
    [InlineData("e_miss^2 > s + sqrt_s", 15, "'+' needs the same dimension on both sides: 's' is an energy^2; 'sqrt_s' is an energy")]
    [InlineData("log(e_miss)", 4, "'log' needs a number: divide by a unit, as in 'x / 1 GeV'; 'e_miss' is an energy")]
    [InlineData("x^e_miss", 2, "an exponent needs a number; 'e_miss' is an energy")]
    [InlineData("e_miss^x", 0, "a power that differs from event to event needs a number as its base; 'e_miss' is an energy")]
    [InlineData("delta_m_miss2(theta)", 14, "'delta_m_miss2' needs an energy; 'theta' is an angle")]
    public void Bind_OfAWrongFormula_SaysWhereAndWhatWasExpected(string text, int position, string message)
    {
        ExpressionException error = Formula.Error(text);
        Assert.Equal((message, position), (error.Message, error.Position));
    }

    [Fact]
    public void Bind_OfANameThatIsColumnAndParameter_IsRefused()
    {
        Formula formula = new() { Columns = { ["m"] = [1] }, Parameters = { ["m"] = new Quantity(1, null) } };
        ExpressionException error = Assert.Throws<ExpressionException>(() => formula.Bind("2 * m"));
        Assert.Equal(("'m' is both a column and a parameter: rename one of them", 4), (error.Message, error.Position));
    }

    [Fact]
    public void Bind_OfAColumnNamedLikeAConstant_IsRefused()
    {
        Formula formula = new() { Columns = { ["s"] = [1] } };
        ExpressionException error = Assert.Throws<ExpressionException>(() => formula.Bind("s"));
        Assert.Equal("'s' is both a column and a constant: rename one of them", error.Message);
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("-", "1", "")]
    [InlineData("1+", "1", "")]
    [InlineData("2^", "1", "")]
    [InlineData("abs(", "1", ")")]
    [InlineData("1 < ", "1", "")]
    [InlineData("not ", "1 < 2", "")]
    public void Parse_OfAHundredThousandLevels_IsRefusedAtOnce(string open, string inner, string close)
    {
        string text = string.Concat(Enumerable.Repeat(open, 100_000)) + inner + string.Concat(Enumerable.Repeat(close, 100_000));
        ExpressionException tooLong = Assert.Throws<ExpressionException>(() => Expression.Parse(text));
        Assert.Contains("at most 4000 are allowed", tooLong.Message, StringComparison.Ordinal);

        int levels = 3990 / (open.Length + close.Length) - inner.Length;
        string shorter = string.Concat(Enumerable.Repeat(open, levels)) + inner + string.Concat(Enumerable.Repeat(close, levels));
        ExpressionException tooDeep = Assert.Throws<ExpressionException>(() => Expression.Parse(shorter));
        Assert.Contains("nested more than 200 deep", tooDeep.Message, StringComparison.Ordinal);
    }
}
