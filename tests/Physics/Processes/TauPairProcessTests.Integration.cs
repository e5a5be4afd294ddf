using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>The process in the hands of the integrator.</summary>
public sealed partial class TauPairProcessTests
{
    [Fact]
    public void Integral_WithoutCuts_IsTheAnalyticOneAndEveryPointIsAnEvent()
    {
        TauPairProcess process = new(SqrtS, s_reference, new TauPairOptions { FinalStates = TauPairFinalState.All });
        IntegrationResult result = new ProcessIntegrator(process, new IntegrationSettings { RelativeError = 1e-3, Seed = 4, Threads = 1 }).Run(null, CancellationToken.None);
        double expected = process.PairCrossSection * Math.Pow(0.1782 + 0.1739, 2);
        Assert.Equal(1, result.CrossSection / expected, 1e-12);
        Assert.Equal(1, result.UnweightingEfficiency, 1e-3);
    }

    // reference/cross_sections.json: acceptance 0.7571(1) of an independent Monte Carlo. The grids, once adapted, must not move it.
    [Fact]
    public void Integral_InAcceptance_IsTheShareOfTheReference()
    {
        TauPairProcess process = new(SqrtS, s_reference, s_electrons, new GenerationCuts { Leptons = AcceptanceRegion.BelleIICalorimeter });
        IntegrationResult result = new ProcessIntegrator(process, new IntegrationSettings { RelativeError = 2e-4, Seed = 4, Threads = 1 }).Run(null, CancellationToken.None);
        double share = result.CrossSection / process.CrossSection(0), error = result.Error / process.CrossSection(0);
        Assert.InRange(share, 0.7571 - 3 * Math.Sqrt(1e-8 + error * error), 0.7571 + 3 * Math.Sqrt(1e-8 + error * error));
        Assert.True(result.Error <= 2.1e-4 * result.CrossSection);
    }
}
