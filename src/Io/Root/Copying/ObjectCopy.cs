using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>Copies single objects of any class.</summary>
internal static class ObjectCopy
{
    /// <summary>Copies the object of a key as it is.</summary>
    /// <exception cref="PluginException">It is damaged.</exception>
    public static void Copy(RootFileWriter writer, DirectoryRecord directory, RootFile file, RootKey key)
    {
        KeyRecord record = new(key.ClassName, key.Name, key.Title, directory.NextCycle(key.Name), writer.Output.Position, directory.Offset, key.IsLong)
        {
            ObjectLength = key.ObjectLength,
            StoredLength = key.StoredLength,
        };
        if (!RecordCopy.Fits(key, writer.Output) || record.KeyLength != key.KeyLength)
        {
            throw RootErrors.NotSupported(key.Place, "moving it so far back in the file", "Leave it out.");
        }

        byte[] bytes = file.Source.Read(key.Place, "the object", key.Length);
        RecordCopy.Append(writer.Output, key, bytes, directory.Offset, record.Cycle);
        directory.Keys.Add(record);
    }

    /// <summary>Reads an object with all its members.</summary>
    /// <exception cref="PluginException">It is damaged.</exception>
    public static RootObject Read(RootFile file, RootKey key)
    {
        RootCursor cursor = new(key.ReadObject(), key.Place);
        return new ObjectReader(file.Streamers, key.KeyLength).Read(key.ClassName, ref cursor);
    }

    /// <summary>Writes an object that was read and changed.</summary>
    /// <exception cref="PluginException">It has something that cannot be written.</exception>
    public static void Write(RootFileWriter writer, DirectoryRecord directory, RootFile file, RootKey key, RootObject item) =>
        writer.WriteObject(directory, key.ClassName, key.Name, key.Title, buffer => new ObjectWriter(file.Streamers, buffer, key.Place).Write(item), isCopied: true);
}
