using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.EndToEnd;

namespace AlpToolkit.Tests.Physics.Processes;

public sealed class TauLeptonicWidthTests
{
    // The reference's branching ratio of 0.17836 is this width over MadGraph's default total width of 2.2693e-12 GeV.
    [Fact]
    public void WidthToElectrons_IsThatOfTheReference()
    {
        ModelParameters parameters = new() { FermiConstant = 1.16639e-5, TauMass = 1.77686, ElectronMass = 0.0005109989461 };

        Assert.Equal(0.17836, TauLeptonicWidth.Of(parameters, TauDecayLepton.Electron) / 2.2693e-12, 1e-5);
    }

    // f(m_mu²/m_tau²) = 0.97256 for lepton universality (A. Pich, arXiv:1310.7922).
    [Fact]
    public void WidthToMuons_HasTheRatioOfLeptonUniversality()
    {
        ModelParameters parameters = new();

        Assert.Equal(0.97256, TauLeptonicWidth.Of(parameters, TauDecayLepton.Muon) / TauLeptonicWidth.Of(parameters, TauDecayLepton.Electron), 2e-5);
    }

    // The measured branching ratio is 17.82(4) %; radiative corrections, left out here, are 0.4 %.
    [Fact]
    public void BranchingRatio_WithTheMeasuredDecayLength_IsNearTheMeasuredOne() =>
        Assert.Equal(0.1782, TauLeptonicWidth.BranchingRatio(new ModelParameters(), TauDecayLepton.Electron, 0.08703), 0.001);

    [Fact]
    public void FermiConstant_OnTheCommandLine_SetsTheBranchingRatios()
    {
        string[] command = ["xsec", "tau-pair", "--precision", "1%"];
        double measured = CrossSection(AlpRun.Of(command)), tree = CrossSection(AlpRun.Of([.. command, "--set", "g_f=1.1663788e-5"]));
        double ratio = TauLeptonicWidth.BranchingRatio(new ModelParameters(), TauDecayLepton.Electron, 0.08703) / 0.1782;

        Assert.Equal(ratio * ratio, tree / measured, 1e-5);
        Assert.Equal(
            "alp: error: g_f and br_e were both given: g_f sets the branching ratios. Take one of them away.\n",
            AlpRun.Of([.. command, "--set", "g_f=1.1663788e-5", "--set", "br_e=0.2"]).Error);
    }

    private static double CrossSection(AlpRun run) =>
        double.Parse(run.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
}
