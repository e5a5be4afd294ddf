using AlpToolkit.Physics.Amplitudes;

namespace AlpToolkit.Tests.Physics.Amplitudes;

/// <summary>Amplitudes against diagrams written out with 28 digits (<see cref="DecimalQed"/>), also where little is left of large terms.</summary>
public sealed class QedPrecisionTests
{
    private const double Mass = 0.51099895, SqrtS = 10580, Alpha = 1 / 137.035999084;

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Bhabha_AtRandomPoints_IsTheSumOfDiagrams(int photons)
    {
        Random random = new(11 + photons);
        for (int i = photons; i < 5; i++)
        {
            AssertBhabha(QedPoint.RandomLeptons(random, photons), 1e-12);
            AssertBhabha(QedPoint.RandomLeptons(random, photons, 200, 1000), 1e-12);
        }
    }

    [Theory, InlineData(2), InlineData(3), InlineData(4)]
    public void Photons_AtRandomPoints_AreTheSumOfDiagrams(int photons)
    {
        Random random = new(17 + photons);
        for (int i = 0; i < 5; i++)
        {
            AssertPhotons(QedPoint.RandomPhotons(random, photons), 1e-12);
            AssertPhotons(QedPoint.RandomPhotons(random, photons, 200, 1000), 1e-12);
        }
    }

    // −q² from m_e² x² upwards: the positron or the electron leaves along its beam, at an angle between 0.01 m/E and 100 m/E.
    [Theory]
    [InlineData(1e-6), InlineData(1e-5), InlineData(1e-4), InlineData(1e-3), InlineData(1e-2)]
    public void Bhabha_WithALeptonAlongItsBeam_KeepsItsDigits(double angle)
    {
        foreach (double energy in new[] { 100.0, 1000, 4000 })
        {
            AssertBhabha(QedPoint.Leptons(Mass, SqrtS, true, angle, 1, (energy, 1.2, 0.4)), 1e-12);
            AssertBhabha(QedPoint.Leptons(Mass, SqrtS, false, Math.PI - angle, 1, (energy, 1.2, 0.4)), 1e-12);
            AssertBhabha(QedPoint.Leptons(Mass, SqrtS, true, angle, 1, (energy, 1.2, 0.4), (300, 2.2, 3.4)), 1e-12);
            AssertBhabha(QedPoint.Leptons(Mass, SqrtS, true, angle, 1, (energy, 1.2, 0.4), (300, Math.PI - 1e-5, 3.4)), 1e-12);
        }
    }

    [Theory]
    [InlineData(1e-7), InlineData(1e-5), InlineData(1e-4), InlineData(1e-3)]
    public void Bhabha_WithPhotonsAlongTheBeams_KeepsItsDigits(double angle)
    {
        AssertBhabha(QedPoint.Leptons(Mass, SqrtS, true, 0.7, 1, (3000, angle, 0.4)), 1e-12);
        AssertBhabha(QedPoint.Leptons(Mass, SqrtS, true, 0.7, 1, (3000, Math.PI - angle, 0.4)), 1e-12);
        AssertBhabha(QedPoint.Leptons(Mass, SqrtS, true, 0.7, 1, (3000, angle, 0.4), (2000, Math.PI - angle, 2)), 1e-12);
        AssertBhabha(QedPoint.Leptons(Mass, SqrtS, true, 0.7, 1, (3000, angle, 0.4), (2000, 2 * angle, 2)), 1e-12);
        AssertBhabha(QedPoint.Leptons(Mass, SqrtS, true, 0.7, 1, (1000, angle, 0.4), (2000, Math.PI - angle, 2), (500, 1.1, 4)), 1e-12);
    }

    [Theory]
    [InlineData(1e-7), InlineData(1e-5), InlineData(1e-4), InlineData(1e-3)]
    public void Bhabha_WithAPhotonAlongAnOutgoingLepton_KeepsItsDigits(double angle) =>
        AssertBhabha(QedPoint.Leptons(Mass, SqrtS, true, 0.7, 1, (3000, 0.7 + angle, 1)), 1e-12);

    [Theory]
    [InlineData(1e-7), InlineData(1e-5), InlineData(1e-4), InlineData(1e-3)]
    public void Photons_AlongTheBeams_KeepTheirDigits(double angle)
    {
        AssertPhotons(QedPoint.Photons(Mass, SqrtS, angle, 1), 1e-12);
        AssertPhotons(QedPoint.Photons(Mass, SqrtS, 0.7, 1, (3000, angle, 0.4)), 1e-12);
        AssertPhotons(QedPoint.Photons(Mass, SqrtS, 0.7, 1, (3000, angle, 0.4), (2000, Math.PI - angle, 2)), 1e-12);
        AssertPhotons(QedPoint.Photons(Mass, SqrtS, 0.7, 1, (3000, angle, 0.4), (2000, 3 * angle, 2)), 1e-12);
    }

    private static void AssertBhabha(QedPoint point, double tolerance)
    {
        int photons = point.Outgoing.Length - 2;
        decimal diagrams = DecimalQed.Bhabha(
            point.Mass, point.PositronBeam, point.ElectronBeam, point.Outgoing[0], point.Outgoing[1], point.Outgoing[2..]);
        double value = LeptonPairPhotonsAmplitude.Bhabha((double)point.SqrtS / 1000, Alpha, (double)point.Mass / 1000, photons).Squared(point.Lanes)[0];
        AssertClose(diagrams, 2 + photons, photons, photons, value, tolerance);
    }

    private static void AssertPhotons(QedPoint point, double tolerance)
    {
        int photons = point.Outgoing.Length;
        decimal diagrams = DecimalQed.Photons(point.Mass, point.PositronBeam, point.ElectronBeam, point.Outgoing);
        double value = new PhotonsAmplitude((double)point.SqrtS / 1000, Alpha, (double)point.Mass / 1000, photons).Squared(point.Lanes)[0];
        AssertClose(diagrams, photons, photons - 2, photons, value, tolerance);
    }

    /// <summary>MeV^(−2 power) to GeV^(−2 power), couplings e², and 1/n!.</summary>
    private static void AssertClose(decimal diagrams, int couplings, int power, int identical, double value, double tolerance)
    {
        double factorial = Enumerable.Range(1, identical).Aggregate(1.0, (product, i) => product * i);
        double expected = (double)diagrams * Math.Pow(1e6, power) * Math.Pow(4 * Math.PI * Alpha, couplings) / factorial;
        Assert.Equal(1, value / expected, tolerance);
    }
}
