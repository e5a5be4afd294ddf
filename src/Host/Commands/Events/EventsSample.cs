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
        EventMeasure measure = EventCopy.Measure(source, policy, cancellation);
        if (number > measure.Events)
        {
            throw new PluginException($"--events {number}: {source} has {measure.Events} events");
        }

        using EventCopy from = EventCopy.Open(source, policy);
        using EventTarget file = from.Create(target, new EventChange(string.Create(CultureInfo.InvariantCulture, $"alp events sample of {Path.GetFileName(source)}, seed {seed}"), [measure]));
        ulong key = Philox.Key(seed, "sample");

        // Of those that are left, as many as are wanted: every choice of events is as likely as any other.
        for (long at = 0; file.Events < number && from.Read(cancellation); at++)
        {
            if (Philox.Uniforms(key, at, 0, 0).U0 * (measure.Events - at) < number - file.Events)
            {
                from.Scale(measure.FactorFor(number));
                from.WriteTo(file);
            }
        }

        file.Complete();
        leftOut = measure.LeftOut;
        foreach (string warning in from.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{file.Events} of {measure.Events} events, seed {seed}");
    }
}
