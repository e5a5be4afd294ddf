using System.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>Tags as LHE files write them: nearly XML, with either kind of quotes, and text around them that XML would not allow.</summary>
internal static class LheTag
{
    /// <summary>True when a tag of this name stands at the start of the text: <c>&lt;event</c> but not <c>&lt;eventgroup</c>.</summary>
    /// <param name="text">Text from the opening bracket on.</param>
    /// <param name="name">The name, with a slash before it for a closing tag.</param>
    public static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) =>
        text.Length > name.Length + 1 && text[0] == (byte)'<' && text[1..].StartsWith(name) && text[name.Length + 1] is (byte)'>' or (byte)'/' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>
    /// Where the tag at the start of the text is closed: the place of its <c>&gt;</c> outside quotes; −1 when the text ends before.
    /// A quotation mark counts right after an equals sign only (<c>x=don't</c> has none); one that is not closed before the end of the
    /// line or the next tag is none, and the first bracket ends the tag.
    /// </summary>
    public static int End(ReadOnlySpan<byte> text)
    {
        byte quote = 0, before = 0;
        for (int i = 1; i < text.Length; i++)
        {
            byte c = text[i];
            if (quote != 0)
            {
                if (c is (byte)'<' or (byte)'\n')
                {
                    return text.IndexOf((byte)'>');
                }

                quote = c == quote ? (byte)0 : quote;
            }
            else if (before == (byte)'=' && (c is (byte)'"' or (byte)'\''))
            {
                quote = c;
            }
            else if (c == (byte)'>')
            {
                return i;
            }

            before = Blanks.Contains(c) ? before : c;
        }

        return -1;
    }

    /// <summary>Value of an attribute of the tag; false when it has none of that name.</summary>
    /// <param name="tag">The tag from its opening to its closing bracket.</param>
    /// <param name="name">Name of the attribute.</param>
    /// <param name="value">What stands between the quotes.</param>
    public static bool TryAttribute(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        int i = 1;
        while (i < tag.Length)
        {
            int equals = tag[i..].IndexOf((byte)'=');
            if (equals < 0)
            {
                break;
            }

            ReadOnlySpan<byte> key = tag.Slice(i, equals).TrimEnd(Blanks);
            key = key[(key.LastIndexOfAny(Blanks) + 1)..];
            i += equals + 1;
            while (i < tag.Length && Blanks.Contains(tag[i]))
            {
                i++;
            }

            if (i >= tag.Length)
            {
                break;
            }

            byte quote = tag[i];
            bool quoted = quote is (byte)'"' or (byte)'\'';
            int start = quoted ? i + 1 : i;
            int length = quoted ? tag[start..].IndexOf(quote) : tag[start..].IndexOfAny(Ends);
            length = length < 0 ? tag.Length - start : length;
            if (key.SequenceEqual(name))
            {
                value = tag.Slice(start, length);
                return true;
            }

            i = start + length + (quoted ? 1 : 0);
        }

        value = default;
        return false;
    }

    /// <summary>An attribute as text; null when the tag has none of that name.</summary>
    public static string? Attribute(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name) =>
        TryAttribute(tag, name, out ReadOnlySpan<byte> value) ? TextOf(value) : null;

    /// <summary>Bytes of any encoding as text, without blanks around it.</summary>
    public static string TextOf(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes.Trim(Blanks));

    /// <summary>The bytes that <see cref="TextOf"/> reads as this text; UTF-8 where there are none.</summary>
    public static byte[] BytesOf(string text) => (text.AsSpan().IndexOfAnyExceptInRange('\0', '\xff') < 0 ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text);

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private static ReadOnlySpan<byte> Ends => " \t\r\n>"u8;
}
