namespace AlpToolkit.Physics.Processes;

/// <summary>Charged lepton that a τ decays to.</summary>
public enum TauDecayLepton
{
    /// <summary>τ → e ν ν.</summary>
    Electron,

    /// <summary>τ → μ ν ν.</summary>
    Muon,
}

/// <summary>What the two τ decay to.</summary>
/// <param name="Positive">Charged lepton of the τ⁺.</param>
/// <param name="Negative">Charged lepton of the τ⁻.</param>
public readonly record struct TauPairFinalState(TauDecayLepton Positive, TauDecayLepton Negative)
{
    /// <summary>e⁺e⁻ 4ν: what arXiv:2307.06369 looks at, Eq. (14).</summary>
    public static TauPairFinalState Electrons => new(TauDecayLepton.Electron, TauDecayLepton.Electron);

    /// <summary>All four combinations of e and μ.</summary>
    public static IReadOnlyList<TauPairFinalState> All { get; } =
    [
        Electrons,
        new(TauDecayLepton.Electron, TauDecayLepton.Muon),
        new(TauDecayLepton.Muon, TauDecayLepton.Electron),
        new(TauDecayLepton.Muon, TauDecayLepton.Muon),
    ];

    /// <summary>For tables: <c>e+ mu-</c>.</summary>
    public override string ToString() => $"{Symbol(Positive)}+ {Symbol(Negative)}-";

    private static string Symbol(TauDecayLepton lepton) => lepton == TauDecayLepton.Electron ? "e" : "mu";
}

/// <summary>How <see cref="TauPairProcess"/> lets its τ decay. Immutable.</summary>
public sealed record TauPairOptions
{
    /// <summary>Final states, one a channel.</summary>
    public IReadOnlyList<TauPairFinalState> FinalStates { get; init; } = [TauPairFinalState.Electrons];

    /// <summary>BR(τ → e ν ν) (PDG, Phys. Rev. D 110 (2024) 030001).</summary>
    public double ElectronBranchingRatio { get; init; } = 0.1782;

    /// <summary>BR(τ → μ ν ν) (PDG, Phys. Rev. D 110 (2024) 030001).</summary>
    public double MuonBranchingRatio { get; init; } = 0.1739;

    /// <summary>Branching ratio to a lepton.</summary>
    /// <param name="lepton">The lepton.</param>
    public double BranchingRatio(TauDecayLepton lepton) => lepton == TauDecayLepton.Electron ? ElectronBranchingRatio : MuonBranchingRatio;
}
