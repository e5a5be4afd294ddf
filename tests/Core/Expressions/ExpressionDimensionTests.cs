using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Core.Expressions;

public sealed class ExpressionDimensionTests
{
    private static Formula Events(double mA, double kappa, params (double MMiss2, double EMiss, double EtaMiss)[] events) => new()
    {
        Columns =
        {
            ["m_miss2"] = [.. events.Select(e => e.MMiss2)],
            ["e_miss"] = [.. events.Select(e => e.EMiss)],
            ["eta_miss"] = [.. events.Select(e => e.EtaMiss)],
            ["theta"] = [.. events.Select(_ => 0.3)],
            ["unknown"] = [.. events.Select(_ => 1.0)],
        },
        Dimensions = { ["m_miss2"] = new Dimension(2), ["e_miss"] = new Dimension(1), ["eta_miss"] = Dimension.None, ["theta"] = new Dimension(0, 1) },
        Parameters = { ["m_a"] = new Quantity(mA, new Dimension(1)), ["kappa"] = new Quantity(kappa, null) },
    };

    [Theory]
    [InlineData("e_miss", "energy")]
    [InlineData("e_miss / 5.29 GeV", "number")]
    [InlineData("2 * e_miss", "energy")]
    [InlineData("1 / e_miss", "energy^-1")]
    [InlineData("e_miss + 1", "energy")]
    [InlineData("sqrt(m_miss2)", "energy")]
    [InlineData("e_miss^2 + m_miss2", "energy^2")]
    [InlineData("pow(e_miss, 3)", "energy^3")]
    [InlineData("square(e_miss)", "energy^2")]
    [InlineData("m_miss2^0.5", "energy")]
    [InlineData("sqrt(e_miss)", null)]
    [InlineData("hypot(e_miss, 2 MeV)", "energy")]
    [InlineData("sin(theta)", "number")]
    [InlineData("acos(eta_miss)", "angle")]
    [InlineData("atan2(e_miss, sqrt_s)", "angle")]
    [InlineData("sign(e_miss)", "number")]
    [InlineData("e_miss > 1.8", "number")]
    [InlineData("unknown", null)]
    [InlineData("unknown * e_miss", null)]
    [InlineData("unknown + e_miss", "energy")]
    [InlineData("max(1, e_miss, unknown)", "energy")]
    [InlineData("1 + 2", null)]
    [InlineData("2 GeV^2", "energy^2")]
    [InlineData("50 ab^-1", "luminosity")]
    [InlineData("kappa * delta_m_miss2(m_a)", null)]
    [InlineData("2 * delta_m_miss2(m_a)", "energy^2")]
    [InlineData("(s + m_a^2) / (2 * sqrt_s)", "energy")]
    public void Dimension_OfAFormula_FollowsFromItsParts(string text, string? expected) =>
        Assert.Equal(expected, Events(1, 2, (1, 1, 1)).Bind(text).Dimension?.Name);

    [Theory]
    [InlineData("theta > pi / 8")]
    [InlineData("e_miss > 1.8")]
    [InlineData("unknown > 22 deg")]
    [InlineData("((((e_miss^64)^64)^64)^64)^64 > unknown")]
    public void Bind_OfWhatFits_Succeeds(string text) => Assert.True(Events(1, 2, (1, 1, 1)).Bind(text).IsCondition);

    [Theory]
    [InlineData("250 MeV", 0.25)]
    [InlineData("1.8GeV", 1.8)]
    [InlineData("1 TeV", 1000)]
    [InlineData("180 deg", Math.PI)]
    [InlineData("2 %", 0.02)]
    [InlineData("2 GeV^2", 2)]
    [InlineData("3 MeV^2 * 1e6", 3)]
    [InlineData("1eV * 1e9", 1)]
    [InlineData("50 ab^-1", 5e7)]
    [InlineData("(2 GeV)^2", 4)]
    public void Evaluate_OfANumberWithUnit_IsInInternalUnits(string text, double expected) =>
        Assert.Equal(expected, Formula.Value(text), 1e-15);

    // Eq. (20), by hand: 1 - 0.1^4, 1 - 0.7^4 = 0.7599, and the floor above 10 GeV.
    [Theory]
    [InlineData("delta_m_miss2(0)", 1)]
    [InlineData("delta_m_miss2(1 GeV)", 0.9999)]
    [InlineData("delta_m_miss2(7 GeV)", 0.7599)]
    [InlineData("delta_m_miss2(10.58 GeV)", 0)]
    [InlineData("delta_m_miss2(0 / 0)", double.NaN)]
    public void DeltaMMiss2_IsTheResolutionOfEq20(string text, double expected) =>
        Assert.Equal(expected, Formula.Value(text), 1e-15);

    // Eq. (21) at m_a = 7 GeV, kappa = 2 (Table I): |m_miss2 - 49| <= 2 * 0.7599 = 1.5198 GeV^2.
    [Fact]
    public void MissingMassWindow_OfEq21_KeepsWhatLiesWithinIt()
    {
        Formula events = Events(7, 2, (49, 8, 0), (50.51, 8, 0), (50.53, 8, 0), (47.49, 8, 0), (47.47, 8, 0), (double.NaN, 8, 0));
        Assert.Equal([1, 1, 0, 1, 0, double.NaN], events.Evaluate("abs(m_miss2 - m_a^2) <= kappa * delta_m_miss2(m_a)"));
    }

    // Eq. (22) at m_a = 0.025 GeV (Table I): E_max = (10.58^2 + 0.025^2) / (2 * 10.58) = 5.290029536862... GeV.
    [Fact]
    public void MissingEnergyWindow_OfEq22_IsAClosedInterval()
    {
        Formula events = Events(0.025, 2.8, (0, 1.79, 0), (0, 1.8, 0), (0, 5.29, 0), (0, 5.290029, 0), (0, 5.29003, 0), (0, double.NaN, 0));
        Assert.Equal([0, 1, 1, 1, 0, double.NaN], events.Evaluate("e_miss in [1.8 GeV, (s + m_a^2) / (2 * sqrt_s)]"));
    }

    [Fact]
    public void MissingPseudorapidityCut_OfEq22_KeepsBothSigns() =>
        Assert.Equal([1, 1, 0, 1, 0], Events(1, 2, (0, 2, 0), (0, 2, 1.4), (0, 2, 1.41), (0, 2, -1.4), (0, 2, -1.41)).Evaluate("abs(eta_miss) <= 1.4"));
}
