using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// A block of events as LHE text, packed where the file is. Every number is the shortest decimal that reads back as the same
/// bits. One a worker, used again and again.
/// </summary>
public sealed class LheEventText
{
    // Four whole numbers of at most 11 characters, five decimals of at most 24, blanks, colours, lifetime and spin.
    private const int LongestRow = 4 * 12 + 5 * 25 + 16;

    private const int NotStated = 9;

    private readonly byte[] _afterWeight;
    private readonly byte[] _processId;
    private readonly MemoryStream? _packed;
    private byte[] _text = new byte[1 << 20];
    private int _length;
    private LastNumber _weight;
    private LastNumber[] _numbers = new LastNumber[5 * 16];

    internal LheEventText(LheFileHead head, bool gzip)
    {
        _processId = System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($" {head.Init.Processes[0].Id} "));

        // AQCDUP is -1: not used.
        _afterWeight = System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($" {head.Scale:R} {head.AlphaQed:R} -1\n"));
        _packed = gzip ? new MemoryStream() : null;
    }

    /// <summary>Events of the block.</summary>
    public int Events { get; private set; }

    /// <summary>Events so far in which particles were among their own ancestors: mothers that do not stand before their daughters are written as 0 there.</summary>
    public long CutCircles { get; private set; }

    internal double MaximalWeight { get; private set; }

    internal ReadOnlySpan<byte> Bytes => _packed is null ? _text.AsSpan(0, _length) : _packed.GetBuffer().AsSpan(0, (int)_packed.Length);

    /// <summary>Writes the events of a batch, with their nominal weights: mothers, no colour, no lifetime.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="helicities">SPINUP of every row of the particle table; empty for 9, not stated (hep-ph/0109068).</param>
    /// <exception cref="PluginException">A number is not finite: LHE has no text for it.</exception>
    public void Format(EventBatch batch, ReadOnlySpan<sbyte> helicities = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!helicities.IsEmpty && helicities.Length != batch.Particles.Count)
        {
            throw new ArgumentException($"{helicities.Length} helicities for {batch.Particles.Count} particles", nameof(helicities));
        }

        _length = 0;
        Events = batch.Count;
        MaximalWeight = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            FormatEvent(batch, i, helicities);
        }

        Pack();
    }

    /// <summary>Packs a text as one member of a gzip file (RFC 1952); members stand one after the other.</summary>
    internal static void Pack(ReadOnlySpan<byte> text, Stream into, CompressionLevel level)
    {
        using GZipStream gzip = new(into, level, leaveOpen: true);
        gzip.Write(text);
    }

    private void Pack()
    {
        if (_packed is not null)
        {
            _packed.SetLength(0);
            Pack(_text.AsSpan(0, _length), _packed, CompressionLevel.Fastest);
        }
    }

    private void FormatEvent(EventBatch batch, int index, ReadOnlySpan<sbyte> helicities)
    {
        (int first, int last) = (batch.Offsets[index], batch.Offsets[index + 1]);
        int rows = last - first;
        Reserve((rows + 2) * LongestRow, rows);
        double weight = batch.Weights()[index];
        MaximalWeight = Math.Max(MaximalWeight, Math.Abs(weight));
        Put("<event>\n"u8);
        Put(rows);
        Put(_processId);
        Put(weight, ref _weight);
        Put(_afterWeight);
        ParticleTable p = batch.Particles;
        ReadOnlySpan<int> pdgId = p.PdgId, status = p.Status, mother1 = p.Mother1, mother2 = p.Mother2;
        ReadOnlySpan<double> px = p.Px, py = p.Py, pz = p.Pz, e = p.E, m = p.M;
        bool hasCircle = HasLateMother(mother1[first..last], mother2[first..last]) && Ancestry.FindCycle(mother1[first..last], mother2[first..last]) > 0;
        CutCircles += hasCircle ? 1 : 0;
        for (int row = first; row < last; row++)
        {
            Span<LastNumber> numbers = _numbers.AsSpan(5 * (row - first), 5);
            Put(pdgId[row]);
            Blank();
            Put(status[row]);
            Blank();
            int most = hasCircle ? row - first : int.MaxValue;
            Put(mother1[row] <= most ? mother1[row] : 0);
            Blank();
            Put(mother2[row] <= most ? mother2[row] : 0);
            Put(" 0 0 "u8);
            Put(px[row], ref numbers[0]);
            Blank();
            Put(py[row], ref numbers[1]);
            Blank();
            Put(pz[row], ref numbers[2]);
            Blank();
            Put(e[row], ref numbers[3]);
            Blank();
            Put(m[row], ref numbers[4]);
            Put(" 0 "u8);
            Put(helicities.IsEmpty ? NotStated : helicities[row]);
            Put("\n"u8);
        }

        Put("</event>\n"u8);
    }

    // One that does not stand before its daughter. Rows outside the event are the caller's.
    private static bool HasLateMother(ReadOnlySpan<int> mother1, ReadOnlySpan<int> mother2)
    {
        bool isLate = false, isInside = true;
        for (int i = 0; i < mother1.Length; i++)
        {
            isLate |= mother1[i] > i || mother2[i] > i;
            isInside &= (uint)mother1[i] <= (uint)mother1.Length && (uint)mother2[i] <= (uint)mother1.Length;
        }

        return isLate && isInside;
    }

    private void Reserve(int more, int rows)
    {
        if (_text.Length - _length < more)
        {
            Array.Resize(ref _text, Math.Max(2 * _text.Length, _length + more));
        }

        if (_numbers.Length < 5 * rows)
        {
            Array.Resize(ref _numbers, 5 * rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Blank() => _text[_length++] = (byte)' ';

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_text.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Put(int value)
    {
        _ = Utf8Formatter.TryFormat(value, _text.AsSpan(_length), out int written);
        _length += written;
    }

    // Beams, masses and most weights are those of the event before.
    private void Put(double value, ref LastNumber last)
    {
        if (BitConverter.DoubleToInt64Bits(value) != last.Bits || last.Length == 0)
        {
            last.Format(value);
        }

        Put(last.Text);
    }

    /// <summary>The number that stood last in a place, and its text.</summary>
    private struct LastNumber
    {
        private Characters _characters;

        public long Bits { get; private set; }

        public int Length { get; private set; }

        [UnscopedRef]
        public readonly ReadOnlySpan<byte> Text => ((ReadOnlySpan<byte>)_characters)[..Length];

        public void Format(double value)
        {
            if (!double.IsFinite(value))
            {
                throw LheErrors.NoTextFor(value);
            }

            Bits = BitConverter.DoubleToInt64Bits(value);
            _ = value.TryFormat(_characters, out int length, "R", System.Globalization.CultureInfo.InvariantCulture);
            Length = length;
        }
    }

    [InlineArray(28)]
    private struct Characters
    {
        private byte _first;
    }
}
