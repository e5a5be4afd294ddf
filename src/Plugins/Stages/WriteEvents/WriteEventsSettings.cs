using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Plugins.Writers;

namespace AlpToolkit.Plugins.Stages.WriteEvents;

/// <summary>Options of <see cref="WriteEventsStage"/>.</summary>
public sealed record WriteEventsSettings
{
    /// <summary>Columns; null for all.</summary>
    [Shorthand, Help("columns to write; without it every column that earlier stages write")]
    public IReadOnlyList<ColumnIn>? Columns { get; init; }

    /// <summary>Roles; null for all.</summary>
    [Help("roles whose particles are written, as electron_px, electron_py, ...; without it every role that earlier stages assign")]
    public IReadOnlyList<ObjectIn>? Objects { get; init; }

    /// <summary>Which particles are written as lists.</summary>
    [Help("particles to write as lists: particle_px, particle_py, ...")]
    public WrittenParticles Particles { get; init; } = WrittenParticles.None;

    /// <summary>Format of the files.</summary>
    [Help("format of the files")]
    public EventFileFormat Format { get; init; } = EventFileFormat.Root;

    /// <summary>Folder of the files.</summary>
    [Help("folder of the files, in the run folder: a file for every sample, named after it")]
    public FileName Directory { get; init; } = new("events");

    /// <summary>Name of the tree.</summary>
    [Help("name of the tree in a ROOT file")]
    public FileName Tree { get; init; } = new("events");

    /// <summary>Compression.</summary>
    [Help("how a ROOT file is compressed")]
    public RootCompressionKind Compression { get; init; } = RootCompressionKind.Zlib;
}

/// <summary>Which particles are written as lists.</summary>
public enum WrittenParticles
{
    /// <summary>None.</summary>
    [Help("no lists")]
    None,

    /// <summary>Those of status 1, without their mothers.</summary>
    [Help("those in the final state, without mothers")]
    Final,

    /// <summary>All, with status and mothers.</summary>
    [Help("all, with status and mothers")]
    All,
}

/// <summary>Format of files of events.</summary>
public enum EventFileFormat
{
    /// <summary>A TTree in a ROOT file.</summary>
    [Help("a TTree in a ROOT file")]
    Root,

    /// <summary>A row an event, with a row of names before them.</summary>
    [Help("a row an event, below comments and a row of names")]
    Csv,
}
