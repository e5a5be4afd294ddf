using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Physics.EquivalentPhotons;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary><c>alp xsec</c>.</summary>
public sealed class CrossSectionCommandTests
{
    // 4πα²/(3s) β (3 − β²)/2 with the electron's mass in the flux and the matrix element left out changes the 8th digit; branching
    // ratio (0.1782)². By hand, α = 1/137.035999084, ħ²c² = 3.893793721718e8 pb GeV².
    [Fact]
    public void TauPairs_HaveTheBornCrossSection()
    {
        const double S = 10.58 * 10.58, Tau = 1.77686, Alpha = 1 / 137.035999084;
        double beta = Math.Sqrt(1 - 4 * Tau * Tau / S);
        double expected = 4 * Math.PI * Alpha * Alpha / (3 * S) * 3.893793721718e8 * beta * (3 - beta * beta) / 2 * 0.1782 * 0.1782;
        Table table = Run("tau-pair", "--scan", "sqrt_s=10.58");
        Assert.Equal(expected, table.Dependent[0].Values[0].Value!.Value, 1e-6 * expected);
    }

    [Fact]
    public void Scan_IsATable_AndTheSameInCsv_WithItsErrors()
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of("xsec", "tau-pair", "--scan", "theta_min=1deg:22deg:lin4", "--precision", "1%", "--out", folder["scan.csv"]).Succeeded();
        string[] lines = run.Output.Split('\n');
        Assert.Equal("tau-pair at sqrt_s = 10.58 GeV", lines[0]);
        Assert.Equal("  theta_min [deg]  cross section [pb]  error [pb]  relative  chi2/dof  points  unweighting efficiency", lines[1]);
        Assert.Equal(["1", "8", "15", "22"], lines[3..7].Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Table table = Read(folder["scan.csv"]);
        Assert.Equal(("theta_min", "deg"), (table.Independent[0].Name, table.Independent[0].Units));
        Assert.Equal([1, 8, 15, 22], table.Independent[0].Values.Select(v => v.Value!.Value));
        double[] sections = [.. table.Dependent[0].Values.Select(v => v.Value!.Value)];
        Assert.Equal(sections.OrderDescending(), sections);
        Assert.All(table.Dependent[0].Values, v => Assert.InRange(v.Uncertainties![0].Plus / v.Value!.Value, 0, 0.01));
    }

    [Fact]
    public void LogarithmicScan_HasItsEndsAsWritten_AndEqualRatios()
    {
        double[] values = [.. Run("tau-pair", "--scan", "theta_min=0.1:10:log5").Independent[0].Values.Select(v => v.Value!.Value)];
        Assert.Equal((0.1, 10), (values[0], values[4]));
        Assert.All(values.Zip(values.Skip(1)), p => Assert.Equal(Math.Sqrt(10), p.Second / p.First, 1e-12));
    }

    [Fact]
    public void Result_DoesNotDependOnTheNumberOfThreads()
    {
        string[] outputs = [.. ((string[])["1", "2", "3"]).Select(t => AlpRun.Of("xsec", "bhabha-photons", "--set", "photons=0", "--set", "theta_min=22", "--threads", t).Succeeded().Output)];
        Assert.Single(outputs.Distinct());
    }

    // A single point shows what each channel adds.
    [Fact]
    public void SinglePoint_ShowsItsChannels()
    {
        string output = AlpRun.Of("xsec", "tau-pair", "--set", "decays=[ee, mumu]").Succeeded().Output;
        Assert.Equal(["share", "--------", "e+", "mu+", "all"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
    }

    // The library's function, which has tests of its own: here only that the table has it, for the scanned mass.
    [Fact]
    public void EquivalentPhotons_StandBesideTheScan()
    {
        Table table = Run("alp-electrons", "--scan", "m_a=0.1,1", "--equivalent-photons", "--precision", "2%");
        Assert.Equal(["cross section", "equivalent photons, scale 0.1 m_a", "equivalent photons, scale 1 m_a", "equivalent photons, scale 10 m_a"], table.Dependent.Take(4).Select(d => d.Name));
        double[] expected = [.. ((double[])[0.1, 1]).Select(m => EquivalentPhotonApproximation.CrossSection(10.58, new ModelParameters { AlpMass = m }, m))];
        Assert.Equal(expected, table.Dependent[2].Values.Select(v => v.Value!.Value));
    }

    [Theory]
    [InlineData("alp: error: --equivalent-photons: the approximation is one of alp-electrons, not of tau-pair", "--equivalent-photons")]
    [InlineData("alp: error: --scan m_aa=1,2: the generator has no option 'm_aa'. Did you mean 'm_a'?", "--scan", "m_aa=1,2")]
    [InlineData("alp: error: --scan m_a: expected option=first:last:log20, option=first:last:lin20 or option=a,b,c", "--scan", "m_a")]
    [InlineData("alp: error: --scan m_a=1:2: expected first:last:log20, first:last:lin20 or a,b,c", "--scan", "m_a=1:2")]
    [InlineData("alp: error: --scan m_a=1:2:exp5: 'exp5' is no spacing. Use log or lin with a number of points from 2 to 10000, as in log20.", "--scan", "m_a=1:2:exp5")]
    [InlineData("alp: error: --scan m_a=0:2:log5: a logarithmic grid needs ends above 0. Use lin5.", "--scan", "m_a=0:2:log5")]
    [InlineData("alp: error: --scan m_a=1MeV:2deg:lin5: '1MeV' and '2deg' do not measure the same.", "--scan", "m_a=1MeV:2deg:lin5")]
    [InlineData("alp: error: --scan m_a=1MeV:2:lin5: give both ends a unit, or neither.", "--scan", "m_a=1MeV:2:lin5")]
    [InlineData("alp: error: --scan m_a=one:2:lin5: 'one' is not a number.", "--scan", "m_a=one:2:lin5")]
    [InlineData("alp: error: --scan theta_min=1,100: 'theta_min' is 100 deg, above its maximum 90 deg.", "--scan", "theta_min=1,100")]
    [InlineData("alp: error: 'cuts.theta_min' is given twice: --set theta_min=1 and --scan theta_min=1,2. Remove one of them.", "--set", "theta_min=1", "--scan", "theta_min=1,2")]
    [InlineData("alp: error: --precision 2: 'precision' is 2, above its maximum 0.5.", "--precision", "2")]
    [InlineData("alp: error: --out scan.txt: the table is written as CSV; name the file .csv", "--out", "scan.txt")]
    [InlineData("alp: error: --out no/such/scan.csv: there is no folder ", "--out", "no/such/scan.csv")]
    public void Mistakes_AreOneLine(string message, params string[] arguments)
    {
        AlpRun run = AlpRun.Of(["xsec", "tau-pair", .. arguments]);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Equal((2, "", 1), (run.ExitCode, run.Output, run.Error.Count(c => c == '\n')));
    }

    private static Table Run(params string[] arguments)
    {
        using TemporaryFolder folder = new();
        AlpRun.Of(["xsec", .. arguments, "--out", folder["table.csv"]]).Succeeded();
        return Read(folder["table.csv"]);
    }

    private static Table Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return CsvTableReader.Read(stream);
    }
}
