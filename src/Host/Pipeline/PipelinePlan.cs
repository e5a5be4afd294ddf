using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;

namespace AlpToolkit.Host.Pipeline;

/// <summary>A pipeline ready to run: options bound, data flow checked, columns in slots.</summary>
internal sealed record PipelinePlan
{
    /// <summary>The pipeline file, as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>Folder that relative paths start from.</summary>
    public required string BaseDirectory { get; init; }

    public required PipelineSettings Settings { get; init; }

    /// <summary>√s of the pipeline's beams, GeV; null when it states none.</summary>
    public double? SqrtS => Settings.Beams is { } beams ? SampleFrames.SqrtS(beams) : null;

    /// <summary>The scanned parameter and its values; null when the pipeline scans none.</summary>
    public (string Parameter, IReadOnlyList<double> Values)? Scan => Settings.Scan is { } scan ? (scan.Parameter, [.. scan.Values.Select(v => v.Value)]) : null;

    public required IReadOnlyList<PlannedStage> Stages { get; init; }

    public required IReadOnlyList<PlannedSample> Samples { get; init; }

    public required IReadOnlyList<PlannedWriter> Writers { get; init; }

    /// <summary>Number of column slots of a batch.</summary>
    public required int ColumnCount { get; init; }

    /// <summary>Number of role slots of a batch.</summary>
    public required int RoleCount { get; init; }
}

/// <summary>A stage with its options and what it reads and writes.</summary>
internal sealed record PlannedStage(PluginEntry Entry, Stage Stage, IReadOnlyList<ColumnUse> Uses);

/// <summary>A sample and its source.</summary>
internal sealed record PlannedSample(string Name, SampleRole Role, SampleFrame Frame, PluginEntry Entry, Source Source, ScanPoint? ScanPoint, string? Group);

/// <summary>A writer with its options.</summary>
internal sealed record PlannedWriter(PluginEntry Entry, Writer Writer);
