using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>From a centre-of-mass file to laboratory quantities with Belle II's beams: 7 GeV e− on 4 GeV e+, crossing at 83 mrad.</summary>
public sealed class LaboratoryTests
{
    private const string Beams = "{ electron: 7 GeV, positron: 4 GeV, crossing_angle: 83 mrad }";

    // Independent count from the LHE text by a script of its own: each particle boosted by the sum of the beams' four-momenta, the e+ of
    // the sample along the e+ beam; 22 deg < theta < 158 deg and E > 0.25 GeV in the laboratory.
    [SharedDataTheory("samples/eea_ma1.lhe.gz")]
    [InlineData("eea_ma1.lhe.gz", 8043, 7975)]
    [InlineData("tautau_nocut.lhe.gz", 8520, 7383)]
    public void Acceptance_InTheLaboratory_AgreesWithTheIndependentCount(string file, int electrons, int pairs)
    {
        using TemporaryFolder folder = new();
        string pipeline = folder.Write("pipeline.yaml", $$"""
            name: laboratory
            beams: {{Beams}}
            samples: { sample: { role: signal, source: { lhe: {{SharedData.PathOf("samples/" + file)}} } } }
            stages: [acceptance: { frame: laboratory }]
            write: [csv]
            """);
        AlpRun.Of("run", pipeline, "--out", folder["run"]).Succeeded();
        using FileStream stream = File.OpenRead(folder["run/csv/sample_acceptance.csv"]);
        IReadOnlyList<DependentValue> counts = CsvTableReader.Read(stream).Dependent[0].Values;
        Assert.Equal(electrons, counts[2].Value);
        Assert.Equal(pairs, counts[3].Value);
    }

    // The same file, the event's missing momentum boosted here with four-vectors alone: the boost of the beams, then the rotation
    // that puts the boosted electron beam opposite to the sample's first beam, the positron, on the z axis.
    [Fact]
    public void EtaMissLab_OfTheExampleSignal_IsThatOfTheBoostedMissingMomentum()
    {
        using TemporaryFolder folder = new();
        string pipeline = folder.Write("pipeline.yaml", $$"""
            name: laboratory
            beams: {{Beams}}
            samples: { sample: { role: signal, source: { lhe: {{ExampleSamples.PathOf("signal_ma1.lhe.gz")}} } } }
            stages:
              - acceptance
              - variables: [eta_miss_lab]
              - histogramming: { eta_miss_lab: 40 from -4 to 4 }
            write: [csv]
            """);
        AlpRun.Of("run", pipeline, "--out", folder["run"]).Succeeded();
        int[] expected = new int[40];
        foreach (FourVector missing in MissingMomenta())
        {
            double eta = Math.Asinh(InLaboratory(missing).Z / Math.Sqrt(InLaboratory(missing).TransverseMomentumSquared));
            if (Math.Abs(eta) < 4)
            {
                expected[(int)Math.Floor((eta + 4) / 0.2)]++;
            }
        }

        using FileStream stream = File.OpenRead(folder["run/csv/sample_eta_miss_lab.csv"]);
        Table table = CsvTableReader.Read(stream);
        IReadOnlyList<DependentValue> found = table.Dependent.Single(v => v.Name == "simulated events").Values;
        int first = table.Independent[0].Values.ToList().FindIndex(v => double.IsFinite(v.Low!.Value));
        Assert.Equal(expected, found.Skip(first).Take(40).Select(v => (int)v.Value!.Value));
        Assert.True(expected.Sum() > 450);
    }

    private static FourVector InLaboratory(in FourVector centreOfMass)
    {
        const double HalfAngle = 0.083 / 2;
        FourVector electron = new(7, 7 * Math.Sin(HalfAngle), 0, 7 * Math.Cos(HalfAngle));
        FourVector total = electron + new FourVector(4, 4 * Math.Sin(HalfAngle), 0, -4 * Math.Cos(HalfAngle));
        LorentzTransform toRest = LorentzTransform.ToRestFrameOf(total);
        FourVector boosted = toRest.Apply(electron);
        double angle = Math.Atan2(boosted.X, boosted.Z);

        // Electron along −z in the sample: turn it by pi about y to +z, then to where the boosted electron beam points.
        FourVector turned = LorentzTransform.RotationAboutY(Math.PI + angle).Apply(centreOfMass);
        return toRest.Inverse().Apply(turned);
    }

    private static IEnumerable<FourVector> MissingMomenta()
    {
        foreach (string line in ExampleSamples.Text("signal_ma1.lhe.gz").Split('\n').Where(l => l.StartsWith("  9000005", StringComparison.Ordinal)))
        {
            double[] p = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(6).Take(4).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
            yield return new FourVector(p[3], p[0], p[1], p[2]);
        }
    }
}
