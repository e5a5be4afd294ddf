using System.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Events as IO_GenEvent of HepMC 2.06: attributes of HepMC3 that it has columns for go there, all else is counted as lost.</summary>
internal sealed class IoGenEventText(HepMcTextBuffer text, HepMcLosses losses)
{
    private const int Beam = 4, FirstBarcode = 10001;

    private readonly HepMcOrder _order = new();
    private IReadOnlyList<string> _names = [];
    private readonly List<int> _alone = [];
    private byte[] _namesLine = [];
    private long _lost;

    /// <summary>Adds what stands before events.</summary>
    public void AddHead(HepMcRunRecord run)
    {
        text.Add("HepMC::IO_GenEvent-START_EVENT_LISTING\n"u8);
        losses.Add("tools of the run", run.Tools.Count);
        losses.Add("attributes of the run", run.Attributes.Count);
    }

    /// <summary>Adds an event.</summary>
    /// <param name="record">The event.</param>
    /// <param name="names">Names of its weights.</param>
    public void AddEvent(HepMcRecord record, IReadOnlyList<string> names)
    {
        _order.SetAsRead(record);
        FindAlone(record);
        IoGenEventAttributes ofEvent = new(record, HepMcOwner.Event, 0);
        AddHeader(record, ref ofEvent);
        AddNames(names);
        if (record.HasUnits)
        {
            text.Add(record.MomentumUnit == HepMcMomentumUnit.GeV ? "U GEV"u8 : "U MEV"u8);
            text.Add(record.LengthUnit == HepMcLengthUnit.Mm ? " MM\n"u8 : " CM\n"u8);
        }

        AddCrossSection(ref ofEvent);
        AddHeavyIon(ref ofEvent);
        AddPartons(ref ofEvent);
        losses.Add("attributes of events", ofEvent.Left);
        (double x, double y, double z, double t) = record.Position;
        losses.Add("positions of events", HepMcRecord.IsStated(x) || HepMcRecord.IsStated(y) || HepMcRecord.IsStated(z) || HepMcRecord.IsStated(t) ? 1 : 0);
        losses.Add("vertices that nothing goes into or comes out of", record.DeclaredVertices - record.VertexCount);
        for (int v = 0; v < record.VertexCount; v++)
        {
            AddVertex(record, v);
        }

        AddAlone(record);
        NoteLosses(record);
    }

    private void FindAlone(HepMcRecord record)
    {
        _alone.Clear();
        foreach (int p in _order.Particles)
        {
            if (record.ProductionVertices[p] < 0 && record.EndVertices[p] < 0)
            {
                _alone.Add(p);
            }
        }
    }

    // HepMC2 holds particles at vertices only. Those that come out of one are final, as particles without any are.
    private void AddAlone(HepMcRecord record)
    {
        losses.Add("that particles have no vertex", _alone.Count);
        if (_alone.Count == 0)
        {
            return;
        }

        int barcode = -1;
        foreach (int id in record.VertexIds)
        {
            barcode = Math.Min(barcode, id - 1);
        }

        text.Add((byte)'V');
        text.AddNumber((long)barcode);
        text.Add(" 0 0 0 0 0 0"u8);
        text.AddNumber((long)_alone.Count);
        text.Add(" 0\n"u8);
        foreach (int p in _alone)
        {
            AddParticle(record, p);
        }
    }

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

    private static int BarcodeOf(HepMcRecord record, int particle) => record.Source == HepMcFormat.IoGenEvent ? record.ParticleIds[particle] : FirstBarcode + particle;

    private static int BarcodeOfVertex(HepMcRecord record, int vertex) => vertex < 0 ? 0 : record.VertexIds[vertex];

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

    private void AddVertex(HepMcRecord record, int v)
    {
        IoGenEventAttributes attributes = new(record, HepMcOwner.Vertex, v);
        ReadOnlySpan<int> outgoing = _order.Outgoing(v), incoming = _order.Incoming(v);
        int orphans = 0;
        foreach (int p in incoming)
        {
            orphans += record.ProductionVertices[p] < 0 ? 1 : 0;
        }

        text.Add((byte)'V');
        text.AddNumber((long)BarcodeOfVertex(record, v));
        text.AddNumber((long)record.VertexStatus[v]);
        text.AddNumber(record.X[v]);
        text.AddNumber(record.Y[v]);
        text.AddNumber(record.Z[v]);
        text.AddNumber(record.T[v]);
        text.AddNumber((long)orphans);
        text.AddNumber((long)outgoing.Length);
        AddVertexWeights(ref attributes);
        text.Add((byte)'\n');
        losses.Add("attributes of vertices", attributes.Left);
        foreach (int p in incoming)
        {
            if (record.ProductionVertices[p] < 0)
            {
                AddParticle(record, p);
            }
        }

        foreach (int p in outgoing)
        {
            AddParticle(record, p);
        }
    }

    private void AddVertexWeights(ref IoGenEventAttributes attributes)
    {
        if (attributes.TryTake("weights"u8, out ReadOnlySpan<byte> weights))
        {
            int count = 0, position = 0;
            while (HepMcWords.TryReadDouble(weights, ref position, out _))
            {
                count++;
            }

            text.AddNumber((long)count);
            _lost += HepMcWords.AtEnd(weights, position) ? 0 : 1;
            position = 0;
            while (text.TryAddNumber(weights, ref position))
            {
            }

            return;
        }

        int separate = attributes.CountNumbered("weight"u8);
        text.AddNumber((long)separate);
        for (int i = 0; i < separate; i++)
        {
            AddReal(ref attributes, IoGenEventAttributes.Numbered("weight"u8, i));
        }
    }

    private void AddParticle(HepMcRecord record, int p)
    {
        IoGenEventAttributes attributes = new(record, HepMcOwner.Particle, p);
        text.Add((byte)'P');
        text.AddNumber((long)BarcodeOf(record, p));
        text.AddNumber((long)record.PdgIds[p]);
        text.AddNumber(record.Px[p]);
        text.AddNumber(record.Py[p]);
        text.AddNumber(record.Pz[p]);
        text.AddNumber(record.E[p]);
        text.AddNumber(record.M[p]);
        text.AddNumber((long)record.Status[p]);
        AddReal(ref attributes, "theta"u8);
        AddReal(ref attributes, "phi"u8);
        text.AddNumber((long)BarcodeOfVertex(record, record.EndVertices[p]));
        _lost += attributes.AddFlows(text);
        text.Add((byte)'\n');
        losses.Add("attributes of particles", attributes.Left);
    }

    private void AddWhole(ref IoGenEventAttributes attributes, ReadOnlySpan<byte> name)
    {
        int position = 0;
        if (attributes.TryTake(name, out ReadOnlySpan<byte> value))
        {
            if (HepMcWords.TryReadInt32(value, ref position, out int number) && HepMcWords.AtEnd(value, position))
            {
                text.AddNumber((long)number);
                return;
            }

            _lost++;
        }

        text.Add(" 0"u8);
    }

    private void AddReal(ref IoGenEventAttributes attributes, ReadOnlySpan<byte> name)
    {
        int position = 0;
        if (attributes.TryTake(name, out ReadOnlySpan<byte> value))
        {
            if (text.TryAddNumber(value, ref position))
            {
                _lost += HepMcWords.AtEnd(value, position) ? 0 : 1;
                return;
            }

            _lost++;
        }

        text.Add(" 0"u8);
    }

    private void NoteLosses(HepMcRecord record)
    {
        losses.Add("attributes that hold something else than the numbers of HepMC2", _lost);
        _lost = 0;
        long unknown = 0;
        for (int a = record.Attributes.FirstOf(HepMcOwner.Unknown, 0); a >= 0; a = record.Attributes.Next(a))
        {
            unknown++;
        }

        losses.Add("attributes of ids that do not exist", unknown);
    }
}
