using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.HepMc;

/// <summary>How a HepMC file is read.</summary>
public sealed record HepMcOptions
{
    /// <summary>What to do with a malformed event, and with a file that ends too early.</summary>
    public EventErrorPolicy OnError { get; init; }

    /// <summary>Weights to read beside the nominal, which is the first: names, or <c>#0</c>, <c>#1</c>, … for their places. Empty for none.</summary>
    public IReadOnlyList<string> Variations { get; init; } = [];

    /// <summary>True to read all weights but the first beside it; <see cref="Variations"/> is not used then.</summary>
    public bool AllVariations { get; init; }

    /// <summary>How the weights are normalised.</summary>
    public HepMcWeightConvention Normalisation { get; init; }

    /// <summary>Cross section in pb in place of the file's; null to take the file's.</summary>
    public double? CrossSection { get; init; }

    /// <summary>GeV in a unit of momentum and energy, for events that do not state theirs; null when not known.</summary>
    public double? EnergyUnit { get; init; }
}

/// <summary>What the weights of a HepMC file add up to.</summary>
public enum HepMcWeightConvention
{
    /// <summary>The weights are relative; the cross section is the one the last event states.</summary>
    [Help("the weights are relative; the cross section is the one that the last event states")]
    File,

    /// <summary>The mean weight is the cross section in pb.</summary>
    [Help("the mean weight is the cross section in pb")]
    Mean,

    /// <summary>The sum of the weights is the cross section in pb.</summary>
    [Help("the sum of the weights is the cross section in pb")]
    Sum,
}
