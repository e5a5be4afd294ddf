using System.Buffers.Binary;
using System.Text;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>Collects ROOT's big-endian primitives, byte counts and pointers: the counterpart of <see cref="RootCursor"/>.</summary>
/// <param name="keyLength">Length of the key before the bytes: references count from its start.</param>
internal sealed class RootBuffer(int keyLength = 0)
{
    private const uint ByteCount = 0x4000_0000, NewClass = 0xFFFF_FFFF, ClassMask = 0x8000_0000, OnHeapNotDeleted = 0x0300_0000;
    private const int LongString = 255, MapOffset = 2;

    private readonly Dictionary<string, uint> _classes = [];
    private byte[] _bytes = new byte[256];

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Room for more bytes, which count as written.</summary>
    public Span<byte> Take(int count)
    {
        int needed = checked(Length + count);
        if (needed > _bytes.Length)
        {
            System.Array.Resize(ref _bytes, (int)Math.Min(System.Array.MaxLength, Math.Max(needed, 2L * _bytes.Length)));
        }

        Span<byte> room = _bytes.AsSpan(Length, count);
        Length = needed;
        return room;
    }

    /// <summary>Forgets everything, and keeps the room.</summary>
    public void Clear() => Length = 0;

    public void Byte(int value) => Take(1)[0] = (byte)value;

    public void Boolean(bool value) => Byte(value ? 1 : 0);

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    public void Single(float value) => BinaryPrimitives.WriteSingleBigEndian(Take(4), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleBigEndian(Take(8), value);

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Numbers without their count.</summary>
    public void Numbers<T>(ReadOnlySpan<T> values)
        where T : unmanaged =>
        BigEndian.CopyTo(values, Take(checked(values.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>())));

    /// <summary>A TArray: the count and the numbers.</summary>
    public void Array<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Int32(values.Length);
        Numbers(values);
    }

    /// <summary>Numbers that a member before them counts: a byte that says that they are there.</summary>
    public void Counted<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Boolean(!values.IsEmpty);
        Numbers(values);
    }

    /// <summary>A pointer into the file, of 4 or 8 bytes.</summary>
    public void Pointer(long value, bool isLong)
    {
        if (isLong)
        {
            Int64(value);
        }
        else
        {
            Int32((int)value);
        }
    }

    /// <summary>A TString: one byte of length, or 255 and four.</summary>
    public void String(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        StringLength(length);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    /// <summary>A TString of bytes.</summary>
    public void String(ReadOnlySpan<byte> text)
    {
        StringLength(text.Length);
        Raw(text);
    }

    /// <summary>Bytes that a TString takes.</summary>
    public static int StringSize(string text) => StringSize(Encoding.UTF8.GetByteCount(text));

    /// <summary>Bytes that a TString of so many bytes takes.</summary>
    public static int StringSize(int length) => length < LongString ? 1 + length : 1 + sizeof(int) + length;

    /// <summary>Begins an object with a version; <see cref="End"/> fills in the byte count.</summary>
    public int Begin(int version)
    {
        int start = Length;
        UInt32(0);
        UInt16(version);
        return start;
    }

    /// <summary>Fills in the byte count.</summary>
    public void End(int start) =>
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(start), ByteCount | (uint)(Length - start - sizeof(uint)));

    /// <summary>Fills in eight little-endian bytes, as RNTuples have them.</summary>
    public void Patch(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(at), value);

    /// <summary>Begins an object behind a pointer, after the name of its class; <see cref="End"/> closes it.</summary>
    /// <param name="className">The class.</param>
    /// <param name="start">What <see cref="End"/> takes.</param>
    /// <returns>What a later <see cref="Reference"/> to the object takes.</returns>
    public uint BeginPointer(string className, out int start)
    {
        start = Length;
        UInt32(0);
        int tag = Length;
        if (_classes.TryGetValue(className, out uint known))
        {
            UInt32(ClassMask | known);
        }
        else
        {
            _classes[className] = (uint)(tag + keyLength + MapOffset);
            UInt32(NewClass);
            Encoding.ASCII.GetBytes(className, Take(className.Length));
            Byte(0);
        }

        return (uint)(start + keyLength + MapOffset);
    }

    /// <summary>A pointer to an object that was written before.</summary>
    public void Reference(uint written) => UInt32(written);

    /// <summary>A pointer to nothing.</summary>
    public void Null() => UInt32(0);

    /// <summary>A TObject.</summary>
    public void Object(uint bits = 0)
    {
        UInt16(1);
        UInt32(0);
        UInt32(OnHeapNotDeleted | bits);
    }

    /// <summary>A TNamed.</summary>
    public void Named(string name, string title)
    {
        int start = Begin(1);
        Object();
        String(name);
        String(title);
        End(start);
    }

    private void StringLength(int length)
    {
        if (length < LongString)
        {
            Byte(length);
        }
        else
        {
            Byte(LongString);
            Int32(length);
        }
    }
}
