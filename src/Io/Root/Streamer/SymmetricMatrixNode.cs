using System.Runtime.CompilerServices;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>TMatrixTSym: its base class, and behind that, in no byte count, the diagonal and what is right of it, row after row. All elements become the column.</summary>
/// <param name="className">The class.</param>
/// <param name="above">TMatrixTBase of the same elements.</param>
internal sealed class SymmetricMatrixNode<T>(string className, ObjectNode above) : ColumnNode
    where T : unmanaged
{
    public override string TypeName => className;

    public override ColumnBuffer CreateBuffer() => new RecordBuffer([.. ((RecordBuffer)above.CreateBuffer()).Fields, ("fElements", new JaggedBuffer(new PrimitiveBuffer<T>()))]);

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        RecordBuffer matrices = (RecordBuffer)buffer;
        RecordBuffer inherited = new([.. matrices.Fields.SkipLast(1)]);
        PrimitiveBuffer<int>? rows = inherited.Fields.FirstOrDefault(f => f.Name == "fNrows").Values as PrimitiveBuffer<int>;
        JaggedBuffer elements = (JaggedBuffer)matrices.Fields[^1].Values;
        for (int i = 0; i < count; i++)
        {
            above.ReadItems(ref cursor, inherited, 1);
            long size = rows?[rows.Count - 1] ?? 0, stored = size * (size + 1) / 2;
            if (size < 0 || Unsafe.SizeOf<T>() * stored > cursor.Left)
            {
                throw RootErrors.Unexpected(cursor.Place, cursor.Position, "a matrix", $"{size} rows with {cursor.Left} bytes left");
            }

            T[] triangle = new T[stored];
            BigEndian.Copy(cursor.Take(Unsafe.SizeOf<T>() * stored), triangle.AsSpan());
            Mirror(triangle, ((PrimitiveBuffer<T>)elements.Items).Append(checked((int)(size * size))), (int)size);
            elements.EndList();
        }

        matrices.Add(count);
    }

    /// <summary>All elements of a matrix.</summary>
    /// <param name="triangle">The diagonal and what is right of it, row after row.</param>
    /// <param name="elements">Where they go.</param>
    /// <param name="size">Rows.</param>
    public static void Mirror(ReadOnlySpan<T> triangle, Span<T> elements, int size)
    {
        int next = 0;
        for (int row = 0; row < size; row++)
        {
            for (int column = row; column < size; column++)
            {
                elements[row * size + column] = elements[column * size + row] = triangle[next++];
            }
        }
    }
}
