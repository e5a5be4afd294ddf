namespace AlpToolkit.Io.Root.Columns;

/// <summary>Consecutive values of a column.</summary>
internal static class ColumnSlice
{
    /// <summary>Values from one on; elements of lists are not copied.</summary>
    public static Column Of(Column column, int first, int count) => column switch
    {
        JaggedColumn lists => new JaggedColumn(lists.Offsets.Slice(first, count + 1), lists.Items),
        StringColumn strings => new StringColumn(strings.Offsets.Slice(first, count + 1), strings.Bytes),
        FixedArrayColumn arrays => new FixedArrayColumn(count, arrays.Size, Of(arrays.Items, first * arrays.Size, count * arrays.Size)),
        RecordColumn records => new RecordColumn(count, [.. records.Fields.Select(f => (f.Name, Of(f.Values, first, count)))]),
        VariantColumn variants => new VariantColumn(variants.Tags.Span.Slice(first, count).ToArray(), variants.Indices.Span.Slice(first, count).ToArray(), variants.Alternatives),
        NumberColumn numbers => numbers.Slice(first, count),
        _ => throw new ArgumentException($"{column.GetType().Name} is no column", nameof(column)),
    };
}
