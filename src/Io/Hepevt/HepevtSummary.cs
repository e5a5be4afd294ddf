using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Io.Hepevt;

/// <summary>What a whole file of HEPEVT text holds, for <c>alp inspect</c>. Made by <see cref="HepevtSummaryReader"/>.</summary>
public sealed record HepevtSummary
{
    /// <summary>Path, or a name for standard input.</summary>
    public required string File { get; init; }

    /// <summary>What it is packed with: <c>none</c>, <c>gzip</c>, …</summary>
    public required string Packing { get; init; }

    /// <summary>Size on disk, bytes.</summary>
    public required long? Bytes { get; init; }

    /// <summary>SHA-256 of the file on disk, lower-case hexadecimal.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>Columns in the line of a particle: 8, 11, 14 or 15; null when there are no particles.</summary>
    public required int? Columns { get; init; }

    /// <summary>True when a line of place and time follows every particle, as HepMC writes it.</summary>
    public required bool HasVertexLines { get; init; }

    /// <summary>Malformed events that were left out.</summary>
    public required long SkippedEvents { get; init; }

    /// <summary>Number of particles of all events.</summary>
    public required long Particles { get; init; }

    /// <summary>Number of events and sums of their weights; an event without a weight counts as 1.</summary>
    public required WeightSums Weights { get; init; }

    /// <summary>Incoming particles of the first event, which have status 4: PDG code and energy in GeV.</summary>
    public required IReadOnlyList<(int PdgId, double Energy)> Beams { get; init; }

    /// <summary>Number of final-state particles, which have status 1.</summary>
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
