namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Events as IO_GenEvent of HepMC 2.06: attributes of HepMC3 that it has columns for go there, all else is counted as lost.</summary>
internal sealed partial class IoGenEventText(HepMcTextBuffer text, HepMcLosses losses)
{
    private const int Beam = 4, FirstBarcode = 10001;

    private readonly HepMcOrder _order = new();
    private readonly List<int> _alone = [];
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

    private static int BarcodeOf(HepMcRecord record, int particle) => record.Source == HepMcFormat.IoGenEvent ? record.ParticleIds[particle] : FirstBarcode + particle;

    private static int BarcodeOfVertex(HepMcRecord record, int vertex) => vertex < 0 ? 0 : record.VertexIds[vertex];

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
