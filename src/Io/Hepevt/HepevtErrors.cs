using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Hepevt;

/// <summary>What is said about files of HEPEVT text, in one place.</summary>
internal static class HepevtErrors
{
    private const string SkipHint = " on_error: skip leaves it out.";

    public static PluginException Empty(string name) => new($"{name}: the file is empty: expected the number of particles of an event, found nothing.");

    public static PluginException Head(string name, long line, ReadOnlySpan<byte> found) =>
        new($"{name}:{line}: expected the head of an event ('E', number of the event, number of particles; or number of particles alone, behind the event's number, or between it and a weight), found '{TextErrors.Shown(found)}'.");

    public static PluginException Layout(string name, long line, int columns) =>
        new($"{name}:{line}: expected 8, 11, 14 or 15 columns in the first line of a particle, found {columns}.");

    public static PluginException EventTooLong(string name, long line, long number, int limit) =>
        new($"{name}:{line}: event {number} is longer than {limit >> 20} MiB. The file may be damaged.");

    public static TruncatedInputException Truncated(string name, long line, long number, long lines, long found) =>
        new($"{name}:{line}: expected {lines} lines of particles in event {number}, found the end of the file after {found}. The file is truncated.", "Copy it again, or let on_error: skip use the events before it.");

    public static PluginException Field(EventPlace place, string field, bool isWhole, ReadOnlySpan<byte> token) =>
        new($"{place}: expected {(isWhole ? "a whole number" : "a finite number")} as {field}, found {(token.IsEmpty ? "the end of the line" : $"'{TextErrors.Shown(token)}'")}.{SkipHint}");

    public static PluginException Columns(EventPlace place, int columns, ReadOnlySpan<byte> rest) =>
        new($"{place}: expected {columns} columns, as in the first line of the file's particles, found '{TextErrors.Shown(rest)}' behind them.{SkipHint}");

    public static PluginException Mother(EventPlace place, string field, int found, int particles) =>
        new($"{place}: expected 0 or a particle from 1 to {particles} as {field}, found {found}.{SkipHint}");

    public static PluginException Cycle(EventPlace place, int particle) =>
        new($"{place}: particle {particle} is among its own ancestors.{SkipHint}");

    public static PluginException NoCrossSection(string name) =>
        new($"{name}: HEPEVT text states no cross section. Give cross_section, or normalisation: mean or sum when the weights are in pb.");

    public static PluginException NoScale(string name, double crossSection) =>
        new($"{name}: the weights add up to 0, so they cannot be scaled to {crossSection:G6} pb. Use 'normalisation: mean' or 'sum'.");
}
