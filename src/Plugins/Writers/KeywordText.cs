using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.HepData;

namespace AlpToolkit.Plugins.Writers;

/// <summary>A keyword as HepData takes it: plain text of at most 128 characters.</summary>
/// <param name="Value">The text.</param>
public sealed record KeywordText(string Value) : ITextOption<KeywordText>
{
    /// <inheritdoc/>
    public static string Grammar => "plain text of at most 128 characters, without LaTeX";

    /// <inheritdoc/>
    public static KeywordText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SubmissionKeywords.Objection("phrases", text, isOnlyValue: true) is { } objection
            ? throw new FormatException($"{objection}; found '{text}'")
            : new KeywordText(text);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
