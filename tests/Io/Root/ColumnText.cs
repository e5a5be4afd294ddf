using System.Globalization;
using System.Text.Json;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>Values as text: [lists], {members} in their order, numbers, and strings as they are. The same for columns and for what JSROOT finds.</summary>
internal static class ColumnText
{
    public static string Of(Column column) => string.Join(' ', Enumerable.Range(0, column.Count).Select(i => Of(column, i)));

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Of))}]",
        JsonValueKind.Object when value.TryGetProperty("arr", out JsonElement elements) => Of(elements),
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Where(p => p.Name is not ("_typename" or "fUniqueID" or "fBits" or "$pair" or "$kind")).Select(p => Of(p.Value)))}}}",
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        JsonValueKind.Null => "null",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Of(Column column, int i) => column switch
    {
        StringColumn strings => strings[i],
        JaggedColumn lists => $"[{string.Join(',', Enumerable.Range(lists.Offsets.Span[i], lists.Offsets.Span[i + 1] - lists.Offsets.Span[i]).Select(k => Of(lists.Items, k)))}]",
        FixedArrayColumn arrays => $"[{string.Join(',', Enumerable.Range(i * arrays.Size, arrays.Size).Select(k => Of(arrays.Items, k)))}]",
        RecordColumn records => $"{{{string.Join(',', records.Fields.Select(f => Of(f.Values, i)))}}}",
        VariantColumn variants => variants.Tags.Span[i] < 0 ? "null" : Of(variants.Alternatives[variants.Tags.Span[i]], variants.Indices.Span[i]),
        _ => ((NumberColumn)column).ToDoubles()[i].ToString("R", CultureInfo.InvariantCulture),
    };
}
