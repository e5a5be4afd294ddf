using System.Runtime.InteropServices;
using System.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>What an attribute belongs to.</summary>
public enum HepMcOwner
{
    /// <summary>The event.</summary>
    Event,

    /// <summary>A particle.</summary>
    Particle,

    /// <summary>A vertex.</summary>
    Vertex,

    /// <summary>An id that the file gives and no particle or vertex has.</summary>
    Unknown,
}

/// <summary>
/// Attributes of an event, its particles and vertices: a name and a text each, in the order of the file. The texts lie in one piece
/// of memory that the next event uses again.
/// </summary>
public sealed class HepMcAttributes
{
    private readonly List<Entry> _entries = [];
    private readonly Chains _events = new(), _particles = new(), _vertices = new(), _unknown = new();
    private readonly HepMcTextBuffer _text = new();

    /// <summary>Number of attributes.</summary>
    public int Count => _entries.Count;

    /// <summary>What an attribute belongs to.</summary>
    public HepMcOwner OwnerOf(int attribute) => _entries[attribute].Owner;

    /// <summary>Position of the particle or vertex that an attribute belongs to; 0 for the event; the id of an unknown owner.</summary>
    public int OwnerIndexOf(int attribute) => _entries[attribute].Index;

    /// <summary>Name of an attribute.</summary>
    public ReadOnlySpan<byte> NameOf(int attribute) => _text.Bytes[_entries[attribute].Start.._entries[attribute].Middle];

    /// <summary>Text of an attribute as it stands in the file: a line end is <c>\|</c>, a backslash <c>\\</c>.</summary>
    public ReadOnlySpan<byte> TextOf(int attribute) => _text.Bytes[_entries[attribute].Middle.._entries[attribute].End];

    /// <summary>The first attribute of an owner, in the order of the file; −1 when it has none.</summary>
    public int FirstOf(HepMcOwner owner, int index) => ChainsOf(owner).FirstOf(Slot(owner, index));

    /// <summary>The next attribute of the same owner; −1 when there is none.</summary>
    public int Next(int attribute) => _entries[attribute].Next;

    /// <summary>The first attribute of an owner that has a name; −1 when there is none.</summary>
    public int Find(HepMcOwner owner, int index, ReadOnlySpan<byte> name)
    {
        int attribute = FirstOf(owner, index);
        while (attribute >= 0 && !NameOf(attribute).SequenceEqual(name))
        {
            attribute = Next(attribute);
        }

        return attribute;
    }

    /// <summary>Adds an attribute.</summary>
    /// <param name="owner">What it belongs to.</param>
    /// <param name="index">Position of the particle or vertex; 0 for the event.</param>
    /// <param name="name">Its name: no blanks.</param>
    /// <param name="text">Its value; may have several lines.</param>
    /// <exception cref="ArgumentException">The name is empty or has blanks.</exception>
    public void Add(HepMcOwner owner, int index, string name, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(owner == HepMcOwner.Unknown ? 0 : index);
        if (name.AsSpan().IndexOfAny(" \t\r\n") >= 0)
        {
            throw new ArgumentException($"'{name}' has blanks", nameof(name));
        }

        AddRaw(owner, index, Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(HepMcEscapes.Encode(text)));
    }

    /// <summary>Gives an attribute another value.</summary>
    /// <param name="attribute">Its number.</param>
    /// <param name="text">Its value, of one line.</param>
    internal void Replace(int attribute, string text)
    {
        ref Entry entry = ref CollectionsMarshal.AsSpan(_entries)[attribute];
        byte[] name = _text.Bytes[entry.Start..entry.Middle].ToArray();
        entry.Start = _text.Length;
        _text.Add(name);
        entry.Middle = _text.Length;
        _text.Add(Encoding.UTF8.GetBytes(text));
        entry.End = _text.Length;
    }

    internal void AddRaw(HepMcOwner owner, int index, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        int start = _text.Length;
        _text.Add(name);
        int middle = _text.Length;
        _text.Add(text);
        int before = ChainsOf(owner).Append(Slot(owner, index), _entries.Count);
        if (before >= 0)
        {
            CollectionsMarshal.AsSpan(_entries)[before].Next = _entries.Count;
        }

        _entries.Add(new Entry { Owner = owner, Index = index, Start = start, Middle = middle, End = _text.Length, Next = -1 });
    }

    internal void Clear()
    {
        _entries.Clear();
        _text.Clear();
        _events.Clear();
        _particles.Clear();
        _vertices.Clear();
        _unknown.Clear();
    }

    // Ids of unknown owners are any number: they share a chain.
    private static int Slot(HepMcOwner owner, int index) => owner is HepMcOwner.Particle or HepMcOwner.Vertex ? index : 0;

    private Chains ChainsOf(HepMcOwner owner) =>
        owner switch { HepMcOwner.Event => _events, HepMcOwner.Particle => _particles, HepMcOwner.Vertex => _vertices, _ => _unknown };

    private struct Entry
    {
        public HepMcOwner Owner;
        public int Index, Start, Middle, End, Next;
    }

    // First and last attribute of each owner.
    private sealed class Chains
    {
        private readonly List<(int First, int Last)> _ends = [];

        public void Clear() => _ends.Clear();

        public int FirstOf(int slot) => (uint)slot < (uint)_ends.Count ? _ends[slot].First : -1;

        public int Append(int slot, int attribute)
        {
            while (_ends.Count <= slot)
            {
                _ends.Add((-1, -1));
            }

            (int first, int last) = _ends[slot];
            _ends[slot] = (first < 0 ? attribute : first, attribute);
            return last;
        }
    }
}
