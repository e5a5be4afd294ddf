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
        new($"{name}: the {packing.ToString().ToLowerInvariant()} data cannot be unpacked (within the first {bytes} bytes on disk: {reason.Message.TrimEnd('.')}). Copy the file again, or unpack it by other means.", reason);

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
