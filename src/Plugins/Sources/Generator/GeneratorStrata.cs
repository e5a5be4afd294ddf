using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <summary>The generation cuts of every stratum: those of the options, between neighbouring edges.</summary>
internal static class GeneratorStrata
{
    private const int MostStrata = 256;

    // Least resolution that windows are measured in, GeV²: Eq. (20) vanishes at 10 GeV.
    private const double LeastResolution = 0.15;

    /// <summary>Name and cuts of every stratum that the cuts of the options leave open; the cuts themselves when there are no edges.</summary>
    /// <exception cref="PluginException">Edges do not ascend, or there are too many strata.</exception>
    public static IReadOnlyList<(string Name, GeneratorSource.CutSettings Cuts)> Of(GeneratorSource.Settings options, IReadOnlyList<double>? masses)
    {
        List<(string Name, GeneratorSource.CutSettings Cuts)> strata = [("", options.Cuts)];
        if (options.Strata is not { } edges)
        {
            return strata;
        }

        strata = Cut(strata, "m_ee", edges.MEe, c => (c.MEeMin, c.MEeMax), (c, low, high) => c with { MEeMin = low, MEeMax = high });
        if (edges.NearScan is { } width)
        {
            // Where no mass is near, a sample is made whole: what is left of it in the windows is then seen to be nothing.
            List<(string Name, double? Low, double High)> near = Near(options.Cuts, masses ?? throw new PluginException("strata: near_scan needs a pipeline that scans a mass, as in 'scan: m_a=0.01:10:log25'."), width);
            strata = near.Count == 0 ? strata
                : [.. strata.SelectMany(s => near.Select(n => ($"{s.Name}{(s.Name.Length > 0 ? ", " : "")}{n.Name}", s.Cuts with { MissingMassSquaredMin = n.Low, MissingMassSquaredMax = n.High })))];
        }

        strata = Cut(strata, "m_miss2", edges.MissingMassSquared, c => (c.MissingMassSquaredMin, c.MissingMassSquaredMax), (c, low, high) => c with { MissingMassSquaredMin = low, MissingMassSquaredMax = high });
        strata = Cut(strata, "e_miss", edges.MissingEnergy, c => (c.MissingEnergyMin, c.MissingEnergyMax), (c, low, high) => c with { MissingEnergyMin = low, MissingEnergyMax = high });
        strata = Cut(strata, "eta_miss", edges.MissingPseudorapidity, c => (c.MissingPseudorapidityMin, c.MissingPseudorapidityMax), (c, low, high) => c with { MissingPseudorapidityMin = low ?? 0, MissingPseudorapidityMax = high });
        strata = Cut(strata, "tau_ratio", edges.TauRatio, c => (c.TauRatioMin, c.TauRatioMax), (c, low, high) => c with { TauRatioMin = low, TauRatioMax = high });
        return strata.Count <= MostStrata ? strata : throw new PluginException($"strata: the edges make {strata.Count} strata; {MostStrata} are the most.");
    }

    // Windows around the masses, joined where they overlap.
    private static List<(string Name, double? Low, double High)> Near(GeneratorSource.CutSettings cuts, IReadOnlyList<double> masses, double width)
    {
        List<(double Low, double High)> windows = [];
        foreach (double mass in masses.Order())
        {
            double half = width * Math.Max(LeastResolution, MissingSystem.MassSquaredResolution(mass * mass));
            double low = Math.Max(mass * mass - half, cuts.MissingMassSquaredMin ?? double.NegativeInfinity);
            double high = Math.Min(mass * mass + half, cuts.MissingMassSquaredMax ?? double.PositiveInfinity);
            if (windows.Count > 0 && low <= windows[^1].High)
            {
                windows[^1] = (windows[^1].Low, Math.Max(high, windows[^1].High));
            }
            else if (low < high)
            {
                windows.Add((low, high));
            }
        }

        return [.. windows.Select(w => ($"m_miss2 {Text(w.Low)} to {Text(w.High)}", w.Low <= 0 && cuts.MissingMassSquaredMin is null ? (double?)null : w.Low, w.High))];
    }

    private static List<(string Name, GeneratorSource.CutSettings Cuts)> Cut(
        List<(string Name, GeneratorSource.CutSettings Cuts)> strata,
        string variable,
        IReadOnlyList<double> edges,
        Func<GeneratorSource.CutSettings, (double? Low, double? High)> range,
        Func<GeneratorSource.CutSettings, double?, double?, GeneratorSource.CutSettings> with)
    {
        if (edges.Zip(edges.Skip(1)).Any(e => !(e.First < e.Second)))
        {
            throw new PluginException($"strata: the edges in {variable} do not ascend.");
        }

        List<(string, GeneratorSource.CutSettings)> cut = [];
        foreach ((string name, GeneratorSource.CutSettings cuts) in strata)
        {
            (double? low, double? high) = range(cuts);
            double?[] inside = [low, .. edges.Where(e => !(e <= low) && !(e >= high)).Select(e => (double?)e), high];
            for (int i = 0; i + 1 < inside.Length; i++)
            {
                string part = inside.Length == 2 ? name : $"{name}{(name.Length > 0 ? ", " : "")}{variable} {Text(inside[i])} to {Text(inside[i + 1])}";
                cut.Add((part, with(cuts, inside[i], inside[i + 1])));
            }
        }

        return cut;
    }

    private static string Text(double? edge) => edge?.ToString("G6", CultureInfo.InvariantCulture) ?? "the end";
}
