using AlpToolkit.Statistics;

namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>A background in the plane as the likelihood takes it: scaled to expected events, and smoothed where that was asked for.</summary>
internal sealed class ReachTemplate
{
    private readonly ReachPlane _plane;
    private readonly PlaneSmoothing? _smoothing, _smoothingOfHalf;
    private readonly double _factor, _scale;

    /// <summary>A background.</summary>
    /// <param name="plane">Its events.</param>
    /// <param name="columns">Bins in a row.</param>
    /// <param name="luminosity">Integrated luminosity, pb⁻¹.</param>
    /// <param name="scale">Factor on the cross section.</param>
    /// <param name="smoothing">How it is smoothed; null for not at all.</param>
    /// <param name="isOfInterest">True for the bins that are needed.</param>
    public ReachTemplate(ReachPlane plane, int columns, double luminosity, double scale, ReachSmoothingSettings? smoothing, Func<int, bool> isOfInterest)
    {
        double factor = luminosity * scale;
        (_plane, _factor, _scale) = (plane, factor, scale);
        Simulated = Scaled(plane.Sums, factor);
        (Sums, Squares) = (Simulated, Scaled(plane.Squares, factor * factor));
        Weights = SparseBackground.WeightsOf(Sums, Squares);
        if (smoothing is not null)
        {
            _smoothing = new PlaneSmoothing(plane.Sums, plane.JointSquares, columns, smoothing.Along, smoothing.Across, smoothing.Events, smoothing.MostBins, isOfInterest);

            // A half of the events has half as many in every neighbourhood.
            _smoothingOfHalf = new PlaneSmoothing(plane.Sums, plane.JointSquares, columns, smoothing.Along, smoothing.Across, 2 * smoothing.Events, smoothing.MostBins, isOfInterest);
            (Sums, double[] joint) = _smoothing.Apply(Simulated, Scaled(plane.JointSquares, factor * factor));
            Squares = [.. Squares.Select((own, bin) => _smoothing.Radius(bin) == 0 ? own : joint[bin])];
        }
    }

    /// <summary>Expected events in every bin.</summary>
    public double[] Sums { get; }

    /// <summary>Squared errors of the simulation, events².</summary>
    public double[] Squares { get; }

    /// <summary>Expected events in every bin before smoothing.</summary>
    public double[] Simulated { get; }

    /// <summary>Expected events that a simulated event of every bin stands for; 0 where there is none.</summary>
    public double[] Weights { get; }

    /// <summary>Adds what is expected with other factors.</summary>
    /// <param name="expected">Expected events so far.</param>
    /// <param name="scale">Factor on the cross section in place of the template's own; null for that.</param>
    /// <param name="luminosity">Luminosity over the template's.</param>
    /// <exception cref="DivideByZeroException">The template's own factor is 0, and another is asked for.</exception>
    public void AddScaled(double[] expected, double? scale, double luminosity)
    {
        double factor = scale is not { } other || other == _scale ? luminosity : _scale != 0 ? luminosity * other / _scale : throw new DivideByZeroException();
        for (int bin = 0; bin < expected.Length; bin++)
        {
            expected[bin] += factor * Math.Max(0, Sums[bin]);
        }
    }

    /// <summary>Adds what a part of the events says of the whole.</summary>
    /// <param name="expected">Expected events so far.</param>
    /// <param name="isTaken">True for the parts that are taken.</param>
    /// <param name="isHalf">True when they are half of all events, which have to be smoothed over more bins.</param>
    public void AddParts(double[] expected, Func<int, bool> isTaken, bool isHalf)
    {
        double[] sums = _plane.SumOfParts(isTaken);
        if ((isHalf ? _smoothingOfHalf : _smoothing) is { } smoothing)
        {
            sums = smoothing.Apply(sums, isHalf ? 0.5 : 1);
        }

        for (int bin = 0; bin < expected.Length; bin++)
        {
            expected[bin] += Math.Max(0, sums[bin]) * _factor;
        }
    }

    private static double[] Scaled(double[] values, double factor) => Array.ConvertAll(values, v => v * factor);
}
