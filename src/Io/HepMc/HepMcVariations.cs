using System.Globalization;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>The weights beside the nominal that were asked for. Thread-safe once made.</summary>
internal sealed class HepMcVariations
{
    private static readonly string[] s_nominal = ["", "0", "default", "nominal", "weight"];
    private readonly string[] _names;
    private HepMcWeightPlaces _latest;

    private HepMcVariations(string[] names)
    {
        _names = names;
        _latest = PlacesIn([]);
    }

    /// <summary>Their names, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Finds what was asked for.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="names">Names of the weights of the first event; empty when they have none.</param>
    /// <param name="count">How many weights the first event has.</param>
    /// <exception cref="Core.Plugins.PluginException">The file does not have it, or has it twice.</exception>
    public static HepMcVariations Resolve(string file, HepMcOptions options, IReadOnlyList<string> names, int count)
    {
        string[] wanted = options.AllVariations
            ? names.Count > 0 ? [.. names.Skip(1)] : [.. Enumerable.Range(1, Math.Max(0, count - 1)).Select(NameOf)]
            : [.. options.Variations.Distinct()];
        Dictionary<string, int> times = [];
        foreach (string name in names)
        {
            times[name] = times.GetValueOrDefault(name) + 1;
        }

        foreach (string name in wanted)
        {
            int found = times.GetValueOrDefault(name);
            if (found > 1)
            {
                throw HepMcErrors.AmbiguousWeight(file, name);
            }

            if (found == 0 && (OrdinalOf(name) < 0 || OrdinalOf(name) >= count))
            {
                throw HepMcErrors.UnknownWeight(file, name, names.Count > 0 ? [.. names] : [.. Enumerable.Range(0, count).Select(NameOf)]);
            }
        }

        HepMcVariations variations = new(wanted);
        int[] slots = variations.PlacesIn(names).Slots;
        return slots.Count(s => s >= 0) == wanted.Length ? variations : throw HepMcErrors.SameWeight(file, wanted);
    }

    /// <summary>The place of a weight whose name says that it is the nominal one, where the first has another name; null where there is none.</summary>
    /// <param name="names">Names of all weights.</param>
    public static int? NominalElsewhere(IReadOnlyList<string> names)
    {
        bool SaysNominal(string name) => s_nominal.Contains(name, StringComparer.OrdinalIgnoreCase);
        return names.Count > 1 && !SaysNominal(names[0]) && names.Index().FirstOrDefault(n => n.Item.Length > 1 && SaysNominal(n.Item)).Index is > 0 and int place ? place : null;
    }

    /// <summary>Where they are among weights of these names.</summary>
    public HepMcWeightPlaces PlacesIn(IReadOnlyList<string> names) => PlacesIn(names, []);

    /// <summary>Where they are in an event that has a line of names. Such lines are the same in event after event, so the latest is kept.</summary>
    /// <param name="line">The names as HepMC2 writes them.</param>
    /// <param name="place">Where the line is, for messages.</param>
    public HepMcWeightPlaces PlacesIn(ReadOnlySpan<byte> line, EventPlace place)
    {
        HepMcWeightPlaces latest = Volatile.Read(ref _latest);
        if (!line.SequenceEqual(latest.Line))
        {
            latest = PlacesIn(HepMcWeightNames.Quoted(line, place), line.ToArray());
            Volatile.Write(ref _latest, latest);
        }

        return latest;
    }

    private HepMcWeightPlaces PlacesIn(IReadOnlyList<string> names, byte[] line)
    {
        Dictionary<string, int> ordinals = [];
        for (int i = 0; i < names.Count; i++)
        {
            ordinals.TryAdd(names[i], i);
        }

        int[] places = [.. _names.Select(n => ordinals.TryGetValue(n, out int place) ? place : OrdinalOf(n))];
        int[] slots = new int[places.DefaultIfEmpty(-1).Max() + 1];
        slots.AsSpan().Fill(-1);
        for (int slot = 0; slot < places.Length; slot++)
        {
            if (places[slot] >= 0)
            {
                slots[places[slot]] = slot;
            }
        }

        return new HepMcWeightPlaces(line, names.Count, slots);
    }

    private static string NameOf(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"#{ordinal}");

    private static int OrdinalOf(string name) =>
        name.StartsWith('#') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int k) && k < 1_000_000 ? k : -1;
}

/// <summary>Where the weights that were asked for are among those of an event.</summary>
/// <param name="Line">The line of names they were found by; empty when there is none.</param>
/// <param name="NameCount">How many names there are.</param>
/// <param name="Slots">For every place among the weights which of those asked for it is; −1 for none.</param>
internal sealed record HepMcWeightPlaces(byte[] Line, int NameCount, int[] Slots)
{
    /// <summary>Reads the weights of an event.</summary>
    /// <param name="cursor">Stands before them.</param>
    /// <param name="declared">How many there are; −1 when they fill the line.</param>
    /// <param name="values">Takes those asked for; NaN where there is none.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>The nominal weight, which is the first; 1 when there is none.</returns>
    /// <exception cref="Core.Plugins.PluginException">One is no number, or there are not as many as there should be.</exception>
    public double Read(ref HepMcCursor cursor, int declared, Span<double> values, out int count)
    {
        values.Fill(double.NaN);
        double nominal = 1;
        count = 0;
        while (!cursor.AtLineEnd)
        {
            int slot = count < Slots.Length ? Slots[count] : -1;
            if (count == 0 || slot >= 0)
            {
                double value = cursor.ReadDouble("a weight");
                nominal = count == 0 ? value : nominal;
                if (slot >= 0)
                {
                    values[slot] = value;
                }
            }
            else
            {
                cursor.Skip("a weight");
            }

            count++;
        }

        if (declared >= 0 && count != declared)
        {
            throw HepMcErrors.Count(cursor.Place, "weights", declared, count);
        }

        return NameCount == 0 || count == NameCount ? nominal : throw HepMcErrors.Count(cursor.Place, "weights by their names", NameCount, count);
    }
}
