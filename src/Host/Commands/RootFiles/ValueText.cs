using System.Globalization;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>Values of ROOT files as text: [1,2,3] for lists, {x: 1, y: 2} for objects, numbers with all their digits.</summary>
internal static class ValueText
{
    /// <summary>One value of a column.</summary>
    public static string Of(Column column, int index) => column switch
    {
        NumberColumn numbers => Of(At(numbers, index)),
        StringColumn strings => Quoted(strings[index]),
        JaggedColumn lists => List(lists.Items, lists.Offsets.Span[index], lists.Offsets.Span[index + 1]),
        FixedArrayColumn arrays => List(arrays.Items, index * arrays.Size, (index + 1) * arrays.Size),
        RecordColumn records => $"{{{string.Join(", ", records.Fields.Select(f => $"{f.Name}: {Of(f.Values, index)}"))}}}",
        VariantColumn variants => variants.Tags.Span[index] is >= 0 and int tag ? Of(variants.Alternatives[tag], variants.Indices.Span[index]) : "null",
        _ => "?",
    };

    /// <summary>One value as a cell of a row: strings bare, in quotes where they hold a comma, quote or line break.</summary>
    public static string Cell(Column column, int index) => column is StringColumn strings ? Cell(strings[index]) : Of(column, index);

    /// <summary>A text as a cell of a row.</summary>
    public static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>A number: the shortest text that reads back to it; nan, inf and -inf where it is not finite, as numpy and pandas have them.</summary>
    public static string Of(IConvertible value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double d when !double.IsFinite(d) => NotFinite(d),
        float f when !float.IsFinite(f) => NotFinite(f),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A text in quotes.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    /// <summary>What a column holds, in words.</summary>
    public static string TypeOf(Column column) => column switch
    {
        NumberColumn => "numbers",
        StringColumn => "strings",
        JaggedColumn lists => $"lists of {TypeOf(lists.Items)}",
        FixedArrayColumn arrays => $"arrays of {TypeOf(arrays.Items)}",
        RecordColumn => "objects",
        _ => "values of different types",
    };

    /// <summary>One number of a column.</summary>
    public static IConvertible At(NumberColumn column, int index) => column switch
    {
        PrimitiveColumn<double> c => c.Values.Span[index],
        PrimitiveColumn<float> c => c.Values.Span[index],
        PrimitiveColumn<int> c => c.Values.Span[index],
        PrimitiveColumn<uint> c => c.Values.Span[index],
        PrimitiveColumn<long> c => c.Values.Span[index],
        PrimitiveColumn<ulong> c => c.Values.Span[index],
        PrimitiveColumn<short> c => c.Values.Span[index],
        PrimitiveColumn<ushort> c => c.Values.Span[index],
        PrimitiveColumn<sbyte> c => c.Values.Span[index],
        PrimitiveColumn<byte> c => c.Values.Span[index],
        PrimitiveColumn<bool> c => c.Values.Span[index],
        _ => double.NaN,
    };

    private static string NotFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    private static string List(Column items, int from, int to) => $"[{string.Join(",", Enumerable.Range(from, to - from).Select(i => Of(items, i)))}]";
}
