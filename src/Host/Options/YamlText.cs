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
            int valid = System.Text.Unicode.Utf8.IsValid(bytes) ? bytes.Length : ValidLength(bytes);
            ReadOnlySpan<byte> before = bytes[..valid];
            int line = before.Count((byte)'\n') + 1;
            int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
            diagnostics.Error(new Mark(valid, line, column), DiagnosticIds.Unreadable, OptionMessages.NotUtf8);
            return null;
        }
    }

    /// <summary>Loads a text.</summary>
    /// <returns>The root, or null when there is none; errors may have been reported in either case.</returns>
    public static YamlNode? Load(string file, string text, DiagnosticBag diagnostics)
    {
        _ = file;
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
            if (!ReportTabs(text, e.Start, diagnostics))
            {
                diagnostics.Error(e.Start, DiagnosticIds.Syntax, OptionMessages.Syntax(e.Message));
            }

            return null;
        }
    }

    // A tab in an indentation makes YAML that the library explains badly: where there is one at or before the error, it is the error.
    private static bool ReportTabs(string text, Mark error, DiagnosticBag diagnostics)
    {
        bool found = false;
        int line = 0, index = 0;
        foreach (string content in text.Split('\n'))
        {
            line++;
            int column = content.AsSpan().IndexOfAnyExcept(' ') + 1;
            if (column > 0 && content[column - 1] == '\t' && line <= error.Line + 1)
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
        while (length < bytes.Length && Rune.DecodeFromUtf8(bytes[length..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
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
