using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Hepevt;

/// <summary>How a file of HEPEVT text is read.</summary>
public sealed record HepevtOptions
{
    /// <summary>What to do with a malformed event, and with a file that ends too early.</summary>
    public EventErrorPolicy OnError { get; init; }

    /// <summary>What the weights add up to.</summary>
    public HepevtWeightConvention Normalisation { get; init; }

    /// <summary>Cross section in pb, to which the sum of the weights is scaled; null when the weights are in pb. The format has no place for it.</summary>
    public double? CrossSection { get; init; }
}

/// <summary>What the weights of a file add up to when no cross section is given.</summary>
public enum HepevtWeightConvention
{
    /// <summary>The weights are relative, and the cross section must be given.</summary>
    [Help("the weights are relative; cross_section must be given")]
    Relative,

    /// <summary>The mean weight is the cross section in pb.</summary>
    [Help("the mean weight is the cross section in pb")]
    Mean,

    /// <summary>The sum of the weights is the cross section in pb.</summary>
    [Help("the sum of the weights is the cross section in pb")]
    Sum,
}
