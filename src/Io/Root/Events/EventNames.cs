namespace AlpToolkit.Io.Root.Events;

/// <summary>Names of the columns of a tree of events that the toolkit writes, and finds again when it reads the tree.</summary>
public static class EventNames
{
    /// <summary>Number of the event in its sample, from 0.</summary>
    public const string Event = "event";

    /// <summary>Weight, pb.</summary>
    public const string Weight = "weight";

    /// <summary>What the title of such a tree says of its weights.</summary>
    public const string InPb = "weights in pb";

    /// <summary>What lists of particles begin with.</summary>
    public const string Particle = "particle";

    /// <summary>Number of particles in the lists.</summary>
    public const string Count = "n_particles";

    internal const string PdgId = "pdg_id", Px = "px", Py = "py", Pz = "pz", E = "e", M = "m", Status = "status", Mother1 = "mother1", Mother2 = "mother2";

    /// <summary>PDG code (0 for no particle), momentum, energy and mass (GeV; NaN for no particle) of a particle or list of particles; which of them are codes.</summary>
    /// <param name="prefix">What the names begin with: the role of the particle, say.</param>
    public static IReadOnlyList<(string Name, bool IsCode)> Of(string prefix) => [Name(prefix, PdgId, true), Name(prefix, Px), Name(prefix, Py), Name(prefix, Pz), Name(prefix, E), Name(prefix, M)];

    /// <summary>Status, and first and last mother of the particles in lists, counted from 1.</summary>
    public static IReadOnlyList<(string Name, bool IsCode)> History { get; } = [Name(Particle, Status, true), Name(Particle, Mother1, true), Name(Particle, Mother2, true)];

    /// <summary>
    /// Columns of the weights. Names of variations have characters that have a meaning in ROOT: those are replaced, and names that are the same then get a number.
    /// </summary>
    /// <param name="weightNames">The weights, nominal first.</param>
    public static IEnumerable<string> Weights(IReadOnlyList<string> weightNames)
    {
        ArgumentNullException.ThrowIfNull(weightNames);
        HashSet<string> taken = [Weight];
        return weightNames.Select((name, v) =>
        {
            string column = v == 0 ? Weight : $"{Weight}_{string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '=' ? c : '_'))}";
            return v == 0 || taken.Add(column) ? column : $"{column}_{v}";
        });
    }

    private static (string Name, bool IsCode) Name(string prefix, string value, bool isCode = false) => ($"{prefix}_{value}", isCode);
}
