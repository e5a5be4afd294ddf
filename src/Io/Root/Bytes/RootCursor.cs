using System.Buffers.Binary;
using System.Text;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Root.Bytes;

/// <summary>Reads ROOT's big-endian primitives from bytes, with a check of every length before anything is taken.</summary>
/// <param name="data">The bytes.</param>
/// <param name="place">Where they come from.</param>
/// <param name="origin">Bytes before them, back to where references between objects count from.</param>
internal ref struct RootCursor(ReadOnlySpan<byte> data, RootPlace place, int origin = 0)
{
    private const uint ByteCountMask = 0x4000_0000;
    private const int LongString = 255;

    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>Where the bytes come from.</summary>
    public RootPlace Place { get; } = place;

    /// <summary>Bytes before the first, back to where references between objects count from.</summary>
    public int Origin { get; } = origin;

    /// <summary>All bytes, those that were read among them.</summary>
    public readonly ReadOnlySpan<byte> All => _data;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes in all.</summary>
    public readonly int Length => _data.Length;

    /// <summary>Bytes left.</summary>
    public readonly int Left => _data.Length - Position;

    public byte Byte() => Take(1, "a byte")[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2, "a number"));

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2, "a number"));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4, "a number"));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4, "a number"));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8, "a number"));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8, "a number"));

    public float Single() => BinaryPrimitives.ReadSingleBigEndian(Take(4, "a number"));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8, "a number"));

    /// <summary>A 4- or 8-byte pointer into the file.</summary>
    public long Pointer(bool isLong) => isLong ? Int64() : Int32();

    /// <summary>Bytes as they are.</summary>
    /// <exception cref="PluginException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(long count, string what = "data")
    {
        if (count < 0 || count > Left)
        {
            throw RootErrors.Truncated(Place, Position, what, count, Left);
        }

        ReadOnlySpan<byte> taken = _data.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>A number of elements, checked against the bytes that are left.</summary>
    /// <param name="bytes">The fewest bytes that an element takes; 0 where an element may take none.</param>
    /// <param name="what">What is counted.</param>
    /// <exception cref="PluginException">It is negative, or more than there can be.</exception>
    public int Count(int bytes, string what)
    {
        int position = Position, count = Int32();
        if (count < 0 || (long)count * bytes > Left)
        {
            throw RootErrors.Unexpected(Place, position, $"a number of {what}", $"{count} with {Left} bytes left");
        }

        return count;
    }

    public void Skip(long count) => Take(count);

    /// <summary>The next bytes, without taking them; fewer at the end.</summary>
    public readonly ReadOnlySpan<byte> Peek(int count) => _data.Slice(Position, Math.Min(count, Left));

    /// <summary>Goes to a place inside of the bytes.</summary>
    /// <exception cref="PluginException">It lies outside.</exception>
    public void MoveTo(int position)
    {
        if (position < 0 || position > _data.Length)
        {
            throw RootErrors.Truncated(Place, Position, "data", (long)position - Position, Left);
        }

        Position = position;
    }

    /// <summary>A TString: one byte of length, or 255 and four.</summary>
    public ReadOnlySpan<byte> StringBytes()
    {
        int length = Byte();
        return Take(length == LongString ? Int32() : length, "a string");
    }

    /// <summary>A TString as text; bytes that are not UTF-8 are read as Latin-1.</summary>
    public string String() => Text(StringBytes());

    /// <summary>Bytes up to a zero.</summary>
    public ReadOnlySpan<byte> ZeroTerminated()
    {
        int length = _data[Position..].IndexOf((byte)0);
        ReadOnlySpan<byte> taken = Take(length < 0 ? Left + 1L : length, "a string that ends with zero");
        Skip(1);
        return taken;
    }

    /// <summary>Text of bytes: UTF-8, or Latin-1 where they are not.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>Byte count, where there is one, and version.</summary>
    public RootHeader Header()
    {
        int start = Position;
        uint word = UInt32();
        if ((word & ByteCountMask) == 0)
        {
            // No byte count: the version comes first.
            Position = start;
            return new RootHeader(start, null, UInt16());
        }

        long length = word & ~ByteCountMask;
        if (length < 2 || length > Left)
        {
            throw RootErrors.Truncated(Place, start, "an object", length, Left);
        }

        return new RootHeader(start, Position + (int)length, UInt16());
    }

    /// <summary>Checks that an object was read to its end.</summary>
    /// <exception cref="PluginException">It was read to another place.</exception>
    public readonly void CheckEnd(RootHeader header, string className)
    {
        if (header.End is int end && end != Position)
        {
            throw RootErrors.WrongEnd(Place, className, end, Position);
        }
    }

    /// <summary>Goes to the end that a byte count gives, if it gives one.</summary>
    public void SkipToEnd(RootHeader header)
    {
        if (header.End is int end)
        {
            MoveTo(end);
        }
    }
}

/// <summary>What stands before an object.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the object ends; null when nothing says so.</param>
/// <param name="RawVersion">Version with its flags.</param>
internal readonly record struct RootHeader(int Start, int? End, ushort RawVersion)
{
    private const int MemberwiseMask = 0x4000;

    /// <summary>True when a container has its members one after the other.</summary>
    public bool IsMemberwise => (RawVersion & MemberwiseMask) != 0;

    /// <summary>Version of the class; 0 or less for one that has only a checksum.</summary>
    public int Version => (short)(RawVersion & ~MemberwiseMask);
}
