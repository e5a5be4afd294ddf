using AlpToolkit.Host.Commands.Convert;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Io.HepMc.Records;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>A HepMC file whose events are copied.</summary>
internal sealed class HepMcCopy(HepMcRecordReader reader) : EventCopy
{
    private readonly HepMcRecord _record = new();

    /// <inheritdoc/>
    public override string Name => reader.Name;

    /// <inheritdoc/>
    public override double Weight => _record.Weights.Count > 0 ? _record.Weights[0] : 1;

    /// <inheritdoc/>
    public override bool ContinuesGroup => false;

    /// <inheritdoc/>
    public override string? FirstGroup => null;

    /// <inheritdoc/>
    public override bool StatesEvents => false;

    /// <inheritdoc/>
    public override long SkippedEvents => reader.SkippedEvents;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => reader.Warnings;

    /// <inheritdoc/>
    public override IReadOnlyList<(string What, string Value)> Identity =>
    [
        ("number of weights", $"{reader.Run.WeightNames.Count}"),
        .. reader.Run.WeightNames.Select((name, i) => ($"name of weight #{i}", $"'{name}'")),
    ];

    /// <inheritdoc/>
    protected override string Format => SourceFormat == HepMcFormat.Asciiv3 ? "HepMC3 (Asciiv3)" : "HepMC2 (IO_GenEvent)";

    private HepMcFormat SourceFormat => reader.Run.Source ?? HepMcFormat.Asciiv3;

    /// <inheritdoc/>
    public override bool Read(CancellationToken cancellation) => reader.Read(_record, cancellation);

    /// <inheritdoc/>
    public override void Scale(double factor)
    {
        if (factor == 1)
        {
            return;
        }

        if (_record.Weights.Count == 0)
        {
            _record.Weights.Add(1);
        }

        for (int i = 0; i < _record.Weights.Count; i++)
        {
            _record.Weights[i] *= factor;
        }
    }

    /// <inheritdoc/>
    public override EventTarget Create(string target, EventChange change)
    {
        HepMcFormat format = FileFormats.HepMcFormatOf(target, SourceFormat);
        HepMcTool? done = format == HepMcFormat.Asciiv3 ? new HepMcTool("AlpToolkit", ProgramVersion.Text, change.About) : null;
        return new HepMcTarget(target, format, reader.Run, done, CrossSection(change.Sources));
    }

    /// <inheritdoc/>
    public override void WriteTo(EventTarget target)
    {
        HepMcTarget file = (HepMcTarget)target;
        if (file.CrossSection is (double value, double error))
        {
            _record.SetCrossSection(value, double.IsNaN(error) ? 0 : error);
        }

        file.Write(reader.Run, _record);
    }

    /// <inheritdoc/>
    public override void Dispose() => reader.Dispose();

    /// <inheritdoc/>
    protected override bool Fits(string target) => FileFormats.SaysNoOther(target, FileFormat.HepMc) && FileFormats.HepMcFormatOf(target, SourceFormat) == SourceFormat;

    /// <inheritdoc/>
    protected override EventMeasure Decide(EventMeasure sums)
    {
        (double Value, double Error)? stated = reader.CrossSection;

        // Every reader scales the weights; those that add up to the cross section as they are should do so in the new file too.
        bool addsUp = stated is { Value: > 0 and var value } && Equals(sums.Sum, value) && !Equals(sums.Sum / sums.Events, value);
        return sums with
        {
            CrossSection = stated,
            AddsUp = addsUp,
            IsRelative = !addsUp,
            Normalisation = stated is null ? "weights relative to a cross section that is not stated"
                : addsUp ? $"sum of the weights equals the {reader.CrossSectionSource}"
                : $"weights relative to the {reader.CrossSectionSource}",
        };

        static bool Equals(double found, double value) => Math.Abs(found - value) <= EventMeasure.RelativeTolerance * value;
    }

    // Events state what was known when they were made; the last of the file knows best, and of several files all.
    private static (double Value, double Error)? CrossSection(IReadOnlyList<EventMeasure> sources) => sources.All(s => s.CrossSection is not null)
        ? CrossSectionMean.Of([.. sources.Select(s => (s.Events, s.CrossSection!.Value.Value, s.CrossSection!.Value.Error))])
        : null;

    private sealed class HepMcTarget : EventTarget
    {
        private readonly HepMcWriter _writer;
        private readonly HepMcTool? _done;
        private HepMcRunRecord _run;

        public HepMcTarget(string path, HepMcFormat format, HepMcRunRecord run, HepMcTool? done, (double Value, double Error)? crossSection)
        {
            (_run, _done, CrossSection) = (run, done, crossSection);
            _writer = HepMcWriter.Create(path, format, Written(run));
        }

        public (double Value, double Error)? CrossSection { get; }

        public override long Events => _writer.Events;

        public override IReadOnlyList<string> Losses => _writer.Losses;

        // Where another run record begins, in one file or in the next, another listing does.
        public void Write(HepMcRunRecord run, HepMcRecord record)
        {
            if (!ReferenceEquals(run, _run) && !(run.Tools.SequenceEqual(_run.Tools) && run.Attributes.SequenceEqual(_run.Attributes) && run.WeightNames.SequenceEqual(_run.WeightNames)))
            {
                _writer.BeginListing(Written(run));
            }

            _run = run;
            _writer.Write(record);
        }

        public override void Complete(EventCopy last) => _writer.Complete();

        public override void Dispose() => _writer.Dispose();

        private HepMcRunRecord Written(HepMcRunRecord run) => _done is null ? run : run with { Tools = [.. run.Tools, _done] };
    }
}
