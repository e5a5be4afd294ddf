using System.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>
/// Events as Asciiv3. A vertex of one incoming particle and nothing else to say has no line: the particles that come out of it name
/// their mother. HepMC3 gives such vertices the ids that the others leave, in the order in which they are named: a vertex whose id
/// would be another has a line.
/// </summary>
internal sealed class Asciiv3Text(HepMcTextBuffer text, HepMcLosses losses)
{
    private readonly HepMcOrder _order = new();
    private int[] _ids = [], _byId = [];
    private bool[] _hasLine = [], _isWritten = [];

    /// <summary>Adds what stands before events.</summary>
    public void AddHead(HepMcRunRecord run)
    {
        text.Add("HepMC::Asciiv3-START_EVENT_LISTING\n"u8);
        if (run.WeightNames.Count > 0)
        {
            text.Add("W "u8);
            AddText(string.Join('\n', run.WeightNames));
        }

        foreach (HepMcTool tool in run.Tools)
        {
            text.Add("T "u8);
            AddText($"{tool.Name}\n{tool.Version}\n{tool.Description}");
        }

        foreach (HepMcRunAttribute attribute in run.Attributes)
        {
            text.Add("A "u8);
            AddText($"{attribute.Name} {attribute.Text}");
        }
    }

    /// <summary>Adds an event.</summary>
    public void AddEvent(HepMcRecord record)
    {
        _order.SetMothersFirst(record);
        bool keepsIds = ChooseIds(record);
        ChooseLines(record);
        AddHeader(record);
        AddAttributes(record, keepsIds);
        AddParticles(record);
        if (record.Source == HepMcFormat.IoGenEvent)
        {
            NoteLosses(record);
        }
    }

    private static ReadOnlySpan<byte> UnitsOf(HepMcRecord record) => (record.MomentumUnit, record.LengthUnit) switch
    {
        (HepMcMomentumUnit.GeV, HepMcLengthUnit.Mm) => "U GEV MM\n"u8,
        (HepMcMomentumUnit.GeV, _) => "U GEV CM\n"u8,
        (_, HepMcLengthUnit.Mm) => "U MEV MM\n"u8,
        _ => "U MEV CM\n"u8,
    };

    private void AddText(string line)
    {
        text.Add(Encoding.UTF8.GetBytes(HepMcEscapes.Encode(line)));
        text.Add((byte)'\n');
    }

    // Ids from −1 to minus the number of vertices stay, for attributes may name them.
    private bool ChooseIds(HepMcRecord record)
    {
        int count = record.VertexCount, limit = Math.Max(count, record.DeclaredVertices);
        if (_ids.Length < count)
        {
            (_ids, _byId, _hasLine, _isWritten) = (new int[2 * count], new int[2 * count], new bool[2 * count], new bool[2 * count]);
        }

        record.VertexIds.CopyTo(_ids);
        bool keep = true;
        foreach (int id in record.VertexIds)
        {
            keep &= id < 0 && id >= -limit;
        }

        for (int v = 0; v < count && !keep; v++)
        {
            _ids[v] = -v - 1;
        }

        return keep;
    }

    private void ChooseLines(HepMcRecord record)
    {
        int count = record.VertexCount;
        _isWritten.AsSpan(0, count).Clear();
        _hasLine.AsSpan(0, count).Fill(true);
        if (record.DeclaredVertices > count)
        {
            return;
        }

        int latest = 0;
        foreach (int particle in _order.Particles)
        {
            int v = record.ProductionVertices[particle];
            if (v >= 0 && !_isWritten[v])
            {
                _isWritten[v] = true;
                bool says = _order.Incoming(v).Length != 1 || record.VertexStatus[v] != 0 || record.HasPosition(v) || record.Attributes.FirstOf(HepMcOwner.Vertex, v) >= 0;
                if (!says && -_ids[v] > latest)
                {
                    _hasLine[v] = false;
                    latest = -_ids[v];
                }
            }
        }

        _isWritten.AsSpan(0, count).Clear();
    }

    private void AddHeader(HepMcRecord record)
    {
        text.Add((byte)'E');
        text.AddNumber(record.EventNumber);
        text.AddNumber((long)Math.Max(record.VertexCount, record.DeclaredVertices));
        text.AddNumber((long)record.ParticleCount);
        (double x, double y, double z, double t) = record.Position;
        if (HepMcRecord.IsStated(x) || HepMcRecord.IsStated(y) || HepMcRecord.IsStated(z) || HepMcRecord.IsStated(t))
        {
            AddPosition(x, y, z, t);
        }

        text.Add((byte)'\n');
        text.Add(UnitsOf(record));
        if (record.Weights.Count > 0)
        {
            text.Add((byte)'W');
            foreach (double weight in record.Weights)
            {
                text.AddNumber(weight);
            }

            text.Add((byte)'\n');
        }
    }

    private void AddPosition(double x, double y, double z, double t)
    {
        text.Add(" @"u8);
        text.AddNumber(x);
        text.AddNumber(y);
        text.AddNumber(z);
        text.AddNumber(t);
    }

    // What was read from Asciiv3 keeps its order; else those of the event come first, then of vertices and of particles, by their ids.
    private void AddAttributes(HepMcRecord record, bool keepsIds)
    {
        if (record.Source == HepMcFormat.Asciiv3)
        {
            for (int a = 0; a < record.Attributes.Count; a++)
            {
                AddAttribute(record, a, keepsIds);
            }

            return;
        }

        AddAttributes(record, HepMcOwner.Event, 0, keepsIds);
        for (int v = 0; v < record.VertexCount; v++)
        {
            _byId[-_ids[v] - 1] = v;
        }

        foreach (int v in _byId.AsSpan(0, record.VertexCount))
        {
            AddAttributes(record, HepMcOwner.Vertex, v, keepsIds);
        }

        foreach (int p in _order.Particles)
        {
            AddAttributes(record, HepMcOwner.Particle, p, keepsIds);
        }
    }

    private void AddAttributes(HepMcRecord record, HepMcOwner owner, int index, bool keepsIds)
    {
        for (int a = record.Attributes.FirstOf(owner, index); a >= 0; a = record.Attributes.Next(a))
        {
            AddAttribute(record, a, keepsIds);
        }
    }

    private void AddAttribute(HepMcRecord record, int attribute, bool keepsIds)
    {
        HepMcAttributes attributes = record.Attributes;
        ReadOnlySpan<byte> name = attributes.NameOf(attribute), value = attributes.TextOf(attribute);
        HepMcOwner owner = attributes.OwnerOf(attribute);
        int index = attributes.OwnerIndexOf(attribute);
        text.Add((byte)'A');
        text.AddNumber(owner switch
        {
            HepMcOwner.Particle => _order.PlaceOf[index] + 1,
            HepMcOwner.Vertex => (long)_ids[index],
            _ => index,
        });
        text.AddWord(name);
        if (!keepsIds && owner == HepMcOwner.Event && name.SequenceEqual("signal_process_vertex"u8))
        {
            text.AddNumber(NewId(record, value));
        }
        else
        {
            text.AddWord(value);
        }

        text.Add((byte)'\n');
    }

    private long NewId(HepMcRecord record, ReadOnlySpan<byte> barcode)
    {
        int position = 0;
        int vertex = HepMcWords.TryReadInt32(barcode, ref position, out int code) ? record.VertexIds.IndexOf(code) : -1;
        return vertex < 0 ? 0 : _ids[vertex];
    }

    private void AddParticles(HepMcRecord record)
    {
        foreach (int p in _order.Particles)
        {
            int v = record.ProductionVertices[p];
            if (v >= 0 && _hasLine[v] && !_isWritten[v])
            {
                AddVertex(record, v);
            }

            text.Add((byte)'P');
            text.AddNumber(_order.PlaceOf[p] + 1L);
            text.AddNumber(v < 0 ? 0L : _hasLine[v] ? _ids[v] : _order.PlaceOf[_order.Incoming(v)[0]] + 1L);
            text.AddNumber((long)record.PdgIds[p]);
            text.AddNumber(record.Px[p]);
            text.AddNumber(record.Py[p]);
            text.AddNumber(record.Pz[p]);
            text.AddNumber(record.E[p]);
            text.AddNumber(record.M[p]);
            text.AddNumber((long)record.Status[p]);
            text.Add((byte)'\n');
        }

        for (int v = 0; v < record.VertexCount; v++)
        {
            if (_hasLine[v] && !_isWritten[v])
            {
                AddVertex(record, v);
            }
        }
    }

    private void AddVertex(HepMcRecord record, int v)
    {
        _isWritten[v] = true;
        text.Add((byte)'V');
        text.AddNumber((long)_ids[v]);
        text.AddNumber((long)record.VertexStatus[v]);
        text.Add(" ["u8);
        byte separator = 0;
        foreach (int p in _order.Incoming(v))
        {
            if (separator != 0)
            {
                text.Add(separator);
            }

            text.AddDigits(_order.PlaceOf[p] + 1L);
            separator = (byte)',';
        }

        if (separator == 0)
        {
            // HepMC3 does not read an empty list.
            text.Add((byte)'0');
        }

        text.Add((byte)']');
        if (record.HasPosition(v))
        {
            AddPosition(record.X[v], record.Y[v], record.Z[v], record.T[v]);
        }

        text.Add((byte)'\n');
    }

    private void NoteLosses(HepMcRecord record)
    {
        const int beam = 4, firstBarcode = 10001;
        losses.Add("events that do not state their units: MeV and mm are written", record.HasUnits ? 0 : 1);
        long barcodes = 0, beams = 0;
        for (int p = 0; p < record.ParticleCount; p++)
        {
            int barcode = record.ParticleIds[p];
            barcodes += barcode == firstBarcode + _order.PlaceOf[p] ? 0 : 1;
            beams += barcode != 0 && (barcode == record.BeamBarcodes.First || barcode == record.BeamBarcodes.Second) && record.Status[p] != beam ? 1 : 0;
        }

        losses.Add("barcodes of particles", barcodes);
        losses.Add("particles that are named as beams and have another status than 4", beams);
        long vertices = 0;
        for (int v = 0; v < record.VertexCount; v++)
        {
            vertices += record.VertexIds[v] == _ids[v] ? 0 : 1;
        }

        losses.Add("barcodes of vertices", vertices);
    }
}
