using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Options;

namespace AlpToolkit.Host.Pipeline;

/// <summary>The top level of a pipeline file.</summary>
internal sealed record PipelineSettings
{
    /// <summary>The folder that is looked into without being named; it need not exist.</summary>
    public const string DefaultPlugins = "plugins";

    [Help("name of the analysis; the title of what is published")]
    public required string Name { get; init; }

    [Help("what the analysis does, one or more sentences; published with the tables")]
    public string Description { get; init; } = "";

    [Help("the colliding beams; needed for laboratory quantities and for axes that end at the centre-of-mass energy")]
    public BeamSettings? Beams { get; init; }

    [Help("integrated luminosity that numbers of events are expected for"), Unit("pb^-1"), Bounds(0, 1e15)]
    public double? Luminosity { get; init; }

    [Help("named numbers for formulas, with units: { m_a: 1 GeV, kappa: 2.8 }")]
    public EntryList<Quantity> Parameters { get; init; } = new();

    [Help("a parameter that takes several values: every sample whose source has {parameter} in it is made once for each")]
    public ScanValues? Scan { get; init; }

    [Help("seed of every random number of the run; each sample and stage has a stream of its own")]
    public ulong Seed { get; init; } = 1;

    [Help("folders with plugins, from the folder of this file")]
    public IReadOnlyList<string> Plugins { get; init; } = [DefaultPlugins];

    [Help("samples of events by name")]
    public required EntryList<SampleSettings> Samples { get; init; }

    [Help("what is done with every event, in order"), PluginKind("stage")]
    public required IReadOnlyList<PluginChoice> Stages { get; init; }

    [Help("how results are written"), PluginKind("writer")]
    public required IReadOnlyList<PluginChoice> Write { get; init; }
}

/// <summary>One sample of events.</summary>
internal sealed record SampleSettings
{
    [Help("what the sample stands for in statistics")]
    public required SampleRole Role { get; init; }

    [Help("name of the process that this sample and others are parts of, such as other regions of phase space: a stage that predicts events adds them before it asks how many were simulated")]
    public string? Group { get; init; }

    [Help("where its events come from"), PluginKind("source")]
    public required PluginChoice Source { get; init; }

    [Help("frame of its events: by the beams that the source states, or the laboratory of the pipeline's beams")]
    public SampleFrame Frame { get; init; } = SampleFrame.Beams;
}

/// <summary>In which frame the momenta of a sample are given.</summary>
internal enum SampleFrame
{
    [Help("the frame in which the beams stated by the source are along z")]
    Beams,

    [Help("the laboratory of the pipeline's beams, crossing angle included")]
    Laboratory,
}

/// <summary>The colliding beams.</summary>
internal sealed record BeamSettings
{
    [Help("centre-of-mass energy; not together with the beam energies"), Unit("GeV"), Bounds(1e-3, 1e6)]
    public double? SqrtS { get; init; }

    [Help("energy of the electron beam in the laboratory"), Unit("GeV"), Bounds(1e-3, 1e6)]
    public double? Electron { get; init; }

    [Help("energy of the positron beam in the laboratory"), Unit("GeV"), Bounds(1e-3, 1e6)]
    public double? Positron { get; init; }

    [Help("angle between the beams in the laboratory, 0 for head-on"), Unit("mrad"), Bounds(0, 1000)]
    public double CrossingAngle { get; init; }
}
