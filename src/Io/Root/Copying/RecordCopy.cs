using System.Buffers.Binary;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>Moves records from one file to another without unpacking them: only what a key says of places is new.</summary>
internal static class RecordCopy
{
    // A key: length, version, object's length and time before them.
    private const int CycleAt = 16, SeekAt = 18;
    private const long PlaceMask = 0x0000_FFFF_FFFF_FFFF;

    /// <summary>True when the record can stand at the end of a file: its places must fit into the key, whose length its object counts on.</summary>
    public static bool Fits(RootKey key, FileOutput output) => key.IsLong || output.Position <= output.Options.LongFrom;

    /// <summary>Appends a record.</summary>
    /// <param name="output">The file.</param>
    /// <param name="key">The key of the record.</param>
    /// <param name="record">Key and object; the key is changed.</param>
    /// <param name="directory">Byte at which the directory begins.</param>
    /// <param name="cycle">Number that tells objects of one name apart.</param>
    /// <returns>Byte at which the record begins.</returns>
    public static long Append(FileOutput output, RootKey key, Span<byte> record, long directory, int cycle)
    {
        long offset = output.Position;
        BinaryPrimitives.WriteUInt16BigEndian(record[CycleAt..], (ushort)cycle);
        if (key.IsLong)
        {
            BinaryPrimitives.WriteInt64BigEndian(record[SeekAt..], offset);

            // The first two bytes are another number: the first table of references that the object uses.
            Span<byte> place = record.Slice(SeekAt + sizeof(long), sizeof(long));
            BinaryPrimitives.WriteInt64BigEndian(place, (BinaryPrimitives.ReadInt64BigEndian(place) & ~PlaceMask) | (directory & PlaceMask));
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(record[SeekAt..], (int)offset);
            BinaryPrimitives.WriteInt32BigEndian(record[(SeekAt + sizeof(int))..], (int)directory);
        }

        output.AppendRecord(record);
        return offset;
    }
}
