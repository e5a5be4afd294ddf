using System.Text;
using AlpToolkit.Io;
using AlpToolkit.Io.Lhe.Records;

namespace AlpToolkit.Tests.Io.Lhe.Records;

/// <summary>Reads and writes whole files as records.</summary>
internal static class LheRecordFiles
{
    public static void Copy(string source, string target, Action<LheRecord>? change = null)
    {
        using LheRecordReader reader = new(source);
        using LheRecordWriter writer = LheRecordWriter.Create(target, reader.Head);
        LheRecord record = new();
        while (reader.Read(record))
        {
            change?.Invoke(record);
            writer.Write(record);
        }

        writer.Complete(reader.Tail.Span);
    }

    /// <summary>All that a file holds: an item for every event, and the tail.</summary>
    public static (List<string> Items, LheRecordHead Head) Everything(string file, EventErrorPolicy policy = EventErrorPolicy.Stop)
    {
        using LheRecordReader reader = new(file, policy);
        List<string> items = [];
        LheRecord record = new();
        while (reader.Read(record))
        {
            items.Add(Describe(record));
        }

        items.Add($"tail {Encoding.Latin1.GetString(reader.Tail.Span)}");
        return (items, reader.Head);
    }

    // Numbers by their bits: -0 is not 0.
    public static string Describe(LheRecord record) => string.Join('|',
    [
        $"{record.Number}", Encoding.Latin1.GetString(record.Before), Encoding.Latin1.GetString(record.Attributes), $"{record.ProcessId}",
        Bits(record.Weight, record.Scale, record.AlphaQed, record.AlphaQcd),
        .. record.Particles.ToArray().Select(p => $"{p.PdgId} {p.Status} {p.Mother1} {p.Mother2} {p.Colour1} {p.Colour2} {Bits(p.Px, p.Py, p.Pz, p.E, p.M, p.Lifetime, p.Spin)}"),
        .. record.RowNotes.Select(n => $"{n.Row} {n.IsBehind} {Encoding.Latin1.GetString(record.TextOf(n))}"),
        Encoding.Latin1.GetString(record.After),
    ]);

    private static string Bits(params double[] numbers) => string.Join(' ', numbers.Select(n => BitConverter.DoubleToInt64Bits(n).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));
}
