using System.Globalization;
using System.Text.Json;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Plugins.Stages;
using AlpToolkit.Plugins.Stages.Acceptance;
using AlpToolkit.Plugins.Stages.Variables;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Plugins.Stages.Variables;

/// <summary>Acceptance and variables on the MadGraph samples, against the independent script's numbers in ../shared/reference/samples.json.</summary>
public sealed class VariablesOfSamplesTests
{
    private const double SqrtS = 10.58;
    private static readonly string[] s_names = ["e_miss", "m_miss2", "eta_miss", "m_ee", "m_ee_tau"];

    [SharedDataTheory("samples/README.md")]
    [InlineData("eea_ma0.1.lhe.gz"), InlineData("eea_ma1.lhe.gz"), InlineData("eea_ma4.lhe.gz"), InlineData("eea_ma7.lhe.gz")]
    [InlineData("tautau_acceptance.lhe.gz"), InlineData("tautau_nocut.lhe.gz"), InlineData("qed2_emin0.1.lhe.gz")]
    public void SelectionOfEquations21And22_HasTheIndependentCountsAndMeans(string file)
    {
        List<double[]> events = [.. Variables(file, [VisibleParticle.Electron, VisibleParticle.Positron], s_names)];
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("reference/samples.json")));
        JsonElement sample = reference.RootElement.EnumerateArray().Single(s => s.GetProperty("file").GetString() == file);
        foreach (JsonProperty hypothesis in sample.GetProperty("cutflows").EnumerateObject())
        {
            JsonElement parameters = hypothesis.Value.GetProperty("parameters");
            double alpMass = double.Parse(hypothesis.Name, CultureInfo.InvariantCulture);
            double kappa = parameters.GetProperty("kappa").GetDouble(), energyLow = parameters.GetProperty("e_miss_low").GetDouble(), etaHigh = parameters.GetProperty("eta_high").GetDouble();
            List<double[]> inMass = [.. events.Where(e => SelectionWindows.ContainsMissingMass(e[1], alpMass, kappa))];
            List<double[]> inEnergy = [.. inMass.Where(e => SelectionWindows.ContainsMissingEnergy(e[0], energyLow, SqrtS, alpMass))];
            List<double[]> selected = [.. inEnergy.Where(e => SelectionWindows.ContainsMissingPseudorapidity(e[2], etaHigh))];
            int[] expected = [.. hypothesis.Value.GetProperty("flow").EnumerateArray().Select(step => step.GetProperty("events").GetInt32())];
            int[] actual = [events.Count, inMass.Count, inEnergy.Count, selected.Count];
            Assert.Equal(expected, actual);
            if (selected.Count > 0)
            {
                AssertMeans(selected, hypothesis.Value.GetProperty("means_of_selected"));
            }
        }
    }

    // γ + a, Eq. (9): exact up to the ten digits of the file, and the acceptance of the generation.
    [SharedDataFact("samples/gamma_a_ma1.lhe.gz")]
    public void RecoilMass_OfTheMadGraphPhotonSample_IsTheAlpMass()
    {
        List<double[]> events = [.. Variables("gamma_a_ma1.lhe.gz", [VisibleParticle.Photon], ["recoil_mass", "e_photon", "e_recoil"])];
        Assert.Equal(10000, events.Count);
        Assert.All(events, e =>
        {
            Assert.Equal(1, e[0], 1e-7);
            Assert.Equal(MissingSystem.PhotonEnergy(SqrtS, 1), e[1], 1e-8);
            Assert.Equal(MissingSystem.MaximalEnergy(SqrtS, 1), e[2], 1e-8);
        });
    }

    // As in the paper's Fig. 3, right: in the missing-mass window of m_a = 1 GeV τ pairs lie on m_ee = m_ee^τ, 90 % within 1.4 %,
    // narrower than its bins of 2 %.
    [SharedDataFact("samples/tautau_acceptance.lhe.gz")]
    public void PairMassOfTauPairs_InTheMissingMassWindow_IsTheElectronPairMass()
    {
        double[] ratios = [.. TauPairs().Where(e => SelectionWindows.ContainsMissingMass(e[2], alpMass: 1, kappa: 2.8)).Select(e => e[0] / e[1]).Order()];
        Assert.Equal(93, ratios.Length);
        Assert.Equal(1, ratios[ratios.Length / 2], 1.5e-3);
        Assert.InRange(ratios[ratios.Length / 20], 1 - 0.014, 1);
        Assert.InRange(ratios[ratios.Length - 1 - ratios.Length / 20], 1, 1 + 0.014);
    }

    // Without that window the neutrino pairs are heavy, and the relation is loose. Quantiles by a script of its own (complex square
    // roots of Python's cmath): 5 %, 50 %, 95 %.
    [SharedDataFact("samples/tautau_acceptance.lhe.gz")]
    public void PairMassOfTauPairs_WithoutAWindow_HasTheIndependentQuantiles()
    {
        double[] ratios = [.. TauPairs().Select(e => e[0] / e[1]).Order()];
        Assert.Equal(0.90723953325, ratios[500], 1e-6);
        Assert.Equal(1.00599126402, ratios[5000], 1e-6);
        Assert.Equal(1.07987901525, ratios[9500], 1e-6);
    }

    private static IEnumerable<double[]> TauPairs() =>
        Variables("tautau_acceptance.lhe.gz", [VisibleParticle.Electron, VisibleParticle.Positron], ["m_ee_tau", "m_ee", "m_miss2"]);

    private static void AssertMeans(List<double[]> selected, JsonElement expected)
    {
        for (int i = 0; i < s_names.Length; i++)
        {
            // The script's m_ee is √(2 p₋·p₊): it leaves out the 2 m_e² of Eq. (23), which shows next to small m_ee.
            bool isPairMass = s_names[i] == "m_ee";
            double mean = selected.Average(e => isPairMass ? Math.Sqrt(e[i] * e[i] - 2 * ParticleMasses.Electron * ParticleMasses.Electron) : e[i]);
            double reference = expected.GetProperty(s_names[i]).GetDouble();
            Assert.Equal(reference, mean, 1e-10 * Math.Max(1, Math.Abs(reference)));
        }
    }

    private static IEnumerable<double[]> Variables(string file, VisibleParticle[] select, string[] names)
    {
        foreach ((double Weight, Particle[] Particles)[] block in SampleFile.Blocks(file))
        {
            StageHarness<AcceptanceStage.Settings> acceptance = new(new AcceptanceStage(), new() { Select = select });
            StageHarness<VariablesStage.Settings> variables = new(new VariablesStage(), new() { Variables = [.. names.Select(n => new Labelled<Expression>(null, Expression.Parse(n)))] });
            foreach ((double weight, Particle[] particles) in block)
            {
                acceptance.Event(weight, particles);
                variables.Event(weight, particles);
            }

            EventSelection selection = acceptance.Run().Selection;
            foreach (VisibleParticle particle in select)
            {
                string role = particle.ToString().ToLowerInvariant();
                variables.Role(role, acceptance.Role(role));
            }

            variables.Run();
            foreach (int i in selection)
            {
                yield return [.. names.Select(n => variables.Column(n)[i])];
            }
        }
    }
}
