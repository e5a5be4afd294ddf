using System.Buffers;
using System.Diagnostics;
using System.Text;
using AlpToolkit.Host.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Options;

/// <summary>
/// Loads YAML into nodes. What the library would throw at, or silently accept, becomes a diagnostic with its position;
/// the nodes that come out are a tree: duplicate keys are gone, aliases and merge keys are replaced by what they stand for.
/// </summary>
internal static class YamlText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Control characters, and the line breaks of YAML 1.1 that no editor counts as lines.
    private static readonly SearchValues<char> s_control = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(i => (char)i).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')), '\u2028', '\u2029']);

    /// <summary>Loads the bytes of a file: UTF-8, with or without a byte-order mark.</summary>
    /// <returns>The root, or null when there is none; errors may have been reported in either case.</returns>
    public static YamlNode? Load(string file, ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            diagnostics.Error(new Mark(0, 1, 1), DiagnosticIds.Unreadable, OptionMessages.Utf16);
            return null;
        }

        bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        try
        {
            return Load(file, s_strict.GetString(bytes), diagnostics);
        }
        catch (DecoderFallbackException)
        {
            ReadOnlySpan<byte> before = bytes[..ValidLength(bytes)];
            int line = before.Count((byte)'\n') + 1;
            int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
            diagnostics.Error(new Mark(before.Length, line, column), DiagnosticIds.Unreadable, OptionMessages.NotUtf8);
            return null;
        }
    }

    /// <summary>Loads a text.</summary>
    /// <returns>The root, or null when there is none; errors may have been reported in either case.</returns>
    public static YamlNode? Load(string file, string text, DiagnosticBag diagnostics)
    {
        Debug.Assert(file == diagnostics.File, "one bag a file");
        if (ReportControlCharacters(text, diagnostics))
        {
            return null;
        }

        try
        {
            YamlTree? root = YamlTree.Read(new Parser(new StringReader(text)), diagnostics);
            if (root is null)
            {
                if (!diagnostics.HasErrors)
                {
                    diagnostics.Error(new Mark(0, 1, 1), DiagnosticIds.Unreadable, OptionMessages.Empty);
                }

                return null;
            }

            YamlStream stream = new();
            stream.Load(new Replay(root.Events()));
            return stream.Documents[0].RootNode;
        }
        catch (YamlException e)
        {
            // Of a tab the library says so, but not always where.
            long lastLine = e.Message.Contains("tab", StringComparison.Ordinal) ? long.MaxValue : e.Start.Line + 1;
            if (!ReportTabs(text, lastLine, diagnostics))
            {
                diagnostics.Error(e.Start, DiagnosticIds.Syntax, OptionMessages.Syntax(e.Message, e.Start.Index >= 0 && e.Start.Index < text.Length ? text[(int)e.Start.Index] : null));
            }

            return null;
        }
    }

    // The library takes NUL for the end of the file: what follows would be lost without a word.
    private static bool ReportControlCharacters(string text, DiagnosticBag diagnostics)
    {
        int i = text.AsSpan().IndexOfAny(s_control);
        if (i >= 0)
        {
            int line = text.AsSpan(0, i).Count('\n') + 1;
            int column = i - (i == 0 ? -1 : text.LastIndexOf('\n', i - 1));
            diagnostics.Error(new Mark(i, line, column), DiagnosticIds.Unreadable, OptionMessages.ControlCharacter(text[i]));
        }

        return i >= 0;
    }

    // A tab in an indentation makes YAML that the library explains badly: where there is one at or before the error, it is the error.
    private static bool ReportTabs(string text, long lastLine, DiagnosticBag diagnostics)
    {
        bool found = false;
        int line = 0, index = 0;
        foreach (string content in text.Split('\n'))
        {
            line++;
            int column = content.AsSpan().IndexOfAnyExcept(' ') + 1;
            if (column > 0 && content[column - 1] == '\t' && line <= lastLine)
            {
                found = true;
                diagnostics.Error(new Mark(index + column - 1, line, column), DiagnosticIds.Tab, OptionMessages.Tab);
            }

            index += content.Length + 1;
        }

        return found;
    }

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        int length = 0;
        while (length < bytes.Length && Rune.DecodeFromUtf8(bytes[length..], out _, out int consumed) == OperationStatus.Done)
        {
            length += consumed;
        }

        return length;
    }

    /// <summary>Gives events to the library as if it had parsed them.</summary>
    private sealed class Replay(IEnumerable<ParsingEvent> events) : IParser
    {
        private readonly IEnumerator<ParsingEvent> _events = events.GetEnumerator();

        public ParsingEvent? Current { get; private set; }

        public bool MoveNext()
        {
            bool more = _events.MoveNext();
            Current = more ? _events.Current : null;
            return more;
        }
    }
}
