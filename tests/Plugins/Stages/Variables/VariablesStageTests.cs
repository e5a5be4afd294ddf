using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Plugins.Stages.Variables;

namespace AlpToolkit.Tests.Plugins.Stages.Variables;

public sealed class VariablesStageTests
{
    private const double SqrtS = 10.58;

    // Worked by hand with massless electrons: e+ (3; 0, 3, 0), e- (2; 1.2, 0, 1.6) leave (5.58; -1.2, -3, -1.6).
    [Theory]
    [InlineData("e_miss", 5.58)]
    [InlineData("p_miss", 3.605551275463989)] // sqrt(13)
    [InlineData("m_miss2", 18.1364)] // 5.58² − 13
    [InlineData("m_miss", 4.25868524312375)]
    [InlineData("m_miss2_resolution", 0.967107099504)] // 1 − 0.181364²
    [InlineData("eta_miss", -0.47690331790453155)] // −asinh(1.6/sqrt(10.44))
    [InlineData("theta_miss", 2.030586584372241)] // acos(−1.6/sqrt(13))
    [InlineData("m_ee", 3.4641016151377544)] // sqrt(2·3·2)
    [InlineData("acoplanarity", 1.5707963267948966)]
    [InlineData("e_electron", 2)]
    [InlineData("e_positron", 3)]
    [InlineData("theta_electron", 0.6435011087932844)] // acos(0.8)
    [InlineData("theta_positron", 1.5707963267948966)]
    [InlineData("cos_theta_electron", 0.8)]
    [InlineData("cos_theta_positron", 0)]
    public void Process_OfAnEventByHand_GivesTheValueByHand(string variable, double expected)
    {
        StageHarness<VariablesStage.Settings> harness = Harness(variable);
        harness.Event(1, new Particle(11, 1, new FourVector(2, 1.2, 0, 1.6)), new Particle(-11, 1, new FourVector(3, 0, 3, 0)))
            .Role("electron", 0).Role("positron", 1).Run();
        Assert.Equal(expected, harness.Column(variable)[0], 1e-12);
    }

    // Eq. (9): γ + a for m_a = 1 GeV at θ = 60 degrees. E_γ = (s − 1)/(2√s), E_recoil = (s + 1)/(2√s); the ALP flies at 120 degrees.
    [Theory]
    [InlineData("e_photon", 5.242741020793951)]
    [InlineData("e_recoil", 5.337258979206049)]
    [InlineData("theta_photon", Math.PI / 3)]
    [InlineData("cos_theta_photon", 0.5)]
    [InlineData("recoil_mass2", 1)]
    [InlineData("recoil_mass", 1)]
    [InlineData("eta_recoil", -0.5493061443340549)] // −atanh(0.5)
    [InlineData("eta_recoil_lab", -0.5493061443340549)]
    public void Process_OfAPhotonAndAnAlp_GivesTheTwoBodyKinematics(string variable, double expected)
    {
        double energy = (SqrtS * SqrtS - 1) / (2 * SqrtS);
        StageHarness<VariablesStage.Settings> harness = Harness(variable);
        harness.Event(1, new Particle(22, 1, new FourVector(energy, 0, energy * Math.Sqrt(0.75), energy / 2))).Role("photon", 0).Run();
        Assert.Equal(expected, harness.Column(variable)[0], 1e-12);
    }

    [Fact]
    public void Process_WithoutTheParticles_IsNaNForEveryVariable()
    {
        string[] names = [.. BuiltInVariable.All.Select(v => v.Name)];
        StageHarness<VariablesStage.Settings> harness = Harness(names);
        harness.Event(1, new Particle(11, 1, new FourVector(2, 1.2, 0, 1.6))).Role("electron", -1).Role("positron", -1).Role("photon", -1).Run();
        foreach (string name in names)
        {
            Assert.True(double.IsNaN(harness.Column(name)[0]), name);
        }
    }

    [Fact]
    public void Process_OfNegativeMissingMassSquared_KeepsTheSignAndHasNoMass()
    {
        StageHarness<VariablesStage.Settings> harness = Harness("m_miss2", "m_miss", "m_miss2_resolution");
        harness.Event(1, new Particle(11, 1, new FourVector(5.2, 5.2, 0, 0)), new Particle(-11, 1, new FourVector(4, 4, 0, 0))).Role("electron", 0).Role("positron", 1).Run();
        Assert.Equal(1.38 * 1.38 - 9.2 * 9.2, harness.Column("m_miss2")[0], 1e-12);
        Assert.Equal(double.NaN, harness.Column("m_miss")[0]);
        Assert.Equal(1, harness.Column("m_miss2_resolution")[0]);
    }

    [Fact]
    public void Process_OfALaboratorySample_GivesCentreOfMassVariablesAndLaboratoryAngles()
    {
        BeamConfiguration beams = BeamConfiguration.BelleII;
        Particle positron = new(-11, 1, new FourVector(3, 0, 3, 0)), electron = new(11, 1, new FourVector(2, 1.2, 0, 1.6));
        SampleInfo atRest = new() { Name = "at rest", SqrtS = beams.SqrtS, ToLaboratory = beams.CentreOfMassToLaboratory };
        SampleInfo moving = new() { Name = "moving", SqrtS = beams.SqrtS, ToCentreOfMass = beams.LaboratoryToCentreOfMass };
        string[] names = [.. BuiltInVariable.All.Where(v => (v.Ingredients & Ingredients.Photon) == 0).Select(v => v.Name)];
        StageHarness<VariablesStage.Settings> first = Harness(atRest, names), second = Harness(moving, names);
        first.Event(1, positron, electron).Role("positron", 0).Role("electron", 1).Run();
        LorentzTransform toLaboratory = beams.CentreOfMassToLaboratory;
        second.Event(1, positron with { Momentum = toLaboratory.Apply(positron.Momentum) }, electron with { Momentum = toLaboratory.Apply(electron.Momentum) })
            .Role("positron", 0).Role("electron", 1).Run();
        foreach (string name in names)
        {
            Assert.Equal(first.Column(name)[0], second.Column(name)[0], 1e-11);
        }

        // In the laboratory the missing momentum is what the beams had less what is seen.
        FourVector missing = beams.Electron + beams.Positron - toLaboratory.Apply(positron.Momentum) - toLaboratory.Apply(electron.Momentum);
        Assert.Equal(missing.Theta, first.Column("theta_miss_lab")[0], 1e-11);
        Assert.Equal(-Math.Log(Math.Tan(missing.Theta / 2)), first.Column("eta_miss_lab")[0], 1e-11);
    }

    [Theory, InlineData("azimuth"), InlineData("maximal"), InlineData("minimal"), InlineData("0.25")]
    public void Process_WithAChoiceOfCosPhi_PutsItIntoEquation19(string text)
    {
        CosPhi cosPhi = CosPhi.Parse(text);
        Assert.Equal(text, cosPhi.ToString());
        StageHarness<VariablesStage.Settings> harness = new(new VariablesStage(), new() { Variables = [Entry("m_ee_tau")], CosPhi = cosPhi });
        harness.Event(1, new Particle(11, 1, new FourVector(2, 1.2, 0, 1.6)), new Particle(-11, 1, new FourVector(3, 1.8, 2.4, 0))).Role("electron", 0).Role("positron", 1).Run();
        double expected = text switch { "azimuth" => 0.6, "maximal" => 1, "minimal" => -1, _ => 0.25 };
        Assert.Equal(TauPairBackground.PairMass(SqrtS, 3, 2, expected), harness.Column("m_ee_tau")[0], 1e-14);
    }

    [Theory, InlineData("azimut", "'azimut' is no cos phi: expected azimuth, maximal, minimal, or a number from -1 to 1. Did you mean 'azimuth'?"), InlineData("1.5", "'1.5' is no cos phi: expected azimuth, maximal, minimal, or a number from -1 to 1.")]
    public void Parse_OfNoCosPhi_SaysWhatIsExpected(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => CosPhi.Parse(text)).Message);

    [Fact]
    public void Run_WithVariablesOfOneParticle_NeedsNoOtherRole()
    {
        StageHarness<VariablesStage.Settings> harness = Harness("e_electron");
        harness.Event(1, new Particle(11, 1, new FourVector(2, 1.2, 0, 1.6))).Role("electron", 0).Run();
        Assert.Equal(2, harness.Column("e_electron")[0]);
        Assert.Throws<InvalidOperationException>(() => Harness("m_ee").Event(1, []).Role("electron", -1).Run());
    }

    [Theory]
    [InlineData("e_mis", "'e_mis' is no built-in variable. Did you mean 'e_miss'? A variable of your own is { e_mis: \"formula\" }.")]
    [InlineData("e_miss / 5.29", "the formula 'e_miss / 5.29' has no name. Write { name: \"e_miss / 5.29\" }.")]
    public void Run_OfAnUnlabelledEntryThatIsNoVariable_SaysWhatToWrite(string text, string message) =>
        Assert.Equal(message, Assert.Throws<PluginException>(() => Harness(text).Run()).Message);

    [Fact]
    public void Run_OfNamesThatCannotBe_IsRefused()
    {
        Assert.Equal("'variables' has 'm_ee' twice. Take one out or rename it.", Assert.Throws<PluginException>(() => Harness("m_ee", "m_ee").Run()).Message);
        StageHarness<VariablesStage.Settings> harness = new(new VariablesStage(), new() { Variables = [new Labelled<Expression>("2x", Expression.Parse("1"))] });
        Assert.Equal("'2x' cannot name a column: expected a letter or '_', then letters, digits and '_'.", Assert.Throws<PluginException>(() => harness.Run()).Message);
    }

    [Fact]
    public void All_BuiltInVariables_HaveUniqueNames() =>
        Assert.Equal(BuiltInVariable.All.Count, BuiltInVariable.All.Select(v => v.Name).Distinct().Count());

    private static StageHarness<VariablesStage.Settings> Harness(params string[] names) => Harness(new SampleInfo { Name = "sample", SqrtS = SqrtS }, names);

    private static StageHarness<VariablesStage.Settings> Harness(SampleInfo sample, params string[] names) =>
        new(new VariablesStage(), new() { Variables = [.. names.Select(Entry)] }) { Sample = sample };

    private static Labelled<Expression> Entry(string name) => new(null, Expression.Parse(name));
}
