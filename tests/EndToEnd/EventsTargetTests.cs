using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What <c>alp events</c> and <c>alp convert</c> refuse by the names and numbers they are given.</summary>
public sealed class EventsTargetTests
{
    private static readonly string s_bad = LheTexts.File(LheTexts.Event(), LheTexts.Event().Replace(" 22 1 1 2 0 0 +3.0e+00", " 22 1 1 2 0 0 NaN", StringComparison.Ordinal));

    [Theory, InlineData(".xz"), InlineData(".zst"), InlineData(".bz2"), InlineData(".ZIP")]
    public void ANameOfAPackingThatIsNotWritten_IsRefused(string packing)
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", LheTexts.File(LheTexts.Event(), LheTexts.Event())), other = folder.Write("b.lhe", LheTexts.File(LheTexts.Event())), target = folder[$"c.lhe{packing}"];
        foreach (string[] command in (string[][])[["convert", source, target], ["events", "merge", target, source, other], ["events", "split", source, target, "--events", "1"], ["events", "sample", source, target, "--events", "1"], ["events", "unweight", source, target]])
        {
            AlpRun run = AlpRun.Of(command);
            Assert.Equal((2, $"alp: error: {target}: the name says {packing.ToLowerInvariant()}, and files are packed with gzip only. End it in .gz, or leave {packing.ToLowerInvariant()} out and pack the file afterwards.\n"), (run.ExitCode, run.Error));
        }

        Assert.Equal([source, other], Directory.GetFiles(folder["."]).Select(Path.GetFullPath).Order());
    }

    [Fact]
    public void StandardInputAndOutput_AreRefused()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", LheTexts.File(LheTexts.Event(), LheTexts.Event()));
        Refused("-: alp convert reads its file more than once; name a file", "convert", "-", folder["b.lhe"]);
        Refused("-: alp events merge writes a file under its name when it is whole, not to standard output; name a file", "events", "merge", "-", source, folder.Write("b.lhe", LheTexts.File(LheTexts.Event())));
        Refused("-: alp events sample writes a file", "events", "sample", source, "-", "--events", "1");
        Refused("-: alp events split writes a file", "events", "split", source, "-", "--events", "1");
        Refused("-: alp events unweight writes a file", "events", "unweight", source, "-");
    }

    [Theory, InlineData("-3"), InlineData("0"), InlineData("two")]
    public void ANumberOfEvents_IsFromOneUp(string number)
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", LheTexts.File(LheTexts.Event()));
        Refused($"--events {number}: expected a number from 1 up", "events", "sample", source, folder["b.lhe"], "--events", number);
        Refused($"--events {number}: expected a number from 1 up", "events", "split", source, folder["b.lhe"], "--events", number);
    }

    [Fact]
    public void MessagesOfAlpEvents_NameTheOptionOfTheCommand()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", s_bad);
        AlpRun run = AlpRun.Of("events", "count", source);
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("--on-error skip leaves it out.\n", run.Error, StringComparison.Ordinal);
        AlpRun kept = AlpRun.Of("events", "sample", source, folder["b.lhe"], "--events", "1", "--on-error", "skip");
        Assert.Equal(3, kept.ExitCode);
        Assert.DoesNotContain("on_error", kept.Error, StringComparison.Ordinal);
    }

    private static void Refused(string message, params string[] command)
    {
        AlpRun run = AlpRun.Of(command);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"alp: error: {message}", run.Error, StringComparison.Ordinal);
    }
}
