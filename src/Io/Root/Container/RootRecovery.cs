using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Container;

/// <summary>Finds the keys of a file that was not closed: record after record, as far as they are whole.</summary>
internal static class RootRecovery
{
    private const int LongestKey = 4096;

    /// <summary>Keys of objects in all directories.</summary>
    /// <param name="file">The file.</param>
    /// <param name="begin">Byte at which the first record begins.</param>
    public static ILookup<long, RootKey> ByDirectory(RootFile file, long begin) => Keys(file, begin).ToLookup(k => k.Directory);

    private static List<RootKey> Keys(RootFile file, long begin)
    {
        List<RootKey> found = [];
        for (long at = begin; at < file.Length;)
        {
            RootPlace place = new(file.Name, "a record", at);
            RootCursor cursor = new(file.Source.Read(place, "a record", Math.Min(LongestKey, file.Length - at)), place);
            if (cursor.Left < sizeof(int))
            {
                break;
            }

            int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(cursor.Peek(sizeof(int)));
            if (length < 0)
            {
                // A gap, which holds at least its own length.
                if (-(long)length < sizeof(int))
                {
                    break;
                }

                at -= length;
                continue;
            }

            RootKey? key = TryRead(file, ref cursor, at);
            if (key is null || at + key.Length > file.Length)
            {
                break;
            }

            if (at != begin && key.ClassName is not ("TBasket" or "RBlob" or "" or "TFile") && key.Name.Length > 0)
            {
                found.Add(key);
            }

            at += key.Length;
        }

        return found;
    }

    private static RootKey? TryRead(RootFile file, ref RootCursor cursor, long offset)
    {
        try
        {
            return RootKey.Read(file, ref cursor, offset);
        }
        catch (PluginException)
        {
            // The record was not written to its end.
            return null;
        }
    }
}
