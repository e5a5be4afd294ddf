using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Plugins.Stages.Histogramming;

/// <summary>What <see cref="HistogrammingStage"/> gathers: its histograms in the order of the options.</summary>
/// <param name="histograms">Empty histograms.</param>
public sealed class HistogrammingPartial(IReadOnlyList<HistogramPartial> histograms) : IPartialResult<HistogrammingPartial>
{
    /// <summary>The histograms, in the order of the options.</summary>
    public IReadOnlyList<HistogramPartial> Histograms { get; } = histograms;

    /// <inheritdoc/>
    public void Add(HistogrammingPartial other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < Histograms.Count; i++)
        {
            Histograms[i].Add(other.Histograms[i]);
        }
    }

    /// <inheritdoc/>
    public void Scale(double factor)
    {
        foreach (HistogramPartial histogram in Histograms)
        {
            histogram.Scale(factor);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        foreach (HistogramPartial histogram in Histograms)
        {
            histogram.Clear();
        }
    }
}
