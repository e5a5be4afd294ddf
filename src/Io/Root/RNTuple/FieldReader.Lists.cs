using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.RNTuple;

/// <content>Values of different lengths and types: strings, lists, objects of streamers, variants.</content>
internal sealed partial class FieldReader
{
    private void ReadStrings(NTupleCluster cluster, StringBuffer strings, long values)
    {
        long[] ends = Ends(cluster, values);
        (NTupleColumn column, NTuplePages pages) = Active(cluster, 1);
        PrimitiveBuffer<sbyte> characters = new();
        _source.Pages.ReadNumbers(column, pages, characters);
        ReadOnlySpan<byte> text = System.Runtime.InteropServices.MemoryMarshal.AsBytes(characters.ToArray().AsSpan());
        Check(ends, text.Length);
        int start = 0;
        foreach (long end in ends)
        {
            strings.Add(text[start..(int)end]);
            start = (int)end;
        }
    }

    private void ReadLists(NTupleCluster cluster, JaggedBuffer lists, long values)
    {
        long[] ends = Ends(cluster, values);
        int before = lists.Items.Count;
        long items = ends.Length > 0 ? ends[^1] : 0;
        if (_field.Role == FieldRole.Streamer)
        {
            (NTupleColumn column, NTuplePages pages) = Active(cluster, 1);
            _source.Pages.ReadNumbers(column, pages, lists.Items);
        }
        else
        {
            Fields[0].Read(cluster, lists.Items, items);
        }

        Check(ends, lists.Items.Count - before);
        foreach (long end in ends)
        {
            lists.EndList(before + (int)end);
        }
    }

    // Objects as ROOT's streamers write them, in an array of bytes each.
    private void ReadStreamed(NTupleCluster cluster, ColumnNode node, ColumnBuffer buffer, long values)
    {
        long[] ends = Ends(cluster, values);
        PrimitiveBuffer<byte> all = new();
        (NTupleColumn column, NTuplePages pages) = Active(cluster, 1);
        _source.Pages.ReadNumbers(column, pages, all);
        ReadOnlySpan<byte> bytes = all.ToArray();
        Check(ends, bytes.Length);
        RootPlace place = new(_source.File.Name, $"RNTuple field '{Path}'", pages.Pages is [var first, ..] ? first.Offset : 0);
        int start = 0;
        foreach (long end in ends)
        {
            RootCursor cursor = new(bytes[start..(int)end], place);
            node.ReadMember(ref cursor, buffer, 1);
            if (cursor.Left > 0)
            {
                throw RootErrors.WrongEnd(place, _field.TypeName, cursor.Length, cursor.Position);
            }

            start = (int)end;
        }
    }

    private void ReadVariants(NTupleCluster cluster, VariantBuffer variants, long values)
    {
        (NTupleColumn column, NTuplePages pages) = Active(cluster, 0);
        (long[] indices, int[] tags) = _source.Pages.ReadSwitch(column, pages);
        if (tags.Length < values && column.First > 0)
        {
            // Before the field was added: no alternative.
            int missing = Zeros(values - tags.Length);
            (indices, tags) = ([.. new long[missing], .. indices], [.. new int[missing], .. tags]);
        }

        int[] before = [.. variants.Alternatives.Select(a => a.Count)];
        long[] counts = new long[before.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            if (tags[i] < 0 || tags[i] > before.Length || indices[i] < 0 || indices[i] > int.MaxValue)
            {
                throw Damaged($"a variant with alternative {tags[i]} of {before.Length} and element {indices[i]}");
            }

            if (tags[i] > 0)
            {
                counts[tags[i] - 1] = Math.Max(counts[tags[i] - 1], indices[i] + 1);
            }
        }

        for (int a = 0; a < before.Length; a++)
        {
            Fields[a].Read(cluster, variants.Alternatives[a], counts[a]);
            if (variants.Alternatives[a].Count - before[a] < counts[a])
            {
                throw Damaged($"{variants.Alternatives[a].Count - before[a]} elements of alternative {a + 1}, and {counts[a]} are referred to");
            }
        }

        for (int i = 0; i < tags.Length; i++)
        {
            variants.Add(tags[i] - 1, tags[i] > 0 ? before[tags[i] - 1] + (int)indices[i] : 0);
        }
    }
}
