using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Plugins;

/// <summary>What the pipeline tells a stage before the first event.</summary>
public sealed record StageContext
{
    /// <summary>Centre-of-mass energy √s of the pipeline's beams, GeV; null when it states none (every sample states its own).</summary>
    public double? SqrtS { get; init; }

    /// <summary>Integrated luminosity, pb⁻¹; null when the pipeline states none.</summary>
    public double? Luminosity { get; init; }

    /// <summary>Names and roles of the pipeline's samples, in order.</summary>
    public IReadOnlyList<(string Name, SampleRole Role)> Samples { get; init; } = [];

    /// <summary>Names of the backgrounds: of a group of samples (<see cref="SampleInfo.Group"/>) once, and of every sample that is in none.</summary>
    public IReadOnlyList<string> Backgrounds { get; init; } = [];

    /// <summary>The parameter that the pipeline scans and its values, in internal units; null when it scans none.</summary>
    public (string Parameter, IReadOnlyList<double> Values)? Scan { get; init; }

    /// <summary>The pipeline's named numbers (<c>parameters:</c>), in internal units.</summary>
    public IReadOnlyDictionary<string, Quantity> Parameters { get; init; } = new Dictionary<string, Quantity>();

    /// <summary>Number of the random stream of this stage instance, see <see cref="Philox.Uniforms"/>.</summary>
    public uint RandomStream { get; init; }
}
