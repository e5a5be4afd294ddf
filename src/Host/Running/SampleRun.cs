using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Pipeline;

namespace AlpToolkit.Host.Running;

/// <summary>What the event loop made of one sample.</summary>
internal sealed record SampleRun(SampleTotals Totals, IReadOnlyList<StreamRecord> Streams, IReadOnlyList<StageReport> Reports)
{
    /// <summary>Events of damaged input that were left out.</summary>
    public long LeftOut => Streams.Sum(s => s.Summary.SkippedEvents);

    public SampleResults ToResults() => new(Totals, [.. Reports.SelectMany(r => r.Report.Results)]);
}

/// <summary>One file or generator run of a sample.</summary>
internal sealed record StreamRecord(string Name, StreamTotals Totals, StreamSummary Summary);

/// <summary>What one stage reported for a sample; the host itself has no stage.</summary>
internal sealed record StageReport(PlannedStage? Stage, SampleReport Report);
