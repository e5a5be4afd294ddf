using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Root.Bytes;

/// <summary>What is said about ROOT files, in one place.</summary>
internal static class RootErrors
{
    private const int LongestName = 200;

    public static PluginException CannotOpen(string file, Exception reason) => new($"{file}: cannot be opened. {reason.Message}", reason);

    public static PluginException CannotRead(string file, Exception reason) => new($"{file}: cannot be read. {reason.Message}", reason);

    public static PluginException CannotWrite(string file, Exception reason) => new($"{file}: cannot be written. {reason.Message}", reason);

    public static PluginException NotRoot(string file, string found) => new($"{file}: not a ROOT file: it begins with {found}, not with 'root'.");

    public static PluginException Outside(RootPlace place, string what, long length, long size) =>
        new($"{place}: {what} of {length} bytes is expected, and the file ends at byte {size}. The file may be truncated.");

    public static PluginException Truncated(RootPlace place, int position, string what, long length, long left) =>
        new($"{place}, offset {position}: {what} of {length} bytes is expected, and {Math.Max(0, left)} are left. The file may be damaged.");

    public static PluginException Unexpected(RootPlace place, int position, string expected, string found) =>
        new($"{place}, offset {position}: expected {expected}, found {found}. The file may be damaged.");

    public static PluginException WrongEnd(RootPlace place, string className, int expected, int found) =>
        new($"{place}: {className} ends at offset {expected} by its byte count, and was read to {found}. The description of the class in the file does not fit it.");

    public static PluginException Damaged(RootPlace place, string what) => new($"{place}: {what}. The file may be damaged.");

    public static PluginException NotSupported(RootPlace place, string what, string remedy) => new RootNotSupportedException($"{place}: {what} is not supported. {remedy}");

    public static PluginException NoKey(string file, string directory, string name, IEnumerable<string> names) =>
        new($"{file}: there is no '{name}' in {(directory.Length == 0 ? "the file" : $"the directory '{directory}'")}.{Suggestion(name, names)}");

    public static PluginException WrongClass(string file, string key, string found, string expected) =>
        new($"{file}: '{key}' is a {found}, not a {expected}.");

    public static PluginException NoBranch(string tree, string name, IEnumerable<string> names) => new($"tree '{tree}' has no branch '{name}'.{Suggestion(name, names)}");

    public static PluginException NoField(string ntuple, string name, IEnumerable<string> names) => new($"RNTuple '{ntuple}' has no field '{name}'.{Suggestion(name, names)}");

    // The time to compare names grows with their lengths, and a damaged file may have names of any length.
    private static string Suggestion(string name, IEnumerable<string> names) => DidYouMean.Find(name, names.Where(n => n.Length <= LongestName)) is { } near ? $" Did you mean '{near}'?" : "";
}
