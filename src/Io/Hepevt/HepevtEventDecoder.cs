using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Hepevt;

/// <summary>Reads one event.</summary>
internal static class HepevtEventDecoder
{
    private const int HepevtBeam = 4, Incoming = -1, Final = 1, Intermediate = 2;

    /// <summary>Reads an event. Momenta and masses are in GeV, as HEPEVT has them.</summary>
    /// <param name="block">Block the event is in.</param>
    /// <param name="index">Its position there.</param>
    /// <param name="particles">Takes its particles.</param>
    /// <returns>Its weight; 1 when it states none.</returns>
    /// <exception cref="PluginException">The event is malformed; particles may have been added.</exception>
    public static double Decode(HepevtEventBlock block, int index, ParticleTable particles)
    {
        ReadOnlySpan<byte> text = block.TextOf(index);
        int at = text.IndexOf((byte)'\n');
        at = at < 0 ? text.Length : at;
        HepevtLayout.TryReadHead(text[..at], out int count, out double weight);
        int first = particles.Count;
        Reading reading = new(text, at, new EventPlace(block, index, 0));
        for (int i = 0; i < count; i++)
        {
            ReadParticle(ref reading, block.Layout!, particles, first, i, count);
        }

        int cycle = Ancestry.FindCycle(particles.Mother1[first..], particles.Mother2[first..]);
        return cycle == 0 ? weight : throw HepevtErrors.Cycle(reading.Place, cycle);
    }

    private static void ReadParticle(ref Reading reading, HepevtLayout layout, ParticleTable particles, int first, int i, int count)
    {
        reading.NextLine();
        int status = reading.Whole("ISTHEP"), code = reading.Whole("IDHEP"), mother1 = 0, mother2 = 0;
        bool isShort = layout.Columns == HepevtLayout.Short;
        if (!isShort)
        {
            mother1 = Relative(ref reading, "JMOHEP1", count);
            mother2 = Relative(ref reading, "JMOHEP2", count);
        }

        // What a particle decays to is said again by the mothers.
        Relative(ref reading, "JDAHEP1", count);
        Relative(ref reading, "JDAHEP2", count);
        double px = reading.Number("PHEP1"), py = reading.Number("PHEP2"), pz = reading.Number("PHEP3"), squared = px * px + py * py + pz * pz;
        double energy = isShort ? 0 : reading.Number("PHEP4"), mass = reading.Number("PHEP5");
        if (layout.HasVertexLines)
        {
            reading.EndLine(layout.Columns);
            reading.NextLine();
        }

        for (int v = 0; v < layout.VertexNumbers; v++)
        {
            reading.Number("VHEP");
        }

        reading.EndLine(layout.HasVertexLines ? layout.VertexNumbers : layout.Columns);
        particles.Add(new Particle(
            code,
            status switch { Final => Final, HepevtBeam => Incoming, _ => Intermediate },
            new Core.Numerics.FourVector(isShort ? Math.Sqrt(squared + mass * mass) : energy, px, py, pz),
            mass,
            mother1,
            mother2));
    }

    private static int Relative(ref Reading reading, string field, int count)
    {
        int found = reading.Whole(field);
        return found >= 0 && found <= count ? found : throw HepevtErrors.Mother(reading.Place, field, found, count);
    }

    private ref struct Reading(ReadOnlySpan<byte> text, int at, EventPlace start)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _at = at;

        public readonly EventPlace Place => start with { Offset = Math.Min(_at, _text.Length) };

        public void NextLine()
        {
            int found = _text[_at..].IndexOf((byte)'\n');
            _at = found < 0 ? _text.Length : _at + found + 1;
        }

        public int Whole(string field)
        {
            Skip();
            return NumberText.TryReadInt32(_text, ref _at, out int value) ? value : throw HepevtErrors.Field(Place, field, isWhole: true, Word());
        }

        public double Number(string field)
        {
            Skip();
            return NumberText.TryReadDouble(_text, ref _at, out double value) ? value : throw HepevtErrors.Field(Place, field, isWhole: false, Word());
        }

        public void EndLine(int columns)
        {
            Skip();
            if (_at < _text.Length && _text[_at] != (byte)'\n')
            {
                throw HepevtErrors.Columns(Place, columns, Word());
            }
        }

        private readonly ReadOnlySpan<byte> Word()
        {
            int length = _text[_at..].IndexOfAny(" \t\r\n"u8);
            return length < 0 ? _text[_at..] : _text.Slice(_at, length);
        }

        private void Skip()
        {
            while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r')
            {
                _at++;
            }
        }
    }
}
