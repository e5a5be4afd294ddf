using AlpToolkit.Host.Commands.Convert;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc.Records;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>A HepMC file whose events are copied.</summary>
internal sealed class HepMcCopy(string path, EventErrorPolicy policy) : EventCopy
{
    private readonly HepMcRecordReader _reader = new(path, policy);
    private readonly HepMcRecord _record = new();
    private (double Value, double Error)? _crossSection;

    /// <inheritdoc/>
    public override string Name => path;

    /// <inheritdoc/>
    public override double Weight => _record.Weights.Count > 0 ? _record.Weights[0] : 1;

    /// <inheritdoc/>
    public override long SkippedEvents => _reader.SkippedEvents;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => _reader.Warnings;

    /// <inheritdoc/>
    public override IReadOnlyList<(string What, string Value)> Identity =>
    [
        ("number of weights", $"{_reader.Run.WeightNames.Count}"),
        .. _reader.Run.WeightNames.Select((name, i) => ($"name of weight #{i}", $"'{name}'")),
    ];

    /// <inheritdoc/>
    public override bool Read(CancellationToken cancellation)
    {
        bool read = _reader.Read(_record, cancellation);
        if (read && _record.TryGetCrossSection(out double value, out double error))
        {
            _crossSection = (value, error);
        }

        return read;
    }

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
        HepMcRunRecord run = _reader.Run with { Tools = [.. _reader.Run.Tools, new HepMcTool("AlpToolkit", ProgramVersion.Text, change.About)] };
        return new HepMcTarget(HepMcWriter.Create(target, FileFormats.HepMcFormatOf(target, _reader.Run.Source), run), CrossSection(change.Sources));
    }

    /// <inheritdoc/>
    public override void WriteTo(EventTarget target)
    {
        HepMcTarget file = (HepMcTarget)target;
        if (file.CrossSection is (double value, double error))
        {
            _record.SetCrossSection(value, error);
        }

        file.Writer.Write(_record);
    }

    /// <inheritdoc/>
    public override void Dispose() => _reader.Dispose();

    /// <inheritdoc/>
    protected override EventMeasure Decide(EventMeasure sums) =>
        sums with { CrossSection = _crossSection, IsRelative = true, Normalisation = "weights relative to the cross section of the last event" };

    // Events state what was known when they were made; the last of the file knows best, and of several files all.
    private static (double Value, double Error)? CrossSection(IReadOnlyList<EventMeasure> sources)
    {
        double all = sources.Sum(s => s.Events);
        return sources.All(s => s.CrossSection is not null)
            ? (sources.Sum(s => s.Events / all * s.CrossSection!.Value.Value), sources.Sum(s => s.Events / all * s.CrossSection!.Value.Error))
            : null;
    }

    private sealed class HepMcTarget(HepMcWriter writer, (double Value, double Error)? crossSection) : EventTarget
    {
        public HepMcWriter Writer => writer;

        public (double Value, double Error)? CrossSection => crossSection;

        public override long Events => writer.Events;

        public override void Complete() => writer.Complete();

        public override void Dispose() => writer.Dispose();
    }
}
