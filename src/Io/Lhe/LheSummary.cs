using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Io.Lhe;

/// <summary>What a whole LHE file holds, for <c>alp inspect</c>. Made by <see cref="LheSummaryReader"/>.</summary>
public sealed record LheSummary
{
    /// <summary>Path, or <c>-</c>.</summary>
    public required string File { get; init; }

    /// <summary>What it is packed with: <c>none</c>, <c>gzip</c>, <c>bzip2</c>.</summary>
    public required string Packing { get; init; }

    /// <summary>Size on disk, bytes.</summary>
    public required long? Bytes { get; init; }

    /// <summary>SHA-256 of the file on disk, lower-case hexadecimal.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>Version, beams, processes, generators, declared weights.</summary>
    public required LheHead Head { get; init; }

    /// <summary>Cross section and what the weights add up to.</summary>
    public required LheNormalisation Normalisation { get; init; }

    /// <summary>Number of events.</summary>
    public required long Events { get; init; }

    /// <summary>Number of <c>&lt;eventgroup&gt;</c>s.</summary>
    public required long EventGroups { get; init; }

    /// <summary>Malformed events that were left out.</summary>
    public required long SkippedEvents { get; init; }

    /// <summary>Number of particles of all events.</summary>
    public required long Particles { get; init; }

    /// <summary>Sum of XWGTUP, as read.</summary>
    public required double SumOfWeights { get; init; }

    /// <summary>Sum of |XWGTUP|, as read.</summary>
    public required double SumOfAbsoluteWeights { get; init; }

    /// <summary>Sum of XWGTUP², as read.</summary>
    public required double SumOfSquaredWeights { get; init; }

    /// <summary>Events with a negative weight.</summary>
    public required long NegativeWeights { get; init; }

    /// <summary>Weights beside the nominal, in the order in which events give them first.</summary>
    public required IReadOnlyList<WeightSum> Weights { get; init; }

    /// <summary>
    /// The declaration of each of the <see cref="Weights"/>: by its id, or by its place in <c>&lt;weights&gt;</c> where no event has weights by id and as many are declared, as a
    /// run names it; null for none.
    /// </summary>
    public IReadOnlyList<LheWeightDeclaration?> DeclarationsOfWeights()
    {
        IReadOnlyList<LheWeightDeclaration> declared = Head.Weights;
        bool areByPlace = Weights.Count == declared.Count && Weights.All(w => w.Id.StartsWith('#'));
        Dictionary<string, LheWeightDeclaration> byId = declared.DistinctBy(w => w.Id).ToDictionary(w => w.Id);
        return [.. Weights.Select(w => areByPlace && int.TryParse(w.Id.AsSpan(1), out int place) && place < declared.Count ? declared[place] : byId.GetValueOrDefault(w.Id))];
    }

    /// <summary>Number of final-state particles.</summary>
    public required long FinalStateParticles { get; init; }

    /// <summary>Sum of the four-momenta of all final-state particles of all events, GeV.</summary>
    public required FourVector FinalStateMomentum { get; init; }

    /// <summary>Number of final-state particles by PDG code, codes ascending.</summary>
    public required IReadOnlyList<KeyValuePair<int, long>> FinalStateByPdgId { get; init; }

    /// <summary>The first events.</summary>
    public required IReadOnlyList<SampleEvent> FirstEvents { get; init; }

    /// <summary>What is odd about the file.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
