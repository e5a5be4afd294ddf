using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.Convert;
using AlpToolkit.Io;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>
/// A file whose events are copied with all that stands in them, one after another: LHE or HepMC. What they become is a file of the
/// same format.
/// </summary>
internal abstract class EventCopy : IDisposable
{
    /// <summary>Path of the file.</summary>
    public abstract string Name { get; }

    /// <summary>Nominal weight of the event read last, in the unit of the file.</summary>
    public abstract double Weight { get; }

    /// <summary>What is odd about the file, as far as it was read.</summary>
    public abstract IReadOnlyList<string> Warnings { get; }

    /// <summary>Malformed events left out so far.</summary>
    public abstract long SkippedEvents { get; }

    /// <summary>What two files must have in common to be one: names and values, in an order that is the same for all files.</summary>
    public abstract IReadOnlyList<(string What, string Value)> Identity { get; }

    /// <summary>Opens a file, told by what is in it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="policy">What to do with damage.</param>
    /// <exception cref="PluginException">It is no file whose events can be copied, or damaged.</exception>
    public static EventCopy Open(string path, EventErrorPolicy policy)
    {
        InspectCommand.CheckExists(path);
        return FileFormats.OfContents(path) switch
        {
            FileFormat.Lhe => new LheCopy(path, policy),
            FileFormat.HepMc => new HepMcCopy(path, policy),
            _ => throw new PluginException($"{path} is neither LHE nor HepMC. For ROOT files see alp root merge and alp root slim."),
        };
    }

    /// <summary>Reads a file once, to know what its weights amount to.</summary>
    /// <exception cref="PluginException">It is damaged, or has no events.</exception>
    public static EventMeasure Measure(string path, EventErrorPolicy policy, CancellationToken cancellation)
    {
        using EventCopy file = Open(path, policy);
        long events = 0;
        double sum = 0, absolute = 0, squares = 0, largest = 0;
        bool areUnits = true;
        while (file.Read(cancellation))
        {
            double weight = file.Weight;
            events++;
            sum += weight;
            absolute += Math.Abs(weight);
            squares += weight * weight;
            largest = Math.Max(largest, Math.Abs(weight));
            areUnits &= weight is 1 or -1;
        }

        return events > 0
            ? file.Decide(new EventMeasure(path, events, sum, absolute, squares, largest, areUnits) { LeftOut = file.SkippedEvents })
            : throw new PluginException($"{path}: there are no events");
    }

    /// <summary>Reads the next event.</summary>
    /// <returns>False when there are no more.</returns>
    /// <exception cref="PluginException">It is malformed.</exception>
    public abstract bool Read(CancellationToken cancellation);

    /// <summary>Multiplies all weights of the event read last; 1 changes nothing.</summary>
    public abstract void Scale(double factor);

    /// <summary>Begins a file with what stands before the events of this one.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="change">What is different from this file.</param>
    public abstract EventTarget Create(string path, EventChange change);

    /// <summary>Writes the event read last to a file that a file of the same format has begun.</summary>
    public abstract void WriteTo(EventTarget target);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Says what the weights amount to, once all events were read.</summary>
    protected abstract EventMeasure Decide(EventMeasure sums);
}

/// <summary>A file that is being written.</summary>
internal abstract class EventTarget : IDisposable
{
    /// <summary>Events written so far.</summary>
    public abstract long Events { get; }

    /// <summary>Closes the file and gives it its name.</summary>
    public abstract void Complete();

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>What stands otherwise before the events of a new file.</summary>
/// <param name="About">What was done, one phrase: written into the file.</param>
/// <param name="Sources">The files that its events are from.</param>
internal sealed record EventChange(string About, IReadOnlyList<EventMeasure> Sources)
{
    /// <summary>The size that all weights have, in pb for LHE; null when they are not made equal.</summary>
    public double? EqualWeight { get; init; }
}
