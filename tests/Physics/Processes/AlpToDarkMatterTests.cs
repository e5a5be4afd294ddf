using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Tests.Physics.Processes;

public sealed class AlpToDarkMatterTests
{
    private const double SqrtS = 10.58;

    // Eq. (3): Γ(γγ)/Γ(χχ) = (α c/4π)²/(r²√(1 − 4r²)) for g_aγγ = α c/2πf (Eq. 2) and g_aχχ = 1/f
    [Theory, InlineData(0.1), InlineData(0.4), InlineData(0.49)]
    public void Widths_HaveTheRatioOfTheirEquation(double r)
    {
        const double f = 100, alpha = 1 / 137.036;
        double ratio = AlpToDarkMatter.PhotonWidth(alpha / (2 * Math.PI * f), 3) / AlpToDarkMatter.PartialWidth(1 / f, 3 * r, 3);
        Assert.Equal(1, ratio / (Math.Pow(alpha / (4 * Math.PI), 2) / (r * r * Math.Sqrt(1 - 4 * r * r))), 1e-12);
    }

    [Fact]
    public void FromWidth_GivesTheCouplingOfThatWidth()
    {
        ModelParameters parameters = new() { AlpMass = 2 };
        AlpToDarkMatter decay = AlpToDarkMatter.FromWidth(parameters, 0.7, 0.01);

        Assert.Equal(0.01, AlpToDarkMatter.FromCoupling(parameters, 0.7, decay.Coupling).TotalWidth, 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => AlpToDarkMatter.FromWidth(parameters, 1, 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlpToDarkMatter.FromWidth(parameters, 0.7, 1e-12));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlpToDarkMatter.FromCoupling(parameters, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlpToDarkMatter.FromCoupling(parameters, 0.7, double.NaN));
    }

    // ∫dm² ρ(m²) σ(γ, mass m) summed by Simpson's rule: narrow, broad, just below and above threshold, far off the shell
    [Theory]
    [InlineData(1, 0.3, 0.01)]
    [InlineData(1, 0.3, 5)]
    [InlineData(1, 0.4999, 2)]
    [InlineData(1, 0.5, 2)]
    [InlineData(1, 0.501, 0.5)]
    [InlineData(0.1, 2, 0.5)]
    [InlineData(0.2, 0.02, 300)]
    public void AlpPhoton_WithAWidth_IsTheIntegralOverItsSpectralDensity(double alpMass, double mass, double coupling)
    {
        ModelParameters parameters = new() { AlpMass = alpMass };
        AlpToDarkMatter decay = AlpToDarkMatter.FromCoupling(parameters, mass, coupling);
        IntegrationResult result = Run(new AlpPhotonProcess(SqrtS, parameters, new GenerationCuts(), decay), 0.001);

        double Total(double m) => AlpPhotonProcess.TotalCrossSection(SqrtS, parameters with { AlpMass = m });
        double expected = IntegralOverDensity(alpMass, decay, 4 * mass * mass, SqrtS * SqrtS, Total);
        Assert.InRange((result.CrossSection - expected) / result.Error, -3, 3);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData(AlpElectronsChannels.All, 0.1)]
    [InlineData(AlpElectronsChannels.PhotonFusion, 4)]
    public void AlpElectrons_WithANarrowWidth_IsTheRateOfAStableAlp(AlpElectronsChannels channels, double alpMass)
    {
        ModelParameters parameters = new() { AlpMass = alpMass };
        GenerationCuts cuts = new() { Leptons = AcceptanceRegion.BelleIICalorimeter };
        AlpToDarkMatter decay = AlpToDarkMatter.FromWidth(parameters, 0.4 * alpMass, 1e-6 * alpMass);

        IntegrationResult stable = Run(new AlpElectronsProcess(SqrtS, parameters, cuts, channels), 0.002);
        IntegrationResult narrow = Run(new AlpElectronsProcess(SqrtS, parameters, cuts, channels, decay), 0.002);
        double branching = 1 - AlpToDarkMatter.PhotonWidth(parameters.AlpPhotonCoupling, alpMass) / decay.TotalWidth;

        Assert.InRange((narrow.CrossSection / branching - stable.CrossSection) / Math.Sqrt(stable.Error * stable.Error + narrow.Error * narrow.Error), -3, 3);
    }

    // In a narrow window of m²_miss off the shell: the rate of a stable ALP of that mass, times the spectral density in the window
    [Theory, InlineData(1, 1.2), InlineData(1, 0.3), InlineData(4, 0.3), InlineData(3.2, 1.4)]
    public void AlpElectrons_InAWindowOffTheShell_IsTheStableRateTimesTheSpectralDensity(double alpMass, double mass)
    {
        ModelParameters parameters = new() { AlpMass = alpMass };
        AlpToDarkMatter decay = AlpToDarkMatter.FromCoupling(parameters, mass, 0.01);
        GenerationCuts cuts = new() { Leptons = AcceptanceRegion.BelleIICalorimeter };
        Interval window = new(8.98, 9.02);

        IntegrationResult stable = Run(new AlpElectronsProcess(SqrtS, parameters with { AlpMass = 3 }, cuts), 0.002);
        IntegrationResult inWindow = Run(new AlpElectronsProcess(SqrtS, parameters, cuts with { MissingMassSquared = window }, decay: decay), 0.002);
        double density = IntegralOverDensity(alpMass, decay, window.Minimum, window.Maximum, _ => 1);

        Assert.InRange(inWindow.CrossSection / density / stable.CrossSection, 0.99, 1.01);
    }

    // Simpson's rule in t with m² = m_a² + k sinh t, which resolves resonance and tail, and m² = 4M² + y² at the threshold.
    private static double IntegralOverDensity(double alpMass, AlpToDarkMatter decay, double least, double most, Func<double, double> rate)
    {
        double scale = alpMass * decay.TotalWidth, centre = alpMass * alpMass, sum = 0;
        const int intervals = 2_000_000;
        double low = Math.Asinh((least - centre) / scale), high = Math.Asinh((most - centre) / scale);
        for (int i = 0; i <= intervals; i++)
        {
            // Cubic ends take the square root at the threshold.
            double u = (double)i / intervals, t = low + (high - low) * u * u * (3 - 2 * u);
            double squared = centre + scale * Math.Sinh(t), m = Math.Sqrt(Math.Max(squared, least));
            double density = m * AlpToDarkMatter.PartialWidth(decay.Coupling, decay.Mass, m) / (Math.PI * (Math.Pow(squared - centre, 2) + scale * scale));
            sum += (i is 0 or intervals ? 1 : i % 2 == 1 ? 4 : 2) * density * rate(m) * scale * Math.Cosh(t) * 6 * u * (1 - u) * (high - low);
        }

        return sum / (3 * intervals);
    }

    private static IntegrationResult Run(ScatteringProcess process, double relativeError) =>
        new ProcessIntegrator(process, new IntegrationSettings { RelativeError = relativeError, Seed = 23 }).Run(null, CancellationToken.None);
}
