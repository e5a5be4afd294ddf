using System.Xml.Linq;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>The figures of arXiv:2307.06369 by <c>alp figure</c>.</summary>
public sealed class FigureTests
{
    private static Table Read(string folder, string start)
    {
        string file = Directory.EnumerateFiles(Path.Combine(folder, "csv")).Single(f => Path.GetFileName(f).StartsWith(start, StringComparison.Ordinal));
        using FileStream stream = File.OpenRead(file);
        return CsvTableReader.Read(stream);
    }

    private static double[] Column(Table table, string name) => [.. table.Dependent.Single(d => d.Name == name).Values.Select(v => v.Value ?? double.NaN)];

    private static double At(Table table, string column, double x) => Column(table, column)[Array.FindIndex(table.Independent[0].Values.ToArray(), v => Math.Abs(v.Value!.Value - x) < 1e-9)];

    // Fig. 2, Eq. (8): σ(γa) = 1e-3, σ(e⁺e⁻a) = 7e-5 pb as the paper rounds, fusion over Dalitz 5 at 22° and about 100 at 1°, inclusive over 100 times more.
    [Fact]
    public void Figure2_HasThePapersRatios()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of("figure", "2", "--out", folder["2"]).Succeeded();
        Assert.Equal("svg", XDocument.Load(folder["2/figure2.svg"]).Root!.Name.LocalName);
        Table ratios = Read(folder["2"], "figure_2__ratios"), crossSections = Read(folder["2"], "figure_2__cross");
        Assert.InRange(At(ratios, "photon fusion over ALP-Dalitz", 22), 4.5, 5.5);
        Assert.InRange(At(ratios, "photon fusion over ALP-Dalitz", 1), 80, 150);
        Assert.InRange(At(ratios, "e+e-a over gamma a", 1), 0.7, 1.5);
        Assert.InRange(At(crossSections, "gamma a in acceptance", 0.1), 0.95e-3, 1.15e-3);
        Assert.InRange(At(crossSections, "e+e-a in acceptance", 0.1), 6.5e-5, 7.5e-5);
        Assert.True(At(crossSections, "e+e-a, inclusive", 0.1) > 100 * At(crossSections, "e+e-a in acceptance", 0.1));
    }

    // Fig. 4: at 22° the mean is 4.13 GeV and a tenth lies below 2.66 GeV (docs/paper.md, from 40,960 unweighted events); more than 90 % above 2 GeV.
    [Fact]
    public void Figure4_HasTheMissingEnergiesOfUnweightedEvents()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of("figure", "4", "--out", folder["4"]).Succeeded();
        Table table = Read(folder["4"], "figure_4");
        Assert.Equal(4.132, At(table, "mean", 22), 0.02);
        Assert.Equal(2.662, At(table, "lowest tenth", 22), 0.04);
        Assert.Equal(2.156, At(table, "mean", 1), 0.03);
        Assert.Equal(1.831, At(table, "mean, |eta_miss| < 1.4", 1), 0.04);
    }

    // Fig. 1 from tables of earlier runs, with a curve laid over.
    [Fact]
    public void Figure1_DrawsTablesOfRunsAndCurvesLaidOver()
    {
        using TemporaryFolder folder = new();
        string reach = "#: name: reach\n#: description: d\nm_a [GeV],\"limit on the coupling g, Lambda = 4 [GeV^-1]\"\n0.01,5e-6\n1,6e-6\n10,1e-3\n";
        folder.Write("run/csv/reach.csv", reach);
        string overlay = folder.Write("published.csv", "#: name: arXiv:0000.00000, Fig. 1\n#: description: d\nm_a [GeV],g [GeV^-1]\n0.01,1e-5\n10,1e-4\n");
        AlpRun.Of("figure", "1", "--reach", folder["run"], "--photon-reach", folder["run"], "--overlay", overlay, "--out", folder["1"]).Succeeded();
        string svg = File.ReadAllText(folder["1/figure1.svg"]);
        Assert.Contains("arXiv:0000.00000, Fig. 1", svg, StringComparison.Ordinal);
        Table freezeOut = Read(folder["1"], "figure_1__freeze");
        Assert.All(Column(freezeOut, "minimal coupling").Zip(Column(freezeOut, "coupling, F.T. = 0.1")), p => Assert.True(p.First < p.Second));
    }

    [Theory]
    [InlineData(new[] { "figure", "6" }, "there is no figure '6'")]
    [InlineData(new[] { "figure", "1", "--reach", "nowhere" }, "is no run folder")]
    [InlineData(new[] { "dark-matter", "--scan", "m_a=1e-5:1:log3" }, "from 0.02 GeV")]
    [InlineData(new[] { "dark-matter", "--scan", "x" }, "is no scan")]
    public void Figure_OfWhatIsNotThere_SaysSo(string[] arguments, string message)
    {
        AlpRun run = AlpRun.Of(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Figures3And5_AreDrawn()
    {
        using TemporaryFolder folder = new();
        foreach (string n in new[] { "3", "5" })
        {
            AlpRun.Of("figure", n, "--out", folder[n]).Succeeded();
            Assert.Equal("svg", XDocument.Load(folder[$"{n}/figure{n}.svg"]).Root!.Name.LocalName);
        }
    }
}
