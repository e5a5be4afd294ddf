using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>Makes events of one size of weight.</summary>
internal static class EventsUnweight
{
    /// <exception cref="PluginException">The file is damaged, or its weights are all 0 or add up to 0.</exception>
    public static string Write(string source, string target, double? maximum, ulong seed, EventErrorPolicy policy, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        EventCopy.CheckName(target, source, policy);
        EventMeasure measure = EventCopy.Measure(source, policy, cancellation, maximum ?? double.PositiveInfinity);
        if (measure.FirstGroup is { } group)
        {
            throw new PluginException($"{group}: an event group begins here: its real and counter events belong together, so that {source} cannot be unweighted event by event. alp events sample and split keep groups whole.");
        }

        if (measure.SumOfSizes == 0 || measure.Sum <= 0)
        {
            throw new PluginException(string.Create(CultureInfo.InvariantCulture, $"{source}: the weights add up to {measure.Sum:G6}; unweighted events need a sum above 0"));
        }

        double largest = maximum ?? measure.Largest, size = SizeOf(measure);
        ulong key = Philox.Key(seed, "unweight");
        using EventCopy from = EventCopy.Open(source, policy);
        EventChange change = new(
            string.Create(CultureInfo.InvariantCulture, $"alp events unweight of {Path.GetFileName(source)}, seed {seed}, maximum weight {largest:R}"), [measure], from.StatesEvents ? CountKept(source, policy, key, largest, cancellation) : 0)
        {
            LargestWeight = size * Math.Max(1, measure.Largest / largest),
        };
        using EventTarget file = from.Create(target, change);
        long over = 0;
        double sizes = 0, sizesOver = 0, squares = 0;
        for (long at = 0; from.Read(cancellation); at++)
        {
            double weight = Math.Abs(from.Weight);
            if (!IsKept(key, at, weight, largest))
            {
                continue;
            }

            double kept = Math.Max(1, weight / largest);
            from.Scale(size * kept / weight);
            from.WriteTo(file);
            over += kept > 1 ? 1 : 0;
            sizes += kept;
            squares += kept * kept;
            sizesOver += kept > 1 ? kept : 0;
        }

        file.Complete(from);
        leftOut = measure.LeftOut;
        measure.WriteWarnings(error);
        file.WriteLosses(error);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Events} of {measure.Events} events, efficiency {(double)file.Events / measure.Events:P2}; {over} above the maximum weight {largest:G6}{(over == 0 ? "" : $", with {sizesOver / sizes:P2} of the weight ({sizes * sizes / squares:F1} effective events)")}; seed {seed}");
    }

    // HepMC's weights stay relative, so their mean size stays; those of LHE are made such that their mean is the cross section. Where
    // some stay larger than the others, the others are smaller: of n weights w, Σ min(|w|, W) / W are kept on the average, and their
    // sizes add up to Σ |w| / W times the common one.
    private static double SizeOf(EventMeasure measure)
    {
        double mean = measure.Processes.Count > 0 && measure.CrossSection is (> 0 and double crossSection, _) ? crossSection * measure.SumOfSizes / measure.Sum : measure.SumOfSizes / measure.Events;
        return mean * measure.SumOfLimited / measure.SumOfSizes;
    }

    private static bool IsKept(ulong key, long at, double weight, double largest) => Philox.Uniforms(key, at, 0, 0).U0 * largest < weight;

    private static long CountKept(string source, EventErrorPolicy policy, ulong key, double largest, CancellationToken cancellation)
    {
        using EventCopy from = EventCopy.Open(source, policy);
        long kept = 0;
        for (long at = 0; from.Read(cancellation); at++)
        {
            kept += IsKept(key, at, Math.Abs(from.Weight), largest) ? 1 : 0;
        }

        return kept;
    }
}
