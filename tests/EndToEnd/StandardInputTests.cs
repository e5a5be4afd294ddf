using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary><c>alp inspect -</c> and <c>alp events count -</c>: what comes through a pipe is what stands in a file.</summary>
public sealed class StandardInputTests
{
    [Theory]
    [InlineData("lhe", false)]
    [InlineData("lhe", true)]
    [InlineData("hepmc3", false)]
    [InlineData("hepmc3", true)]
    [InlineData("hepmc2", false)]
    [InlineData("hepevt", false)]
    [InlineData("hepevt", true)]
    [InlineData("long", false)]
    [InlineData("long", true)]
    public async Task Inspect_OfAPipe_IsThatOfTheFile(string format, bool isPacked)
    {
        using TemporaryFolder folder = new();
        string text = format switch
        {
            "lhe" => LheTexts.File(LheTexts.Event(), LheTexts.Event()),
            "hepmc3" => HepMcTexts.File3(HepMcTexts.Event3(), HepMcTexts.Event3()),
            "hepmc2" => HepMcTexts.File2(HepMcTexts.Event2()),
            "hepevt" => "2\n 1 22 0 0 3 4 0 0\n 1 22 0 0 -3 -4 0 0\n",

            // Longer than what is looked at.
            _ => HepMcTexts.File3([.. Enumerable.Repeat(HepMcTexts.Event3(), 2000)]),
        };
        string path = folder["a"];
        using (FileStream file = File.Create(path))
        using (Stream target = isPacked ? new GZipStream(file, CompressionLevel.Fastest) : file)
        {
            target.Write(Encoding.UTF8.GetBytes(text));
        }

        string[] expected = AlpRun.Of("inspect", path).Succeeded().Output.Split('\n');
        (int exitCode, string output) = await PipedAsync(path);
        Assert.Equal(0, exitCode);
        Assert.Equal(expected.Where(l => !l.StartsWith("file ", StringComparison.Ordinal)), output.Split('\n').Where(l => !l.StartsWith("file ", StringComparison.Ordinal)));
        Assert.Contains("standard input", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lhe")]
    [InlineData("hepmc3")]
    public async Task Count_OfAPipe_IsThatOfTheFile(string format)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write($"a.{format}", format == "lhe" ? LheTexts.File(LheTexts.Event(), LheTexts.Event()) : HepMcTexts.File3(HepMcTexts.Event3(), HepMcTexts.Event3()));
        (int exitCode, string output) = await PipedAsync(path, "events", "count", "-");
        Assert.Equal(0, exitCode);
        string[] expected = AlpRun.Of("events", "count", path).Succeeded().Output.Split('\n');
        Assert.Equal(expected[2].Trim().Split(' ')[1..].Where(w => w.Length > 0), output.Split('\n')[2].Trim().Split(' ')[1..].Where(w => w.Length > 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing of the kind")]
    public async Task Inspect_OfAPipeOfSomethingElse_IsRefusedInOneLine(string text)
    {
        using TemporaryFolder folder = new();
        (int exitCode, string output) = await PipedAsync(folder.Write("a", text));
        Assert.Equal(2, exitCode);
        Assert.StartsWith("alp: error: standard input:", output, StringComparison.Ordinal);
        Assert.Equal(1, output.Count(c => c == '\n'));
    }

    private static async Task<(int ExitCode, string Output)> PipedAsync(string path, params string[] command)
    {
        using Process alp = Process.Start(new ProcessStartInfo(Path.Combine(DotnetCommand.Root, "dotnet"), ["exec", typeof(AlpToolkit.Host.AlpCommand).Assembly.Location, .. command.Length == 0 ? ["inspect", "-"] : command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = alp.StandardOutput.ReadToEndAsync(), error = alp.StandardError.ReadToEndAsync();
        using (FileStream file = File.OpenRead(path))
        {
            await file.CopyToAsync(alp.StandardInput.BaseStream);
        }

        alp.StandardInput.Close();
        await alp.WaitForExitAsync();
        return (alp.ExitCode, await output + await error);
    }
}
