using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>Collects the little-endian records of an RNTuple: the counterpart of <see cref="RNTuple.EnvelopeCursor"/>.</summary>
internal sealed class EnvelopeBuffer
{
    private readonly RootBuffer _bytes = new();
    private readonly int _type;

    /// <param name="type">1 for a header, 2 for a footer, 3 for a page list.</param>
    public EnvelopeBuffer(int type)
    {
        _type = type;

        // Type and length, known at the end.
        UInt64(0);
    }

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(_bytes.Take(sizeof(ushort)), (ushort)value);

    public void UInt32(long value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.Take(sizeof(uint)), (uint)value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.Take(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(_bytes.Take(sizeof(long)), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_bytes.Take(sizeof(ulong)), value);

    public void Raw(ReadOnlySpan<byte> bytes) => _bytes.Raw(bytes);

    public void String(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        UInt32(length);
        Encoding.UTF8.GetBytes(text, _bytes.Take(length));
    }

    /// <summary>Begins a record; <see cref="EndRecord"/> fills in its size.</summary>
    public int BeginRecord()
    {
        int start = _bytes.Length;
        Int64(0);
        return start;
    }

    /// <summary>Fills in the size of a record.</summary>
    public void EndRecord(int start) => _bytes.Patch(start, _bytes.Length - start);

    /// <summary>Begins a list; <see cref="EndList"/> fills in its size.</summary>
    public int BeginList(int count)
    {
        int start = _bytes.Length;
        Int64(0);
        UInt32(count);
        return start;
    }

    /// <summary>Fills in the size of a list: negative, which tells it from a record.</summary>
    public void EndList(int start) => _bytes.Patch(start, start - _bytes.Length);

    /// <summary>A list without elements.</summary>
    public void EmptyList() => EndList(BeginList(0));

    /// <summary>Where bytes are in the file.</summary>
    public void Locator(WrittenBlob blob)
    {
        Int32(blob.Stored);
        Int64(blob.Offset);
    }

    /// <summary>Ends the envelope: fills in type and length, and adds the checksum.</summary>
    /// <param name="checksum">The checksum, which other envelopes name.</param>
    public ReadOnlySpan<byte> Finish(out ulong checksum)
    {
        const int lengthBits = 16;
        _bytes.Patch(0, (long)(_bytes.Length + sizeof(ulong)) << lengthBits | (uint)_type);
        checksum = XxHash3.HashToUInt64(_bytes.Written);
        UInt64(checksum);
        return _bytes.Written;
    }
}

/// <summary>Bytes of an RNTuple in the file.</summary>
/// <param name="Offset">Byte at which they begin.</param>
/// <param name="Stored">Their number in the file.</param>
/// <param name="Length">Their number before compression.</param>
internal readonly record struct WrittenBlob(long Offset, int Stored, int Length);
