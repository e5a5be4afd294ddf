using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Tests.Host.Options;

/// <summary>Every error a user can make in options, as it is printed.</summary>
public sealed partial class OptionBinderTests
{
    [Theory]
    [InlineData("theta_min: 22 GeV", "1:12: error ALP104: 'theta_min' is an angle; 'GeV' does not convert to it. Use deg, mrad or rad.")]
    [InlineData("floor: 1e-1 mrad", "1:8: error ALP104: 'floor' is an energy; 'mrad' does not convert to it. Use GeV, MeV, TeV, eV or keV.")]
    [InlineData("luminosity: 50 GeV", "1:13: error ALP104: 'luminosity' is a luminosity; 'GeV' does not convert to it. Use ab^-1, b^-1, fb^-1, mb^-1, nb^-1, pb^-1 or ub^-1.")]
    [InlineData("scale: 1 GeV", "1:8: error ALP104: 'scale' is a pure number; 'GeV' does not convert to it. Write it without a unit.")]
    [InlineData("edges: [1, 3 rad]", "1:12: error ALP104: item 2 of 'edges' is an energy; 'rad' does not convert to it. Use GeV, MeV, TeV, eV or keV.")]
    [InlineData("floor: 20", "1:8: error ALP106: 'floor' is 20 GeV, above its maximum 10 GeV.")]
    [InlineData("floor: 20 TeV", "1:8: error ALP106: 'floor' is 20000 GeV, above its maximum 10 GeV.")]
    [InlineData("floor: 0", "1:8: error ALP106: 'floor' is 0 GeV, below its minimum 1e-06 GeV.")]
    [InlineData("opening: 4 rad", "1:10: error ALP106: 'opening' is 229.183118052329 deg, above its maximum 180 deg.")]
    [InlineData("events: 0", "1:9: error ALP106: 'events' is 0, below its minimum 1.")]
    [InlineData("bins: 3_000_000_000", "1:7: error ALP106: 'bins' is a whole number from -2147483648 to 2147483647, found '3_000_000_000'.")]
    [InlineData("seed: -1", "1:7: error ALP106: 'seed' is a whole number from 0 to 18446744073709551615, found '-1'.")]
    [InlineData("bins: 2.5", "1:7: error ALP105: 'bins' is a whole number, found '2.5'.")]
    [InlineData("bins: inf", "1:7: error ALP105: 'bins' is a whole number, found 'inf'.")]
    [InlineData("floor: 5,2", "1:8: error ALP114: 'floor': '5,2' is not a number.")]
    [InlineData("floor: much", "1:8: error ALP114: 'floor': 'much' is not a number.")]
    [InlineData("floor: 5 GEV", "1:8: error ALP114: 'floor': 'GEV' is not a unit. Did you mean 'GeV'?")]
    [InlineData("parameters: {m: 1 parsec}", "1:17: error ALP114: 'm' of 'parameters': 'parsec' is not a unit.")]
    public void Bind_OfAWrongNumber_SaysWhatFits(string yaml, string expected) => Assert.Equal("bad.yaml:" + expected, Assert.Single(Yaml.Errors<AllShapes>(yaml)));

    [Theory]
    [InlineData("phi: yes", "1:6: error ALP105: 'phi' is true or false, found 'yes'. Use true.")]
    [InlineData("phi: Off", "1:6: error ALP105: 'phi' is true or false, found 'Off'. Use false.")]
    [InlineData("phi: 'true'", "1:6: error ALP105: 'phi' is true or false, found 'true'. Use true.")]
    [InlineData("phi: maybe", "1:6: error ALP105: 'phi' is true or false, found 'maybe'.")]
    [InlineData("in: centre_of_mas", "1:5: error ALP109: 'in' cannot be 'centre_of_mas'. Did you mean 'centre_of_mass'? It is lab or centre_of_mass.")]
    [InlineData("in: detector", "1:5: error ALP109: 'in' cannot be 'detector'. It is lab or centre_of_mass.")]
    [InlineData("binning: 12", "1:10: error ALP112: 'binning': '12' is no binning: expected 'N bins'.")]
    [InlineData("e_miss: EMiss", "1:9: error ALP113: 'e_miss': 'EMiss' cannot name a column; use a-z, 0-9 and '_', not starting with a digit. Did you mean 'e_miss'?")]
    [InlineData("out: 2nd", "1:6: error ALP113: 'out': '2nd' cannot name a column; use a-z, 0-9 and '_', not starting with a digit.")]
    [InlineData("photon: hard-photon", "1:9: error ALP113: 'photon': 'hard-photon' cannot name a role; use a-z, 0-9 and '_', not starting with a digit. Did you mean 'hard_photon'?")]
    public void Bind_OfAWrongWord_SaysWhichFits(string yaml, string expected) => Assert.Equal("bad.yaml:" + expected, Assert.Single(Yaml.Errors<AllShapes>(yaml)));

    [Theory]
    [InlineData("edges: {a: 1}", "1:8: error ALP105: 'edges': expected a list of energies in GeV, found a map.")]
    [InlineData("edges: 5", "1:8: error ALP105: 'edges': expected a list of energies in GeV, found '5'. Write it in brackets: [ ... ].")]
    [InlineData("edges: [[1]]", "1:9: error ALP105: item 1 of 'edges': expected an energy in GeV, found a list.")]
    [InlineData("title: [a]", "1:8: error ALP105: 'title': expected a text, found a list.")]
    [InlineData("in: {a: b}", "1:5: error ALP105: 'in': expected lab or centre_of_mass, found a map.")]
    [InlineData("beams: 5", "1:8: error ALP105: 'beams': expected a map of options, found '5'.")]
    [InlineData("parameters: [1]", "1:13: error ALP105: 'parameters': expected a map of named numbers with units, found a list.")]
    [InlineData("parameters: {m: [1]}", "1:17: error ALP105: 'm' of 'parameters': expected a number with unit, found a list.")]
    [InlineData("cuts: [{a: b, c: d}]", "1:8: error ALP105: item 1 of 'cuts': expected a value or one 'name: value', found a map with 2 keys.")]
    [InlineData("cuts: [{}]", "1:8: error ALP105: item 1 of 'cuts': expected a value or one 'name: value', found a map with 0 keys.")]
    [InlineData("- floor: 1", "1:1: error ALP105: stage 'test': expected a map of options, found a list.")]
    [InlineData("floor", "1:1: error ALP105: stage 'test': expected a map of options, found 'floor'.")]
    [InlineData("floor:", "1:7: error ALP107: 'floor' has no value; expected an energy in GeV.")]
    [InlineData("in: null", "1:5: error ALP107: 'in' has no value; expected lab or centre_of_mass.")]
    public void Bind_OfAWrongType_SaysWhatWasExpectedAndFound(string yaml, string expected) => Assert.Equal("bad.yaml:" + expected, Assert.Single(Yaml.Errors<AllShapes>(yaml)));

    [Fact]
    public void Bind_OfAnUnknownOption_SuggestsAndLists() =>
        Assert.Equal(
            "bad.yaml:1:1: error ALP103: stage 'test' has no option 'sqrts'. Did you mean 'sqrt_s'?",
            Assert.Single(Yaml.Errors<Beams>("sqrts: 10.58 GeV")));

    [Fact]
    public void Bind_OfAnUnknownOptionInARecord_NamesTheRecord() =>
        Assert.Equal(
            "bad.yaml:2:3: error ALP103: 'beams' has no option 'crossing'. Its options are sqrt_s, energy.",
            Assert.Single(Yaml.Errors<AllShapes>("beams:\n  crossing: 83 mrad")));

    [Fact]
    public void Bind_OfADuplicateOption_NamesBothLines() =>
        Assert.Equal(
            "bad.yaml:3:1: error ALP108: 'energy' stands twice in this map, in lines 1 and 3. Remove one of them.",
            Assert.Single(Yaml.Bind<Beams>("energy: a\nsqrt_s: 1\nenergy: b").Diagnostics.Diagnostics).ToString());

    [Fact]
    public void Bind_OfEntries_NamesTheEntry() =>
        Assert.Equal(
            [
                "bad.yaml:1:8: error ALP107: 'plane' of stage 'test' needs 'x' (formula).",
                "bad.yaml:1:9: error ALP103: 'plane' of stage 'test' has no option 'bin'. Did you mean 'bins'?",
                "bad.yaml:2:17: error ALP106: 'bins' is 0, below its minimum 1.",
            ],
            Yaml.Errors<Histograms>("plane: {bin: 5}\nm: {x: a, bins: 0}"));

    [Theory]
    [InlineData("stages: []", "1:1: error ALP107: stage 'test' needs 'name' (text).")]
    [InlineData("name: x", "1:1: error ALP107: stage 'test' needs 'stages' (list of stages).")]
    [InlineData("name: x\nstages: [{a: 1, b: 2}]", "2:10: error ALP105: item 1 of 'stages': expected a stage as 'name' or 'name: options', found a map with 2 keys.")]
    [InlineData("name: x\nstages: [[a]]", "2:10: error ALP105: item 1 of 'stages': expected a stage as 'name' or 'name: options', found a list.")]
    [InlineData("name: x\nstages:\n- ", "3:2: error ALP105: item 1 of 'stages': expected a stage as 'name' or 'name: options', found nothing.")]
    [InlineData("name: x\nstages: []\nsamples: {s: {}}", "3:14: error ALP107: 's' of 'samples' needs 'source' (source).")]
    public void Bind_OfAPipeline_SaysWhatIsMissing(string yaml, string expected) => Assert.Equal("bad.yaml:" + expected, Assert.Single(Yaml.Errors<SmallPipeline>(yaml)));

    [Fact]
    public void Bind_ReportsEverythingAtOnce_InTheOrderOfTheFile() =>
        Assert.Equal(
            ["1:1", "2:8", "3:12", "4:1", "5:7", "6:6"],
            Yaml.Errors<AllShapes>("florr: 1\nfloor: 20\ntheta_min: 22 GeV\nfloor: 2\nbins: 2.5\nphi: yes\n").Select(e => string.Join(':', e.Split(':')[1..3])));

    [Fact]
    public void Bind_OfAnUnresolvedAlias_AddsNoSecondError() =>
        Assert.Equal("bad.yaml:1:8: error ALP116: '*x' refers to no anchor above it.", Assert.Single(Yaml.Errors<AllShapes>("floor: *x")));

    [Fact]
    public void Bind_OfAnAliasedValueThatIsWrong_SaysItOnceAtTheAnchor() =>
        Assert.Equal(
            "bad.yaml:1:17: error ALP114: 'x' of 'parameters': 'y' is not a number.",
            Yaml.Errors<AllShapes>("parameters: {x: &a y}\nedges: [*a, *a]")[0]);

    public sealed record Checked
    {
        [Help("an even number")]
        public int Even
        {
            get;
            init => field = value % 2 == 0 ? value : throw new PluginException($"{value} is odd");
        }

        [Help("a text that fails to parse")] public Fussy? Fussy { get; init; }
    }

    public sealed record Fussy : ITextOption<Fussy>
    {
        public static string Grammar => "nothing at all";

        public static Fussy Parse(string text) => throw new ArgumentOutOfRangeException(null, "no text is right");
    }

    [Theory]
    [InlineData("even: 3", "1:7: error ALP112: 'even': 3 is odd.")]
    [InlineData("fussy: x", "1:8: error ALP112: 'fussy': no text is right. Expected nothing at all.")]
    public void Bind_OfAValueThatTheRecordRefuses_IsAnError(string yaml, string expected) => Assert.Equal("bad.yaml:" + expected, Assert.Single(Yaml.Errors<Checked>(yaml)));
}
