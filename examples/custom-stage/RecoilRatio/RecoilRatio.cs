using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace Acme;

/// <summary>Missing energy over missing mass: near 1 for a heavy invisible particle at rest, large for a light one.</summary>
[Stage("acme/recoil-ratio", "Ratio of missing energy to missing mass.")]
[Example("- acme/recoil-ratio: { floor: 0.2 GeV }")]
public sealed class RecoilRatio : Stage<RecoilRatio.Settings>
{
    /// <summary>What YAML can set.</summary>
    public sealed record Settings
    {
        /// <summary>E_miss, GeV.</summary>
        [Help("missing energy in the centre-of-mass frame"), Unit("GeV")] public ColumnIn EMiss { get; init; } = "e_miss";

        /// <summary>m²_miss, GeV², negative where resolution makes it so.</summary>
        [Help("squared missing mass"), Unit("GeV^2")] public ColumnIn MMiss2 { get; init; } = "m_miss2";

        /// <summary>Column for the ratio.</summary>
        [Help("where the ratio goes")] public ColumnOut Out { get; init; } = "recoil_ratio";

        /// <summary>Smallest mass to divide by, GeV.</summary>
        [Help("mass floor"), Unit("GeV"), Bounds(1e-6, 10)] public double Floor { get; init; } = 0.1;
    }

    /// <inheritdoc/>
    public override void Process(EventBatch batch)
    {
        ReadOnlySpan<double> energy = batch[Options.EMiss], massSquared = batch[Options.MMiss2];
        Span<double> ratio = batch[Options.Out];
        for (int i = 0; i < batch.Count; i++)
        {
            ratio[i] = energy[i] / Math.Sqrt(Math.Max(massSquared[i], Options.Floor * Options.Floor));
        }
    }
}
