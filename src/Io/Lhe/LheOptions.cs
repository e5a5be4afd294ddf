using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe;

/// <summary>How an LHE file is read.</summary>
public sealed record LheOptions
{
    /// <summary>What to do with a malformed event, and with a file that ends too early.</summary>
    public EventErrorPolicy OnError { get; init; }

    /// <summary>
    /// Weights to read beside the nominal: ids as in <c>&lt;initrwgt&gt;</c> or <c>&lt;rwgt&gt;</c>, <c>#0</c>, <c>#1</c>, … for the
    /// places in <c>&lt;weights&gt;</c>. Empty for none.
    /// </summary>
    public IReadOnlyList<string> Variations { get; init; } = [];

    /// <summary>True to read all weights that the header declares or the first event has; <see cref="Variations"/> is not used then.</summary>
    public bool AllVariations { get; init; }

    /// <summary>How the weights are normalised.</summary>
    public LheWeightConvention Normalisation { get; init; }

    /// <summary>Cross section in pb in place of the file's; null to take the file's.</summary>
    public double? CrossSection { get; init; }
}

/// <summary>What the weights of an LHE file add up to.</summary>
public enum LheWeightConvention
{
    /// <summary>Decided from the weights, the header's cross section and IDWTUP.</summary>
    [Help("decided from the weights, the cross section in the header and IDWTUP")]
    Auto,

    /// <summary>The mean weight is the cross section in pb.</summary>
    [Help("the mean weight is the cross section")]
    Mean,

    /// <summary>The sum of the weights is the cross section in pb.</summary>
    [Help("the sum of the weights is the cross section")]
    Sum,

    /// <summary>Every weight is +1 or −1; the cross section is the header's.</summary>
    [Help("every weight is +1 or -1; the cross section is that of the header")]
    Unit,

    /// <summary>The weights are relative; the cross section is the header's.</summary>
    [Help("the weights are relative; the cross section is that of the header")]
    Header,
}
