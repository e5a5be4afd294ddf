using System.Globalization;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Text that is put together, with numbers as the shortest decimal that reads back as the same bits.</summary>
internal sealed class HepMcTextBuffer
{
    private const int LongestNumber = 32;

    // More is given back to the runtime: one huge event must not hold its memory for ever.
    private const int KeptCapacity = 16 << 20;

    private byte[] _bytes = new byte[4096];

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Its length.</summary>
    public int Length { get; private set; }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        Length = 0;
        _bytes = _bytes.Length > KeptCapacity ? new byte[4096] : _bytes;
    }

    /// <summary>Drops the end of it.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Adds text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Free(text.Length));
        Length += text.Length;
    }

    /// <summary>Adds a character.</summary>
    public void Add(byte character)
    {
        Free(1)[0] = character;
        Length++;
    }

    /// <summary>Adds a blank and a word.</summary>
    public void AddWord(ReadOnlySpan<byte> word)
    {
        Add((byte)' ');
        Add(word);
    }

    /// <summary>Adds a blank and a whole number.</summary>
    public void AddNumber(long value)
    {
        Add((byte)' ');
        AddDigits(value);
    }

    /// <summary>Adds a whole number.</summary>
    public void AddDigits(long value)
    {
        value.TryFormat(Free(LongestNumber), out int written, provider: CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Adds a blank and a real number.</summary>
    public void AddNumber(double value)
    {
        Add((byte)' ');
        value.TryFormat(Free(LongestNumber), out int written, "R", CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Adds a blank and a real number that was read: its own digits where C reads them, which have no other exponent than <c>e</c>.</summary>
    public void AddNumber(ReadOnlySpan<byte> digits, double value)
    {
        int exponent = digits.IndexOfAny("eE"u8), sign = digits.LastIndexOfAny("+-"u8);
        if (digits.IndexOfAny("dD"u8) >= 0 || sign > 0 && sign != exponent + 1)
        {
            AddNumber(value);
            return;
        }

        Add((byte)' ');
        Add(digits);
    }

    /// <summary>Adds a real number of another text, if all of its word is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where its word begins; afterwards where it ends. Blanks before it are passed over.</param>
    /// <returns>False when there is none; nothing is added then.</returns>
    public bool TryAddNumber(ReadOnlySpan<byte> text, ref int position)
    {
        int start = HepMcWords.Next(text, position), end = start;
        if (!NumberText.TryReadDouble(text, ref end, out double value))
        {
            return false;
        }

        AddNumber(text[start..end], value);
        position = end;
        return true;
    }

    private Span<byte> Free(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(Length + count, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }

        return _bytes.AsSpan(Length);
    }
}
