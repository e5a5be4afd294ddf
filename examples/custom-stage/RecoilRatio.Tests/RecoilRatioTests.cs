using AlpToolkit.Core.Plugins;

namespace Acme.Tests;

public sealed class RecoilRatioTests
{
    // 3-4-5: E = 5 GeV and p = 4 GeV leave m² = 9 GeV², ratio 5/3; at rest the ratio is 1.
    [Fact]
    public void Ratio_OfEnergyAndMass()
    {
        StageHarness<RecoilRatio.Settings> harness = new StageHarness<RecoilRatio.Settings>(new RecoilRatio(), new RecoilRatio.Settings())
            .Column("e_miss", 5, 2)
            .Column("m_miss2", 9, 4);

        harness.Run();

        Assert.Equal([5.0 / 3, 1.0], harness.Column("recoil_ratio").ToArray());
    }

    [Theory, InlineData(0.0), InlineData(-1.5)]
    public void Ratio_OfAMassBelowTheFloor_DividesByTheFloor(double massSquared)
    {
        StageHarness<RecoilRatio.Settings> harness = new StageHarness<RecoilRatio.Settings>(new RecoilRatio(), new RecoilRatio.Settings { Floor = 0.5 })
            .Column("e_miss", 3)
            .Column("m_miss2", massSquared);

        harness.Run();

        Assert.Equal(6, harness.Column("recoil_ratio")[0], 15);
    }

    [Fact]
    public void Ratio_WithoutMissingEnergy_IsNaN()
    {
        StageHarness<RecoilRatio.Settings> harness = new StageHarness<RecoilRatio.Settings>(new RecoilRatio(), new RecoilRatio.Settings())
            .Column("e_miss", double.NaN)
            .Column("m_miss2", 1);

        harness.Run();

        Assert.True(double.IsNaN(harness.Column("recoil_ratio")[0]));
    }
}
