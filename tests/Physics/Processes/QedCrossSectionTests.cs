using System.Globalization;
using System.Text.Json;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Shared;
using Xunit.Abstractions;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>Cross sections of e⁺e⁻ → e⁺e⁻ + n γ and n γ against formulas, an independent integration and themselves.</summary>
public sealed class QedCrossSectionTests(ITestOutputHelper output)
{
    private static readonly ModelParameters s_model = new() { Alpha = ReferenceCrossSections.Alpha, ElectronMass = ReferenceCrossSections.ElectronMass };

    // dσ/dΩ = α²/4s ((3 + c²)/(1 − c))², massless; its integral over |c| < c₀ by Simpson's rule.
    [Fact]
    public void Bhabha_InAcceptance_IsTheBornFormula()
    {
        double s = ReferenceCrossSections.SqrtS * ReferenceCrossSections.SqrtS, edge = Math.Cos(22 * Math.PI / 180), sum = 0;
        const int Steps = 2000;
        for (int i = 0; i <= Steps; i++)
        {
            double c = -edge + 2 * edge * i / Steps;
            sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Pow((3 + c * c) / (1 - c), 2);
        }

        double expected = Math.PI / 2 * s_model.Alpha * s_model.Alpha / s * sum * (2 * edge / Steps / 3) * ModelParameters.PicobarnGeV2;
        IntegrationResult result = Integrate(new BhabhaPhotonsProcess(ReferenceCrossSections.SqrtS, 0, s_model, Seen()), 0.0005);

        Assert.InRange(result.CrossSection, expected - 3 * result.Error, expected + 3 * result.Error);
    }

    // σ(γγ) = (2πα²/s)(ln(s/m_e²) − 1) for m_e → 0, Heitler's formula.
    [Fact]
    public void TwoPhotons_InAllOfSpace_IsTheFormula()
    {
        double s = ReferenceCrossSections.SqrtS * ReferenceCrossSections.SqrtS;
        double expected = 2 * Math.PI * s_model.Alpha * s_model.Alpha / s * (Math.Log(s / (s_model.ElectronMass * s_model.ElectronMass)) - 1) * ModelParameters.PicobarnGeV2;

        IntegrationResult result = Integrate(new PhotonsProcess(ReferenceCrossSections.SqrtS, 2, s_model, new GenerationCuts()), 0.0005);

        Assert.InRange(result.CrossSection, expected - 3 * result.Error, expected + 3 * result.Error);
    }

    [SharedDataFact(ReferenceCrossSections.Path)]
    [Trait("Category", "Slow")]
    public void OnePhoton_AgreesWithTheReference() => CheckReference("bhabha-photons", n: 1, 0.0005);

    [SharedDataFact(ReferenceCrossSections.Path)]
    [Trait("Category", "Slow")]
    public void TwoPhotonsAndLeptons_AgreeWithTheReference() => CheckReference("bhabha-photons", n: 2, 0.002);

    [SharedDataFact(ReferenceCrossSections.Path)]
    [Trait("Category", "Slow")]
    public void ThreePhotons_AgreeWithTheReference() => CheckReference("photons", n: 3, 0.002);

    // Table I, m_a = 0.025 GeV, without the m_ee plane: what is selected has no soft or collinear divergence, so the regulator must not matter.
    [Fact]
    [Trait("Category", "Slow")]
    public void SelectedCrossSection_DoesNotDependOnTheSmallestPhotonEnergy()
    {
        IntegrationResult[] results = [.. new[] { 0.1, 0.01, 0.001 }.Select(energy => Integrate(new BhabhaPhotonsProcess(ReferenceCrossSections.SqrtS, 2, s_model, TableOne(energy, 0.025, 2.8, 1.8, 1.4)), 0.004))];

        Assert.All(results.Skip(1), r => AssertAgree(results[0], r));
    }

    // A grid that learns from too few points shuts out a region: with seed 7 a third of the cross section was once lost, at an error of 0.6 %.
    [Fact]
    [Trait("Category", "Slow")]
    public void SelectedCrossSection_DoesNotDependOnTheSeed()
    {
        IntegrationResult[] results = [.. Enumerable.Range(1, 8).Select(seed => new ProcessIntegrator(
            new BhabhaPhotonsProcess(ReferenceCrossSections.SqrtS, 2, s_model, TableOne(0.1, 0.025, 2.8, 1.8, 1.4)),
            new IntegrationSettings { RelativeError = 0.006, Seed = (ulong)seed }).Run(null, CancellationToken.None))];
        double mean = results.Average(r => r.CrossSection);

        output.WriteLine($"{mean:G6}: {string.Join(", ", results.Select(r => $"{r.CrossSection:G5} ± {r.Error:G2}"))}");
        Assert.All(results, r => Assert.InRange((r.CrossSection - mean) / r.Error, -4, 4));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void SelectedCrossSectionOfLightAlps_IsTheSameInIndependentParametrisations()
    {
        GenerationCuts cuts = TableOne(0.1, 0.025, 2.8, 1.8, 1.4);

        // Emission photon by photon converges falsely in so small a region. It is adapted to a wider one, 340 times as large, and its
        // events are selected afterwards.
        BhabhaPhotonsProcess wide = new(ReferenceCrossSections.SqrtS, 2, s_model, TableOne(0.1, 0.025, 6, 1.2, 2), Parametrisation.Sequential);
        IntegrationResult wideResult = Integrate(wide, 0.002, adaptationPoints: 100_000);
        IntegrationResult wideDirected = Integrate(new BhabhaPhotonsProcess(ReferenceCrossSections.SqrtS, 2, s_model, TableOne(0.1, 0.025, 6, 1.2, 2)), 0.002);
        AssertAgree(wideDirected, wideResult);
        (double selected, double error) = Select(new EventGenerator(wide, wideResult, EventWeighting.Weighted, 5), blocks: 8000, cuts);

        IntegrationResult directed = Integrate(new BhabhaPhotonsProcess(ReferenceCrossSections.SqrtS, 2, s_model, cuts), 0.003, adaptationPoints: 100_000);

        output.WriteLine($"{directed.CrossSection:G6} ± {directed.Error:G2}, selected from a wider region {selected:G6} ± {error:G2}");
        Assert.InRange((directed.CrossSection - selected) / Math.Sqrt(error * error + directed.Error * directed.Error), -3, 3);
        Assert.InRange(error / selected, 0, 0.01);
        Assert.InRange(directed.CrossSection, 0.15, 0.45); // reference: about 0.3 pb ± 50 %
    }

    private static (double CrossSection, double Error) Select(EventGenerator generator, int blocks, GenerationCuts cuts)
    {
        (double Sum, double Squares)[] sums = new (double, double)[blocks];
        Parallel.For(0, blocks, generator.NewBlock, (i, _, block) =>
        {
            generator.Generate(i, EventGenerator.BlockEvents, block, CancellationToken.None);
            for (int k = 0; k < block.Count; k++)
            {
                FourVector missing = block.Momentum(k, 2) + block.Momentum(k, 3);
                if (cuts.MissingEnergy.Contains(missing.E) && cuts.MissingMassSquared.Contains(missing.MassSquared) && Math.Abs(MissingSystem.Pseudorapidity(missing)) <= cuts.MissingPseudorapidityMax)
                {
                    sums[i] = (sums[i].Sum + block.Weights[k], sums[i].Squares + block.Weights[k] * block.Weights[k]);
                }
            }

            return block;
        }, _ => { });
        double events = (double)blocks * EventGenerator.BlockEvents;
        return (sums.Sum(s => s.Sum) / events, Math.Sqrt(sums.Sum(s => s.Squares)) / events);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void SelectedCrossSectionOfHeavyAlps_IsTheSameInIndependentParametrisations()
    {
        GenerationCuts cuts = TableOne(0.01, 7, 2, 7.1, 2.5);

        IntegrationResult directed = Integrate(new BhabhaPhotonsProcess(ReferenceCrossSections.SqrtS, 2, s_model, cuts), 0.004);
        IntegrationResult split = Integrate(new BhabhaPhotonsProcess(ReferenceCrossSections.SqrtS, 2, s_model, cuts, Parametrisation.MissingSystem), 0.004, adaptationPoints: 100_000);

        AssertAgree(directed, split);
    }

    private void CheckReference(string process, int n, double precision)
    {
        int checkedEntries = 0;
        foreach (JsonElement entry in ReferenceCrossSections.Of(process).Where(e => e.GetProperty("n").GetInt32() == n))
        {
            string region = entry.GetProperty("region").GetString()!;
            double energyMin = entry.TryGetProperty("e_min", out JsonElement e) ? e.GetDouble() : 0.25;
            GenerationCuts cuts = Cuts(region, energyMin);
            IntegrationResult ours = Integrate(process == "photons" ? new PhotonsProcess(ReferenceCrossSections.SqrtS, n, s_model, cuts) : new BhabhaPhotonsProcess(ReferenceCrossSections.SqrtS, n, s_model, cuts), precision);
            (double sigma, double error) = (entry.GetProperty("sigma").GetDouble(), entry.GetProperty("error").GetDouble());
            double pull = (ours.CrossSection - sigma) / Math.Sqrt(ours.Error * ours.Error + error * error);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{process} n={n} {region} {energyMin}: {ours.CrossSection:G6} ± {ours.Error:G2}, reference {sigma} ± {error}, pull {pull:F2}"));
            Assert.True(Math.Abs(pull) <= 3, $"{region} {energyMin}: {ours.CrossSection:G6} ± {ours.Error:G2} against {sigma} ± {error}");
            Assert.InRange(ours.Error / ours.CrossSection, 0, 0.0021);
            checkedEntries++;
        }

        Assert.InRange(checkedEntries, 3, 30);
    }

    private static GenerationCuts Cuts(string region, double energyMin) => region switch
    {
        "e+ e- visible, both photons invisible (Eq. 7 fails), each photon E* > E_min" or "e+ e- visible, photon invisible, E* > E_min" => Seen() with { VisiblePhotons = 0, PhotonEnergyMin = energyMin },
        "e+ e- visible, both photons in the blind cones, each photon E* > E_min" => Seen() with { VisiblePhotons = 0, PhotonEnergyMin = energyMin, PhotonLoss = PhotonLoss.BlindCones },
        "as above with E_min 0.25 and E*_miss > 4 GeV" => Seen() with { VisiblePhotons = 0, PhotonEnergyMin = energyMin, PhotonLoss = PhotonLoss.BlindCones, MissingEnergy = new Interval(4, double.PositiveInfinity) },
        "e+ e- visible, photon visible" => Seen() with { VisiblePhotons = 1, PhotonEnergyMin = energyMin },
        "exactly one photon visible, E* > E_min each" => new GenerationCuts { VisiblePhotons = 1, PhotonEnergyMin = energyMin },
        _ => throw new InvalidOperationException($"region '{region}' is new"),
    };

    private static GenerationCuts Seen() => new() { Leptons = AcceptanceRegion.BelleIICalorimeter };

    private static GenerationCuts TableOne(double energyMin, double alpMass, double kappa, double missingEnergy, double pseudorapidity)
    {
        double resolution = MissingSystem.MassSquaredResolution(alpMass * alpMass);
        return Seen() with
        {
            VisiblePhotons = 0,
            PhotonEnergyMin = energyMin,
            MissingMassSquared = new Interval(alpMass * alpMass - kappa * resolution, alpMass * alpMass + kappa * resolution),
            MissingEnergy = new Interval(missingEnergy, MissingSystem.MaximalEnergy(ReferenceCrossSections.SqrtS, alpMass)),
            MissingPseudorapidityMax = pseudorapidity,
        };
    }

    private void AssertAgree(IntegrationResult a, IntegrationResult b)
    {
        output.WriteLine($"{a.CrossSection:G6} ± {a.Error:G2} and {b.CrossSection:G6} ± {b.Error:G2}");
        double error = Math.Sqrt(a.Error * a.Error + b.Error * b.Error);
        Assert.InRange((a.CrossSection - b.CrossSection) / error, -3, 3);
    }

    private static IntegrationResult Integrate(ScatteringProcess process, double precision, int adaptationPoints = 16384) =>
        new ProcessIntegrator(process, new IntegrationSettings { RelativeError = precision, AdaptationPoints = adaptationPoints }).Run(null, CancellationToken.None);
}
