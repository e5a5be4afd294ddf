using AlpToolkit.Physics.PhaseSpace;

namespace AlpToolkit.Physics.Processes;

/// <summary>How the channels of a process with photons are chosen; every choice gives the same cross section.</summary>
internal enum Parametrisation
{
    /// <summary>Emission photon by photon, and the split into pair and missing system where the pair is light; the split alone for windows in it.</summary>
    Automatic,

    /// <summary>Emission photon by photon alone.</summary>
    Sequential,

    /// <summary>The split into pair and missing system alone.</summary>
    MissingSystem,
}

/// <summary>Lists of emitters.</summary>
internal static class PhotonChannels
{
    /// <summary>Every way to give emitters to equal photons: sorted lists, and how many orders of each there are.</summary>
    public static IEnumerable<(Emitter[] Emitters, int Orders)> Sorted(int photons)
    {
        foreach (Emitter[] list in Ordered(photons, Emitters.Count))
        {
            if (list.SequenceEqual(list.Order()))
            {
                yield return (list, list.GroupBy(e => e).Aggregate(Factorial(photons), (orders, group) => orders / Factorial(group.Count())));
            }
        }
    }

    /// <summary>Every list of emitters.</summary>
    public static IEnumerable<Emitter[]> Ordered(int photons, int emitters)
    {
        int count = (int)Math.Pow(emitters, photons);
        for (int code = 0; code < count; code++)
        {
            Emitter[] list = new Emitter[photons];
            for (int i = 0, rest = code; i < photons; i++, rest /= emitters)
            {
                list[i] = (Emitter)(rest % emitters);
            }

            yield return list;
        }
    }

    /// <summary>n!.</summary>
    public static int Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    /// <summary>Name in the table of channels.</summary>
    public static string Name(IReadOnlyList<Emitter> emitters) => string.Join(", ", emitters.Select(Emitters.Name));
}
