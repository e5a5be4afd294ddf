using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe.Records;

/// <summary>The text of an event behind its particles, and where in it the weights are.</summary>
internal sealed class LheTrailer
{
    private readonly List<WeightPlace> _weights = [];
    private readonly HashSet<string> _seen = [];

    // Of the event before: most events have the same weights in the same order.
    private readonly List<string> _ids = [];
    private bool _idsAreUnique = true;

    public ByteText Text { get; } = new();

    public IReadOnlyList<WeightPlace> Weights => _weights;

    public void Clear()
    {
        Text.Clear();
        _weights.Clear();
    }

    /// <summary>Takes the text of an event over and finds its weights.</summary>
    /// <param name="block">Block the event is in.</param>
    /// <param name="index">Its position there.</param>
    /// <param name="start">Place after the particles in the event's text.</param>
    /// <param name="end">Place of <c>&lt;/event&gt;</c>.</param>
    /// <exception cref="PluginException">A weight has no id, or there are two of one id.</exception>
    public void Read(LheEventBlock block, int index, int start, int end)
    {
        ReadOnlySpan<byte> text = block.TextOf(index)[..end];
        Text.Append(text[start..]);
        LheWeightReader weights = new(text, block, index, start);
        while (weights.MoveNext())
        {
            string id = IdOf(weights.Ordinal, weights.Id);
            ReadOnlySpan<byte> number = text[weights.NumberStart..];
            int length = number.IndexOfAny(" \t\r\n<"u8);
            bool isScaled = weights.Ordinal >= 0 || IsReweighting(text, weights.Id);
            _weights.Add(new WeightPlace(id, weights.NumberStart - start, length < 0 ? number.Length : length, isScaled));
        }

        if (!_idsAreUnique || _weights.Count > _seen.Count)
        {
            CheckUnique(weights.Place);
        }
    }

    public int Find(string id) => _weights.FindIndex(w => w.Id == id);

    /// <exception cref="PluginException">The text is no number.</exception>
    public double Value(int index, long eventNumber)
    {
        WeightPlace place = _weights[index];
        int position = 0;
        ReadOnlySpan<byte> text = Text.Span.Slice(place.Start, place.Length);
        return NumberText.TryReadDouble(text, ref position, out double value) ? value : throw LheErrors.WeightNumber(eventNumber, place.Id, text);
    }

    public void Set(int index, ReadOnlySpan<byte> number)
    {
        WeightPlace place = _weights[index];
        Text.Replace(place.Start, place.Length, number);
        _weights[index] = place with { Length = number.Length };
        MoveBehind(place.Start, number.Length - place.Length);
    }

    /// <summary>Adds a <c>&lt;wgt&gt;</c> at the end of <c>&lt;rwgt&gt;</c>, which is made when there is none.</summary>
    public void Add(string id, ReadOnlySpan<byte> number)
    {
        int at = Text.Span.LastIndexOf("</rwgt"u8);
        if (at < 0)
        {
            ReadOnlySpan<byte> text = Text.Span;
            Text.Append(text.IsEmpty || text.TrimEnd(" \t"u8).EndsWith("\n"u8) ? "<rwgt>\n"u8 : "\n<rwgt>\n"u8);
            at = Text.Length;
            Text.Append("</rwgt>\n"u8);
        }

        byte[] opening = LheTag.BytesOf($"<wgt id=\"{LheHeadText.Escaped(id)}\"> ");
        byte[] tag = [.. opening, .. number, .. " </wgt>\n"u8];
        Text.Replace(at, 0, tag);
        MoveBehind(at - 1, tag.Length);
        _weights.Add(new WeightPlace(id, at + opening.Length, number.Length, IsScaled: true));
    }

    private void MoveBehind(int start, int growth)
    {
        for (int i = 0; growth != 0 && i < _weights.Count; i++)
        {
            if (_weights[i].Start > start)
            {
                _weights[i] = _weights[i] with { Start = _weights[i].Start + growth };
            }
        }
    }

    private string IdOf(int ordinal, ReadOnlySpan<byte> id)
    {
        int place = _weights.Count;
        if (place < _ids.Count && (ordinal < 0 ? IsSame(_ids[place], id) : _ids[place].StartsWith('#') && _ids[place].AsSpan(1).SequenceEqual($"{ordinal}")))
        {
            return _ids[place];
        }

        string name = ordinal < 0 ? LheTag.TextOf(id) : $"#{ordinal}";
        _ids.RemoveRange(Math.Min(place, _ids.Count), Math.Max(0, _ids.Count - place));
        _ids.Add(name);
        _idsAreUnique = false;
        return name;
    }

    private void CheckUnique(EventPlace place)
    {
        _seen.Clear();
        foreach (WeightPlace weight in _weights)
        {
            if (!_seen.Add(weight.Id))
            {
                throw LheErrors.DuplicateWeight(place, Encoding.Latin1.GetBytes(weight.Id));
            }
        }

        _idsAreUnique = true;
    }

    private static bool IsSame(string known, ReadOnlySpan<byte> id) => known.Length == id.Length && Ascii.Equals(id, known);

    // <weight name> of LHE 2.0 holds anything.
    private static bool IsReweighting(ReadOnlySpan<byte> text, ReadOnlySpan<byte> id)
    {
        _ = text.Overlaps(id, out int at);
        return LheTag.Is(text[text[..at].LastIndexOf((byte)'<')..], "wgt"u8);
    }

    /// <summary>Where the number of a weight stands in the text.</summary>
    internal readonly record struct WeightPlace(string Id, int Start, int Length, bool IsScaled);
}
