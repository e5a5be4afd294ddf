namespace AlpToolkit.Io.Root.Columns;

/// <summary>Consecutive values of a column.</summary>
internal static class ColumnSlice
{
    /// <summary>Values from one on; elements of lists are not copied.</summary>
    public static Column Of(Column column, int first, int count) => column switch
    {
        JaggedColumn lists => Lists(lists, first, count),
        StringColumn strings => new StringColumn(strings.Offsets.Slice(first, count + 1), strings.Bytes),
        FixedArrayColumn arrays => new FixedArrayColumn(count, arrays.Size, Of(arrays.Items, first * arrays.Size, count * arrays.Size)),
        RecordColumn records => new RecordColumn(count, [.. records.Fields.Select(f => (f.Name, Of(f.Values, first, count)))]),
        VariantColumn variants => new VariantColumn(variants.Tags.Span.Slice(first, count).ToArray(), variants.Indices.Span.Slice(first, count).ToArray(), variants.Alternatives),
        NumberColumn numbers => numbers.Slice(first, count),
        _ => throw new ArgumentException($"{column.GetType().Name} is no column", nameof(column)),
    };

    // Only the elements of these lists, so that who looks at all elements does not look at those of others.
    private static JaggedColumn Lists(JaggedColumn lists, int first, int count)
    {
        int[] offsets = lists.Offsets.Slice(first, count + 1).ToArray();
        int start = offsets[0];
        foreach (ref int offset in offsets.AsSpan())
        {
            offset -= start;
        }

        return new JaggedColumn(offsets, Of(lists.Items, start, offsets[^1]));
    }
}
