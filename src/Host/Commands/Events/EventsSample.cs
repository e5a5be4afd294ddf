using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>Chooses events at random.</summary>
internal static class EventsSample
{
    /// <exception cref="PluginException">The file is damaged, or has fewer events.</exception>
    public static string Write(string source, string target, long number, ulong seed, EventErrorPolicy policy, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        EventCopy.CheckName(target, source, policy);
        EventMeasure measure = EventCopy.Measure(source, policy, cancellation);
        if (number > measure.Events)
        {
            throw new PluginException($"--events {number}: {source} has {measure.Events} events");
        }

        ulong key = Philox.Key(seed, "sample");
        (double Key, long Group) last = default;
        long events = measure.HasGroups ? ChooseGroups(source, number, key, policy, cancellation, out last) : number;
        using EventCopy from = EventCopy.Open(source, policy);
        using EventTarget file = from.Create(target, new EventChange(string.Create(CultureInfo.InvariantCulture, $"alp events sample of {Path.GetFileName(source)}, seed {seed}"), [measure], events));
        long group = -1;
        for (long at = 0; file.Events < events && from.Read(cancellation); at++)
        {
            group += from.ContinuesGroup ? 0 : 1;

            // Of those that are left, as many as are wanted: every choice of events is as likely as any other.
            bool isChosen = measure.HasGroups
                ? (KeyOf(key, group), group).CompareTo(last) <= 0
                : Philox.Uniforms(key, at, 0, 0).U0 * (measure.Events - at) < number - file.Events;
            if (isChosen)
            {
                from.Scale(measure.FactorFor(events));
                from.WriteTo(file);
            }
        }

        file.Complete(from);
        leftOut = measure.LeftOut;
        measure.WriteWarnings(error);
        file.WriteLosses(error);
        return string.Create(CultureInfo.InvariantCulture, $"{file.Events} of {measure.Events} events, seed {seed}");
    }

    // Groups in a random order, the first that have as many events: those up to the last of them, and their events.
    private static long ChooseGroups(string source, long number, ulong key, EventErrorPolicy policy, CancellationToken cancellation, out (double Key, long Group) last)
    {
        PriorityQueue<long, (double Key, long Group)> chosen = new(Comparer<(double, long)>.Create((one, other) => other.CompareTo(one)));
        using EventCopy from = EventCopy.Open(source, policy);
        long events = 0, group = -1, size = 0;
        bool more;
        do
        {
            more = from.Read(cancellation);
            if (size > 0 && !(more && from.ContinuesGroup))
            {
                chosen.Enqueue(size, (KeyOf(key, group), group));
                events += size;
                size = 0;
                while (chosen.TryPeek(out long least, out _) && events - least >= number)
                {
                    events -= chosen.Dequeue();
                }
            }

            group += more && size == 0 ? 1 : 0;
            size++;
        }
        while (more);

        _ = chosen.TryPeek(out _, out last);
        return events;
    }

    private static double KeyOf(ulong key, long group) => Philox.Uniforms(key, group, 0, 0).U0;
}
