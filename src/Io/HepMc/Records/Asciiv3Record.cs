using System.Buffers.Text;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>
/// Reads an event of Asciiv3 into a record. The columnar reader has read it before: counts, ids and links are right. Vertices that
/// have no line have the ids that the others leave, in the order in which particles name them; the record has all in the order of their ids.
/// </summary>
internal sealed class Asciiv3Record(EventWarnings warnings)
{
    private readonly List<ExplicitVertex> _vertices = [];
    private readonly List<(int Id, int Vertex)> _ids = [];
    private readonly List<Attribute> _attributes = [];
    private int[] _places = [];

    /// <summary>Reads it.</summary>
    /// <param name="cursor">Stands before the event.</param>
    /// <param name="text">The event.</param>
    /// <param name="graph">Links of its particles, as the columnar reader found them.</param>
    /// <param name="record">Takes the event.</param>
    /// <exception cref="Core.Plugins.PluginException">What only a record has is malformed.</exception>
    public void Read(ref HepMcCursor cursor, ReadOnlySpan<byte> text, HepMcGraph graph, HepMcRecord record)
    {
        _vertices.Clear();
        _attributes.Clear();
        record.HasUnits = false;
        cursor.NextLine();
        record.EventNumber = RecordFields.ReadEventNumber(ref cursor);
        record.DeclaredVertices = cursor.ReadInt32("the number of vertices");
        cursor.Skip("the number of particles");
        if (cursor.TrySkip((byte)'@'))
        {
            record.Position = RecordFields.ReadPosition(ref cursor);
        }

        EventPlace? weightsEnd = null;
        while (cursor.NextLine())
        {
            switch (cursor.Kind)
            {
                case (byte)'P':
                    int id = cursor.ReadInt32("the particle id");
                    cursor.Skip("the mother or vertex of the particle");
                    RecordFields.ReadParticle(ref cursor, id, graph, record);
                    break;
                case (byte)'V':
                    ReadVertex(ref cursor);
                    break;
                case (byte)'A':
                    ReadAttribute(ref cursor, text);
                    break;
                case (byte)'W':
                    weightsEnd = RecordFields.ReadWeights(ref cursor, record);
                    break;
                case (byte)'U':
                    RecordFields.ReadUnits(ref cursor, record);
                    break;
            }
        }

        RecordFields.CheckNames(weightsEnd ?? cursor.Place, record);
        AddVertices(graph.Vertices, record);
        AddAttributes(text, record);
    }

    private void ReadVertex(ref HepMcCursor cursor)
    {
        int id = cursor.ReadInt32("the vertex id");
        int status = cursor.ReadInt32("the status of the vertex");
        cursor.TrySkip((byte)'[');
        while (cursor.TryReadListed(out _) | cursor.TrySkip((byte)','))
        {
        }

        cursor.TrySkip((byte)']');
        _vertices.Add(new ExplicitVertex(id, status, cursor.TrySkip((byte)'@') ? RecordFields.ReadPosition(ref cursor) : default));
    }

    private void ReadAttribute(ref HepMcCursor cursor, ReadOnlySpan<byte> text)
    {
        EventPlace place = cursor.Place;
        ReadOnlySpan<byte> word = cursor.ReadWord();

        // HepMC3 takes the name from behind one blank: of two, the name is empty.
        bool hasNoName = text[cursor.Position..].StartsWith("  "u8);
        cursor.Position += hasNoName ? 1 : 0;
        ReadOnlySpan<byte> name = hasNoName ? [] : cursor.ReadWord();
        if (hasNoName)
        {
            warnings.Count("has an attribute whose name is empty", place);
        }

        if ((name.IsEmpty && !hasNoName) || !Utf8Parser.TryParse(word, out int owner, out int length) || length != word.Length)
        {
            warnings.Count("has an attribute without an id and a name, which is not read", place);
            return;
        }

        ReadOnlySpan<byte> rest = text[cursor.Position..];
        int end = rest.IndexOf((byte)'\n');
        _attributes.Add(new Attribute(owner, cursor.Position - name.Length, cursor.Position, (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r').Length));
    }

    // Their owners are known when the vertices are.
    private void AddAttributes(ReadOnlySpan<byte> text, HepMcRecord record)
    {
        foreach (Attribute a in _attributes)
        {
            int vertex = a.Id >= 0 ? -1 : record.FindVertex(a.Id);
            (HepMcOwner owner, int index) = a.Id == 0 ? (HepMcOwner.Event, 0)
                : a.Id > 0 && a.Id <= record.ParticleCount ? (HepMcOwner.Particle, a.Id - 1)
                : vertex >= 0 ? (HepMcOwner.Vertex, vertex)
                : (HepMcOwner.Unknown, a.Id);
            record.Attributes.AddRaw(owner, index, text[a.Name..a.NameEnd], a.Rest == 0 ? [] : text.Slice(a.NameEnd + 1, a.Rest - 1));
        }
    }

    private void AddVertices(int count, HepMcRecord record)
    {
        _ids.Clear();
        for (int v = 0; v < _vertices.Count; v++)
        {
            _ids.Add((_vertices[v].Id, v));
        }

        _ids.Sort(static (one, other) => other.Id.CompareTo(one.Id));
        int next = 0;
        for (int v = _vertices.Count, free = -1; v < count; free--)
        {
            if (next < _vertices.Count && _ids[next].Id == free)
            {
                next++;
            }
            else
            {
                _ids.Add((free, v++));
            }
        }

        _ids.Sort(static (one, other) => other.Id.CompareTo(one.Id));
        _places = _places.Length < count ? new int[2 * count] : _places;
        foreach ((int id, int vertex) in _ids)
        {
            ExplicitVertex read = vertex < _vertices.Count ? _vertices[vertex] : default;
            _places[vertex] = record.AddVertex(id, read.Status, read.Position.X, read.Position.Y, read.Position.Z, read.Position.T);
        }

        ReadOnlySpan<int> production = record.ProductionVertices, end = record.EndVertices;
        for (int p = 0; p < record.ParticleCount; p++)
        {
            record.SetVertices(p, production[p] < 0 ? -1 : _places[production[p]], end[p] < 0 ? -1 : _places[end[p]]);
        }
    }

    private readonly record struct ExplicitVertex(int Id, int Status, (double X, double Y, double Z, double T) Position);

    // Name begins and ends at these places; what is left of the line has a length.
    private readonly record struct Attribute(int Id, int Name, int NameEnd, int Rest);
}
