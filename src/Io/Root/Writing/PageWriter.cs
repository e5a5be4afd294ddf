using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>A page in the file.</summary>
/// <param name="Elements">Number of elements.</param>
/// <param name="Blob">Its bytes, without the checksum behind them.</param>
/// <param name="HasChecksum">True when a checksum follows the bytes.</param>
internal readonly record struct WrittenPage(int Elements, WrittenBlob Blob, bool HasChecksum = true);

/// <summary>The pages of a column in a cluster.</summary>
/// <param name="First">First element of the column in the cluster; negative when the column is stored in another way here.</param>
/// <param name="Pages">The pages.</param>
/// <param name="Compression">Algorithm and level, where they are not those of the file.</param>
internal sealed record WrittenColumn(long First, IReadOnlyList<WrittenPage> Pages, long? Compression = null);

/// <summary>A column of an RNTuple.</summary>
/// <param name="encoding">How elements are stored.</param>
internal abstract class PageWriter(PageEncoding encoding)
{
    /// <summary>How elements are stored.</summary>
    public PageEncoding Encoding { get; } = encoding;

    /// <summary>Writes the last page of a cluster.</summary>
    public abstract WrittenColumn EndCluster(NTupleOutput output);
}

/// <summary>Collects elements of a column, and writes them when there are enough for a page.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
/// <param name="encoding">How they are stored.</param>
internal sealed class PageWriter<T>(PageEncoding encoding) : PageWriter(encoding)
    where T : unmanaged
{
    private readonly List<WrittenPage> _pages = [];
    private T[] _values = [];
    private byte[] _bytes = [];
    private int _count;
    private long _first, _written;

    /// <summary>Adds elements.</summary>
    public void Add(NTupleOutput output, ReadOnlySpan<T> values)
    {
        int capacity = output.PageSize / Unsafe.SizeOf<T>();
        output.Bytes += (long)values.Length * Unsafe.SizeOf<T>();
        while (!values.IsEmpty)
        {
            if (_count == capacity)
            {
                Flush(output);
            }

            int taken = Math.Min(values.Length, capacity - _count);
            if (_values.Length < _count + taken)
            {
                Array.Resize(ref _values, Math.Min(capacity, Math.Max(_count + taken, 2 * _values.Length)));
            }

            values[..taken].CopyTo(_values.AsSpan(_count));
            _count += taken;
            values = values[taken..];
        }
    }

    /// <inheritdoc/>
    public override WrittenColumn EndCluster(NTupleOutput output)
    {
        Flush(output);
        WrittenColumn column = new(_first, [.. _pages]);
        _pages.Clear();
        _first = _written;
        return column;
    }

    private void Flush(NTupleOutput output)
    {
        if (_count == 0)
        {
            return;
        }

        int size = Encoding.Size(_count);
        if (_bytes.Length < size)
        {
            _bytes = new byte[size];
        }

        Span<byte> page = _bytes.AsSpan(0, size);
        Encoding.Encode(_values.AsSpan(0, _count), page);
        _pages.Add(new WrittenPage(_count, output.WritePage(page)));
        _written += _count;
        _count = 0;
    }
}

/// <summary>Writes the pages and envelopes of an RNTuple into the file, each in a record of its own.</summary>
/// <param name="file">The file.</param>
internal sealed class NTupleOutput(FileOutput file)
{
    private readonly RootBuffer _blob = new();

    /// <summary>Bytes of a page before encoding.</summary>
    public int PageSize => file.Options.BasketSize;

    /// <summary>How the file is written.</summary>
    public RootWriteOptions Options => file.Options;

    /// <summary>Bytes of elements so far, in pages or waiting.</summary>
    public long Bytes { get; set; }

    /// <summary>Writes a page with its checksum.</summary>
    public WrittenBlob WritePage(ReadOnlySpan<byte> page)
    {
        ReadOnlySpan<byte> packed = file.Pack(page);
        _blob.Clear();
        _blob.Raw(packed);
        BinaryPrimitives.WriteUInt64LittleEndian(_blob.Take(sizeof(ulong)), XxHash3.HashToUInt64(packed));
        return Write(_blob.Written, packed.Length, page.Length);
    }

    /// <summary>Writes a page of another file as it is.</summary>
    /// <param name="bytes">The page, with the checksum if it has one.</param>
    /// <param name="stored">Its bytes without the checksum.</param>
    public WrittenBlob CopyPage(ReadOnlySpan<byte> bytes, int stored) => Write(bytes, stored, 0);

    /// <summary>Writes an envelope.</summary>
    public WrittenBlob WriteEnvelope(ReadOnlySpan<byte> envelope)
    {
        ReadOnlySpan<byte> packed = file.Pack(envelope);
        return Write(packed, packed.Length, envelope.Length);
    }

    private WrittenBlob Write(ReadOnlySpan<byte> bytes, int stored, int length)
    {
        KeyRecord key = file.NextKey("RBlob", "", "", 1, FileRecords.Begin);
        file.Append(key, bytes, compress: false);
        return new WrittenBlob(key.Offset + key.KeyLength, stored, length);
    }
}
