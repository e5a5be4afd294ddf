using System.Buffers.Binary;
using System.IO.Hashing;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>An RNTuple of format version 1: entries in columns.</summary>
public sealed class NTuple
{
    private const int HeaderType = 1, FooterType = 2, PageListType = 3;
    private readonly NTupleSchema _schema = new();
    private readonly List<NTupleCluster> _clusters = [];

    private NTuple(string name) => Name = name;

    /// <summary>Name of the ntuple.</summary>
    public string Name { get; }

    /// <summary>Description in the file.</summary>
    public string Description { get; private set; } = "";

    /// <summary>Program that wrote it.</summary>
    public string WrittenBy { get; private set; } = "";

    /// <summary>Entries.</summary>
    public long Entries => _clusters.Sum(c => c.Entries);

    /// <summary>The fields at the top.</summary>
    public IReadOnlyList<NTupleField> Fields { get; private set; } = [];

    /// <summary>Groups of entries that are stored together.</summary>
    public int Clusters => _clusters.Count;

    /// <summary>Number of entries of every cluster, in their order.</summary>
    public IReadOnlyList<long> ClusterEntries => [.. _clusters.Select(c => c.Entries)];

    /// <summary>The header as it stands in the file, uncompressed.</summary>
    internal ReadOnlyMemory<byte> Header { get; private set; }

    /// <summary>What the header says of fields and columns.</summary>
    internal ReadOnlyMemory<byte> Schema { get; private set; }

    /// <summary>What the footer adds to fields and columns.</summary>
    internal ReadOnlyMemory<byte> Extension { get; private set; }

    /// <summary>Its envelopes and pages.</summary>
    internal NTupleBlobs Blobs { get; private set; } = null!;

    /// <summary>The clusters.</summary>
    internal IReadOnlyList<NTupleCluster> ClusterList => _clusters;

    /// <summary>True for keys of RNTuples.</summary>
    public static bool IsNTuple(RootKey key) => key is { ClassName: "ROOT::RNTuple" or "ROOT::Experimental::RNTuple" };

    /// <summary>Reads what an RNTuple says of itself.</summary>
    /// <exception cref="PluginException">The key is of another class, the format is not version 1, or something is damaged.</exception>
    public static NTuple Open(RootFile file, RootKey key)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(key);
        if (!IsNTuple(key))
        {
            throw RootErrors.WrongClass(file.Name, key.Name, key.ClassName, "RNTuple");
        }

        Anchor anchor = ReadAnchor(key);
        NTuple ntuple = new(key.Name);
        NTupleBlobs blobs = new(file.Source, anchor.LongestRecord);
        RootPlace headerPlace = key.Place with { Offset = anchor.Header }, footerPlace = key.Place with { Offset = anchor.Footer };
        ntuple.Blobs = blobs;
        byte[] header = blobs.Get(headerPlace, "the header", anchor.HeaderStored, anchor.HeaderLength);
        EnvelopeCursor cursor = EnvelopeCursor.Open(header, HeaderType, headerPlace, "the header");
        cursor.Features();
        _ = cursor.StringBytes();
        ntuple.Description = cursor.String();
        ntuple.WrittenBy = cursor.String();
        (ntuple.Header, ntuple.Schema) = (header, header.AsMemory(cursor.Position..^sizeof(ulong)));
        ntuple._schema.Read(ref cursor);

        byte[] footer = blobs.Get(footerPlace, "the footer", anchor.FooterStored, anchor.FooterLength);
        cursor = EnvelopeCursor.Open(footer, FooterType, footerPlace, "the footer");
        cursor.Features();
        if (cursor.UInt64() != BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(header.Length - sizeof(ulong))))
        {
            throw RootErrors.Damaged(cursor.Place, "the footer belongs to another header");
        }

        int start = cursor.Position, extension = cursor.EnterRecord();
        if (cursor.Position < extension)
        {
            ntuple._schema.Read(ref cursor);
        }

        cursor.Leave(extension);
        ntuple.Extension = footer.AsMemory(start..extension);
        (int groups, int end) = cursor.EnterList();
        for (int i = 0; i < groups; i++)
        {
            int record = cursor.EnterRecord();
            _ = cursor.UInt64();
            _ = cursor.UInt64();
            _ = cursor.UInt32();
            long length = cursor.Int64();
            (long offset, long stored) = cursor.Locator();
            cursor.Leave(record);
            RootPlace listPlace = key.Place with { Offset = offset };
            EnvelopeCursor list = EnvelopeCursor.Open(blobs.Get(listPlace, "a page list", stored, length), PageListType, listPlace, "a page list");
            NTupleCluster.Read(ref list, ntuple._clusters);
        }

        cursor.Leave(end);
        FieldSource source = new(new PageReader(blobs, file.Name, key.Name), ntuple._clusters, ntuple._schema.Streamers, file);
        ntuple.Fields = [.. ntuple._schema.Top.Select(f => new NTupleField(f, source, f.Name))];
        return ntuple;
    }

    /// <summary>A field at the top by its name.</summary>
    /// <exception cref="PluginException">There is none.</exception>
    public NTupleField Find(string name) => Fields.FirstOrDefault(f => f.Name == name)
        ?? throw RootErrors.NoField(Name, name, Fields.Select(f => f.Name));

    /// <summary>The clusters that hold consecutive entries: the first, how many, and the first entry in them.</summary>
    internal (int First, int Count, long Entry) ClustersOf(long first, int count)
    {
        int begin = _clusters.FindIndex(c => c.First + c.Entries > first), end = _clusters.FindLastIndex(c => c.First < first + count);
        return begin < 0 || end < begin ? (0, 0, first) : (begin, end - begin + 1, _clusters[begin].First);
    }

    private static PluginException Draft(RootKey key, string version) =>
        RootErrors.NotSupported(key.Place, $"RNTuple format{version}, a draft of ROOT before 6.34,", "Write it again with ROOT 6.34 or newer.");

    private static Anchor ReadAnchor(RootKey key)
    {
        // The numbers in the anchors of the first drafts stand in another order.
        byte[] bytes = key.ClassName == "ROOT::RNTuple" ? key.ReadObject() : throw Draft(key, "");
        RootCursor cursor = new(bytes, key.Place);
        RootHeader head = cursor.Header();
        int start = cursor.Position, epoch = cursor.UInt16(), major = cursor.UInt16();
        cursor.Skip(2 * sizeof(ushort));
        switch (epoch)
        {
            case 0:
                throw Draft(key, $" 0.{major}");
            case > 1:
                throw RootErrors.NotSupported(key.Place, $"RNTuple format {epoch}.{major}", "Write it again with an older ROOT.");
        }

        Anchor anchor = new(cursor.Int64(), cursor.Int64(), cursor.Int64(), cursor.Int64(), cursor.Int64(), cursor.Int64(), cursor.Int64());
        int end = head.End ?? bytes.Length;
        return bytes.Length - end < sizeof(ulong) || XxHash3.HashToUInt64(bytes.AsSpan(start, end - start)) == BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(end))
            ? anchor
            : throw RootErrors.Damaged(key.Place, "the checksum of the anchor is wrong");
    }

    private sealed record Anchor(long Header, long HeaderStored, long HeaderLength, long Footer, long FooterStored, long FooterLength, long LongestRecord);
}
