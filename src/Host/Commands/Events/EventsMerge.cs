using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>Makes one file of several that are one sample.</summary>
internal static class EventsMerge
{
    /// <exception cref="PluginException">A file is damaged, or they are not of one sample.</exception>
    public static string Write(IReadOnlyList<string> sources, string target, EventErrorPolicy policy, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        EventCopy.CheckName(target, sources[0], policy);
        CheckIdentity(sources, policy);
        List<EventMeasure> measures = [.. sources.Select(s => EventCopy.Measure(s, policy, cancellation))];
        EventMeasure.CheckTogether(measures);
        long events = measures.Sum(m => m.Events);
        using EventCopy first = EventCopy.Open(sources[0], policy);
        using EventTarget file = first.Create(target, new EventChange($"alp events merge of {string.Join(", ", sources.Select(Path.GetFileName))}", measures, events));
        for (int i = 0; i < sources.Count; i++)
        {
            EventCopy? other = i == 0 ? null : EventCopy.Open(sources[i], policy);
            try
            {
                Copy(other ?? first, file, measures[i].FactorFor(events), cancellation);
                if (i == sources.Count - 1)
                {
                    file.Complete(other ?? first);
                }
            }
            finally
            {
                other?.Dispose();
            }
        }

        leftOut = measures.Sum(m => m.LeftOut);
        foreach (EventMeasure measure in measures)
        {
            measure.WriteWarnings(error);
        }

        file.WriteLosses(error);
        return string.Create(CultureInfo.InvariantCulture, $"{file.Events} events of {sources.Count} file{(sources.Count == 1 ? "" : "s")}");
    }

    private static void Copy(EventCopy from, EventTarget to, double factor, CancellationToken cancellation)
    {
        while (from.Read(cancellation))
        {
            from.Scale(factor);
            from.WriteTo(to);
        }
    }

    private static void CheckIdentity(IReadOnlyList<string> sources, EventErrorPolicy policy)
    {
        using EventCopy first = EventCopy.Open(sources[0], policy);
        foreach (string source in sources.Skip(1))
        {
            using EventCopy other = EventCopy.Open(source, policy);
            if (other.GetType() != first.GetType())
            {
                throw new PluginException($"{sources[0]} and {source} have different formats. alp convert makes one of the other.");
            }

            foreach (((string what, string here), (string _, string there)) in first.Identity.Zip(other.Identity))
            {
                if (here != there)
                {
                    throw new PluginException($"{sources[0]} and {source} are not one sample: {what}: {here} and {there}");
                }
            }
        }
    }
}
