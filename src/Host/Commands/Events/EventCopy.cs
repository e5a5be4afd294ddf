using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.Convert;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Io.Lhe.Records;
using AlpToolkit.Plugins.Sources;

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

    /// <summary>True when the event read last belongs to the group of the event before it (LHE): they are copied together or not at all.</summary>
    public abstract bool ContinuesGroup { get; }

    /// <summary>Where the first group of events begins, <c>file:line</c>; null while none was found.</summary>
    public abstract string? FirstGroup { get; }

    /// <summary>True when what stands before the events says how many they are.</summary>
    public abstract bool StatesEvents { get; }

    /// <summary>Malformed events left out so far.</summary>
    public abstract long SkippedEvents { get; }

    /// <summary>What two files must have in common to be one: names and values, in an order that is the same for all files.</summary>
    public abstract IReadOnlyList<(string What, string Value)> Identity { get; }

    /// <summary>Opens a file, told by what is in it.</summary>
    /// <param name="path">Its path; <c>-</c> for standard input.</param>
    /// <param name="policy">What to do with damage.</param>
    /// <exception cref="PluginException">It is no file whose events can be copied, or damaged.</exception>
    public static EventCopy Open(string path, EventErrorPolicy policy)
    {
        InspectCommand.CheckExists(path);
        if (path == FilePatterns.StandardInput)
        {
            StandardInput input = StandardInput.Open();
            return input.Format switch
            {
                FileFormat.HepMc => new HepMcCopy(new HepMcRecordReader(StandardInput.Name, input, policy)),
                FileFormat.Hepevt => throw OtherFormat(StandardInput.Name, FileFormat.Hepevt),
                _ => new LheCopy(new LheRecordReader(StandardInput.Name, () => input, policy)),
            };
        }

        return FileFormats.OfContents(path) switch
        {
            FileFormat.Lhe => new LheCopy(new LheRecordReader(path, policy)),
            FileFormat.HepMc => new HepMcCopy(new HepMcRecordReader(path, policy)),
            FileFormat other => throw OtherFormat(path, other),
        };
    }

    /// <summary>Checks that a name does not promise another format than that of a file, or a packing that is not written.</summary>
    /// <exception cref="PluginException">It does, or the file cannot be read.</exception>
    public static void CheckName(string target, string source, EventErrorPolicy policy)
    {
        FileFormats.CheckPacking(target);
        using EventCopy file = Open(source, policy);
        if (!file.Fits(target))
        {
            throw new PluginException($"{target}: the name says another format than that of {source}, which is {file.Format}. alp events keeps the format; alp convert writes another.");
        }
    }

    private static PluginException OtherFormat(string name, FileFormat format) =>
        new($"{name} is neither LHE nor HepMC. {(format == FileFormat.Hepevt ? "HEPEVT text becomes HepMC by alp convert." : "For ROOT files see alp root merge and alp root slim.")}");

    /// <summary>Reads a file once, to know what its weights amount to.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="policy">What to do with damage.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <param name="limit">Weights count for no more than this in <see cref="EventMeasure.SumOfLimited"/>.</param>
    /// <exception cref="PluginException">It is damaged, or has no events.</exception>
    public static EventMeasure Measure(string path, EventErrorPolicy policy, CancellationToken cancellation, double limit = double.PositiveInfinity)
    {
        using EventCopy file = Open(path, policy);
        long events = 0, units = 0;
        double sum = 0, absolute = 0, limited = 0, squares = 0, largest = 0;
        bool areUnits = true;
        while (file.Read(cancellation))
        {
            double weight = file.Weight, size = Math.Abs(weight);
            events++;
            units += file.ContinuesGroup ? 0 : 1;
            sum += weight;
            absolute += size;
            limited += Math.Min(size, limit);
            squares += weight * weight;
            largest = Math.Max(largest, size);
            areUnits &= weight is 1 or -1;
        }

        if (events == 0)
        {
            throw new PluginException(file.SkippedEvents > 0 ? $"{file.Name}: no event is left: {string.Join(' ', file.Warnings)}" : $"{file.Name}: there are no events");
        }

        return file.Decide(new EventMeasure(path, events, sum, absolute, squares, largest, areUnits)
        {
            SumOfLimited = limited,
            HasGroups = units < events,
            FirstGroup = file.FirstGroup,
            LeftOut = file.SkippedEvents,
            Warnings = file.Warnings,
        });
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

    /// <summary>The format in words.</summary>
    protected abstract string Format { get; }

    /// <summary>True when the name of a new file does not say another format.</summary>
    protected abstract bool Fits(string target);

    /// <summary>Says what the weights amount to, once all events were read.</summary>
    protected abstract EventMeasure Decide(EventMeasure sums);
}

/// <summary>A file that is being written.</summary>
internal abstract class EventTarget : IDisposable
{
    /// <summary>Events written so far.</summary>
    public abstract long Events { get; }

    /// <summary>What the format cannot hold of what was written, as phrases with numbers.</summary>
    public abstract IReadOnlyList<string> Losses { get; }

    /// <summary>Says what is not in the file.</summary>
    public void WriteLosses(TextWriter error)
    {
        foreach (string lost in Losses)
        {
            error.WriteLine($"alp: note: not in the new file: {lost}");
        }
    }

    /// <summary>Closes the file and gives it its name.</summary>
    /// <param name="last">The file that its last event is from: what stands behind all events of that file follows.</param>
    public abstract void Complete(EventCopy last);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>What stands otherwise before the events of a new file.</summary>
/// <param name="About">What was done, one phrase: written into the file.</param>
/// <param name="Sources">The files that its events are from.</param>
/// <param name="Events">How many events it will have.</param>
internal sealed record EventChange(string About, IReadOnlyList<EventMeasure> Sources, long Events)
{
    /// <summary>The size of the largest weight, where weights are made anew so that their mean is the cross section; null otherwise.</summary>
    public double? LargestWeight { get; init; }
}
