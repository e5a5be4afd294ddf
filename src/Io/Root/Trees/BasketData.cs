using System.Buffers;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>Entries of a basket, uncompressed.</summary>
/// <param name="Bytes">The bytes of the entries, and of nothing else.</param>
/// <param name="Offsets">Where every entry begins, and where the last ends; null when all have one length or it must be found from a counter.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="EntrySize">Length of an entry where there are no offsets.</param>
/// <param name="KeyLength">Length of the key that stood before them.</param>
/// <param name="Place">Where they come from.</param>
/// <param name="Rented">Memory to give back; null for none.</param>
internal sealed record BasketData(ReadOnlyMemory<byte> Bytes, int[]? Offsets, int Entries, int EntrySize, int KeyLength, RootPlace Place, byte[]? Rented = null) : IDisposable
{
    /// <summary>True when entries have different lengths, and offsets have to be found from a counter.</summary>
    public bool HasGeneratedOffsets { get; init; }

    /// <summary>True when entries have pointers whose references count from where the entries stood.</summary>
    public bool HasDisplacements { get; init; }

    /// <summary>Reads a basket from its place in a file.</summary>
    /// <exception cref="PluginException">It is damaged.</exception>
    public static BasketData Read(RootFile file, RootPlace place, long length)
    {
        file.Source.Check(place, "a basket", length);
        byte[] packed = ArrayPool<byte>.Shared.Rent((int)length);
        byte[]? unpacked = null;
        try
        {
            file.Source.Read(place, "a basket", packed.AsSpan(0, (int)length));
            BasketData data = Unpack(file, place, packed.AsMemory(0, (int)length), ref unpacked);
            if (unpacked is null)
            {
                return data with { Rented = packed };
            }

            ArrayPool<byte>.Shared.Return(packed);
            return data with { Rented = unpacked };
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(packed);
            if (unpacked is not null)
            {
                ArrayPool<byte>.Shared.Return(unpacked);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Rented is not null)
        {
            ArrayPool<byte>.Shared.Return(Rented);
            if (Offsets is not null)
            {
                ArrayPool<int>.Shared.Return(Offsets);
            }
        }
    }

    private static BasketData Unpack(RootFile file, RootPlace place, Memory<byte> bytes, ref byte[]? unpacked)
    {
        RootCursor cursor = new(bytes.Span, place);
        RootKey key = RootKey.Read(file, ref cursor, place.Offset);
        (int nevBufSize, int entries, int last, bool isGenerated) = BasketHead.Read(ref cursor);
        int border = last - key.KeyLength;
        if (entries < 0 || border < 0 || border > key.ObjectLength || key.Length > bytes.Length)
        {
            throw RootErrors.Unexpected(place, cursor.Position, "a basket", $"{entries} entries in {border} of {key.ObjectLength} bytes");
        }

        ReadOnlySpan<byte> packed = bytes.Span[key.KeyLength..key.Length];
        Memory<byte> data;
        if (key.IsCompressed)
        {
            RootCompression.Check(packed, key.ObjectLength, place);
            unpacked = ArrayPool<byte>.Shared.Rent(key.ObjectLength);
            data = unpacked.AsMemory(0, key.ObjectLength);
            RootCompression.Unpack(packed, data.Span, place);
        }
        else
        {
            data = bytes.Slice(key.KeyLength, key.ObjectLength);
        }

        RootCursor tail = new(data.Span[border..], place);
        int[]? offsets = tail.Left >= sizeof(int) && entries > 0 ? EmbeddedBasket.ReadOffsets(ref tail, entries, key.KeyLength, border, mask: 0, rent: true) : null;
        return new BasketData(data[..border], offsets, entries, nevBufSize, key.KeyLength, place)
        {
            HasGeneratedOffsets = isGenerated && offsets is null,
            HasDisplacements = offsets is not null && tail.Left >= sizeof(int),
        };
    }
}

/// <summary>What a basket says of itself between its key and its entries.</summary>
/// <param name="EntrySize">Length of an entry where there are no offsets.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Last">Where the entries end, from the start of the key.</param>
/// <param name="IsGenerated">True when offsets may be left out and have to be found from a counter.</param>
internal readonly record struct BasketHead(int EntrySize, int Entries, int Last, bool IsGenerated)
{
    private const int GenerateOffsets = 1;

    /// <summary>Reads it.</summary>
    /// <param name="cursor">Stands behind the key.</param>
    public static BasketHead Read(ref RootCursor cursor)
    {
        cursor.Skip(sizeof(ushort) + sizeof(int));
        int size = cursor.Int32(), features = size < 0 ? cursor.Byte() : 0;
        return new BasketHead(Math.Abs(size), cursor.Int32(), cursor.Int32(), (features & GenerateOffsets) != 0);
    }
}
