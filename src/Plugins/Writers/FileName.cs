using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Plugins.Writers;

/// <summary>Name of a file or folder in the run folder: no path.</summary>
/// <param name="Value">The name.</param>
public sealed record FileName(string Value) : ITextOption<FileName>
{
    /// <inheritdoc/>
    public static string Grammar => "a name without '/'";

    /// <inheritdoc/>
    public static FileName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 || text is "." or ".." || text.AsSpan().ContainsAny('/', '\\', '\0')
            ? throw new FormatException($"expected a name without '/', found '{text}'; it lies in the run folder")
            : new FileName(text);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
