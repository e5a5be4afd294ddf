using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Hepevt;
using AlpToolkit.Io.HepMc.Records;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>A format that <c>alp convert</c> knows.</summary>
internal enum FileFormat
{
    Root,
    Csv,
    Lhe,
    HepMc,
    Hepevt,
}

/// <summary>Tells formats apart.</summary>
internal static class FileFormats
{
    private static readonly string[] s_unwrittenPackings = [".bz2", ".xz", ".zst", ".zip", ".lzma", ".lz4", ".7z", ".br"];

    private static ReadOnlySpan<byte> RootMagic => "root"u8;

    /// <summary>The format of a file that is read: ROOT files by their first bytes, HepMC and HEPEVT by their first lines, CSV by its name; others are LHE, whose reader says what is wrong.</summary>
    /// <exception cref="PluginException">The file cannot be opened.</exception>
    public static FileFormat OfContents(string path)
    {
        Span<byte> start = stackalloc byte[RootMagic.Length];
        using FileStream stream = File.OpenRead(path);
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..read].SequenceEqual(RootMagic) ? FileFormat.Root
            : path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? FileFormat.Csv
            : HepMcFile.IsHepMc(path) ? FileFormat.HepMc
            : HepevtFile.IsHepevt(path) ? FileFormat.Hepevt
            : Path.GetFileName(path).Contains(".hepmc", StringComparison.OrdinalIgnoreCase) ? FileFormat.HepMc
            : FileFormat.Lhe;
    }

    /// <summary>The format of a file that is written, by its name.</summary>
    /// <exception cref="PluginException">The name has no suffix that is known.</exception>
    public static FileFormat OfName(string path)
    {
        bool Ends(string suffix) => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
        CheckPacking(path);
        return Ends(".root") ? FileFormat.Root
            : Ends(".csv") ? FileFormat.Csv
            : Ends(".lhe") || Ends(".lhe.gz") ? FileFormat.Lhe
            : Ends(".hepmc") || Ends(".hepmc2") || Ends(".hepmc3") || Ends(".hepmc.gz") || Ends(".hepmc2.gz") || Ends(".hepmc3.gz") ? FileFormat.HepMc
            : throw new PluginException($"{path}: the name says the format: .root, .csv, .lhe, .hepmc, .hepmc2 or .hepmc3, or one of the last four with .gz");
    }

    /// <summary>Checks that a name does not promise a packing that is not written.</summary>
    /// <exception cref="PluginException">It does.</exception>
    public static void CheckPacking(string path)
    {
        if (s_unwrittenPackings.FirstOrDefault(p => path.EndsWith(p, StringComparison.OrdinalIgnoreCase)) is { } packing)
        {
            throw new PluginException($"{path}: the name says {packing}, and files are packed with gzip only. End it in .gz, or leave {packing} out and pack the file afterwards.");
        }
    }

    /// <summary>True when a name has no suffix that stands for another format.</summary>
    public static bool SaysNoOther(string path, FileFormat format)
    {
        try
        {
            return OfName(path) == format;
        }
        catch (PluginException)
        {
            return true;
        }
    }

    /// <summary>The version of a HepMC file that is written: its name may say it; otherwise that of the source, or HepMC3.</summary>
    public static HepMcFormat HepMcFormatOf(string path, HepMcFormat? source)
    {
        bool Ends(string suffix) => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) || path.EndsWith($"{suffix}.gz", StringComparison.OrdinalIgnoreCase);
        return Ends(".hepmc3") ? HepMcFormat.Asciiv3 : Ends(".hepmc2") ? HepMcFormat.IoGenEvent : source ?? HepMcFormat.Asciiv3;
    }

    /// <summary>The format in words.</summary>
    public static string Name(FileFormat format) => format switch { FileFormat.Root => "a ROOT file", FileFormat.Csv => "CSV", FileFormat.HepMc => "HepMC", FileFormat.Hepevt => "HEPEVT text", _ => "LHE" };
}
