using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Plugins.Stages;
using AlpToolkit.Plugins.Stages.Acceptance;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Plugins.Stages.Acceptance;

public sealed class AcceptanceStageTests
{
    private static readonly Particle s_positron = Final(-11, 3, 60), s_electron = Final(11, 2, 120), s_alp = Final(9000005, 4, 45);

    [Fact]
    public void Process_OfASignalEvent_AssignsTheRolesAndKeepsIt()
    {
        StageHarness<AcceptanceStage.Settings> harness = Harness(new());
        harness.Event(1, Final(-11, 5.29, 0) with { Status = -1 }, Final(11, 5.29, 180) with { Status = -1 }, s_positron, s_electron, s_alp);
        EventBatch batch = harness.Run();
        Assert.Equal(1, batch.Selection.SelectedCount);
        Assert.Equal([3], harness.Role("electron").ToArray());
        Assert.Equal([2], harness.Role("positron").ToArray());
    }

    [Fact]
    public void Process_OfEventsThatFail_DeselectsThemAndLeavesNoRole()
    {
        StageHarness<AcceptanceStage.Settings> harness = Harness(new());
        harness.Event(1, s_positron, s_alp)
            .Event(1, s_positron, Final(11, 2, 21.9), s_alp)
            .Event(1, s_positron, Final(11, 0.2499, 90), s_alp)
            .Event(1, s_positron, s_electron, s_electron, s_alp)
            .Event(1, s_positron, s_electron, Final(22, 1, 90))
            .Event(1, s_positron, s_electron, Final(-13, 1, 90))
            .Event(1, s_positron, s_electron, Final(211, 1, 90))
            .Event(1, s_positron, s_electron with { Status = 2 }, s_alp);
        Assert.Equal(0, harness.Run().Selection.SelectedCount);
        Assert.All(harness.Role("electron").ToArray(), row => Assert.Equal(-1, row));
        Assert.All(harness.Role("positron").ToArray(), row => Assert.Equal(-1, row));
    }

    [Fact]
    public void Process_OfExtraParticlesOutsideOfTheAcceptance_KeepsTheEvent()
    {
        StageHarness<AcceptanceStage.Settings> harness = Harness(new());
        harness.Event(1, s_positron, s_electron, Final(22, 4, 21.9)).Event(1, s_positron, s_electron, Final(22, 0.2499, 90)).Event(1, s_positron, s_electron, Final(11, 2, 10), Final(-16, 2, 90));
        Assert.Equal(3, harness.Run().Selection.SelectedCount);
    }

    [Fact]
    public void Process_WithoutVeto_KeepsExtraParticlesButNotASecondElectron()
    {
        StageHarness<AcceptanceStage.Settings> harness = Harness(new() { Veto = false });
        harness.Event(1, s_positron, s_electron, Final(22, 1, 90), Final(13, 1, 90)).Event(1, s_positron, s_electron, s_electron);
        Assert.Equal([true, false], Selected(harness.Run()));
    }

    // Sec. III: with the tracker alone e± count from 17°, photons still from 22°.
    [Fact]
    public void Process_WithTheTrackerAlone_WidensTheAcceptanceOfElectronsOnly()
    {
        StageHarness<AcceptanceStage.Settings> harness = Harness(new() { Detector = AcceptanceStage.Detector.Tracker });
        harness.Event(1, Final(-11, 3, 17.1), Final(11, 0.01, 162.9)).Event(1, Final(-11, 3, 16.9), s_electron).Event(1, s_positron, s_electron, Final(22, 3, 20)).Event(1, s_positron, s_electron, Final(22, 3, 23));
        Assert.Equal([true, false, true, false], Selected(harness.Run()));
    }

    [Fact]
    public void Process_OfOnePhoton_KeepsItWhenPhotonIsSelected()
    {
        StageHarness<AcceptanceStage.Settings> harness = Harness(new() { Select = [VisibleParticle.Photon] });
        harness.Event(1, s_alp, Final(22, 4, 50)).Event(1, Final(22, 4, 50), Final(22, 4, 130)).Event(1, Final(22, 4, 50), s_electron).Event(1, Final(22, 4, 10), s_alp);
        Assert.Equal([true, false, false, false], Selected(harness.Run()));
        Assert.Equal([1, -1, -1, -1], harness.Role("photon").ToArray());
    }

    // An electron at θ* = 30° in the centre of mass of Belle II, is seen nearer to the electron
    // beam in the laboratory; θ_min = 28° lies between.
    [Fact]
    public void Process_InTheLaboratory_ComparesAnglesThere()
    {
        LorentzTransform toLaboratory = BeamConfiguration.BelleII.CentreOfMassToLaboratory;
        double limit = 28 * Math.PI / 180;
        Particle forward = Final(11, 3, 30);
        Assert.True(toLaboratory.Apply(forward.Momentum).Theta < limit);
        foreach ((ReferenceFrame frame, bool expected) in new[] { (ReferenceFrame.CentreOfMass, true), (ReferenceFrame.Laboratory, false) })
        {
            StageHarness<AcceptanceStage.Settings> harness = new(new AcceptanceStage(), new() { ThetaMin = limit, Frame = frame })
            {
                Sample = new SampleInfo { Name = "signal", SqrtS = BeamConfiguration.BelleII.SqrtS, ToLaboratory = toLaboratory },
            };
            harness.Event(1, s_positron, forward, s_alp);
            Assert.Equal([expected], Selected(harness.Run()));
        }
    }

    [Fact]
    public void Process_OfAnUnknownCode_NamesCodeEventSampleAndOption()
    {
        StageHarness<AcceptanceStage.Settings> harness = new(new AcceptanceStage(), new()) { FirstEvent = 4096 };
        harness.Event(1, s_positron, s_electron, s_alp).Event(1, s_positron, s_electron, Final(-9000006, 1, 90));
        PluginException error = Assert.Throws<PluginException>(() => harness.Run());
        Assert.Equal("sample 'sample': event 4097 (counted from 0) has a final-state particle with code -9000006, which is neither a known particle of the Standard Model nor listed. Add 9000006 to 'invisible' or 'visible' of the stage 'acceptance'.", error.Message);
    }

    [Fact]
    public void Process_OfACodeListedAsVisible_TreatsItAsAnExtraParticle()
    {
        StageHarness<AcceptanceStage.Settings> harness = Harness(new() { Visible = [9000006] });
        harness.Event(1, s_positron, s_electron, Final(9000006, 1, 90)).Event(1, s_positron, s_electron, Final(-9000006, 1, 5));
        Assert.Equal([false, true], Selected(harness.Run()));
    }

    // PDG numbering: pi+, K0L, K0S, B+, Lambda, f0(980), deuteron, Ds1(2460), tau, gluon are known; chi_10, R-hadron, gravitino, b', 0 are not.
    [Theory]
    [InlineData(211, true), InlineData(130, true), InlineData(310, true), InlineData(-521, true), InlineData(3122, true), InlineData(9010221, true)]
    [InlineData(1000010020, true), InlineData(20433, true), InlineData(15, true), InlineData(21, true), InlineData(2101, true)]
    [InlineData(1000022, false), InlineData(1009213, false), InlineData(1000039, false), InlineData(7, false), InlineData(0, false), InlineData(32, false)]
    [InlineData(9000005, false), InlineData(4900111, false), InlineData(int.MinValue, false), InlineData(12, false)]
    public void IsVisibleInTheStandardModel_OfCodes_FollowsTheNumberingScheme(int code, bool expected) =>
        Assert.Equal(expected, ParticleCodes.IsVisibleInTheStandardModel(code));

    [Fact]
    public void Prepare_OfContradictions_SaysWhatToChange()
    {
        AssertRefused(new() { ThetaMin = 2 }, "'theta_min' (114.592 deg) is larger than 'theta_max' (65.408 deg): no particle is between them. Give smaller 'theta_min' or larger 'theta_max'.");
        AssertRefused(new() { Select = [] }, "'select' must name at least one of electron, positron, photon, each at most once.");
        AssertRefused(new() { Invisible = [22] }, "'invisible' lists 22, which the acceptance looks for. Take it out of 'invisible'.");
        AssertRefused(new() { Invisible = [51], Visible = [-51] }, "'invisible' lists 51, which 'visible' lists too. Take it out of 'invisible'.");
    }

    // Cut-flows of the independent script in ../shared/reference/samples.json, first step.
    [SharedDataTheory("samples/README.md")]
    [InlineData("eea_ma0.1.lhe.gz", 9993), InlineData("eea_ma1.lhe.gz", 9994), InlineData("eea_ma4.lhe.gz", 10000), InlineData("eea_ma7.lhe.gz", 10000)]
    [InlineData("tautau_acceptance.lhe.gz", 10000), InlineData("tautau_nocut.lhe.gz", 7681), InlineData("qed2_emin0.1.lhe.gz", 10000)]
    public void Process_OfAMadGraphSample_KeepsAsManyAsTheIndependentScript(string file, int expected)
    {
        int selected = 0;
        foreach ((double Weight, Particle[] Particles)[] block in SampleFile.Blocks(file))
        {
            StageHarness<AcceptanceStage.Settings> harness = Harness(new());
            foreach ((double weight, Particle[] particles) in block)
            {
                harness.Event(weight, particles);
            }

            selected += harness.Run().Selection.SelectedCount;
        }

        Assert.Equal(expected, selected);
    }

    private static StageHarness<AcceptanceStage.Settings> Harness(AcceptanceStage.Settings options) => new(new AcceptanceStage(), options);

    private static void AssertRefused(AcceptanceStage.Settings options, string message)
    {
        StageHarness<AcceptanceStage.Settings> harness = Harness(options);
        Assert.Equal(message, Assert.Throws<PluginException>(() => harness.Run()).Message);
    }

    private static bool[] Selected(EventBatch batch) => [.. Enumerable.Range(0, batch.Count).Select(i => batch.Selection[i])];

    private static Particle Final(int code, double energy, double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return new Particle(code, 1, new FourVector(energy, energy * sin, 0, energy * cos));
    }
}
