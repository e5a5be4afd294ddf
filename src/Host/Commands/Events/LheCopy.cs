using System.Net;
using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Io;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Lhe.Records;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>An LHE file whose events are copied.</summary>
internal sealed class LheCopy(string path, EventErrorPolicy policy) : EventCopy
{
    // hep-ph/0109068 table 1: the mean of the weights, of either sign, is the cross section in pb.
    private const int MeanOfEitherSign = -4;

    private readonly LheRecordReader _reader = new(path, policy);
    private readonly LheRecord _record = new();

    /// <inheritdoc/>
    public override string Name => path;

    /// <inheritdoc/>
    public override double Weight => _record.Weight;

    /// <inheritdoc/>
    public override long SkippedEvents => _reader.SkippedEvents;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => _reader.Warnings;

    /// <inheritdoc/>
    public override IReadOnlyList<(string What, string Value)> Identity => _reader.Head.Init.Identity;

    /// <inheritdoc/>
    public override bool Read(CancellationToken cancellation) => _reader.Read(_record, cancellation);

    /// <inheritdoc/>
    public override void Scale(double factor) => _record.ScaleWeights(factor);

    /// <inheritdoc/>
    public override EventTarget Create(string target, EventChange change)
    {
        LheHead head = _reader.Head.Init;
        LheHead init = head with
        {
            Processes = [.. head.Processes.Select((p, i) => change.EqualWeight is { } size ? Stated(p, i, change) with { MaximalWeight = size } : Stated(p, i, change))],
            WeightStrategy = change.EqualWeight is null ? head.WeightStrategy : MeanOfEitherSign,
            Generators = [.. head.Generators, new LheGenerator("AlpToolkit", ProgramVersion.Text, change.About)],
        };
        LheRecordHead written = _reader.Head with { Init = init, InitText = WithGenerator(_reader.Head.InitText, change.About) };
        return new LheTarget(LheRecordWriter.Create(target, written));
    }

    /// <inheritdoc/>
    public override void WriteTo(EventTarget target) => ((LheTarget)target).Writer.Write(_record);

    /// <inheritdoc/>
    public override void Dispose() => _reader.Dispose();

    /// <inheritdoc/>
    protected override EventMeasure Decide(EventMeasure sums)
    {
        LheHead head = _reader.Head.Init;
        LheNormalisation found;
        try
        {
            found = LheNormalisation.Decide(head, new StreamTotals(sums.Events, sums.Sum, sums.SumOfSquares, sums.AreUnits), new LheOptions());
        }
        catch (PluginException e)
        {
            throw new PluginException($"{path}: {e.Message}", e);
        }

        return sums with
        {
            CrossSection = (found.CrossSection, found.CrossSectionError),
            Processes = head.Processes,
            AddsUp = found.Convention == LheWeightConvention.Sum,
            IsRelative = found.Convention is LheWeightConvention.Unit or LheWeightConvention.Header,
            Normalisation = found.Text,
        };
    }

    // Every file is an estimate of the same cross section and counts with its events. Errors are added as if files shared their integration: never too small.
    private static LheProcess Stated(LheProcess process, int index, EventChange change)
    {
        if (change.Sources.Count == 1)
        {
            return process;
        }

        double all = change.Sources.Sum(s => s.Events);
        return new LheProcess(
            process.Id,
            change.Sources.Sum(s => s.Events / all * s.Processes[index].CrossSection),
            change.Sources.Sum(s => s.Events / all * s.Processes[index].CrossSectionError),
            change.Sources.Max(s => s.Processes[index].MaximalWeight));
    }

    private static ReadOnlyMemory<byte>? WithGenerator(ReadOnlyMemory<byte>? init, string about) => init is { } text
        ? (byte[])[.. text.Span.TrimEnd(" \t\r\n"u8), .. Encoding.UTF8.GetBytes($"\n<generator name=\"AlpToolkit\" version=\"{ProgramVersion.Text}\">{WebUtility.HtmlEncode(about)}</generator>\n")]
        : null;

    private sealed class LheTarget(LheRecordWriter writer) : EventTarget
    {
        public LheRecordWriter Writer => writer;

        public override long Events => writer.Events;

        public override void Complete() => writer.Complete();

        public override void Dispose() => writer.Dispose();
    }
}
