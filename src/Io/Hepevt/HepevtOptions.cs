using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Hepevt;

/// <summary>How a file of HEPEVT text is read.</summary>
public sealed record HepevtOptions
{
    /// <summary>What to do with a malformed event, and with a file that ends too early.</summary>
    public HepevtErrorPolicy OnError { get; init; }

    /// <summary>What the weights add up to.</summary>
    public HepevtWeightConvention Normalisation { get; init; }

    /// <summary>Cross section in pb, to which the sum of the weights is scaled; null when the weights are in pb. The format has no place for it.</summary>
    public double? CrossSection { get; init; }
}

/// <summary>What to do with a malformed event.</summary>
public enum HepevtErrorPolicy
{
    /// <summary>End with an error.</summary>
    [Help("end with an error at the first malformed event")]
    Stop,

    /// <summary>Leave it out, count it and warn; a file that ends too early is read as far as it goes.</summary>
    [Help("leave malformed events out and count them; read a truncated file as far as it goes")]
    Skip,

    /// <summary>Use the whole events before the first damage, count those left out and warn.</summary>
    [Help("use the events before the first malformed one, and count those left out")]
    Truncate,
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
