using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>
/// Reads an event of IO_GenEvent into a record: columns that HepMC3 has not become the attributes that HepMC3 makes of them, with
/// the digits of the file. The columnar reader has read the event before: counts, barcodes and links are right.
/// </summary>
internal sealed class IoGenEventRecord(EventWarnings warnings)
{
    private const int HeavyIonNumbers = 13;

    private readonly HepMcTextBuffer _value = new();
    private byte[] _namesLine = [];
    private IReadOnlyList<string> _names = [];

    /// <summary>Reads it.</summary>
    /// <param name="cursor">Stands before the event.</param>
    /// <param name="text">The event.</param>
    /// <param name="graph">Links of its particles, as the columnar reader found them.</param>
    /// <param name="record">Takes the event.</param>
    /// <exception cref="Core.Plugins.PluginException">What only a record has is malformed.</exception>
    public void Read(ref HepMcCursor cursor, ReadOnlySpan<byte> text, HepMcGraph graph, HepMcRecord record)
    {
        record.WeightNames = [];
        record.HasUnits = false;
        record.MomentumUnit = HepMcMomentumUnit.MeV;
        cursor.NextLine();
        EventPlace weightsEnd = ReadHeader(ref cursor, text, record);
        while (cursor.NextLine())
        {
            switch (cursor.Kind)
            {
                case (byte)'P':
                    ReadParticle(ref cursor, text, graph, record);
                    break;
                case (byte)'V':
                    ReadVertex(ref cursor, text, record);
                    break;
                case (byte)'N':
                    record.WeightNames = NamesOf(ref cursor);
                    break;
                case (byte)'U':
                    RecordFields.ReadUnits(ref cursor, record);
                    break;
                case (byte)'C':
                    ReadCrossSection(ref cursor, record);
                    break;
                case (byte)'H':
                    ReadHeavyIon(ref cursor, record);
                    break;
                case (byte)'F':
                    ReadPartons(ref cursor, record);
                    break;
            }
        }

        RecordFields.CheckNames(weightsEnd, record);
    }

    private EventPlace ReadHeader(ref HepMcCursor cursor, ReadOnlySpan<byte> text, HepMcRecord record)
    {
        record.EventNumber = RecordFields.ReadEventNumber(ref cursor);
        AddWhole(ref cursor, record, "mpi"u8, "the number of interactions");
        AddReal(ref cursor, text, record, "event_scale"u8, "the scale of the event");
        AddReal(ref cursor, text, record, "alphaQCD"u8, "alpha QCD");
        AddReal(ref cursor, text, record, "alphaQED"u8, "alpha QED");
        AddWhole(ref cursor, record, "signal_process_id"u8, "the process");
        AddWhole(ref cursor, record, "signal_process_vertex"u8, "the vertex of the process");
        record.DeclaredVertices = cursor.ReadInt32("the number of vertices");
        int beam = cursor.ReadInt32("the barcode of the first beam");
        record.BeamBarcodes = (beam, cursor.ReadInt32("the barcode of the second beam"));
        int states = cursor.ReadInt32("the number of random states");
        _value.Clear();
        for (int i = 0; i < states; i++)
        {
            _value.AddWord(cursor.ReadWord());
        }

        if (states > 0)
        {
            record.Attributes.AddRaw(HepMcOwner.Event, 0, "random_states"u8, _value.Bytes[1..]);
        }

        int weights = cursor.ReadInt32("the number of weights");
        EventPlace end = RecordFields.ReadWeights(ref cursor, record);
        return record.Weights.Count == weights ? end : throw HepMcErrors.Count(end, "weights", weights, record.Weights.Count);
    }

    private void ReadVertex(ref HepMcCursor cursor, ReadOnlySpan<byte> text, HepMcRecord record)
    {
        int barcode = cursor.ReadInt32("the vertex barcode");
        int status = cursor.ReadInt32("the vertex id");
        (double x, double y, double z, double t) = RecordFields.ReadPosition(ref cursor);
        cursor.Skip("the number of incoming particles without origin");
        cursor.Skip("the number of outgoing particles");
        int vertex = record.AddVertex(barcode, status, x, y, z, t);
        _value.Clear();
        for (int weights = cursor.AtLineEnd ? 0 : cursor.ReadInt32("the number of weights of the vertex"); weights > 0; weights--)
        {
            Take(ref cursor, text, "a weight of the vertex");
        }

        if (_value.Length > 0)
        {
            record.Attributes.AddRaw(HepMcOwner.Vertex, vertex, "weights"u8, _value.Bytes[1..]);
        }
    }

    private void ReadParticle(ref HepMcCursor cursor, ReadOnlySpan<byte> text, HepMcGraph graph, HepMcRecord record)
    {
        int particle = record.ParticleCount;
        RecordFields.ReadParticle(ref cursor, cursor.ReadInt32("the particle barcode"), graph, record);
        ReadAngle(ref cursor, text, record, particle, "theta"u8, "the polarisation theta");
        ReadAngle(ref cursor, text, record, particle, "phi"u8, "the polarisation phi");
        cursor.Skip("the barcode of the end vertex");
        for (int pairs = cursor.ReadInt32("the number of flow codes"); pairs > 0; pairs--)
        {
            int index = cursor.ReadInt32("a flow index"), code = cursor.ReadInt32("a flow code");
            _value.Clear();
            _value.Add("flow"u8);
            _value.AddDigits(index);
            int name = _value.Length;
            _value.AddDigits(code);
            record.Attributes.AddRaw(HepMcOwner.Particle, particle, _value.Bytes[..name], _value.Bytes[name..]);
        }
    }

    // HepMC3 has no attribute for an angle of 0.
    private void ReadAngle(ref HepMcCursor cursor, ReadOnlySpan<byte> text, HepMcRecord record, int particle, ReadOnlySpan<byte> name, string field)
    {
        _value.Clear();
        if (HepMcRecord.IsStated(Take(ref cursor, text, field)))
        {
            record.Attributes.AddRaw(HepMcOwner.Particle, particle, name, _value.Bytes[1..]);
        }
    }

    private IReadOnlyList<string> NamesOf(ref HepMcCursor cursor)
    {
        ReadOnlySpan<byte> line = cursor.Rest;
        if (!line.SequenceEqual(_namesLine))
        {
            _names = HepMcWeightNames.Quoted(line, cursor.Place);
            _namesLine = line.ToArray();
        }

        return _names;
    }

    private void ReadCrossSection(ref HepMcCursor cursor, HepMcRecord record)
    {
        ReadOnlySpan<byte> line = cursor.Rest;
        int position = 0;
        _value.Clear();
        if (!_value.TryAddNumber(line, ref position))
        {
            return;
        }

        // Numbers of events, accepted and tried, are not known.
        _value.Add(_value.TryAddNumber(line, ref position) ? " -1 -1"u8 : " 0 -1 -1"u8);
        record.Attributes.AddRaw(HepMcOwner.Event, 0, "GenCrossSection"u8, _value.Bytes[1..]);
    }

    // Behind the numbers of HepMC2: centrality, its estimate, spectators of four kinds, and two empty lists.
    private void ReadHeavyIon(ref HepMcCursor cursor, HepMcRecord record)
    {
        EventPlace place = cursor.Place;
        ReadOnlySpan<byte> line = cursor.Rest;
        _value.Clear();
        _value.Add("v0"u8);
        if (ReadNumbers(line, HeavyIonNumbers) < HeavyIonNumbers)
        {
            warnings.Count("has a line H with fewer than 13 numbers, which is not read", place);
            return;
        }

        _value.Add(" 0 -1 -1 -1 -1 -1 0 0"u8);
        record.Attributes.AddRaw(HepMcOwner.Event, 0, "GenHeavyIon"u8, _value.Bytes);
    }

    // The codes of the two PDF sets came later than the rest.
    private void ReadPartons(ref HepMcCursor cursor, HepMcRecord record)
    {
        const int withoutSets = 7, all = 9;
        EventPlace place = cursor.Place;
        _value.Clear();
        int found = ReadNumbers(cursor.Rest, all);
        if (found < withoutSets)
        {
            warnings.Count("has a line F with fewer than 7 numbers, which is not read", place);
            return;
        }

        _value.Add(found == withoutSets ? " 0 0"u8 : found == all ? [] : " 0"u8);
        record.Attributes.AddRaw(HepMcOwner.Event, 0, "GenPdfInfo"u8, _value.Bytes[1..]);
    }

    private int ReadNumbers(ReadOnlySpan<byte> line, int count)
    {
        int position = 0, found = 0;
        while (found < count && _value.TryAddNumber(line, ref position))
        {
            found++;
        }

        return found;
    }

    private void AddWhole(ref HepMcCursor cursor, HepMcRecord record, ReadOnlySpan<byte> name, string field)
    {
        _value.Clear();
        _value.AddDigits(cursor.ReadInt32(field));
        record.Attributes.AddRaw(HepMcOwner.Event, 0, name, _value.Bytes);
    }

    private void AddReal(ref HepMcCursor cursor, ReadOnlySpan<byte> text, HepMcRecord record, ReadOnlySpan<byte> name, string field)
    {
        _value.Clear();
        Take(ref cursor, text, field);
        record.Attributes.AddRaw(HepMcOwner.Event, 0, name, _value.Bytes[1..]);
    }

    // Adds a blank and the number with its own digits.
    private double Take(ref HepMcCursor cursor, ReadOnlySpan<byte> text, string field)
    {
        _ = cursor.AtLineEnd;
        int start = cursor.Position;
        double value = cursor.ReadDouble(field);
        _value.AddNumber(text[start..cursor.Position], value);
        return value;
    }
}
