using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>What is said about LHE files, in one place.</summary>
internal static class LheErrors
{
    // The whole file.
    public static PluginException Empty(string name) => new($"{name}: the file is empty: there is no <LesHouchesEvents> tag.");

    public static PluginException NoRoot(string name, ReadOnlySpan<byte> start) =>
        new($"{name}:1: there is no <LesHouchesEvents> tag; the file begins with '{TextErrors.Shown(start)}'. It is no LHE file.");

    public static PluginException NotLhe(string name, string what, string remedy) => new($"{name}: this is {what}, not an LHE file. {remedy}");

    public static PluginException HeadTooLong(string name, int limit) =>
        new($"{name}: no event within the first {limit >> 20} MiB. The file may be damaged.");

    public static PluginException EventTooLong(string name, long line, long number, int limit) =>
        new($"{name}:{line}: event {number} is longer than {limit >> 20} MiB. The file may be damaged.");

    // The head.
    public static PluginException NotClosed(string name, long line, string opening, string closing) =>
        new($"{name}:{line}: {opening} is not followed by {closing}. The file may be truncated.");

    public static PluginException BetweenTooLong(string name, long line, long number, int limit) =>
        new($"{name}:{line}: more than {limit >> 20} MiB after event {number} without another event. The file may be damaged.");

    public static PluginException NoInit(string name, long line, string found) =>
        new($"{name}:{line}: {found} before <init>: without it the cross section and the beams are not known. Write the file again with its head.");

    public static PluginException SecondInit(string name, long line) =>
        new($"{name}:{line}: a second <init>. The file holds two runs; give each its own file.");

    public static PluginException SecondFile(string name, long line) =>
        new($"{name}:{line}: an event or <init> after </LesHouchesEvents>, without the head of another document. Split the file and list both.");

    public static PluginException OtherDocument(string name, long line, string what, string here, string before) =>
        new($"{name}:{line}: another LHE document begins here and differs from the first one in its {what}: {TextErrors.Shown(here)} here, {TextErrors.Shown(before)} before. Split the file and make two samples of it.");

    public static PluginException NoEventFile(string name, string file) =>
        new($"{name}: it has no events, and there is no file {TextErrors.Shown(file)}, which an <eventfile> names. Put it there.");

    public static PluginException EventFileElsewhere(string name, string file) =>
        new($"{name}: an <eventfile> names {TextErrors.Shown(file)}, which is not below the folder of the file. Put it below that folder, without '..' and links that lead out of it.");

    public static PluginException EventFileItself(string name, string file) =>
        new($"{name}: an <eventfile> names {TextErrors.Shown(file)}, which is this file. Remove the <eventfile>.");

    public static PluginException NoEventsInEventFile(string name, string file) =>
        new($"{name}: expected events in {TextErrors.Shown(file)}, which an <eventfile> names, found none. Remove the <eventfile>, or put the file of events there.");

    public static string EventFileLeftOut(string name, string file) =>
        $"{name}: there is no file {TextErrors.Shown(file)}, which an <eventfile> names; the events of the other files are read.";

    public static PluginException InitFields(string name, long line, int found) =>
        new($"{name}:{line}: the first line of <init> has {found} of 10 fields.");

    public static PluginException ProcessFields(string name, long line, int process, int found) =>
        new($"{name}:{line}: the line of process {process} in <init> has {found} of 4 fields.");

    public static PluginException ProcessCount(string name, long line, int declared, int found) =>
        new($"{name}:{line}: <init> declares {declared} processes (NPRUP) and has {found}.");

    public static PluginException InitNumber(string name, long line, string field, ReadOnlySpan<byte> token) =>
        new($"{name}:{line}: {field} in <init> is '{TextErrors.Shown(token)}', which is not {Expected(field)}.");

    // Events.
    public static PluginException Fields(EventPlace place, string what, int expected, int found) =>
        new($"{place} has {found} of {expected} columns in {what}.{SkipHint}");

    public static PluginException NotANumber(EventPlace place, string field, ReadOnlySpan<byte> token) =>
        new($"{place} has '{TextErrors.Shown(token)}' as {field}, which is not {Expected(field)}{Comma(token)}.{SkipHint}");

    public static PluginException NoHeader(EventPlace place) => new($"{place} has no line of its own (NUP, IDPRUP, XWGTUP, …).{SkipHint}");

    public static PluginException NegativeCount(EventPlace place, int declared) => new($"{place} declares {declared} particles (NUP).{SkipHint}");

    public static PluginException ParticleCount(EventPlace place, int declared, int found) =>
        new($"{place} declares {declared} particles and has {found}. The file may be truncated; on_error: skip reads on.");

    public static PluginException MotherOutOfRange(EventPlace place, int particle, int mother, int count) =>
        new($"{place} has {mother} as mother of particle {particle}; its particles are 1 to {count}.{SkipHint}");

    public static PluginException MotherCycle(EventPlace place, int particle) =>
        new($"{place}: the mothers of its particles form a circle, at or below particle {particle}.{SkipHint}");

    public static PluginException NoEventEnd(string name, long line, long number) =>
        new($"{name}:{line}: event {number} is not closed by </event>: another one begins.{SkipHint}");

    public static PluginException NoEventStart(string name, long line, long number) =>
        new($"{name}:{line}: </event> without <event> after event {number}. on_error: skip reads on.");

    public static TruncatedInputException TextTruncated(string name, long line, long number, long startLine) =>
        new($"{name}:{line}: the file ends inside event {number}, which begins on line {startLine}. The file is truncated.", "Copy it again, or let on_error: skip use the events before it.");

    // Weights.
    public static PluginException WeightWithoutId(EventPlace place) => new($"{place} has a <wgt> without id.{SkipHint}");

    public static PluginException DuplicateWeight(EventPlace place, ReadOnlySpan<byte> id) => new($"{place} has the weight '{TextErrors.Shown(id)}' twice.{SkipHint}");

    public static PluginException MissingWeight(EventPlace place, string id) => new($"{place} has no weight '{TextErrors.Shown(id)}'.{SkipHint}");

    public static PluginException PositionalCount(EventPlace place, int found, int declared) =>
        new($"{place} has {found} numbers in <weights>; the header declares {declared}.{SkipHint}");

    public static PluginException AmbiguousWeight(string name, string id) =>
        new($"{name}: the header declares two different weights with the id '{TextErrors.Shown(id)}'. Ask for other variations, or none.");

    public static PluginException UnknownWeight(string name, string id, IReadOnlyCollection<string> known)
    {
        string tail = known.Count == 0 ? "It has none." : $"It has {string.Join(", ", known.Take(8).Select(TextErrors.Shown))}{(known.Count > 8 ? $" and {known.Count - 8} more" : "")}.";
        string near = DidYouMean.Find(id, known) is { } meant ? $" Did you mean '{TextErrors.Shown(meant)}'?" : "";
        return new($"{name}: no weight '{id}' is declared in the header or given in the first event. {tail}{near}");
    }

    // Records.
    public static PluginException SecondWeight(long number, string id) => new($"event {number} has the weight '{TextErrors.Shown(id)}' already.");

    public static PluginException WeightNumber(long number, string id, ReadOnlySpan<byte> token) =>
        new($"event {number} has '{TextErrors.Shown(token)}' as the weight '{TextErrors.Shown(id)}', which is not a finite number.");

    public static PluginException NoTextFor(double value) =>
        new(System.FormattableString.Invariant($"an event has the number {value}, which LHE has no text for"));

    private const string SkipHint = " on_error: skip leaves it out.";

    private static string Expected(string field) => IsWhole(field) ? "a whole number" : "a finite number";

    private static bool IsWhole(string field) => field.StartsWith("the number", StringComparison.Ordinal) || field.Contains("code", StringComparison.Ordinal) || field.Contains("mother", StringComparison.Ordinal);

    private static string Comma(ReadOnlySpan<byte> token) => token.Contains((byte)',') ? " (decimals take a point)" : "";
}
