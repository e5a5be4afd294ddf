using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Events;

/// <summary>What every event of a sample has in common.</summary>
public sealed record SampleInfo
{
    /// <summary>Name of the sample in the pipeline.</summary>
    public required string Name { get; init; }

    /// <summary>What the sample stands for in statistics.</summary>
    public SampleRole Role { get; init; } = SampleRole.Signal;

    /// <summary>The process that the sample is a part of, and other samples are other parts of: another region of phase space, say; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Centre-of-mass energy √s, GeV.</summary>
    public required double SqrtS { get; init; }

    /// <summary>From the frame of the particle table to the centre of mass (z axis along the sample's first beam).</summary>
    public LorentzTransform ToCentreOfMass { get; init; } = LorentzTransform.Identity;

    /// <summary>From the frame of the particle table to the laboratory.</summary>
    public LorentzTransform ToLaboratory { get; init; } = LorentzTransform.Identity;

    /// <summary>Key of the sample's random numbers, see <see cref="Philox.Key"/>.</summary>
    public ulong RandomKey { get; init; }

    /// <summary>
    /// Number of consecutive events that are copies of one simulated event, told apart by what stages draw for each: event i comes from
    /// simulated event i / Copies. Their weights add up to its weight.
    /// </summary>
    public int Copies { get; init; } = 1;

    /// <summary>The point of the pipeline's scan that the sample belongs to; null when it serves every point.</summary>
    public ScanPoint? ScanPoint { get; init; }

    /// <summary>Names of the weights: <c>nominal</c> first, then the variations that were asked for.</summary>
    public IReadOnlyList<string> WeightNames { get; init; } = ["nominal"];
}

/// <summary>What a sample stands for in statistics.</summary>
public enum SampleRole
{
    /// <summary>The process searched for.</summary>
    Signal,

    /// <summary>A process that fakes it.</summary>
    Background,
}
