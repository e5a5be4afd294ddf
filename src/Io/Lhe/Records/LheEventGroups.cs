namespace AlpToolkit.Io.Lhe.Records;

/// <summary>Follows <c>&lt;eventgroup&gt;</c> (arXiv:1405.1067) in the text between events, where a file is read or where it is written.</summary>
internal sealed class LheEventGroups
{
    private bool _isOpen, _closesBefore;
    private byte[] _openedBefore = [];

    private static ReadOnlySpan<byte> Closing => "</eventgroup>"u8;

    /// <summary>Takes what stands before the next event that is read.</summary>
    /// <returns>True when the event belongs to the group of the event before it.</returns>
    public bool Enter(ReadOnlySpan<byte> before)
    {
        bool continues = _isOpen;
        int position = 0;
        while (NextTag(before, ref position, out _, out bool opens))
        {
            continues = false;
            _isOpen = opens;
        }

        return continues;
    }

    /// <summary>Keeps the tags before an event that is left out, for the next one. Of groups without events nothing is kept.</summary>
    public void Carry(ReadOnlySpan<byte> before)
    {
        int position = 0;
        while (NextTag(before, ref position, out int start, out bool opens))
        {
            _closesBefore |= !opens && _openedBefore.Length == 0;
            _openedBefore = opens ? before[start..position].ToArray() : [];
        }
    }

    /// <summary>The tags kept since the last call, before other text.</summary>
    public ReadOnlySpan<byte> WithCarried(ReadOnlySpan<byte> before)
    {
        if (!_closesBefore && _openedBefore.Length == 0)
        {
            return before;
        }

        byte[] text = [.. _closesBefore ? Closing : [], .. "\n"u8, .. _openedBefore, .. "\n"u8, .. before];
        (_closesBefore, _openedBefore) = (false, []);
        return text;
    }

    /// <summary>Adds what stands before an event, or behind the last, such that a group is closed where it was opened, though events between were not written.</summary>
    /// <param name="text">Text of the file.</param>
    /// <param name="before">What stands there in the file that the event is of.</param>
    /// <param name="continues">True when the event belongs to the group of the event before it.</param>
    public void Append(ByteText text, ReadOnlySpan<byte> before, bool continues)
    {
        int position = 0, from = 0;
        if (_isOpen && !continues && !NextTag(before, ref position, out _, out _))
        {
            AppendLine(text, Closing);
            _isOpen = false;
        }

        position = 0;
        while (NextTag(before, ref position, out int start, out bool opens))
        {
            if (opens && _isOpen)
            {
                AppendLine(text, before[from..start]);
                AppendLine(text, Closing);
                from = start;
            }
            else if (!opens && !_isOpen)
            {
                // It closes a group that is not in this file.
                from = position;
            }

            _isOpen = opens;
        }

        AppendLine(text, before[from..]);
    }

    private static void AppendLine(ByteText text, ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r\n"u8);
        text.Append(line);
        text.Append(line.IsEmpty ? [] : "\n"u8);
    }

    // Moves behind the next tag of a group. Comments hide tags as they do where events are found.
    private static bool NextTag(ReadOnlySpan<byte> text, ref int position, out int start, out bool opens)
    {
        while (position < text.Length)
        {
            ReadOnlySpan<byte> rest = text[position..];
            int blanks = rest.IndexOfAnyExcept(" \t\r\n"u8);
            start = position + Math.Max(0, blanks);
            rest = text[start..];
            int length = blanks < 0 ? rest.Length
                : rest[0] == (byte)'#' ? rest.IndexOf((byte)'\n') + 1
                : rest[0] != (byte)'<' ? rest.IndexOf((byte)'<')
                : rest.StartsWith("<!--"u8) ? rest.IndexOf("-->"u8) + 1
                : LheTag.End(rest) + 1;
            position = length <= 0 ? text.Length : start + length;
            opens = LheTag.Is(rest, "eventgroup"u8);
            if (opens || LheTag.Is(rest, "/eventgroup"u8))
            {
                return true;
            }
        }

        (start, opens) = (position, false);
        return false;
    }
}
