using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Tests.Physics.Kinematics;

public sealed class SelectionWindowsTests
{
    // By hand: at m_miss² = 3.7 the resolution is 1 − 0.037² = 0.998631, times 2.8 is 2.7962 > 2.7; at 3.8 it is 2.79596 < 2.8.
    [Theory, InlineData(3.7, true), InlineData(3.8, false), InlineData(-1.79, true), InlineData(-1.81, false), InlineData(double.NaN, false)]
    public void ContainsMissingMass_AroundOneGeV_UsesTheResolutionAtTheEvent(double massSquared, bool expected) =>
        Assert.Equal(expected, SelectionWindows.ContainsMissingMass(massSquared, alpMass: 1, kappa: 2.8));

    // (s + m_a²)/(2√s) = 5.33726 GeV for m_a = 1 GeV at 10.58 GeV.
    [Theory, InlineData(2.0, true), InlineData(1.999, false), InlineData(5.337, true), InlineData(5.338, false), InlineData(double.NaN, false)]
    public void ContainsMissingEnergy_BetweenTheBoundsOfEquation22_IsTrue(double energy, bool expected) =>
        Assert.Equal(expected, SelectionWindows.ContainsMissingEnergy(energy, energyLow: 2, sqrtS: 10.58, alpMass: 1));

    [Theory, InlineData(1.4, true), InlineData(-1.4, true), InlineData(-1.41, false), InlineData(double.NaN, false)]
    public void ContainsMissingPseudorapidity_OfEitherSign_ComparesItsSize(double eta, bool expected) =>
        Assert.Equal(expected, SelectionWindows.ContainsMissingPseudorapidity(eta, 1.4));
}
