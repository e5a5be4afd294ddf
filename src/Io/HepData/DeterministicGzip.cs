using ICSharpCode.SharpZipLib.GZip;

namespace AlpToolkit.Io.HepData;

/// <summary>Gzip whose bytes depend on the content alone: no time and no file name in the header (RFC 1952), one fixed level.</summary>
internal static class DeterministicGzip
{
    private const int Level = 9;

    /// <summary>Compresses what is written to the result into <paramref name="stream"/>, which stays open.</summary>
    public static Stream Compress(Stream stream)
    {
        GZipOutputStream gzip = new(stream) { IsStreamOwner = false, ModifiedTime = DateTime.UnixEpoch };
        gzip.SetLevel(Level);
        return gzip;
    }
}
