using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Plugins;

/// <summary>What the host sees of a source. Derive from <see cref="Source{TOptions}"/>.</summary>
public abstract class Source
{
    private protected Source()
    {
    }

    internal abstract Type OptionsType { get; }

    internal abstract object OptionsObject { get; set; }

    /// <summary>
    /// The streams of the sample, in order: one a file. Nothing is read yet. A stream is an independent estimate of the same
    /// process; its cross section enters the sample's with the number of its events.
    /// </summary>
    /// <param name="context">Where relative paths start, and standard input.</param>
    /// <exception cref="PluginException">No file fits, or one cannot be opened.</exception>
    public abstract IReadOnlyList<EventStream> Open(SourceContext context);
}

/// <summary>A source of events that can be named in a pipeline.</summary>
/// <typeparam name="TOptions">A record whose properties are the options in YAML.</typeparam>
public abstract class Source<TOptions> : Source
    where TOptions : class
{
    /// <summary>The options, as bound from YAML.</summary>
    public TOptions Options { get; private set; } = null!;

    internal sealed override Type OptionsType => typeof(TOptions);

    internal sealed override object OptionsObject
    {
        get => Options;
        set => Options = (TOptions)value;
    }
}

/// <summary>What a source needs from its surroundings.</summary>
/// <param name="BaseDirectory">Folder that relative paths start from: that of the pipeline file.</param>
/// <param name="StandardInput">Opens standard input, for the path <c>-</c>.</param>
public sealed record SourceContext(string BaseDirectory, Func<Stream> StandardInput)
{
    /// <summary>Centre-of-mass energy √s of the pipeline's beams, GeV; null when it states none.</summary>
    public double? SqrtS { get; init; }

    /// <summary>The parameter that the pipeline scans and its values, in internal units; null when it scans none.</summary>
    public (string Parameter, IReadOnlyList<double> Values)? Scan { get; init; }

    /// <summary>Threads that a stream may use to prepare its events; they do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>
/// Events of one file or one generator run. <see cref="ReadBlock"/> is called by one thread and does little more than find
/// where events end; <see cref="Decode"/> is called by many threads at once, one block each.
/// </summary>
public abstract class EventStream : IDisposable
{
    /// <summary>Name for messages: the file's path.</summary>
    public abstract string Name { get; }

    /// <summary>Reads what stands before the first event. Called once, before <see cref="ReadBlock"/>.</summary>
    /// <exception cref="PluginException">The head is not what the format asks for.</exception>
    public abstract StreamHead ReadHead();

    /// <summary>The next block of up to <see cref="EventBatch.Capacity"/> events; null after the last.</summary>
    /// <exception cref="PluginException">The bytes are not what the format asks for.</exception>
    public abstract EventBlock? ReadBlock(CancellationToken cancellation);

    /// <summary>Fills a batch from a block. Thread-safe.</summary>
    /// <exception cref="PluginException">An event is not what the format asks for.</exception>
    public abstract void Decode(EventBlock block, EventBatch batch);

    /// <summary>What is known after the last block was read and decoded.</summary>
    public abstract StreamSummary Complete(in StreamTotals totals);

    /// <summary>How much of the stream has been read, from 0 to 1; null when unknown. Any thread.</summary>
    public abstract double? Progress { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the stream holds.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>A block of events not yet decoded. Given back to its stream by <see cref="Dispose()"/>.</summary>
/// <param name="eventCount">Events in the block.</param>
public abstract class EventBlock(int eventCount) : IDisposable
{
    /// <summary>Events in the block; those the source was told to skip when malformed are counted too.</summary>
    public int EventCount { get; protected set; } = eventCount;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the memory back.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>What a stream says before its first event.</summary>
/// <param name="Beam1">Four-momentum of the first beam, GeV, in the frame of the events; null when not stated.</param>
/// <param name="Beam2">Four-momentum of the second beam, GeV; null when not stated.</param>
/// <param name="WeightNames">Weights that <see cref="EventStream.Decode"/> fills, <c>nominal</c> first.</param>
public sealed record StreamHead(FourVector? Beam1, FourVector? Beam2, IReadOnlyList<string> WeightNames)
{
    /// <summary>PDG code of the first beam's particles; null when not stated.</summary>
    public int? FirstBeamPdgId { get; init; }

    /// <summary>Number of consecutive events that are copies of one, see <see cref="SampleInfo.Copies"/>.</summary>
    public int Copies { get; init; } = 1;
}

/// <summary>Sums over the decoded events of a stream, made by the host in the fixed tree.</summary>
/// <param name="Events">Number of events.</param>
/// <param name="SumOfWeights">Sum of nominal weights as read.</param>
/// <param name="SumOfSquaredWeights">Sum of squared nominal weights as read.</param>
/// <param name="UnitWeights">True when every nominal weight is +1 or −1.</param>
public readonly record struct StreamTotals(long Events, double SumOfWeights, double SumOfSquaredWeights, bool UnitWeights);

/// <summary>What a stream amounts to.</summary>
public sealed record StreamSummary
{
    /// <summary>Cross section of the stream, pb.</summary>
    public required double CrossSection { get; init; }

    /// <summary>Its statistical error, pb; NaN when not stated.</summary>
    public required double CrossSectionError { get; init; }

    /// <summary>Factor that makes the sum of the weights as read the cross section in pb.</summary>
    public required double WeightFactor { get; init; }

    /// <summary>Where cross section and factor come from, one phrase: <c>mean of XWGTUP equals XSECUP</c>.</summary>
    public required string Normalisation { get; init; }

    /// <summary>Size of the file, bytes, as on disk; null when there is no file.</summary>
    public long? InputBytes { get; init; }

    /// <summary>SHA-256 of the file as on disk, lower-case hexadecimal; null when there is no file.</summary>
    public string? InputSha256 { get; init; }

    /// <summary>Seed of a generator; null for a file.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Malformed events that the source was told to skip.</summary>
    public long SkippedEvents { get; init; }

    /// <summary>One-line warnings for the user.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
