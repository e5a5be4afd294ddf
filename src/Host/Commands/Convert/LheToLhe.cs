using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Lhe.Records;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes an LHE file of any version and packing as LHE 3.0, with all that stands in it.</summary>
internal static class LheToLhe
{
    /// <exception cref="PluginException">The file is damaged, or the target cannot be written.</exception>
    public static string Write(string source, string target, EventErrorPolicy policy, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        using LheRecordReader reader = Copy(source, target, policy, 1, cancellation, out LheNormalisation normalisation);
        LheHead init = reader.Head.Init;
        string joined = "";

        // In one document the weights add up to the cross section once, whatever is missing.
        if (normalisation is { Convention: LheWeightConvention.Sum, WeightFactor: not 1 and var factor })
        {
            Copy(source, target, policy, factor, cancellation, out _).Dispose();
            joined = reader.MayLackEvents
                ? string.Create(CultureInfo.InvariantCulture, $"all weights are multiplied by {factor:G6}, so that they add up to XSECUP without the events that are missing")
                : $"all weights are divided by {init.Documents}, so that they add up to them";
        }

        foreach (string warning in reader.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        if (init.Version != "3.0")
        {
            error.WriteLine($"alp: note: {(init.Version is { } version ? $"version {version}" : "a file without version")} is written as 3.0");
        }

        if (init.Documents > 1)
        {
            error.WriteLine($"alp: note: {init.Documents} documents are written as one, with the header of the first and mean cross sections{(joined.Length > 0 && !reader.MayLackEvents ? $"; {joined}" : "")}");
        }

        if (joined.Length > 0 && reader.MayLackEvents)
        {
            error.WriteLine($"alp: note: {joined}");
        }

        leftOut = reader.SkippedEvents;
        return $"{reader.Events} events";
    }

    // Gives the reader at the end of the file.
    private static LheRecordReader Copy(string source, string target, EventErrorPolicy policy, double factor, CancellationToken cancellation, out LheNormalisation normalisation)
    {
        LheRecordReader reader = new(source, policy);
        try
        {
            using LheRecordWriter writer = LheRecordWriter.Create(target, reader.Head, headIsFinal: false);
            LheRecord record = new();
            double sum = 0, squares = 0;
            bool areUnits = true;
            while (reader.Read(record, cancellation))
            {
                sum += record.Weight;
                squares += record.Weight * record.Weight;
                areUnits &= Math.Abs(record.Weight) == 1;
                record.ScaleWeights(factor);
                writer.Write(record);
            }

            // Of several documents the cross sections are known at the end.
            writer.Complete(reader.Tail.Span, reader.Head.Init);
            normalisation = LheNormalisation.Decide(reader.Head.Init, new StreamTotals(reader.Events, sum, squares, reader.Events > 0 && areUnits), new LheOptions(), reader.MayLackEvents);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
