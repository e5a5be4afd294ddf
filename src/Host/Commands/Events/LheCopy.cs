using System.Net;
using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.Convert;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Lhe.Records;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>An LHE file whose events are copied.</summary>
internal sealed class LheCopy(LheRecordReader reader) : EventCopy
{
    // hep-ph/0109068 table 1: the mean of the weights, of either sign, is the cross section in pb.
    private const int MeanOfEitherSign = -4;

    private readonly LheRecord _record = new();

    private ReadOnlyMemory<byte> Tail => reader.Tail;

    /// <inheritdoc/>
    public override string Name => reader.Name;

    /// <inheritdoc/>
    public override double Weight => _record.Weight;

    /// <inheritdoc/>
    public override bool ContinuesGroup => _record.ContinuesGroup;

    /// <inheritdoc/>
    public override string? FirstGroup => reader.FirstEventGroup;

    /// <inheritdoc/>
    public override bool StatesEvents => reader.Head.StatesEvents;

    /// <inheritdoc/>
    public override long SkippedEvents => reader.SkippedEvents;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => reader.Warnings;

    /// <inheritdoc/>
    public override IReadOnlyList<(string What, string Value)> Identity => reader.Head.Init.Identity;

    /// <inheritdoc/>
    protected override string Format => "LHE";

    /// <inheritdoc/>
    public override bool Read(CancellationToken cancellation) => reader.Read(_record, cancellation);

    /// <inheritdoc/>
    public override void Scale(double factor) => _record.ScaleWeights(factor);

    /// <inheritdoc/>
    public override EventTarget Create(string target, EventChange change)
    {
        LheHead head = reader.Head.Init;
        LheHead init = head with
        {
            Processes = [.. head.Processes.Select((_, i) => Stated(i, change) is { } process && change.LargestWeight is { } largest ? process with { MaximalWeight = largest } : Stated(i, change))],
            WeightStrategy = change.LargestWeight is null ? head.WeightStrategy : MeanOfEitherSign,
            Generators = [.. head.Generators, new LheGenerator("AlpToolkit", ProgramVersion.Text, change.About)],
        };
        LheRecordHead written = reader.Head with { Init = init, InitText = WithGenerator(reader.Head.InitText, change.About) };
        return new LheTarget(LheRecordWriter.Create(target, written.WithEvents(change.Events)));
    }

    /// <inheritdoc/>
    public override void WriteTo(EventTarget target) => ((LheTarget)target).Writer.Write(_record);

    /// <inheritdoc/>
    public override void Dispose() => reader.Dispose();

    /// <inheritdoc/>
    protected override bool Fits(string target) => FileFormats.SaysNoOther(target, FileFormat.Lhe);

    /// <inheritdoc/>
    protected override EventMeasure Decide(EventMeasure sums)
    {
        LheHead head = reader.Head.Init;
        LheNormalisation found;
        try
        {
            found = LheNormalisation.Decide(head, new StreamTotals(sums.Events, sums.Sum, sums.SumOfSquares, sums.AreUnits), new LheOptions(), reader.MayLackEvents);
        }
        catch (PluginException e)
        {
            throw new PluginException($"{Name}: {e.Message}", e);
        }

        return sums with
        {
            CrossSection = (found.CrossSection, found.CrossSectionError),
            Processes = head.Processes,
            WeightFactor = found.Convention == LheWeightConvention.Sum ? found.WeightFactor : 1,
            AddsUp = found.Convention == LheWeightConvention.Sum,
            IsRelative = found.Convention is LheWeightConvention.Unit or LheWeightConvention.Header,
            Normalisation = found.Text,
        };
    }

    // Every file is an estimate of the same cross section.
    private static LheProcess Stated(int index, EventChange change)
    {
        (double value, double error) = CrossSectionMean.Of([.. change.Sources.Select(s => (s.Events, s.Processes[index].CrossSection, s.Processes[index].CrossSectionError))]);
        return new LheProcess(change.Sources[0].Processes[index].Id, value, error, change.Sources.Max(s => s.Processes[index].MaximalWeight));
    }

    private static ReadOnlyMemory<byte>? WithGenerator(ReadOnlyMemory<byte>? init, string about) => init is { } text
        ? (byte[])[.. text.Span.TrimEnd(" \t\r\n"u8), .. Encoding.UTF8.GetBytes($"\n<generator name=\"AlpToolkit\" version=\"{ProgramVersion.Text}\">{WebUtility.HtmlEncode(about)}</generator>\n")]
        : null;

    private sealed class LheTarget(LheRecordWriter writer) : EventTarget
    {
        public LheRecordWriter Writer => writer;

        public override long Events => writer.Events;

        public override IReadOnlyList<string> Losses => [];

        public override void Complete(EventCopy last) => writer.Complete(((LheCopy)last).Tail.Span);

        public override void Dispose() => writer.Dispose();
    }
}
