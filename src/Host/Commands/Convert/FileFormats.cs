using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>A format that <c>alp convert</c> knows.</summary>
internal enum FileFormat
{
    Root,
    Csv,
    Lhe,
}

/// <summary>Tells formats apart.</summary>
internal static class FileFormats
{
    private static ReadOnlySpan<byte> RootMagic => "root"u8;

    /// <summary>The format of a file that is read: ROOT files by their first bytes, CSV by its name; others are LHE, whose reader says what is wrong.</summary>
    /// <exception cref="PluginException">The file cannot be opened.</exception>
    public static FileFormat OfContents(string path)
    {
        Span<byte> start = stackalloc byte[RootMagic.Length];
        using FileStream stream = File.OpenRead(path);
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..read].SequenceEqual(RootMagic) ? FileFormat.Root
            : path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? FileFormat.Csv
            : path.EndsWith(".hepmc", StringComparison.OrdinalIgnoreCase) || path.Contains(".hepmc", StringComparison.OrdinalIgnoreCase) ? throw HepMc(path)
            : FileFormat.Lhe;
    }

    /// <summary>The format of a file that is written, by its name.</summary>
    /// <exception cref="PluginException">The name has no suffix that is known.</exception>
    public static FileFormat OfName(string path)
    {
        bool Ends(string suffix) => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
        return Ends(".root") ? FileFormat.Root
            : Ends(".csv") ? FileFormat.Csv
            : Ends(".lhe") || Ends(".lhe.gz") ? FileFormat.Lhe
            : path.Contains(".hepmc", StringComparison.OrdinalIgnoreCase) ? throw HepMc(path)
            : throw new PluginException($"{path}: the name says the format: .root, .csv, .lhe or .lhe.gz");
    }

    /// <summary>The format in words.</summary>
    public static string Name(FileFormat format) => format switch { FileFormat.Root => "a ROOT file", FileFormat.Csv => "CSV", _ => "LHE" };

    private static PluginException HepMc(string path) => new($"{path}: HepMC text is not converted yet; ROOT, CSV and LHE are");
}
