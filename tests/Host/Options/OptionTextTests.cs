using System.Text.Json.Nodes;
using AlpToolkit.Host.Options;

namespace AlpToolkit.Tests.Host.Options;

public sealed class OptionTextTests
{
    [Theory]
    [InlineData("ThetaMin", "theta_min")]
    [InlineData("EMiss", "e_miss")]
    [InlineData("MMiss2", "m_miss2")]
    [InlineData("CentreOfMass", "centre_of_mass")]
    [InlineData("SqrtS", "sqrt_s")]
    [InlineData("X", "x")]
    public void SnakeCase_OfAPropertyName_IsItsNameInYaml(string name, string expected) => Assert.Equal(expected, OptionNames.SnakeCase(name));

    [Fact]
    public void Table_ShowsTypeUnitDefaultBoundsAndHelp()
    {
        string[] lines = OptionText.Table(typeof(AllShapes)).Split('\n');
        Assert.Contains("floor         energy in GeV, 1e-06 to 10        0.1 GeV      mass floor", lines);
        Assert.Contains("opening       angle in deg, 0 to 180            90 deg       opening angle, written in degrees", lines);
        Assert.Contains("in            lab or centre_of_mass             lab          frame of the angles; lab: as the detector sees it", lines);
        Assert.Contains("edges         list of energies in GeV           []           bin edges", lines);
        Assert.Contains("beams.sqrt_s  energy in GeV                     10.58 GeV    energy in the centre of mass", lines);
    }

    [Fact]
    public void Table_OfEntriesAndShorthand_SaysHowTheyAreWritten() =>
        Assert.Equal(
            """
            option     type                      default   meaning
            width      energy in GeV             1 GeV     fill weighted
            NAME       named maps                []        histograms by name
            NAME.x     formula                   required  what is filled (may stand in place of the whole map)
            NAME.bins  whole number, 1 to 10000  10        number of bins

            """,
            OptionText.Table(typeof(Histograms)));

    [Fact]
    public void Table_OfARecordInItself_Ends() => Assert.Equal(4, OptionText.Table(typeof(Nested)).Split('\n').Length);

    [Fact]
    public void Json_HasWhatTheTableHas()
    {
        JsonNode floor = OptionText.Json(typeof(AllShapes)).Single(o => (string?)o!["name"] == "floor")!;
        Assert.Equal(
            """{"name":"floor","type":"energy in GeV","help":"mass floor","required":false,"unit":"GeV","default":"0.1 GeV","minimum":1E-06,"maximum":10}""",
            floor.ToJsonString());
    }
}
