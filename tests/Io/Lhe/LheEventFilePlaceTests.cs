using AlpToolkit.Io;
using AlpToolkit.Io.Lhe.Records;
using AlpToolkit.Tests.Io.Lhe.Records;
using AlpToolkit.Tests.Shared;
using static AlpToolkit.Tests.Io.Lhe.LheTexts;

namespace AlpToolkit.Tests.Io.Lhe;

/// <summary>An LHE file must not make the reader open, and a converter copy, files that lie elsewhere.</summary>
public sealed class LheEventFilePlaceTests
{
    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("../secret.plhe")]
    [InlineData("parts/../../secret.plhe")]
    [InlineData("..\\secret.plhe")]
    [InlineData("C:\\secret.plhe")]
    [InlineData("\\\\server\\secret.plhe")]
    public void AnEventFile_ThatIsNotBelowTheFolder_IsAnError_WhateverThePolicy(string name)
    {
        using TemporaryFolder folder = new();
        folder.Write("secret.plhe", Event(2));
        folder.Write("run/parts/a.plhe", Event(2));
        string source = Naming(folder, "run/a.lhe", name, Event(1));
        foreach (EventErrorPolicy policy in Enum.GetValues<EventErrorPolicy>())
        {
            Assert.StartsWith($"{source}: an <eventfile> names {name}, which is not below the folder of the file.", Refusal(source, policy), StringComparison.Ordinal);
        }

        Assert.Throws<AlpToolkit.Core.Plugins.PluginException>(() => new LheRecordReader(source));
    }

    [Fact]
    public void AnEventFile_ThatALinkLeadsOutOfTheFolder_IsAnError_AndOneThatStaysIsRead()
    {
        using TemporaryFolder folder = new();
        folder.Write("out/secret.plhe", Event(2));
        folder.Write("run/real/a.plhe", Event(3));
        string toFolder = Naming(folder, "run/a.lhe", "parts/secret.plhe", Event(1)), toFile = Naming(folder, "run/b.lhe", "b.plhe", Event(1)), within = Naming(folder, "run/c.lhe", "inner/a.plhe", Event(1));
        Directory.CreateSymbolicLink(folder["run/parts"], folder["out"]);
        System.IO.File.CreateSymbolicLink(folder["run/b.plhe"], "../out/secret.plhe");
        Directory.CreateSymbolicLink(folder["run/inner"], "real");
        Assert.Contains("which is not below the folder", Refusal(toFolder), StringComparison.Ordinal);
        Assert.Contains("which is not below the folder", Refusal(toFile), StringComparison.Ordinal);
        Assert.Equal([1.0, 3], LheReading.OfFile(within).Events.Select(e => e.Weight));

        // A link to the folder of the file itself is no way out of it.
        Directory.CreateSymbolicLink(folder["link"], folder["run"]);
        Assert.Equal([1.0, 3], LheReading.OfFile(folder["link/c.lhe"]).Events.Select(e => e.Weight));
    }

    [Fact]
    public void AnEventFile_ThatIsTheFileItself_IsAnError()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("names ./a.lhe, which is this file", Refusal(Naming(folder, "a.lhe", "./a.lhe", Event(1))), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEventFile_WithoutEvents_IsAnError_AndItsTextIsNotCopied()
    {
        using TemporaryFolder folder = new();
        folder.Write("notes.txt", "my password\n");
        string source = Naming(folder, "a.lhe", "notes.txt", Event(1));
        Assert.Equal($"{source}: expected events in {folder["notes.txt"]}, which an <eventfile> names, found none. Remove the <eventfile>, or put the file of events there.", LheReading.OfFile(source).Error!.Message);
        Assert.Equal(["1"], Weights(source, EventErrorPolicy.Truncate, out string tail));
        Assert.Equal("", tail);

        // One that is said to have none is as it should be.
        string empty = Naming(folder, "b.lhe", "notes.txt\" neve=\"0", Event(1));
        LheRecordFiles.Copy(empty, folder["c.lhe"]);
        Assert.DoesNotContain("password", System.IO.File.ReadAllText(folder["c.lhe"]), StringComparison.Ordinal);
    }

    private static string Refusal(string source, EventErrorPolicy policy = EventErrorPolicy.Stop) =>
        Assert.Throws<AlpToolkit.Core.Plugins.PluginException>(() => LheReading.OfFile(source, new() { OnError = policy })).Message;

    private static List<string> Weights(string source, EventErrorPolicy policy, out string tail)
    {
        using LheRecordReader reader = new(source, policy);
        LheRecord record = new();
        List<string> weights = [];
        while (reader.Read(record))
        {
            weights.Add($"{record.Weight}");
        }

        tail = System.Text.Encoding.UTF8.GetString(reader.Tail.Span);
        return weights;
    }

    private static string Naming(TemporaryFolder folder, string path, string name, params string[] events) => folder.Write(
        path, WithInit(Init.Replace("</init>", $"<eventfile name=\"{name}\"/>\n</init>", StringComparison.Ordinal), events));
}
