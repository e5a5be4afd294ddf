using System.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>The weights beside the nominal that were asked for, and where an event has them. Thread-safe once made.</summary>
internal sealed class LheVariations
{
    private readonly string[] _names;
    private readonly (byte[] Id, int Slot)[] _table;
    private readonly int[] _slotOfOrdinal, _slotOfDeclared;
    private readonly bool _usesDeclared;

    private LheVariations(string[] names, IReadOnlyList<LheWeightDeclaration> declared)
    {
        _names = names;
        Dictionary<string, int> slots = names.Select((name, slot) => (name, slot)).ToDictionary(p => p.name, p => p.slot);
        _table = MakeTable(slots);
        _slotOfDeclared = [.. declared.Select(w => slots.GetValueOrDefault(w.Id, -1))];
        _usesDeclared = _slotOfDeclared.Any(s => s >= 0);
        int ordinals = names.Select(OrdinalOf).DefaultIfEmpty(-1).Max() + 1;
        _slotOfOrdinal = [.. Enumerable.Range(0, ordinals).Select(k => slots.GetValueOrDefault($"#{k}", -1))];
    }

    /// <summary>Of all weights asked for, those that are declared and not in the first event: no event of such a file has them.</summary>
    public IReadOnlyList<string> Absent { get; private init; } = [];

    /// <summary>Their names, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Finds what was asked for.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="head">What the file declares.</param>
    /// <param name="firstEvent">Gives the first event; called only when the declarations do not suffice.</param>
    /// <exception cref="Core.Plugins.PluginException">The file does not have it, or declares it twice.</exception>
    public static LheVariations Resolve(string file, LheOptions options, LheHead head, Func<LheFirstEvent> firstEvent)
    {
        List<string> declared = [.. head.Weights.Select(w => w.Id)];
        HashSet<string> known = [.. declared];
        string[] names = [.. options.Variations.Distinct()], absent = [];
        if (options.AllVariations || names.Any(n => !known.Contains(n)))
        {
            LheFirstEvent first = firstEvent();
            string[] undeclared = [.. first.NamedWeights.Where(known.Add), .. OrdinalsOf(first, declared.Count)];
            absent = options.AllVariations && first.IsRead && (first.NamedWeights.Count > 0 || first.PositionalWeights == 0) ? [.. declared.Except(first.NamedWeights)] : [];
            names = options.AllVariations ? [.. declared.Except(absent), .. undeclared] : names;
            known.UnionWith(Enumerable.Range(0, first.PositionalWeights).Select(k => $"#{k}"));
        }

        foreach (string name in names)
        {
            if (!known.Contains(name))
            {
                throw LheErrors.UnknownWeight(file, name, known);
            }

            if (head.AmbiguousWeights.Contains(name))
            {
                throw LheErrors.AmbiguousWeight(file, name);
            }
        }

        return new LheVariations(names, head.Weights) { Absent = absent };
    }

    /// <summary>Reads them from an event.</summary>
    /// <param name="block">Block the event is in.</param>
    /// <param name="index">Its position there.</param>
    /// <param name="afterParticles">Place after its particles.</param>
    /// <param name="values">One for each name.</param>
    /// <returns>Number of weights that have no name here: neither declared nor in the first event, or without an id beside others that have one.</returns>
    /// <exception cref="Core.Plugins.PluginException">One is missing, there twice, or no number.</exception>
    public int Read(LheEventBlock block, int index, int afterParticles, Span<double> values)
    {
        ReadOnlySpan<byte> text = block.TextOf(index);
        values.Fill(double.NaN);
        int named = 0, unnamed = 0;
        LheWeightReader weights = new(text, block, index, afterParticles);
        while (weights.MoveNext())
        {
            int slot = weights.Ordinal < 0 ? SlotOf(weights.Id) : weights.Ordinal < _slotOfOrdinal.Length ? _slotOfOrdinal[weights.Ordinal] : -1;
            if (slot >= 0)
            {
                values[slot] = double.IsNaN(values[slot]) ? weights.Value() : throw LheErrors.DuplicateWeight(weights.Place, weights.Id);
            }
            else if (weights.Ordinal < 0)
            {
                named++;
            }
            else
            {
                unnamed++;
            }
        }

        if (_usesDeclared && !weights.HasNamed && weights.PositionalCount > 0)
        {
            unnamed = 0;
            ReadDeclaredByPosition(weights.PositionalCount, new LheWeightReader(text, block, index, afterParticles), values);
        }

        int missing = values.IndexOf(double.NaN);
        if (missing >= 0)
        {
            throw LheErrors.MissingWeight(weights.Place, _names[missing]);
        }

        return named + unnamed;
    }

    private void ReadDeclaredByPosition(int count, LheWeightReader weights, Span<double> values)
    {
        if (count != _slotOfDeclared.Length)
        {
            throw LheErrors.PositionalCount(weights.Place, count, _slotOfDeclared.Length);
        }

        while (weights.MoveNext())
        {
            if (weights.Ordinal >= 0 && _slotOfDeclared[weights.Ordinal] is >= 0 and int slot)
            {
                values[slot] = weights.Value();
            }
        }
    }

    // Positional weights have names of their own only where no declaration gives them better ones.
    private static IEnumerable<string> OrdinalsOf(LheFirstEvent first, int declared) =>
        first.HasNamedTag || declared > 0 ? [] : Enumerable.Range(0, first.PositionalWeights).Select(k => $"#{k}");

    private static int OrdinalOf(string name) => name.StartsWith('#') && int.TryParse(name.AsSpan(1), out int k) && k is >= 0 and < 1_000_000 ? k : -1;

    private int SlotOf(ReadOnlySpan<byte> id)
    {
        id = id.Trim((byte)' ');
        int mask = _table.Length - 1;
        for (int i = Hash(id) & mask; _table[i].Id is { } key; i = (i + 1) & mask)
        {
            if (id.SequenceEqual(key))
            {
                return _table[i].Slot;
            }
        }

        return -1;
    }

    private static (byte[] Id, int Slot)[] MakeTable(Dictionary<string, int> slots)
    {
        int size = 4;
        while (size < 3 * slots.Count)
        {
            size *= 2;
        }

        (byte[] Id, int Slot)[] table = new (byte[], int)[size];
        foreach ((string name, int slot) in slots)
        {
            byte[] id = Encoding.Latin1.GetBytes(name);
            int i = Hash(id) & (size - 1);
            while (table[i].Id is not null)
            {
                i = (i + 1) & (size - 1);
            }

            table[i] = (id, slot);
        }

        return table;
    }

    private static int Hash(ReadOnlySpan<byte> id)
    {
        uint hash = 2166136261;
        foreach (byte b in id)
        {
            hash = (hash ^ b) * 16777619;
        }

        return (int)(hash ^ (hash >> 15));
    }
}

/// <summary>Which weights the first event has beside the nominal.</summary>
/// <param name="NamedWeights">Ids.</param>
/// <param name="PositionalWeights">How many numbers stand in <c>&lt;weights&gt;</c>.</param>
/// <param name="HasNamedTag">True when it has a <c>&lt;rwgt&gt;</c>.</param>
/// <param name="IsRead">False when there is none, or it is malformed.</param>
internal sealed record LheFirstEvent(IReadOnlyList<string> NamedWeights, int PositionalWeights, bool HasNamedTag, bool IsRead = true);
