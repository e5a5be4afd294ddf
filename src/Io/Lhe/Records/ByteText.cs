using System.Buffers.Text;
using System.Globalization;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe.Records;

/// <summary>Text that grows, and is used again. Numbers are the shortest decimals that read back as the same bits.</summary>
internal sealed class ByteText
{
    private const int LongestNumber = 32;

    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    public void Append(byte character)
    {
        Reserve(1);
        _bytes[Length++] = character;
    }

    public void Append(int value)
    {
        Reserve(LongestNumber);
        _ = Utf8Formatter.TryFormat(value, _bytes.AsSpan(Length), out int written);
        Length += written;
    }

    /// <exception cref="PluginException">The number is not finite.</exception>
    public void Append(double value)
    {
        if (!double.IsFinite(value))
        {
            throw LheErrors.NoTextFor(value);
        }

        Reserve(LongestNumber);
        _ = value.TryFormat(_bytes.AsSpan(Length), out int written, "R", CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Puts other text in the place of some.</summary>
    public void Replace(int start, int length, ReadOnlySpan<byte> text)
    {
        int growth = text.Length - length;
        Reserve(Math.Max(0, growth));
        _bytes.AsSpan((start + length)..Length).CopyTo(_bytes.AsSpan(start + text.Length));
        text.CopyTo(_bytes.AsSpan(start));
        Length += growth;
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - Length < more)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + more));
        }
    }
}
