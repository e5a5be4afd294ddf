using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Streamer;

/// <content>Objects that cannot be read, and have a byte count that leads to what follows them.</content>
internal sealed partial class ObjectReader
{
    private const int MostMisfits = 100;
    private readonly List<string> _leftOut = [];
    private int _misfits;
    private int? _end;
    private bool _skipsMisfits = skipsMisfits;

    /// <summary>What of the objects in a list, or of the user information of a tree, could not be read.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    // The byte count of an object leads to what follows it, whatever is inside; it can be believed as long as it does not lead out of the object around it.
    private void ReadDescribed(RootObject target, StreamerInfo info, RootHeader header, ref RootCursor cursor)
    {
        int? around = _end;
        if (header.End is not int end || end > (around ?? end))
        {
            ReadMembers(target, info, header, ref cursor);
            return;
        }

        int depth = _depth;
        _end = end;
        try
        {
            ReadMembers(target, info, header, ref cursor);
        }
        catch (PluginException) when (IsLeftOut(end, around))
        {
            LeaveOut(target, $"class {info.Name}, version {header.Version}, which its description does not fit at offset {cursor.Position} of the object");
            cursor.MoveTo(end);
            _depth = depth;
        }

        _end = around;
    }

    // Its byte count may be wrong as well, and a file could have many such objects.
    private bool IsLeftOut(int end, int? around) => _skipsMisfits && end <= (around ?? end) && ++_misfits <= MostMisfits;

    private void LeaveOut(RootObject target, string reason)
    {
        target.Unread ??= reason;
        if (_skipsMisfits)
        {
            _leftOut.Add(reason);
        }
    }

    private static string Undescribed(string className, int version) => KnownClasses.Of(className).Count > 0
        ? $"class {className}, version {version}, which the file does not describe and which is not among the known ones"
        : $"class {className}, which the file does not describe";
}
