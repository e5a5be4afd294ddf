using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Pipeline;
using AlpToolkit.Tests.EndToEnd;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Host.Pipeline;

public sealed class SampleFramesTests
{
    private const double ElectronMass = 0.51099895e-3;

    private static readonly StreamHead s_symmetric = Head(5.29, 5.29, first: -11), s_asymmetric = Head(4, 7, first: -11);

    [Fact]
    public void Describe_SymmetricBeams_IsTheCentreOfMass()
    {
        SampleInfo info = Describe("{ sqrt_s: 10.58 GeV }", s_symmetric);
        Assert.Equal(10.58, info.SqrtS);
        Assert.True(info.ToCentreOfMass.IsIdentity);
        Assert.True(info.ToLaboratory.IsIdentity);
    }

    // √s of head-on massless beams: 2√(E₁E₂); the electron's mass adds 4e-8 of it here.
    [Fact]
    public void Describe_AsymmetricBeams_AreBoostedToTheCentreOfMass()
    {
        SampleInfo info = Describe("{ electron: 7 GeV, positron: 4 GeV }", s_asymmetric);
        Assert.Equal(2 * Math.Sqrt(28), info.SqrtS, 1e-6);
        FourVector total = info.ToCentreOfMass.Apply(s_asymmetric.Beam1!.Value + s_asymmetric.Beam2!.Value);
        Assert.Equal(info.SqrtS, total.E, 1e-12);
        Assert.Equal(0, total.Momentum, 1e-12);
        Assert.True(info.ToLaboratory.IsIdentity);
    }

    // Belle II, 7 GeV e- on 4 GeV e+: a particle at rest in the centre of mass moves towards +z, the electron's side, with
    // β = (7 − 4)/11 for head-on beams, and towards +x by the crossing angle.
    [Fact]
    public void Describe_CentreOfMassSampleWithBelleIIBeams_IsBoostedToTheLaboratory()
    {
        SampleInfo info = Describe("{ electron: 7 GeV, positron: 4 GeV, crossing_angle: 83 mrad }", s_symmetric);
        FourVector atRest = info.ToLaboratory.Apply(new FourVector(1, 0, 0, 0));
        double half = 0.083 / 2;
        Assert.Equal(3.0 / 11 * Math.Cos(half), atRest.Z / atRest.E, 1e-7);
        Assert.Equal(Math.Sin(half), atRest.X / atRest.E, 1e-7);

        // Beam 1 is the positron along +z in the sample, along −z in the laboratory.
        Assert.True(info.ToLaboratory.Apply(s_symmetric.Beam1!.Value).Z < 0);
    }

    [Fact]
    public void Describe_BeamsThatContradictThePipeline_IsAnError()
    {
        PluginException error = Assert.Throws<PluginException>(() => Describe("{ sqrt_s: 91.2 GeV }", s_symmetric));
        Assert.Equal("sample 'signal': file.lhe has a centre-of-mass energy of 10.58 GeV, the pipeline's beams 91.2 GeV. Correct 'beams' or the sample.", error.Message);
    }

    [Fact]
    public void Describe_NoBeamsAnywhere_IsAnError() =>
        Assert.Contains("does not state its beams", Assert.Throws<PluginException>(() => Describe(null, new StreamHead(null, null, ["nominal"]))).Message, StringComparison.Ordinal);

    private static StreamHead Head(double energy1, double energy2, int first) =>
        new(Beam(energy1, 1), Beam(energy2, -1), ["nominal"]) { FirstBeamPdgId = first };

    private static FourVector Beam(double energy, int direction) => new(energy, 0, 0, direction * Math.Sqrt(energy * energy - ElectronMass * ElectronMass));

    private static SampleInfo Describe(string? beams, StreamHead head)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("pipeline.yaml", $$"""
            name: frames
            {{(beams is null ? "" : $"beams: {beams}")}}
            samples: { signal: { role: signal, source: { lhe: {{ExampleSamples.PathOf("signal_ma1.lhe.gz")}} } } }
            stages: [acceptance]
            write: [csv]
            """);
        DiagnosticBag diagnostics = new(file);
        PipelinePlan plan = PipelineReader.Read(file, [], [], diagnostics)!;
        return SampleFrames.Describe(plan, plan.Samples[0], "file.lhe", head);
    }
}
