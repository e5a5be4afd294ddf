using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Io;

/// <summary>Adds up the final-state particles of a file.</summary>
internal sealed class FinalStateSums
{
    private readonly SortedDictionary<int, long> _byPdgId = [];

    /// <summary>Number of particles.</summary>
    public long Count { get; private set; }

    /// <summary>Sum of their four-momenta, GeV.</summary>
    public FourVector Momentum { get; private set; }

    /// <summary>Their number by PDG code, codes ascending.</summary>
    public IReadOnlyList<KeyValuePair<int, long>> ByPdgId => [.. _byPdgId];

    /// <summary>Adds a particle.</summary>
    public void Add(int pdgId, in FourVector momentum)
    {
        Count++;
        Momentum += momentum;
        _byPdgId[pdgId] = _byPdgId.GetValueOrDefault(pdgId) + 1;
    }
}
