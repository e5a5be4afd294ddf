using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Options;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.Host.Options;

public sealed partial class OptionBinderTests
{
    [Theory]
    [InlineData("theta_min: 22 deg", 22 * Math.PI / 180)]
    [InlineData("theta_min: 0.5", 0.5)]
    [InlineData("theta_min: '300 mrad'", 0.3)]
    [InlineData("theta_min: 22deg", 22 * Math.PI / 180)]
    public void Bind_OfAnAngle_IsInRadians(string yaml, double expected) =>
        Assert.Equal(expected, Yaml.Good<AllShapes>(yaml).ThetaMin, 1e-15);

    [Fact]
    public void Bind_OfABareNumber_IsInTheUnitOfItsOption()
    {
        Assert.Equal(Math.PI / 4, Yaml.Good<AllShapes>("opening: 45").Opening, 1e-15);
        Assert.Equal(Yaml.Good<AllShapes>("opening: 45 deg").Opening, Yaml.Good<AllShapes>("opening: 45").Opening);
        Assert.Equal(0.5, Yaml.Good<AllShapes>("opening: 0.5 rad").Opening);
    }

    [Fact]
    public void Bind_OfALuminosity_IsInInversePicobarn()
    {
        // 1 ab = 1e-6 pb
        Assert.Equal(5e7, Yaml.Good<AllShapes>("luminosity: 50 ab^-1").Luminosity);
        Assert.Null(Yaml.Good<AllShapes>("luminosity: null").Luminosity);
    }

    [Theory]
    [InlineData("events: 2e6", 2_000_000)]
    [InlineData("events: 1_000_000", 1_000_000)]
    [InlineData("events: 12", 12)]
    public void Bind_OfAWholeNumber_TakesExponentsAndGroups(string yaml, long expected) => Assert.Equal(expected, Yaml.Good<AllShapes>(yaml).Events);

    [Fact]
    public void Bind_OfASeed_KeepsAll64Bits() => Assert.Equal(ulong.MaxValue, Yaml.Good<AllShapes>("seed: 18446744073709551615").Seed);

    [Fact]
    public void Bind_OfEveryShape_GivesWhatWasWritten()
    {
        AllShapes bound = Yaml.Good<AllShapes>("""
            floor: 250 MeV
            phi: true
            title: 2024 run
            file: ~
            in: centre_of_mass
            e_miss: e_miss_lab
            photon: hard_photon
            when: e_miss > 1 GeV
            edges: [0, 500 MeV, 2]
            cuts: [a < 1, central: b < 2, "c"]
            parameters: {m: 1 TeV, n: 3, x: -inf}
            binning: 12 bins
            beams: {sqrt_s: 91.2}
            """);
        Assert.Equal((0.25, true, "2024 run", (string?)null, AllShapes.Frame.CentreOfMass), (bound.Floor, bound.Phi, bound.Title, bound.File, bound.In));
        Assert.Equal(("e_miss_lab", "ratio", "electron", "hard_photon"), (bound.EMiss.Name, bound.Out.Name, bound.Electron.Name, bound.Photon.Name));
        Assert.Equal("e_miss > 1 GeV", bound.When!.Text);
        Assert.Equal([0, 0.5, 2], bound.Edges);
        Assert.Equal([(null, "a < 1"), ("central", "b < 2"), (null, "c")], bound.Cuts.Select(c => (c.Label, c.Value.Text)));
        Assert.Equal(
            [("m", new Quantity(1000, new Dimension(1))), ("n", new Quantity(3, null)), ("x", new Quantity(double.NegativeInfinity, null))],
            bound.Parameters.Select(p => (p.Key, p.Value)));
        Assert.Equal(12, bound.Binning!.Count);
        Assert.Equal(91.2, bound.Beams.SqrtS);
    }

    [Theory]
    [InlineData("[a < 1, b < 2]")]
    [InlineData("cuts: [a < 1, b < 2]")]
    public void Bind_OfAShorthand_StandsForTheMap(string yaml) => Assert.Equal(["a < 1", "b < 2"], Yaml.Good<CutList>(yaml).Cuts.Select(c => c.Value.Text));

    [Fact]
    public void Bind_OfAScalarShorthandForAList_IsItsOnlyItem() => Assert.Equal("a < 1", Assert.Single(Yaml.Good<CutList>("a < 1").Cuts).Value.Text);

    [Fact]
    public void Bind_OfEntries_TakesKeysThatAreNoOptionsInOrder()
    {
        Histograms bound = Yaml.Good<Histograms>("plane: {x: m_ee, bins: 5}\nwidth: 2 MeV\nmass: m_miss2\n");
        Assert.Equal(2e-3, bound.Width);
        Assert.Equal([("plane", "m_ee", 5), ("mass", "m_miss2", 10)], bound.Plots.Select(p => (p.Key, p.Value.X.Text, p.Value.Bins)));
    }

    [Fact]
    public void Bind_OfAnEntryNamedAlmostLikeAnOption_Warns()
    {
        (Histograms? bound, DiagnosticBag diagnostics) = Yaml.Bind<Histograms>("plane: m_ee\nwidht: 2 GeV\n");
        Assert.NotNull(bound);
        Assert.Equal("bad.yaml:2:1: warning ALP103: 'widht' is taken for a name of yours. Did you mean the option 'width'?", Assert.Single(diagnostics.Diagnostics).ToString());
    }

    [Fact]
    public void Bind_OfPluginChoices_DoesNotLookInside()
    {
        SmallPipeline bound = Yaml.Good<SmallPipeline>("name: x\nstages:\n  - smearing\n  - cuts: {whatever: [1]}\n  - empty:\nsamples: {s: {source: {lhe: a.lhe}}}\n");
        Assert.Equal([("smearing", false, 3L), ("cuts", true, 4L), ("empty", false, 5L)], bound.Stages.Select(s => (s.Name, s.Options is not null, (long)s.Start.Line)));
        Assert.Equal("a.lhe", bound.Samples[0].Value.Source.Options!.ToString());
    }

    [Fact]
    public void Bind_OfNothing_IsEveryDefault()
    {
        DiagnosticBag diagnostics = new("good.yaml");
        Assert.Equal(new Beams().SqrtS, Assert.IsType<Beams>(OptionBinder.Bind(typeof(Beams), null, "stage 'x'", diagnostics)).SqrtS);
        Assert.Equal(0.1, Yaml.Good<AllShapes>("~").Floor);
        Assert.Equal(10.58, Yaml.Good<AllShapes>("beams:").Beams.SqrtS);
    }

    [Fact]
    public void Bind_OfNothing_ReportsWhatIsMissingWhereTheOwnerStands()
    {
        DiagnosticBag diagnostics = new("bad.yaml");
        Assert.Null(OptionBinder.BindChoice(typeof(CutList), new PluginChoice("cuts", null, new Mark(0, 7, 5)), "stage 'cuts'", diagnostics));
        Assert.Equal("bad.yaml:7:5: error ALP107: stage 'cuts' needs 'cuts' (list of formulas, named or not).", Assert.Single(diagnostics.Diagnostics).ToString());
    }

    [Fact]
    public void Bind_RemembersWhereColumnsAndFormulasStand_DefaultsAtTheirOwner()
    {
        (AllShapes? bound, DiagnosticBag diagnostics) = Yaml.Bind<AllShapes>("title: x\ne_miss: e_lab\ncuts:\n  - a < 1\n  - b: c < 2\nbeams:\n  sqrt_s: 1\n");
        (long, long) At(object value) => diagnostics.PositionOf(value) is { } mark ? (mark.Line, mark.Column) : (0, 0);
        Assert.Equal((2, 9), At(bound!.EMiss));
        Assert.Equal((1, 1), At(bound.Out));
        Assert.Equal((4, 5), At(bound.Cuts[0].Value));
        Assert.Equal((5, 8), At(bound.Cuts[1].Value));
        Assert.Equal((7, 3), At(bound.Beams.Energy));
        Assert.Equal((1, 8), At(bound.Title));
        Assert.Equal((1, 1), At(bound));
    }

    [Fact]
    public void Bind_OfARecordInItself_NestsAsDeepAsWritten() => Assert.Equal(3, Yaml.Good<Nested>("inner: {inner: {depth: 3}}").Inner!.Inner!.Depth);

    [Theory]
    [InlineData("a < @ b", 4, 10)]
    [InlineData("'a < @ b'", 4, 11)]
    [InlineData("\"a < @ b\"", 4, 11)]
    [InlineData("'a '' < @ b'", 6, 6)]
    [InlineData("\"a \\t< @ b\"", 6, 6)]
    [InlineData("|\n  a < @ b", 4, 6)]
    public void PositionIn_AScalar_IsExactWhereItIsOnOneLineAndNothingIsEscaped(string scalar, int position, int expectedColumn)
    {
        YamlScalarNode node = Assert.IsType<YamlScalarNode>(YamlText.Load("f", "cut: " + scalar, new DiagnosticBag("f"))!["cut"]);
        Mark mark = ScalarBinding.PositionIn(node, node.Value!, position);
        Assert.Equal((1, expectedColumn), (mark.Line, mark.Column));
    }

    public sealed record NoConstructor(int X);

    public sealed record WrongType
    {
        public DateTime When { get; init; }
    }

    public sealed record WrongUnit
    {
        [Unit("parsec")] public double Distance { get; init; }
    }

    [Theory]
    [InlineData(typeof(NoConstructor), "option record AlpToolkit.Tests.Host.Options.OptionBinderTests+NoConstructor needs a public constructor without parameters.")]
    [InlineData(typeof(WrongType), "AlpToolkit.Tests.Host.Options.OptionBinderTests+WrongType.When: a DateTime cannot be an option.")]
    [InlineData(typeof(WrongUnit), "AlpToolkit.Tests.Host.Options.OptionBinderTests+WrongUnit.Distance: 'parsec' is not a unit.")]
    public void ModelOf_ARecordThatCannotBeBound_TellsItsAuthor(Type type, string expected) =>
        Assert.Equal(expected, Assert.Throws<PluginException>(() => OptionModel.Of(type)).Message);
}
