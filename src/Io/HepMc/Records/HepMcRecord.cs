using System.Runtime.InteropServices;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>
/// One event with everything a file says of it, in the file's units. Particles and vertices are columns; particles and vertices
/// are named by their positions there, from 0. What HepMC2 has columns for and HepMC3 has not are attributes, under the names that
/// HepMC3 gives them: <c>mpi</c>, <c>event_scale</c>, <c>alphaQCD</c>, <c>alphaQED</c>, <c>signal_process_id</c>,
/// <c>signal_process_vertex</c>, <c>random_states</c>, <c>GenCrossSection</c>, <c>GenHeavyIon</c>, <c>GenPdfInfo</c> of the event,
/// <c>theta</c>, <c>phi</c>, <c>flow1</c>, … of particles, <c>weights</c> of vertices. A record is used for one event after another.
/// </summary>
public sealed class HepMcRecord
{
    private static ReadOnlySpan<byte> CrossSectionName => "GenCrossSection"u8;

    private readonly List<int> _ids = [], _pdgIds = [], _status = [], _production = [], _end = [];
    private readonly List<double> _px = [], _py = [], _pz = [], _e = [], _m = [];
    private readonly List<int> _vertexIds = [], _vertexStatus = [];
    private readonly List<double> _x = [], _y = [], _z = [], _t = [];

    /// <summary>Format it was read from; null when it was made here.</summary>
    public HepMcFormat? Source { get; private set; }

    /// <summary>Number of the event, as the file says.</summary>
    public long EventNumber { get; set; }

    /// <summary>False when the file does not state units, as HepMC2 before 2.05 did not: MeV and mm are meant then.</summary>
    public bool HasUnits { get; set; } = true;

    /// <summary>Unit of momentum, energy and mass.</summary>
    public HepMcMomentumUnit MomentumUnit { get; set; }

    /// <summary>Unit of positions.</summary>
    public HepMcLengthUnit LengthUnit { get; set; }

    /// <summary>Position x, y, z, ct by which HepMC3 shifts the event; zeros when it does not.</summary>
    public (double X, double Y, double Z, double T) Position { get; set; }

    /// <summary>Weights; the first is the nominal one.</summary>
    public List<double> Weights { get; } = [];

    /// <summary>Names of the weights; null for those of the run.</summary>
    public IReadOnlyList<string>? WeightNames { get; set; }

    /// <summary>Barcodes that HepMC2 gives for the beams; 0 for none.</summary>
    public (int First, int Second) BeamBarcodes { get; set; }

    /// <summary>Attributes of the event, its particles and vertices.</summary>
    public HepMcAttributes Attributes { get; } = new();

    /// <summary>Number of particles.</summary>
    public int ParticleCount => _pdgIds.Count;

    /// <summary>Barcodes of HepMC2, or ids of Asciiv3, which count from 1.</summary>
    public ReadOnlySpan<int> ParticleIds => CollectionsMarshal.AsSpan(_ids);

    /// <summary>PDG codes.</summary>
    public Span<int> PdgIds => CollectionsMarshal.AsSpan(_pdgIds);

    /// <summary>Momenta along x.</summary>
    public Span<double> Px => CollectionsMarshal.AsSpan(_px);

    /// <summary>Momenta along y.</summary>
    public Span<double> Py => CollectionsMarshal.AsSpan(_py);

    /// <summary>Momenta along z.</summary>
    public Span<double> Pz => CollectionsMarshal.AsSpan(_pz);

    /// <summary>Energies.</summary>
    public Span<double> E => CollectionsMarshal.AsSpan(_e);

    /// <summary>Generated masses.</summary>
    public Span<double> M => CollectionsMarshal.AsSpan(_m);

    /// <summary>Status codes of HepMC: 1 final, 2 decayed, 4 beam.</summary>
    public Span<int> Status => CollectionsMarshal.AsSpan(_status);

    /// <summary>Vertices in which particles begin; −1 for none.</summary>
    public ReadOnlySpan<int> ProductionVertices => CollectionsMarshal.AsSpan(_production);

    /// <summary>Vertices in which particles end; −1 for none.</summary>
    public ReadOnlySpan<int> EndVertices => CollectionsMarshal.AsSpan(_end);

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _vertexIds.Count;

    /// <summary>Barcodes of HepMC2, or ids of Asciiv3, which count down from −1.</summary>
    public ReadOnlySpan<int> VertexIds => CollectionsMarshal.AsSpan(_vertexIds);

    /// <summary>Status codes of vertices; HepMC2 calls them ids.</summary>
    public Span<int> VertexStatus => CollectionsMarshal.AsSpan(_vertexStatus);

    /// <summary>Positions of vertices along x.</summary>
    public Span<double> X => CollectionsMarshal.AsSpan(_x);

    /// <summary>Positions of vertices along y.</summary>
    public Span<double> Y => CollectionsMarshal.AsSpan(_y);

    /// <summary>Positions of vertices along z.</summary>
    public Span<double> Z => CollectionsMarshal.AsSpan(_z);

    /// <summary>Times of vertices, times the speed of light.</summary>
    public Span<double> T => CollectionsMarshal.AsSpan(_t);

    /// <summary>How many vertices the file declares: more than there are when nothing comes out of some.</summary>
    internal int DeclaredVertices { get; set; }

    /// <summary>Forgets the event.</summary>
    public void Clear() => Clear(null);

    /// <summary>Adds a vertex.</summary>
    /// <param name="status">Its status code.</param>
    /// <param name="x">Its position along x.</param>
    /// <param name="y">Its position along y.</param>
    /// <param name="z">Its position along z.</param>
    /// <param name="t">Its time, times the speed of light.</param>
    /// <returns>Its position among the vertices.</returns>
    public int AddVertex(int status = 0, double x = 0, double y = 0, double z = 0, double t = 0) => AddVertex(-VertexCount - 1, status, x, y, z, t);

    /// <summary>Adds a particle. Its vertices may be added later.</summary>
    /// <param name="pdgId">Its PDG code.</param>
    /// <param name="px">Its momentum along x.</param>
    /// <param name="py">Its momentum along y.</param>
    /// <param name="pz">Its momentum along z.</param>
    /// <param name="e">Its energy.</param>
    /// <param name="m">Its generated mass.</param>
    /// <param name="status">Its status code in HepMC: 1 final, 2 decayed, 4 beam.</param>
    /// <param name="production">The vertex in which it begins; −1 for none.</param>
    /// <param name="end">The vertex in which it ends; −1 for none.</param>
    /// <returns>Its position among the particles.</returns>
    public int AddParticle(int pdgId, double px, double py, double pz, double e, double m, int status, int production = -1, int end = -1) =>
        AddParticle(ParticleCount + 1, pdgId, px, py, pz, e, m, status, production, end);

    /// <summary>Sets the vertices of a particle.</summary>
    /// <param name="particle">The particle.</param>
    /// <param name="production">The vertex in which it begins; −1 for none.</param>
    /// <param name="end">The vertex in which it ends; −1 for none.</param>
    public void SetVertices(int particle, int production, int end) => (_production[particle], _end[particle]) = (production, end);

    /// <summary>Sets the cross section of the event, the attribute that HepMC3 has for it; what stands behind its first two numbers is kept.</summary>
    /// <param name="value">Cross section, pb.</param>
    /// <param name="error">Its error, pb.</param>
    public void SetCrossSection(double value, double error)
    {
        int attribute = Attributes.Find(HepMcOwner.Event, 0, CrossSectionName), position = 0;
        string stated = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value:R} {error:R}");
        if (attribute < 0)
        {
            Attributes.Add(HepMcOwner.Event, 0, "GenCrossSection", $"{stated} -1 -1");
            return;
        }

        ReadOnlySpan<byte> text = Attributes.TextOf(attribute);
        HepMcWords.TryReadDouble(text, ref position, out _);
        HepMcWords.TryReadDouble(text, ref position, out _);
        Attributes.Replace(attribute, $"{stated}{System.Text.Encoding.UTF8.GetString(text[position..])}");
    }

    /// <summary>The cross section that the event states, pb.</summary>
    /// <param name="value">Cross section; NaN when there is none.</param>
    /// <param name="error">Its error; NaN when it is not stated.</param>
    public bool TryGetCrossSection(out double value, out double error)
    {
        int attribute = Attributes.Find(HepMcOwner.Event, 0, CrossSectionName), position = 0;
        ReadOnlySpan<byte> text = attribute < 0 ? [] : Attributes.TextOf(attribute);
        bool found = HepMcWords.TryReadDouble(text, ref position, out value);
        error = found && HepMcWords.TryReadDouble(text, ref position, out double stated) ? stated : double.NaN;
        value = found ? value : double.NaN;
        return found;
    }

    internal void Clear(HepMcFormat? source)
    {
        Source = source;
        (EventNumber, HasUnits, MomentumUnit, LengthUnit) = (0, true, HepMcMomentumUnit.GeV, HepMcLengthUnit.Mm);
        (Position, BeamBarcodes, DeclaredVertices, WeightNames) = (default, default, 0, null);
        Weights.Clear();
        Attributes.Clear();
        foreach (List<int> column in (ReadOnlySpan<List<int>>)[_ids, _pdgIds, _status, _production, _end, _vertexIds, _vertexStatus])
        {
            column.Clear();
        }

        foreach (List<double> column in (ReadOnlySpan<List<double>>)[_px, _py, _pz, _e, _m, _x, _y, _z, _t])
        {
            column.Clear();
        }
    }

    internal int AddVertex(int id, int status, double x, double y, double z, double t)
    {
        _vertexIds.Add(id);
        _vertexStatus.Add(status);
        _x.Add(x);
        _y.Add(y);
        _z.Add(z);
        _t.Add(t);
        return VertexCount - 1;
    }

    internal int AddParticle(int id, int pdgId, double px, double py, double pz, double e, double m, int status, int production, int end)
    {
        _ids.Add(id);
        _pdgIds.Add(pdgId);
        _px.Add(px);
        _py.Add(py);
        _pz.Add(pz);
        _e.Add(e);
        _m.Add(m);
        _status.Add(status);
        _production.Add(production);
        _end.Add(end);
        return ParticleCount - 1;
    }

    /// <summary>The vertex of an id, where ids count down; −1 when there is none.</summary>
    internal int FindVertex(int id)
    {
        int vertex = CollectionsMarshal.AsSpan(_vertexIds).BinarySearch(new Descending(id));
        return vertex < 0 ? -1 : vertex;
    }

    /// <summary>True when a vertex states a position, of which −0 is one too.</summary>
    internal bool HasPosition(int vertex) => IsStated(_x[vertex]) || IsStated(_y[vertex]) || IsStated(_z[vertex]) || IsStated(_t[vertex]);

    internal static bool IsStated(double coordinate) => BitConverter.DoubleToInt64Bits(coordinate) != 0;

    private readonly struct Descending(int id) : IComparable<int>
    {
        public int CompareTo(int other) => other.CompareTo(id);
    }
}
