using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe.Records;

/// <summary>
/// One event of an LHE file with everything that stands in it: all columns of its particles as numbers; attributes, comments,
/// weights and other tags as text, byte by byte. Used again for the next event. Not for several threads.
/// </summary>
public sealed class LheRecord
{
    private readonly ByteText _attributes = new(), _before = new(), _notes = new(), _number = new();
    private readonly List<RowNote> _rowNotes = [];
    private LheParticle[] _particles = new LheParticle[16];

    /// <summary>Number of the event in its file, from 1; 0 for one that was made.</summary>
    public long Number { get; internal set; }

    /// <summary>Process code (IDPRUP): that of one of the processes in <c>&lt;init&gt;</c>.</summary>
    public int ProcessId { get; set; }

    /// <summary>Weight, in the convention of the file (XWGTUP).</summary>
    public double Weight { get; set; }

    /// <summary>Scale of the event, GeV; −1 when not stated (SCALUP).</summary>
    public double Scale { get; set; } = -1;

    /// <summary>Electromagnetic coupling α; −1 when not stated (AQEDUP).</summary>
    public double AlphaQed { get; set; } = -1;

    /// <summary>Strong coupling α_s; −1 when not stated (AQCDUP).</summary>
    public double AlphaQcd { get; set; } = -1;

    /// <summary>The particles, which may be changed in place.</summary>
    public Span<LheParticle> Particles => _particles.AsSpan(0, ParticleCount);

    /// <summary>Number of particles.</summary>
    public int ParticleCount { get; private set; }

    /// <summary>Attributes of <c>&lt;event&gt;</c> as written: <c>npLO=" -1 " npNLO=" 1 "</c>.</summary>
    public ReadOnlySpan<byte> Attributes => _attributes.Span;

    /// <summary>What stands between the event before and this one, without blanks around it: tags of event groups, comments.</summary>
    public ReadOnlySpan<byte> Before => _before.Span;

    /// <summary>True when the event belongs to the <c>&lt;eventgroup&gt;</c> of the event that the reader gave before it.</summary>
    public bool ContinuesGroup { get; internal set; }

    /// <summary>What follows the last particle line, up to <c>&lt;/event&gt;</c>: comments, weights, scales, clustering, unknown tags.</summary>
    public ReadOnlySpan<byte> After => Trailer.Text.Span;

    /// <summary>Number of weights beside the nominal.</summary>
    public int WeightCount => Trailer.Weights.Count;

    /// <summary>What follows the particles.</summary>
    internal LheTrailer Trailer { get; } = new();

    /// <summary>Comments before, between and behind the rows of numbers.</summary>
    internal IReadOnlyList<RowNote> RowNotes => _rowNotes;

    /// <summary>Empties the record, for an event that is made.</summary>
    public void Clear()
    {
        (Number, ContinuesGroup) = (0, false);
        ProcessId = 0;
        Weight = 0;
        (Scale, AlphaQed, AlphaQcd) = (-1, -1, -1);
        ParticleCount = 0;
        _attributes.Clear();
        _before.Clear();
        _notes.Clear();
        _rowNotes.Clear();
        Trailer.Clear();
    }

    /// <summary>Adds a particle; its number is <see cref="ParticleCount"/> then.</summary>
    public void AddParticle(in LheParticle particle)
    {
        if (ParticleCount == _particles.Length)
        {
            Array.Resize(ref _particles, 2 * ParticleCount);
        }

        _particles[ParticleCount++] = particle;
    }

    /// <summary>Adds an attribute of <c>&lt;event&gt;</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, as text.</param>
    public void AddAttribute(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        _attributes.Append(LheTag.BytesOf($"{(_attributes.Length > 0 ? " " : "")}{name}=\"{LheHeadText.Escaped(value)}\""));
    }

    /// <summary>Adds a comment after the particles, a line each, behind <c>#</c>.</summary>
    /// <param name="text">The comment.</param>
    public void AddComment(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (string line in text.Split('\n'))
        {
            Trailer.Text.Append(LheTag.BytesOf($"# {line.TrimEnd('\r')}\n"));
        }
    }

    /// <summary>Adds a weight with an id to the <c>&lt;rwgt&gt;</c> of the event.</summary>
    /// <param name="id">Its id, as declared in the head.</param>
    /// <param name="value">Its value, in the convention of the nominal weight.</param>
    /// <exception cref="PluginException">The event has a weight of this id, or the value is not finite.</exception>
    public void AddWeight(string id, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (Trailer.Find(id) >= 0)
        {
            throw LheErrors.SecondWeight(Number, id);
        }

        Trailer.Add(id, Text(value));
    }

    /// <summary>Id of a weight; <c>#k</c> for number k, from 0, of <c>&lt;weights&gt;</c>.</summary>
    /// <param name="index">Place of the weight in the event, from 0.</param>
    public string WeightId(int index) => Trailer.Weights[index].Id;

    /// <summary>Value of a weight.</summary>
    /// <param name="index">Place of the weight in the event, from 0.</param>
    /// <exception cref="PluginException">Its text is no number.</exception>
    public double WeightValue(int index) => Trailer.Value(index, Number);

    /// <summary>Finds a weight by its id.</summary>
    /// <returns>Its place in the event, from 0; −1 when there is none.</returns>
    public int FindWeight(string id) => Trailer.Find(id);

    /// <summary>Gives a weight another value; the text around its number stays as it is.</summary>
    /// <param name="index">Place of the weight in the event, from 0.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="PluginException">The value is not finite.</exception>
    public void SetWeight(int index, double value) => Trailer.Set(index, Text(value));

    /// <summary>
    /// Multiplies the nominal weight, every <c>&lt;wgt&gt;</c> and every number of <c>&lt;weights&gt;</c>. Not <c>&lt;weight&gt;</c> of
    /// LHE 2.0, in which Whizard gives squared matrix elements. A factor of 1 leaves all text as it is.
    /// </summary>
    /// <param name="factor">A finite number.</param>
    /// <exception cref="PluginException">The text of a weight is no number, or the product is not finite.</exception>
    public void ScaleWeights(double factor)
    {
        if (factor == 1)
        {
            return;
        }

        Weight *= factor;
        for (int i = 0; i < WeightCount; i++)
        {
            if (Trailer.Weights[i].IsScaled)
            {
                SetWeight(i, factor * WeightValue(i));
            }
        }
    }

    internal void SetSurroundings(ReadOnlySpan<byte> before, ReadOnlySpan<byte> attributes)
    {
        _before.Append(before);
        _attributes.Append(attributes);
    }

    internal void AddRowNote(int row, bool isBehind, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            _rowNotes.Add(new RowNote(row, isBehind, _notes.Length, text.Length));
            _notes.Append(text);
        }
    }

    internal ReadOnlySpan<byte> TextOf(RowNote note) => _notes.Span.Slice(note.Start, note.Length);

    private ReadOnlySpan<byte> Text(double value)
    {
        _number.Clear();
        _number.Append(value);
        return _number.Span;
    }

    /// <summary>Text that stands before or behind a row: 0 is the event's own, 1 that of the first particle.</summary>
    internal readonly record struct RowNote(int Row, bool IsBehind, int Start, int Length);
}
