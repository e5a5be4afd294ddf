using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Tests.Io.Root.Writing;

/// <summary>Reads objects by the descriptions that the file has of their classes.</summary>
internal static class Objects
{
    public static RootObject Read(RootFile file, string path)
    {
        RootKey key = file.Root.Find(path);
        RootCursor cursor = new(key.ReadObject(), key.Place);
        RootObject found = new ObjectReader(file.Streamers, key.KeyLength).Read(key.ClassName, ref cursor);
        Assert.Equal(0, cursor.Left);
        return found;
    }
}
