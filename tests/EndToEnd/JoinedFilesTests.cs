using System.Text;
using AlpToolkit.Tests.Io.Compression;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>Files that <c>cat</c> joined and that are not read as one: the second is never left out without an error.</summary>
public sealed class JoinedFilesTests
{
    private static readonly string s_lhe = LheTexts.File(LheTexts.Event(), LheTexts.Event());
    private static readonly string s_hepMc = HepMcTexts.File3(HepMcTexts.Event3(extra: CrossSection), HepMcTexts.Event3(extra: CrossSection));

    private const string CrossSection = "A 0 GenCrossSection 1 0.1 1 1\n";

    [Theory]
    [InlineData("lhe", "gzip", "lhe", "none", "the gzip data end, and an LHE file begins at byte")]
    [InlineData("lhe", "gzip", "lhe", "bzip2", "the gzip data end, and a bzip2 file begins at byte")]
    [InlineData("lhe", "zip", "lhe", "zip", "the zip data end, and a zip file begins at byte")]
    [InlineData("lhe", "none", "lhe", "gzip", "a gzip file begins here, behind LHE text")]
    [InlineData("lhe", "none", "lhe", "zstd", "a zstd file begins here, behind LHE text")]
    [InlineData("lhe", "none", "hepmc", "none", "a HepMC file begins here, behind LHE text")]
    [InlineData("hepmc", "none", "lhe", "none", "an LHE file begins here, behind HepMC text")]
    [InlineData("hepmc", "none", "hepmc", "bzip2", "a bzip2 file begins here, behind HepMC text")]
    [InlineData("hepmc", "bzip2", "lhe", "none", "the bzip2 data end, and an LHE file begins at byte")]
    public void Inspect_OfTwoFilesInOne_IsAnError_AndAPolicyUsesTheEventsOfTheFirst(string first, string firstPacking, string second, string secondPacking, string message)
    {
        using TemporaryFolder folder = new();
        string file = folder[$"a.{first}"];
        File.WriteAllBytes(file, [.. Bytes(first, firstPacking), .. Bytes(second, secondPacking)]);
        AlpRun stopped = AlpRun.Of("inspect", file);
        Assert.Equal(2, stopped.ExitCode);
        Assert.Contains(message, stopped.Error, StringComparison.Ordinal);
        Assert.Contains("list them as two files; --on-error skip uses the events before it.", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(2, AlpRun.Of("convert", file, folder[$"c.{first}"]).ExitCode);
        Assert.False(File.Exists(folder[$"c.{first}"]));
        foreach (string policy in (string[])["skip", "truncate"])
        {
            string target = folder[$"{policy}.{first}"];
            AlpRun kept = AlpRun.Of("convert", file, target, "--on-error", policy);
            Assert.Equal((3, $"{target}: 2 events"), (kept.ExitCode, kept.Output[..$"{target}: 2 events".Length]));
            Assert.Contains($"alp: warning: {file}:", kept.Error, StringComparison.Ordinal);
        }
    }

    // The listing has no end: what follows is no part of its last event.
    [Fact]
    public void Convert_OfAHepMcFileWithoutItsEnd_AndAnLheFile_IsAnError()
    {
        using TemporaryFolder folder = new();
        string open = s_hepMc[..s_hepMc.LastIndexOf("HepMC::", StringComparison.Ordinal)];
        string file = folder.Write("a.hepmc3", open + s_lhe);
        AlpRun run = AlpRun.Of("convert", file, folder["b.hepmc3"]);
        Assert.Equal((2, $"alp: error: {file}:{open.Count(c => c == '\n') + 1}: an LHE file begins here"), (run.ExitCode, run.Error[..(run.Error.IndexOf(" begins here", StringComparison.Ordinal) + 12)]));
        Assert.Equal(3, AlpRun.Of("convert", file, folder["b.hepmc3"], "--on-error", "skip").ExitCode);
    }

    [Theory, InlineData("none"), InlineData("gzip"), InlineData("bzip2"), InlineData("zip")]
    public void Convert_OfAFileWithZerosBehindIt_IsAWarning(string packing)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.lhe"], [.. Bytes("lhe", packing), .. new byte[20_000]]);
        AlpRun run = AlpRun.Of("convert", folder["a.lhe"], folder["b.lhe"]).Succeeded();
        Assert.Contains(packing == "none" ? "text between events is not read (it holds NUL bytes)" : "bytes after the end of the packed data are ignored", run.Error, StringComparison.Ordinal);
    }

    // The last bytes are of a checksum: all events are there.
    [Theory, InlineData("gzip"), InlineData("zip"), InlineData("bzip2")]
    public void Convert_OfAFileWithoutItsLastBytes_UsesAllEvents_WithExitCodeThree(string packing)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.lhe"], Bytes("lhe", packing)[..^3]);
        AlpRun run = AlpRun.Of("convert", folder["a.lhe"], folder["b.lhe"], "--on-error", "skip");
        Assert.Equal((3, $"{folder["b.lhe"]}: 2 events\n"), (run.ExitCode, run.Output));
        Assert.Equal(2, AlpRun.Of("convert", folder["a.lhe"], folder["c.lhe"]).ExitCode);
    }

    private static byte[] Bytes(string format, string packing) => PackedBytes.Of(packing, Encoding.UTF8.GetBytes(format == "lhe" ? s_lhe : s_hepMc));
}
