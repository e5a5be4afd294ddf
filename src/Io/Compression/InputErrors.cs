using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Compression;

/// <summary>What is said about input files, in one place.</summary>
internal static class InputErrors
{
    public static PluginException CannotOpen(string name, Exception reason) => new($"{name}: cannot be opened. {reason.Message}", reason);

    public static PluginException CannotRead(string name, Exception reason) => new($"{name}: cannot be read. {reason.Message}", reason);

    public static TruncatedInputException Truncated(string name, long bytes) =>
        new($"{name}: the compressed data end too early, after {bytes} bytes on disk. The file may be truncated.", "Copy it again, or let on_error: skip use the events before it.");

    public static PluginException Damaged(string name, Packing packing, long bytes, Exception reason) =>
        new($"{name}: the {NameOf(packing)} data cannot be unpacked (within the first {bytes} bytes on disk: {reason.Message.TrimEnd('.')}). Copy the file again, or unpack it by other means.", reason);

    public static TruncatedInputException Joined(string name, Packing packing, long at, string what) =>
        new($"{name}: the {NameOf(packing)} data end, and {what} begins at byte {at}, which is not read.", "Unpack both and join the text, or list them as two files; on_error: skip uses the events before it.");

    public static TruncatedInputException Joined(string name, long line, string format, string what) =>
        new($"{name}:{line}: {what} begins here, behind {format} text, and is not read.", "Unpack both and join them if their format is the same, or list them as two files; on_error: skip uses the events before it.");

    /// <summary>Name of a packing as messages have it.</summary>
    public static string NameOf(Packing packing) => packing == Packing.Zstandard ? "zstd" : packing.ToString().ToLowerInvariant();

    public static string TrailingBytes(string name) =>
        $"{name}: bytes after the end of the packed data are ignored.";
}

/// <summary>A file ends before what it holds does: what was read before is whole.</summary>
/// <param name="fact">What was found.</param>
/// <param name="advice">What to do when the run stops here.</param>
internal sealed class TruncatedInputException(string fact, string advice) : PluginException($"{fact} {advice}")
{
    /// <summary>What was found, without the advice: for a warning where the run goes on.</summary>
    public string Fact { get; } = fact;
}
