using System.Text;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.Writing;

/// <summary>Columns of every kind and type with any values, made from a seed.</summary>
internal static class RandomColumns
{
    /// <summary>Every kind of column once, in a random order.</summary>
    public static RootColumn[] Schema(Random random)
    {
        RootColumn[] columns =
        [
            .. Both<sbyte>("i8"), .. Both<byte>("u8"), .. Both<short>("i16"), .. Both<ushort>("u16"), .. Both<int>("i32"), .. Both<uint>("u32"), .. Both<long>("i64"), .. Both<ulong>("u64"),
            .. Both<float>("f"), .. Both<double>("d"), .. Both<bool>("b"), RootColumn.Text("text"),
        ];
        random.Shuffle(columns);
        return columns[..random.Next(1, columns.Length + 1)];

        static RootColumn[] Both<T>(string name)
            where T : unmanaged => [RootColumn.Number<T>(name), RootColumn.List<T>($"list_{name}")];
    }

    public static Column Values(RootColumn column, int entries, Random random) => column switch
    {
        NumberColumnType<sbyte> => Numbers<sbyte>(entries, random),
        NumberColumnType<byte> => Numbers<byte>(entries, random),
        NumberColumnType<short> => Numbers<short>(entries, random),
        NumberColumnType<ushort> => Numbers<ushort>(entries, random),
        NumberColumnType<int> => Numbers<int>(entries, random),
        NumberColumnType<uint> => Numbers<uint>(entries, random),
        NumberColumnType<long> => Numbers<long>(entries, random),
        NumberColumnType<ulong> => Numbers<ulong>(entries, random),
        NumberColumnType<float> => Numbers<float>(entries, random),
        NumberColumnType<double> => Numbers<double>(entries, random),
        NumberColumnType<bool> => Numbers<bool>(entries, random),
        ListColumnType<sbyte> => Lists<sbyte>(entries, random),
        ListColumnType<byte> => Lists<byte>(entries, random),
        ListColumnType<short> => Lists<short>(entries, random),
        ListColumnType<ushort> => Lists<ushort>(entries, random),
        ListColumnType<int> => Lists<int>(entries, random),
        ListColumnType<uint> => Lists<uint>(entries, random),
        ListColumnType<long> => Lists<long>(entries, random),
        ListColumnType<ulong> => Lists<ulong>(entries, random),
        ListColumnType<float> => Lists<float>(entries, random),
        ListColumnType<double> => Lists<double>(entries, random),
        ListColumnType<bool> => Lists<bool>(entries, random),
        _ => Texts(entries, random),
    };

    /// <summary>Bytes by which columns are compared: NaN equals itself.</summary>
    public static string Describe(IEnumerable<Column> blocks)
    {
        StringBuilder text = new();
        foreach (Column block in blocks)
        {
            for (int i = 0; i < block.Count; i++)
            {
                text.Append(Entry(block, i)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Entry(Column column, int i) => column switch
    {
        StringColumn strings => Convert.ToHexString(strings.Bytes.Span[strings.Offsets.Span[i]..strings.Offsets.Span[i + 1]]),
        JaggedColumn lists => string.Join(' ', Enumerable.Range(lists.Offsets.Span[i], lists.Offsets.Span[i + 1] - lists.Offsets.Span[i]).Select(k => Entry(lists.Items, k))),
        PrimitiveColumn<float> c => BitConverter.SingleToInt32Bits(c.Values.Span[i]).ToString(),
        PrimitiveColumn<double> c => BitConverter.DoubleToInt64Bits(c.Values.Span[i]).ToString(),
        PrimitiveColumn<sbyte> c => $"sbyte {c.Values.Span[i]}",
        PrimitiveColumn<byte> c => $"byte {c.Values.Span[i]}",
        PrimitiveColumn<short> c => $"short {c.Values.Span[i]}",
        PrimitiveColumn<ushort> c => $"ushort {c.Values.Span[i]}",
        PrimitiveColumn<int> c => $"int {c.Values.Span[i]}",
        PrimitiveColumn<uint> c => $"uint {c.Values.Span[i]}",
        PrimitiveColumn<long> c => $"long {c.Values.Span[i]}",
        PrimitiveColumn<ulong> c => $"ulong {c.Values.Span[i]}",
        PrimitiveColumn<bool> c => $"bool {c.Values.Span[i]}",
        _ => throw new InvalidDataException(column.GetType().Name),
    };

    private static PrimitiveColumn<T> Numbers<T>(int count, Random random)
        where T : unmanaged
    {
        T[] values = new T[count];
        Span<byte> bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan());
        random.NextBytes(bytes);
        if (typeof(T) == typeof(bool))
        {
            foreach (ref byte b in bytes)
            {
                b &= 1;
            }
        }

        return new PrimitiveColumn<T>(values);
    }

    private static JaggedColumn Lists<T>(int count, Random random)
        where T : unmanaged
    {
        int[] offsets = Offsets(count, random, 20);
        return new JaggedColumn(offsets, Numbers<T>(offsets[^1], random));
    }

    private static StringColumn Texts(int count, Random random)
    {
        int[] offsets = Offsets(count, random, 300);
        byte[] bytes = new byte[offsets[^1]];
        random.NextBytes(bytes);
        return new StringColumn(offsets, bytes);
    }

    private static int[] Offsets(int count, Random random, int longest)
    {
        int[] offsets = new int[count + 1];
        for (int i = 0; i < count; i++)
        {
            offsets[i + 1] = offsets[i] + (random.Next(3) == 0 ? 0 : random.Next(longest));
        }

        return offsets;
    }
}
