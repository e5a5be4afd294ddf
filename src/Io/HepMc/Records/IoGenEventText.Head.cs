using System.Text;

namespace AlpToolkit.Io.HepMc.Records;

// What stands before the vertices of an event.
internal sealed partial class IoGenEventText
{
    private IReadOnlyList<string> _names = [];
    private byte[] _namesLine = [];

    private void AddHeader(HepMcRecord record, ref IoGenEventAttributes ofEvent)
    {
        text.Add((byte)'E');
        text.AddNumber(record.EventNumber);
        AddWhole(ref ofEvent, "mpi"u8);
        AddReal(ref ofEvent, "event_scale"u8);
        AddReal(ref ofEvent, "alphaQCD"u8);
        AddReal(ref ofEvent, "alphaQED"u8);
        AddWhole(ref ofEvent, "signal_process_id"u8);
        AddWhole(ref ofEvent, "signal_process_vertex"u8);
        text.AddNumber(record.VertexCount + (_alone.Count > 0 ? 1L : 0));
        (int first, int second) = record.Source == HepMcFormat.IoGenEvent ? record.BeamBarcodes : BeamsOf(record);
        text.AddNumber((long)first);
        text.AddNumber((long)second);
        AddRandomStates(ref ofEvent);
        text.AddNumber((long)record.Weights.Count);
        foreach (double weight in record.Weights)
        {
            text.AddNumber(weight);
        }

        text.Add((byte)'\n');
    }

    private (int First, int Second) BeamsOf(HepMcRecord record)
    {
        int first = 0;
        foreach (int p in _order.Particles)
        {
            if (record.Status[p] == Beam && record.ProductionVertices[p] < 0)
            {
                if (first != 0)
                {
                    return (first, BarcodeOf(record, p));
                }

                first = BarcodeOf(record, p);
            }
        }

        return (first, 0);
    }

    private void AddNames(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        if (!ReferenceEquals(names, _names))
        {
            StringBuilder line = new();
            foreach (string name in names)
            {
                line.Append(" \"").Append(name.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            }

            (_names, _namesLine) = (names, Encoding.UTF8.GetBytes(line.Append('\n').ToString()));
        }

        text.Add((byte)'N');
        text.AddNumber((long)names.Count);
        text.Add(_namesLine);
    }

    private void AddRandomStates(ref IoGenEventAttributes ofEvent)
    {
        if (ofEvent.TryTake("random_states"u8, out ReadOnlySpan<byte> states))
        {
            int count = 0;
            for (int i = HepMcWords.Next(states, 0); i < states.Length; i = HepMcWords.Next(states, HepMcWords.EndOf(states, i)))
            {
                count++;
            }

            text.AddNumber((long)count);
            for (int i = HepMcWords.Next(states, 0); i < states.Length; i = HepMcWords.Next(states, HepMcWords.EndOf(states, i)))
            {
                text.AddWord(states[i..HepMcWords.EndOf(states, i)]);
            }

            return;
        }

        int separate = ofEvent.CountNumbered("random_states"u8);
        text.AddNumber((long)separate);
        for (int i = 0; i < separate; i++)
        {
            AddWhole(ref ofEvent, IoGenEventAttributes.Numbered("random_states"u8, i));
        }
    }

    private void AddCrossSection(ref IoGenEventAttributes ofEvent)
    {
        if (!ofEvent.TryTake("GenCrossSection"u8, out ReadOnlySpan<byte> value))
        {
            return;
        }

        int start = text.Length, position = 0;
        text.Add((byte)'C');
        if (!text.TryAddNumber(value, ref position))
        {
            text.Truncate(start);
            _lost++;
            return;
        }

        if (!text.TryAddNumber(value, ref position))
        {
            text.Add(" 0"u8);
        }

        text.Add((byte)'\n');
        bool hasNumbers = HepMcWords.TryReadDouble(value, ref position, out double accepted) & HepMcWords.TryReadDouble(value, ref position, out double tried);
        losses.Add("numbers of accepted and tried events", hasNumbers && (accepted, tried) != (-1, -1) ? 1 : 0);
        losses.Add("cross sections of other weights than the first", HepMcWords.AtEnd(value, position) ? 0 : 1);
    }

    // v0 has the 13 numbers of HepMC2 in front, as has the text without a version; v1 has no spectators and no eccentricity.
    private void AddHeavyIon(ref IoGenEventAttributes ofEvent)
    {
        const int numbers = 13;
        if (!ofEvent.TryTake("GenHeavyIon"u8, out ReadOnlySpan<byte> value))
        {
            return;
        }

        bool isV1 = value.StartsWith("v1"u8);
        int start = text.Length, position = value.StartsWith("v"u8) ? HepMcWords.EndOf(value, 0) : 0;
        text.Add((byte)'H');
        for (int i = 0; i < numbers; i++)
        {
            if (isV1 && (i is 4 or 5 or 11))
            {
                text.Add(" 0"u8);
            }
            else if (!text.TryAddNumber(value, ref position))
            {
                text.Truncate(start);
                _lost++;
                return;
            }
        }

        text.Add((byte)'\n');
        bool isDefault = value[position..].Trim((byte)' ').SequenceEqual("0 -1 -1 -1 -1 -1 0 0"u8) || HepMcWords.AtEnd(value, position);
        losses.Add("heavy-ion values that HepMC2 does not have", isDefault ? 0 : 1);
    }

    private void AddPartons(ref IoGenEventAttributes ofEvent)
    {
        const int numbers = 9;
        if (!ofEvent.TryTake("GenPdfInfo"u8, out ReadOnlySpan<byte> value))
        {
            return;
        }

        int start = text.Length, position = 0;
        text.Add((byte)'F');
        for (int i = 0; i < numbers; i++)
        {
            if (!text.TryAddNumber(value, ref position))
            {
                text.Truncate(start);
                _lost++;
                return;
            }
        }

        text.Add((byte)'\n');
    }
}
