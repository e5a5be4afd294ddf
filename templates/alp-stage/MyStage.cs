using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace Acme;

/// <summary>Missing energy as a fraction of the beam energy √s / 2. Replace it by what you need.</summary>
[Stage("acme/my-stage", "Missing energy as a fraction of the beam energy.")]
[Example("- acme/my-stage: { e_miss: e_miss, out: my_stage }")]
public sealed class MyStage : Stage<MyStage.Settings>
{
    /// <summary>What YAML can set: <c>e_miss</c> and <c>out</c>.</summary>
    public sealed record Settings
    {
        /// <summary>Column to read.</summary>
        [Help("missing energy in the centre-of-mass frame"), Unit("GeV")]
        public ColumnIn EMiss { get; init; } = "e_miss";

        /// <summary>Column to write.</summary>
        [Help("where the fraction goes")]
        public ColumnOut Out { get; init; } = "my_stage";
    }

    /// <inheritdoc/>
    public override void Process(EventBatch batch)
    {
        ReadOnlySpan<double> missing = batch[Options.EMiss];
        Span<double> fraction = batch[Options.Out];
        double beamEnergy = batch.Sample.SqrtS / 2;
        for (int i = 0; i < batch.Count; i++)
        {
            fraction[i] = missing[i] / beamEnergy;
        }
    }
}
