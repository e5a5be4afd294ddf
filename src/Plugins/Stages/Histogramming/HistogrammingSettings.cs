using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Plugins.Stages.Histogramming;

/// <summary>One histogram of <see cref="HistogrammingStage"/>.</summary>
public sealed record HistogramSettings
{
    /// <summary>Value on the first axis; null for the column that the histogram is named after.</summary>
    [Help("value on the first axis; without it the column of the histogram's name")]
    public Expression? X { get; init; }

    /// <summary>Value on the second axis; null for a histogram on one.</summary>
    [Help("value on the second axis, for a histogram in a plane")]
    public Expression? Y { get; init; }

    /// <summary>Bins of both axes.</summary>
    [Help("bins of both axes"), Shorthand]
    public Binning? Bins { get; init; }

    /// <summary>Bins of the first axis, in place of <see cref="Bins"/>.</summary>
    [Help("bins of the first axis, in place of bins")]
    public Binning? XBins { get; init; }

    /// <summary>Bins of the second axis, in place of <see cref="Bins"/>.</summary>
    [Help("bins of the second axis, in place of bins")]
    public Binning? YBins { get; init; }
}

/// <summary>A histogram as it was asked for, with its axes once the formulas are bound.</summary>
internal sealed class HistogramPlan(string name, HistogramSettings settings)
{
    private Axis? _xAxis, _yAxis;

    public Expression X { get; } = settings.X ?? Expression.Parse(name);

    public Expression? Y { get; } = settings.Y;

    public void MakeAxes(double? sqrtS)
    {
        if (Y is null && settings.YBins is not null)
        {
            throw new PluginException($"histogram '{name}' has y_bins and no y. Write what the second axis shows, or leave y_bins out");
        }

        _xAxis = AxisOf(X, settings.XBins ?? settings.Bins, "x_bins", sqrtS);
        _yAxis = Y is null ? null : AxisOf(Y, settings.YBins ?? settings.Bins, "y_bins", sqrtS);
    }

    public HistogramPartial NewPartial(int variations)
    {
        try
        {
            return new HistogramPartial(_xAxis!, _yAxis, variations);
        }
        catch (ArgumentException tooLarge)
        {
            throw new PluginException($"histogram '{name}': {tooLarge.Message}", tooLarge);
        }
    }

    public Histogram Result(HistogramPartial filled, IReadOnlyList<string> weightNames) =>
        new(name, filled, X.Text, Y?.Text, weightNames);

    private Axis AxisOf(Expression values, Binning? bins, string option, double? sqrtS)
    {
        if (bins is null)
        {
            throw new PluginException($"histogram '{name}' has no bins for {values.Text}. Add 'bins' or '{option}': {Binning.Grammar}");
        }

        try
        {
            return bins.ToAxis(values.Dimension, sqrtS);
        }
        catch (FormatException wrong)
        {
            throw new PluginException($"histogram '{name}', {values.Text}: {wrong.Message}", wrong);
        }
    }
}
