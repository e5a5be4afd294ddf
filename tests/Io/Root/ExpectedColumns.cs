using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>
/// Compares columns with <c>shared/root/expected</c>: what uproot 5.7 and JSROOT 7.11 found, with a SHA-256 of all values. Of a column that only
/// JSROOT can read: number, sum, first and last values.
/// </summary>
internal static class ExpectedColumns
{
    public static JsonDocument Load(string file) => JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf($"root/expected/{Path.GetFileNameWithoutExtension(file)}.json")));

    /// <summary>Null when the column is as expected; otherwise what differs.</summary>
    public static string? Difference(JsonElement expected, Column column)
    {
        if (expected.TryGetProperty("verified_by", out JsonElement by) && by.ValueKind == JsonValueKind.String && by.GetString() == "CONFLICT" && expected.TryGetProperty("jsroot_values", out JsonElement other))
        {
            return Conflict(other, column);
        }

        return !expected.TryGetProperty("values", out JsonElement values) || values.ValueKind != JsonValueKind.Object ? "there is nothing to compare with"
            : expected.TryGetProperty("path", out JsonElement path) && path.GetString()!.EndsWith(".fBits", StringComparison.Ordinal) && !values.TryGetProperty("kind", out _) ? Conflict(values, column)
            : values.TryGetProperty("kind", out _) ? Values(values, column, isTop: true) : Summary(values, column);
    }

    // What JSROOT alone can read has no SHA-256.
    private static string? Summary(JsonElement expected, Column column)
    {
        if (Leaf(column) is StringColumn strings)
        {
            return expected.TryGetProperty("first", out JsonElement texts) && !texts.EnumerateArray().Select(e => e.GetString()).SequenceEqual(Enumerable.Range(0, texts.GetArrayLength()).Select(i => strings[i]))
                ? $"strings from {strings[0]}" : null;
        }

        return Leaf(column) is not NumberColumn numbers ? $"a {Leaf(column).GetType().Name} instead of numbers" : Same(expected, numbers.ToDoubles());
    }

    private static string? Same(JsonElement expected, double[] found)
    {
        double[] First(string name) => [.. expected.GetProperty(name).EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Number ? e.GetDouble() : double.NaN)];
        double sum = found.Where(double.IsFinite).Sum(), difference = Math.Abs(sum - expected.GetProperty("sum").GetDouble());
        return found.Length == expected.GetProperty("nvalues").GetInt32() && difference <= 1e-12 * found.Where(double.IsFinite).Sum(Math.Abs)
            && found.Take(First("first").Length).SequenceEqual(First("first")) && found.TakeLast(First("last").Length).SequenceEqual(First("last"))
            ? null
            : $"{found.Length} values with sum {sum}, expected {expected.GetProperty("nvalues")} with {expected.GetProperty("sum")}";
    }

    private static string? Values(JsonElement values, Column column, bool isTop)
    {
        if (isTop && column is JaggedColumn jagged && values.TryGetProperty("counts_sha256", out JsonElement counts))
        {
            ReadOnlySpan<int> offsets = jagged.Offsets.Span;
            long[] lengths = new long[jagged.Count];
            for (int i = 0; i < lengths.Length; i++)
            {
                lengths[i] = offsets[i + 1] - offsets[i];
            }

            if (Sha256(lengths) != counts.GetString())
            {
                return $"lengths of lists: {string.Join(',', lengths.Take(5))}, expected {values.GetProperty("counts_first")}";
            }
        }

        switch (values.GetProperty("kind").GetString())
        {
            case "record":
                return Record(values.GetProperty("fields"), column);
            case "string":
                StringColumn strings = Leaf(column) as StringColumn ?? throw new InvalidDataException("no strings");
                string text = string.Join('\n', Enumerable.Range(0, strings.Count).Select(i => strings[i]));
                string found = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
                return found == values.GetProperty("sha256").GetString() ? null : $"{strings.Count} strings: {string.Join(',', Enumerable.Range(0, Math.Min(3, strings.Count)).Select(i => strings[i]))}, expected {values.GetProperty("nstrings")}: {values.GetProperty("first")}";
            case "num":
                if (Leaf(column) is not NumberColumn numbers)
                {
                    return $"a {Leaf(column).GetType().Name} instead of numbers";
                }

                return Sha256(numbers, values.GetProperty("sha256_of").GetString()!) == values.GetProperty("sha256").GetString()
                    ? null
                    : $"{numbers.Count} numbers: {string.Join(',', numbers.ToDoubles().Take(3))}, expected {values.GetProperty("nvalues")}: {(values.TryGetProperty("first", out JsonElement first) ? first : default)}";
            case "union":
                return Union(values, column);
            case var kind:
                return $"no comparison for {kind}";
        }
    }

    private static string? Record(JsonElement fields, Column column)
    {
        if (Leaf(column) is not RecordColumn record)
        {
            return $"a {Leaf(column).GetType().Name} instead of objects";
        }

        foreach (JsonProperty field in fields.EnumerateObject())
        {
            // Pairs and tuples count their members.
            Column? values = record.Find(field.Name) ?? (int.TryParse(field.Name, out int index) && index < record.Fields.Count ? record.Fields[index].Values : null);
            if (values is null)
            {
                return $"no member {field.Name}";
            }

            if (Values(field.Value, values, isTop: false) is { } difference)
            {
                return $"{field.Name}: {difference}";
            }
        }

        return null;
    }

    private static string? Union(JsonElement values, Column column)
    {
        VariantColumn variant = (VariantColumn)Leaf(column);
        string[] found = [.. Enumerable.Range(0, variant.Count).Select(i => variant.Alternatives[variant.Tags.Span[i]] switch
        {
            StringColumn strings => strings[variant.Indices.Span[i]],
            NumberColumn numbers => numbers.ToDoubles()[variant.Indices.Span[i]].ToString(CultureInfo.InvariantCulture),
            _ => "?",
        })];
        string[] first = [.. values.GetProperty("first").EnumerateArray().Select(e => e.GetString()!)], last = [.. values.GetProperty("last").EnumerateArray().Select(e => e.GetString()!)];
        return found.Length == values.GetProperty("nitems").GetInt32() && found.Take(first.Length).SequenceEqual(first) && found.TakeLast(last.Length).SequenceEqual(last)
            ? null
            : $"values {string.Join(',', found)}";
    }

    private static string? Conflict(JsonElement expected, Column column)
    {
        double[] found = ((NumberColumn)Leaf(column)).ToDoubles();
        if (found.Any(double.IsNaN))
        {
            return Same(expected, found);
        }

        // fBits of Delphes: all objects are on the heap, valid and referenced (0x03000010). Both readers take the two bytes after each for part of the next; JSROOT ends after one value an object.
        const double referencedOnHeap = 0x0300_0010;
        return found.Length == expected.GetProperty("nvalues").GetInt32() && found.All(f => f == referencedOnHeap) ? null : $"{found.Length} values from {found.FirstOrDefault()}";
    }

    private static Column Leaf(Column column) => column switch
    {
        JaggedColumn jagged => Leaf(jagged.Items),
        FixedArrayColumn array => Leaf(array.Items),
        _ => column,
    };

    private static string Sha256(long[] values) => Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan())));

    private static string Sha256(NumberColumn column, string type)
    {
        byte[] bytes = new byte[8 * column.Count];
        for (int i = 0; i < column.Count; i++)
        {
            object value = column switch
            {
                PrimitiveColumn<bool> c => c.Values.Span[i] ? 1L : 0L,
                PrimitiveColumn<sbyte> c => c.Values.Span[i],
                PrimitiveColumn<byte> c => c.Values.Span[i],
                PrimitiveColumn<short> c => c.Values.Span[i],
                PrimitiveColumn<ushort> c => c.Values.Span[i],
                PrimitiveColumn<int> c => c.Values.Span[i],
                PrimitiveColumn<uint> c => c.Values.Span[i],
                PrimitiveColumn<long> c => c.Values.Span[i],
                PrimitiveColumn<ulong> c => c.Values.Span[i],
                PrimitiveColumn<float> c => c.Values.Span[i],
                PrimitiveColumn<double> c => c.Values.Span[i],
                _ => throw new InvalidDataException(),
            };
            Span<byte> target = bytes.AsSpan(8 * i);
            _ = type switch
            {
                "<f8" => BitConverter.TryWriteBytes(target, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
                "<u8" => BitConverter.TryWriteBytes(target, value is sbyte or short or int or long ? unchecked((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture)) : Convert.ToUInt64(value, CultureInfo.InvariantCulture)),
                _ => BitConverter.TryWriteBytes(target, value is ulong u ? unchecked((long)u) : Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            };
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
