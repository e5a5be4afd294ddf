using System.Runtime.Intrinsics;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Physics.Processes;

public sealed class AlpPhotonProcessTests
{
    // MadGraph5_aMC@NLO
    [MatrixElementFact]
    public void Squared_AtThePointsOfMadGraph_AgreesToNineDigits() => Assert.All(MatrixElementPoints.Of("ga"), point =>
    {
        ModelParameters parameters = new() { Alpha = point.Parameters["alpha"], ElectronMass = point.Parameters["me"], AlpPhotonCoupling = point.Parameters["g"] };
        FourVector photon = point.Momenta[2];
        double ours = new AlpPhotonAmplitude(point.Parameters["sqrts"], parameters).Squared(Vector256.Create(photon.E), Vector256.Create(photon.Z / photon.E))[2];
        Assert.Equal(1, ours / point.Squared, 1e-9);
    });

    // Behind Eq. (8); the numbers: cross_sections.json divided by its acceptance 3/4 (c + c³/3), c = cos 22°, and by hand for m_a = 0
    [Theory]
    [InlineData(0, 3.893793721718e8 / 137.035999084 / 24 * 1e-8)]
    [InlineData(5.29, 3.893793721718e8 / 137.035999084 / 24 * 1e-8 * 27 / 64)]
    [InlineData(10.58, 0)]
    [InlineData(12, 0)]
    public void TotalCrossSection_IsTheFormula(double mass, double expected) =>
        Assert.Equal(expected, AlpPhotonProcess.TotalCrossSection(10.58, new ModelParameters { AlpMass = mass }), 1e-12 * expected);

    [Theory, InlineData(0.1), InlineData(4), InlineData(9.5)]
    public void CrossSection_OfTheProcess_IsTheFormula(double mass)
    {
        ModelParameters parameters = new() { AlpMass = mass };
        IntegrationResult result = new ProcessIntegrator(new AlpPhotonProcess(10.58, parameters, new GenerationCuts()), new IntegrationSettings { RelativeError = 2e-4 }).Run(null, CancellationToken.None);
        Assert.InRange((result.CrossSection - AlpPhotonProcess.TotalCrossSection(10.58, parameters)) / result.Error, -3, 3);
    }
}
