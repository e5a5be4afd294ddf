using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Physics.Amplitudes;

/// <summary>|M|² at the points of MadGraph5_aMC@NLO, massive and massless.</summary>
public sealed class QedReferencePointTests
{
    private const double Tolerance = 1e-9;

    [MatrixElementTheory, InlineData("eea_qed1", 18), InlineData("eeaa", 20)]
    public void Bhabha_AtTheReferencePoints_AgreesWithMadGraph(string process, int count)
    {
        IReadOnlyList<MatrixElementPoint> points = MatrixElementPoints.Of(process);
        Assert.Equal(count, points.Count);
        Assert.All(points, point => AssertAgrees(point, LeptonPairPhotonsAmplitude.Bhabha(
            point.Parameters["sqrts"], point.Parameters["alpha"], point.Parameters["me"], point.PdgIds.Count - 4).Squared(point.OutgoingLanes())));
    }

    [MatrixElementTheory, InlineData("aa", 6), InlineData("aaa", 16)]
    public void Photons_AtTheReferencePoints_AgreeWithMadGraph(string process, int count)
    {
        IReadOnlyList<MatrixElementPoint> points = MatrixElementPoints.Of(process);
        Assert.Equal(count, points.Count);
        Assert.All(points, point => AssertAgrees(point, new PhotonsAmplitude(
            point.Parameters["sqrts"], point.Parameters["alpha"], point.Parameters["me"], point.PdgIds.Count - 2).Squared(point.OutgoingLanes())));
    }

    // e+e- → τ+τ- without photons: the s channel alone, with a heavy lepton.
    [MatrixElementFact]
    public void OtherLeptons_AtTheTauPairPoints_AgreeWithMadGraph() =>
        Assert.All(MatrixElementPoints.Of("tata_nodec"), point => AssertAgrees(point, LeptonPairPhotonsAmplitude.OtherLeptons(
            point.Parameters["sqrts"], point.Parameters["alpha"], point.Parameters["me"], point.Parameters["mtau"], 0).Squared(point.OutgoingLanes())));

    private static void AssertAgrees(MatrixElementPoint point, Vector256<double> squared)
    {
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            Assert.Equal(1, squared[lane] / point.Squared, Tolerance);
        }
    }
}
