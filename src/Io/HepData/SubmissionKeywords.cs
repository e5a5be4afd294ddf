using System.Globalization;
using System.Text.RegularExpressions;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Io.HepData;

/// <summary>What HepData takes as keywords of a table.</summary>
public static partial class SubmissionKeywords
{
    /// <summary>Centre-of-mass energies in GeV: numbers, or one range as <c>1.7-4.7</c>.</summary>
    public const string CentreOfMassEnergies = "cmenergies";

    /// <summary>Reactions, as <c>E+ E- --> TAU+ TAU-</c>.</summary>
    public const string Reactions = "reactions";

    /// <summary>The names that HepData knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [CentreOfMassEnergies, "observables", Reactions, "phrases"];

    /// <summary>Why HepData would not take a value; null when it would.</summary>
    /// <param name="name">Name of the keyword.</param>
    /// <param name="value">The value.</param>
    /// <param name="isOnlyValue">True when it is the keyword's only value.</param>
    public static string? Objection(string name, string value, bool isOnlyValue)
    {
        ArgumentNullException.ThrowIfNull(value);
        return !Names.Contains(name) ? $"HepData knows {string.Join(", ", Names)}"
            : value.EnumerateRunes().Count() > HepDataLimits.Keyword ? $"a keyword has at most {HepDataLimits.Keyword} characters"
            : value.AsSpan().ContainsAny('$', '\\') ? "a keyword is plain text, without LaTeX"
            : name == CentreOfMassEnergies && !IsEnergy(value) && !(isOnlyValue && EnergyRange().IsMatch(value))
                ? "a centre-of-mass energy is a number in GeV, or one range as 1.7-4.7"
            : null;
    }

    /// <summary>The keywords of a table and of the run as one list, every name once and in the order of <see cref="Names"/>.</summary>
    /// <param name="table">Name of the table, for messages.</param>
    /// <param name="keywords">All keywords.</param>
    /// <param name="messages">Receives one line for each value that HepData would not take, which is left out.</param>
    internal static IReadOnlyList<Keyword> Merge(string table, IEnumerable<Keyword> keywords, List<string> messages)
    {
        List<Keyword> merged = [];
        foreach (IGrouping<string, Keyword> group in keywords.GroupBy(k => k.Name).OrderBy(g => Position(g.Key)))
        {
            string[] values = [.. group.SelectMany(k => k.Values).Distinct()];
            List<string> taken = [];
            foreach (string value in values)
            {
                if (Objection(group.Key, value, values.Length == 1) is { } objection)
                {
                    messages.Add($"hepdata: table '{table}': the keyword {group.Key} '{value}' is left out: {objection}");
                }
                else
                {
                    taken.Add(value);
                }
            }

            if (taken.Count > 0)
            {
                merged.Add(new Keyword(group.Key, taken));
            }
        }

        return merged;
    }

    [GeneratedRegex(@"^[0-9]+\.?[0-9]*-[0-9]+\.?[0-9]*\z")]
    internal static partial Regex EnergyRange();

    private static bool IsEnergy(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double energy) && double.IsFinite(energy);

    private static int Position(string name)
    {
        int at = Names.ToList().IndexOf(name);
        return at < 0 ? Names.Count : at;
    }
}
