namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// Which photons a part of a diagram has emitted, with which helicities: a number in base 3, one digit a photon, where 0 is not
/// emitted, 1 helicity −1, 2 helicity +1. All tables of the recursion over subsets, made once for n photons.
/// </summary>
internal sealed class PhotonStates
{
    public PhotonStates(int photons)
    {
        Photons = photons;
        Count = Power(photons);
        Masks = new int[Count];
        Removals = new Removal[Count][];
        Splits = new (int, int)[Count][];
        for (int state = 0; state < Count; state++)
        {
            int[] emitted = [.. Enumerable.Range(0, photons).Where(i => Digit(state, i) > 0)];
            Masks[state] = emitted.Sum(i => 1 << i);
            Removals[state] = [.. emitted.Select(i => new Removal(i, Digit(state, i) - 1, state - Digit(state, i) * Power(i)))];
            Splits[state] = [.. Submasks(Masks[state]).Select(mask => (Restrict(state, mask), Restrict(state, Masks[state] & ~mask)))];
        }

        Complete = [.. Enumerable.Range(0, Count).Where(state => Masks[state] == (1 << photons) - 1)];
    }

    /// <summary>Number of photons n.</summary>
    public int Photons { get; }

    /// <summary>3ⁿ.</summary>
    public int Count { get; }

    /// <summary>Bit i is set when photon i has been emitted.</summary>
    public int[] Masks { get; }

    /// <summary>The ways to take the last emitted photon out of a state.</summary>
    public Removal[][] Removals { get; }

    /// <summary>The ways to share a state between two parts of a diagram.</summary>
    public (int First, int Second)[][] Splits { get; }

    /// <summary>The 2ⁿ states with all photons emitted.</summary>
    public int[] Complete { get; }

    private static int Power(int exponent) => exponent == 0 ? 1 : 3 * Power(exponent - 1);

    private static int Digit(int state, int photon) => state / Power(photon) % 3;

    private int Restrict(int state, int mask) =>
        Enumerable.Range(0, Photons).Where(i => (mask >> i & 1) != 0).Sum(i => Digit(state, i) * Power(i));

    private static IEnumerable<int> Submasks(int mask) => Enumerable.Range(0, mask + 1).Where(sub => (sub & ~mask) == 0);
}

/// <summary>A photon taken out of a state.</summary>
/// <param name="Photon">Which photon.</param>
/// <param name="Helicity">0 for −1, 1 for +1.</param>
/// <param name="Rest">State without it.</param>
internal readonly record struct Removal(int Photon, int Helicity, int Rest);
