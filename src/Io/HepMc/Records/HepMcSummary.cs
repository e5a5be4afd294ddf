using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>What a whole HepMC file holds, for <c>alp inspect</c>. Made by <see cref="HepMcSummaryReader"/>. Momenta are in GeV, whatever the file's unit.</summary>
public sealed record HepMcSummary
{
    /// <summary>Path, or a name for standard input.</summary>
    public required string File { get; init; }

    /// <summary>What it is packed with: <c>none</c>, <c>gzip</c>, …</summary>
    public required string Packing { get; init; }

    /// <summary>Size on disk, bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file on disk, lower-case hexadecimal; null when it was not read to its end.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>Listings that have events, in their order; one without events when there are none.</summary>
    public required IReadOnlyList<HepMcListingSummary> Listings { get; init; }

    /// <summary>Units of momentum and length that events state, as in the file: <c>GEV MM</c>; in the order in which they came up.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>Number of events.</summary>
    public long Events => Nominal.Events;

    /// <summary>Malformed events that were left out.</summary>
    public required long SkippedEvents { get; init; }

    /// <summary>Number of particles of all events.</summary>
    public required long Particles { get; init; }

    /// <summary>Number of vertices of all events.</summary>
    public required long Vertices { get; init; }

    /// <summary>Sums of the first weights, as read; an event without a weight counts as 1.</summary>
    public required WeightSums Nominal { get; init; }

    /// <summary>Sums of all weights by their names, the first one too, in the order in which events give them first.</summary>
    public required IReadOnlyList<WeightSum> Weights { get; init; }

    /// <summary>Cross section that the last event states, pb; null when it states none.</summary>
    public required double? CrossSection { get; init; }

    /// <summary>Its error, pb; NaN when not stated.</summary>
    public required double CrossSectionError { get; init; }

    /// <summary>Beams of the first event, which are particles of status 4: PDG code and energy in GeV.</summary>
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

/// <summary>A listing of events.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Run">What stands before its events.</param>
/// <param name="Events">Number of its events.</param>
public sealed record HepMcListingSummary(int Number, HepMcRunRecord Run, long Events);
