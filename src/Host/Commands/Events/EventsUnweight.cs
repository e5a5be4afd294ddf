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
        EventMeasure measure = EventCopy.Measure(source, policy, cancellation);
        if (measure.SumOfSizes == 0 || measure.Sum <= 0)
        {
            throw new PluginException(string.Create(CultureInfo.InvariantCulture, $"{source}: the weights add up to {measure.Sum:G6}; unweighted events need a sum above 0"));
        }

        double largest = maximum ?? measure.Largest;

        // HepMC's weights stay relative, so their mean size stays; those of LHE are made such that their mean is the cross section.
        double size = measure.Processes.Count > 0 && measure.CrossSection is (> 0 and double crossSection, _) ? crossSection * measure.SumOfSizes / measure.Sum : measure.SumOfSizes / measure.Events;
        using EventCopy from = EventCopy.Open(source, policy);
        using EventTarget file = from.Create(target, new EventChange(string.Create(CultureInfo.InvariantCulture, $"alp events unweight of {Path.GetFileName(source)}, seed {seed}, maximum weight {largest:R}"), [measure]) { EqualWeight = size });
        ulong key = Philox.Key(seed, "unweight");
        long over = 0;
        double sizes = 0, sizesOver = 0, squares = 0;
        for (long at = 0; from.Read(cancellation); at++)
        {
            double weight = Math.Abs(from.Weight);
            if (Philox.Uniforms(key, at, 0, 0).U0 * largest >= weight)
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

        file.Complete();
        leftOut = measure.LeftOut;
        foreach (string warning in from.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Events} of {measure.Events} events, efficiency {(double)file.Events / measure.Events:P2}; {over} above the maximum weight {largest:G6}{(over == 0 ? "" : $", with {sizesOver / sizes:P2} of the weight ({sizes * sizes / squares:F1} effective events)")}; seed {seed}");
    }
}
