using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Compression;

/// <summary>What is said about input files, in one place.</summary>
internal static class InputErrors
{
    public static PluginException CannotOpen(string name, Exception reason) => new($"{name}: cannot be opened. {reason.Message}", reason);

    public static PluginException CannotRead(string name, Exception reason) => new($"{name}: cannot be read. {reason.Message}", reason);

    public static PluginException NotSupported(string name, Packing packing)
    {
        (string format, string command) = packing switch
        {
            Packing.Xz => ("xz", "xz -d"),
            _ => ("zip", "unzip"),
        };
        return new($"{name}: {format} is not supported. Unpack it with '{command}'; plain text, gzip, bzip2 and zstd are read.");
    }

    public static TruncatedInputException Truncated(string name, long bytes) =>
        new($"{name}: the compressed data end too early, after {bytes} bytes on disk. The file may be truncated.", "Copy it again, or let on_error: skip use the events before it.");

    public static PluginException Damaged(string name, Packing packing, long bytes, Exception reason) =>
        new($"{name}: the {packing.ToString().ToLowerInvariant()} data are damaged (wrong checksum or code within the first {bytes} bytes on disk). Copy the file again.", reason);

    public static string TrailingBytes(string name) =>
        $"{name}: bytes after the end of the gzip data are ignored.";
}

/// <summary>A file ends before what it holds does: what was read before is whole.</summary>
/// <param name="fact">What was found.</param>
/// <param name="advice">What to do when the run stops here.</param>
internal sealed class TruncatedInputException(string fact, string advice) : PluginException($"{fact} {advice}")
{
    /// <summary>What was found, without the advice: for a warning where the run goes on.</summary>
    public string Fact { get; } = fact;
}
