namespace AlpToolkit.Io.Root.Writing;

/// <summary>What a file says of itself: its head, lists of keys, descriptions of classes and free bytes.</summary>
internal static class FileRecords
{
    // The format as of ROOT 6.36, the first whole year of RNTuple 1.0.
    private const int RootVersion = 63600;

    private const int LongVersion = 1_000_000;

    /// <summary>Byte at which the first record begins, that of the file's own directory.</summary>
    public const int Begin = 100;

    /// <summary>Leaves room for the head, and writes the record of the file's own directory.</summary>
    public static DirectoryRecord WriteHead(FileOutput output)
    {
        output.Reserve(Begin);
        KeyRecord key = output.NextKey("TFile", output.Name, "", 1, 0);
        RootBuffer buffer = new();
        buffer.String(output.Name);
        buffer.String("");
        DirectoryRecord root = new(null, output.Name, Begin, key.KeyLength + buffer.Length);
        buffer.Take(DirectoryRecord.Size).Clear();
        output.Append(key, buffer.Written, compress: false);
        return root;
    }

    /// <summary>Writes everything that is known at the end, and the head.</summary>
    /// <param name="output">The file.</param>
    /// <param name="root">Its own directory.</param>
    /// <param name="classes">Classes of the objects that we made.</param>
    /// <param name="copied">Descriptions of classes from other files.</param>
    public static void WriteTail(FileOutput output, DirectoryRecord root, IEnumerable<string> classes, CopiedDescriptions copied)
    {
        WriteKeys(output, root, "TFile");
        KeyRecord info = output.NextKey("TList", "StreamerInfo", "Doubly linked list", 1, Begin);
        RootBuffer descriptions = new(info.KeyLength);
        StreamerRecord.Write(descriptions, classes, copied);
        output.Append(info, descriptions.Written);

        KeyRecord free = output.NextKey("TFile", output.Name, "", 1, Begin);
        output.Append(free, FreeBytes(free, output.Options.LongFrom).Written, compress: false);
        output.Overwrite(0, Head(output, root, info, free).Written);
    }

    // Lists of the directories below first, so that every list is whole when the directory above names it.
    private static void WriteKeys(FileOutput output, DirectoryRecord directory, string className)
    {
        foreach (DirectoryRecord below in directory.Directories.Values)
        {
            WriteKeys(output, below, "TDirectory");
        }

        KeyRecord key = output.NextKey(className, directory.Name, "", 1, directory.Offset);
        RootBuffer buffer = new();
        buffer.Int32(directory.Keys.Count);
        foreach (KeyRecord entry in directory.Keys)
        {
            entry.Write(buffer, output.Identity.Time);
        }

        output.Append(key, buffer.Written, compress: false);
        output.Overwrite(directory.At, directory.Write(key.Offset, key.Length, output.Identity, output.Options.LongFrom).Written);
    }

    // One stretch: from the end of the file to where ROOT would have to widen its pointers, or beyond.
    private static RootBuffer FreeBytes(KeyRecord key, long longFrom)
    {
        const int version = 1, longVersion = 1000, shortSize = 10, longSize = 18, step = 1_000_000_000;
        long end = key.Offset + key.KeyLength + shortSize;
        bool isLong = end > longFrom;
        end += isLong ? longSize - shortSize : 0;
        RootBuffer buffer = new();
        buffer.UInt16(isLong ? version + longVersion : version);
        buffer.Pointer(end, isLong);
        buffer.Pointer(isLong ? step * (end / step + 1) : 2L * step, isLong);
        return buffer;
    }

    private static RootBuffer Head(FileOutput output, DirectoryRecord root, KeyRecord info, KeyRecord free)
    {
        long end = output.Position;
        bool isLong = end > output.Options.LongFrom;
        RootBuffer head = new();
        head.Raw("root"u8);
        head.Int32(isLong ? RootVersion + LongVersion : RootVersion);
        head.Int32(Begin);
        head.Pointer(end, isLong);
        head.Pointer(free.Offset, isLong);
        head.Int32(free.Length);
        head.Int32(1);
        head.Int32((int)(root.At - root.Offset));
        head.Byte(isLong ? sizeof(long) : sizeof(int));
        head.Int32(output.Options.Code);
        head.Pointer(info.Offset, isLong);
        head.Int32(info.Length);
        output.Identity.WriteUuid(head);
        return head;
    }
}
