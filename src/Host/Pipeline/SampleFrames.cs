using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Host.Pipeline;

/// <summary>Works out centre-of-mass energy and frames of a sample, from what its source states and the pipeline's beams.</summary>
internal static class SampleFrames
{
    // One permille: enough for beam energies written with three digits (7 GeV on 4 GeV for 10.58 GeV), far below any difference
    // between machines.
    private const double SqrtSTolerance = 1e-3;

    /// <summary>√s of the pipeline's beams, GeV; null when they are incomplete.</summary>
    public static double? SqrtS(BeamSettings beams) => beams.SqrtS ?? Beams(beams)?.SqrtS;

    /// <summary>What the events of a sample have in common.</summary>
    /// <param name="plan">The pipeline.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="stream">Name of the file, for messages.</param>
    /// <param name="head">What the file states.</param>
    /// <exception cref="PluginException">Neither states the beams, or they contradict one another.</exception>
    public static SampleInfo Describe(PipelinePlan plan, PlannedSample sample, string stream, StreamHead head)
    {
        double? stated = plan.Settings.Beams is { } settings ? SqrtS(settings) : null;
        BeamConfiguration? beams = plan.Settings.Beams is { } b ? Beams(b) : null;
        BeamParticle first = head.FirstBeamPdgId == -11 ? BeamParticle.Positron : BeamParticle.Electron;
        (double sqrtS, LorentzTransform toCentreOfMass, LorentzTransform toLaboratory) = sample.Frame == SampleFrame.Laboratory
            ? InLaboratory(sample, beams, first)
            : InFrameOfBeams(sample, stream, head, stated, beams, first);
        if (stated is { } expected && Math.Abs(sqrtS - expected) > SqrtSTolerance * expected)
        {
            throw new PluginException($"sample '{sample.Name}': {stream} has a centre-of-mass energy of {sqrtS:G8} GeV, the pipeline's beams {expected:G8} GeV. Correct 'beams' or the sample.");
        }

        if (sample.Frame == SampleFrame.Beams && beams is null && toCentreOfMass.IsIdentity
            && plan.Stages.FirstOrDefault(s => s.Stage is EventStage { NeedsLaboratory: true }) is { } stage)
        {
            throw new PluginException($"sample '{sample.Name}': stage '{stage.Entry.Name}' needs the laboratory, and {stream} is in the centre of mass. Give the beams of the laboratory: 'beams: {{ electron: 7 GeV, positron: 4 GeV, crossing_angle: 83 mrad }}'.");
        }

        return new SampleInfo
        {
            Name = sample.Name,
            Role = sample.Role,
            Group = sample.Group,
            SqrtS = sqrtS,
            ToCentreOfMass = toCentreOfMass,
            ToLaboratory = toLaboratory,
            RandomKey = Philox.Key(plan.Settings.Seed, sample.Name),
            WeightNames = head.WeightNames,
            Copies = head.Copies,
            ScanPoint = sample.ScanPoint,
        };
    }

    private static (double SqrtS, LorentzTransform ToCentreOfMass, LorentzTransform ToLaboratory) InLaboratory(PlannedSample sample, BeamConfiguration? beams, BeamParticle first) =>
        beams is null
            ? throw new PluginException($"sample '{sample.Name}' is in the laboratory; 'beams' must give the energies of electron and positron")
            : (beams.SqrtS, beams.LaboratoryToSampleCentreOfMass(first), LorentzTransform.Identity);

    private static (double SqrtS, LorentzTransform ToCentreOfMass, LorentzTransform ToLaboratory) InFrameOfBeams(
        PlannedSample sample, string stream, StreamHead head, double? stated, BeamConfiguration? beams, BeamParticle first)
    {
        LorentzTransform toLaboratory = beams?.SampleCentreOfMassToLaboratory(first) ?? LorentzTransform.Identity;
        if (head is not { Beam1: { } beam1, Beam2: { } beam2 })
        {
            return stated is { } sqrtS
                ? (sqrtS, LorentzTransform.Identity, toLaboratory)
                : throw new PluginException($"sample '{sample.Name}': {stream} does not state its beams; give 'beams: {{ sqrt_s: … }}' in the pipeline");
        }

        FourVector total = beam1 + beam2;
        bool symmetric = total.Momentum <= 1e-9 * total.E;
        return symmetric
            ? (total.E, LorentzTransform.Identity, toLaboratory)
            : (Math.Sqrt(total.MassSquared), LorentzTransform.ToRestFrameOf(total), LorentzTransform.Identity);
    }

    private static BeamConfiguration? Beams(BeamSettings settings) =>
        settings is { Electron: { } electron, Positron: { } positron } ? new BeamConfiguration(electron, positron, settings.CrossingAngle) : null;
}
