using System.Buffers.Binary;
using System.IO.Hashing;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>Reads the little-endian records of an RNTuple: envelopes with a checksum, and frames inside of them (RNTuple binary format 1.0).</summary>
internal ref struct EnvelopeCursor
{
    private const int ChecksumLength = 8;
    private readonly ReadOnlySpan<byte> _data;
    private readonly RootPlace _place;

    private EnvelopeCursor(ReadOnlySpan<byte> data, int position, RootPlace place)
    {
        _data = data;
        Position = position;
        _place = place;
    }

    public int Position { get; private set; }

    public readonly RootPlace Place => _place;

    /// <summary>Opens an envelope: checks its type, length and checksum.</summary>
    /// <exception cref="PluginException">They are wrong.</exception>
    public static EnvelopeCursor Open(ReadOnlySpan<byte> envelope, int type, RootPlace place, string what)
    {
        if (envelope.Length < sizeof(ulong) + ChecksumLength)
        {
            throw RootErrors.Truncated(place, 0, what, sizeof(ulong) + ChecksumLength, envelope.Length);
        }

        ulong head = BinaryPrimitives.ReadUInt64LittleEndian(envelope);
        if ((int)(head & 0xFFFF) != type || head >> 16 != (ulong)envelope.Length)
        {
            throw RootErrors.Unexpected(place, 0, $"{what} of type {type} and {envelope.Length} bytes", $"type {head & 0xFFFF} and {head >> 16} bytes");
        }

        ReadOnlySpan<byte> content = envelope[..^ChecksumLength];
        return XxHash3.HashToUInt64(content) == BinaryPrimitives.ReadUInt64LittleEndian(envelope[^ChecksumLength..])
            ? new EnvelopeCursor(content, sizeof(ulong), place)
            : throw RootErrors.Damaged(place, $"the checksum of {what} is wrong");
    }

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public ReadOnlySpan<byte> StringBytes() => Take(UInt32());

    public string String() => RootCursor.Text(StringBytes());

    /// <summary>Flags of features that a reader must know; none is defined yet.</summary>
    public void Features()
    {
        for (ulong flags = UInt64(); ; flags = UInt64())
        {
            if ((flags & long.MaxValue) != 0)
            {
                throw RootErrors.NotSupported(_place, $"a feature of RNTuple, flags {flags & long.MaxValue:x},", "Write the file with an older ROOT.");
            }

            if ((flags & 1UL << 63) == 0)
            {
                return;
            }
        }
    }

    /// <summary>Enters a record; <see cref="Leave"/> goes to its end.</summary>
    public int EnterRecord()
    {
        int start = Position;
        long size = Int64();
        return size < sizeof(long) || size > _data.Length - start
            ? throw RootErrors.Unexpected(_place, start, "a record", $"a size of {size} with {_data.Length - start} bytes left")
            : start + (int)size;
    }

    /// <summary>Enters a list; <see cref="Leave"/> goes to its end.</summary>
    public (int Count, int End) EnterList()
    {
        int start = Position;
        long size = -Int64();
        uint count = UInt32();
        return size < sizeof(long) + sizeof(uint) || size > _data.Length - start || count > size
            ? throw RootErrors.Unexpected(_place, start, "a list", $"a size of {size} for {count} items with {_data.Length - start} bytes left")
            : ((int)count, start + (int)size);
    }

    /// <summary>Goes to the end of a record or list, past what a newer version may have added.</summary>
    public void Leave(int end)
    {
        if (end < Position)
        {
            throw RootErrors.Unexpected(_place, Position, $"the end of a record at {end}", "more");
        }

        Position = end;
    }

    /// <summary>Where bytes are in the file, and how many.</summary>
    public (long Offset, long Length) Locator()
    {
        const int large = 1;
        int start = Position;
        int head = Int32();
        if (head >= 0)
        {
            return (Int64(), head);
        }

        uint bits = (uint)-(long)head;
        int type = (int)(bits >> 24), size = (int)(bits & 0xFFFF);
        if (type != large || size < sizeof(int) + 2 * sizeof(long))
        {
            throw RootErrors.NotSupported(_place, $"a locator of type {type}", "Only data in the file itself are read.");
        }

        (long length, long offset) = (Int64(), Int64());
        Leave(start + size);
        return (offset, length);
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _data.Length - Position)
        {
            throw RootErrors.Truncated(_place, Position, "data", count, _data.Length - Position);
        }

        ReadOnlySpan<byte> taken = _data.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }
}
