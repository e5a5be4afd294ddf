namespace AlpToolkit.Io;

/// <summary>What the nominal weights of events add up to, in the unit of the file.</summary>
/// <param name="Events">Number of events.</param>
/// <param name="Sum">Sum of the weights.</param>
/// <param name="SumOfAbsolutes">Sum of their absolute values.</param>
/// <param name="SumOfSquares">Sum of their squares.</param>
/// <param name="Negative">Events of negative weight.</param>
public readonly record struct WeightSums(long Events, double Sum, double SumOfAbsolutes, double SumOfSquares, long Negative)
{
    /// <summary>Mean weight; NaN without events.</summary>
    public double Mean => Sum / Events;

    /// <summary>Standard error of the mean, from the spread of the weights; NaN below two events.</summary>
    public double MeanError => Events < 2 ? double.NaN : Math.Sqrt(Math.Max(0, SumOfSquares / Events - Mean * Mean) / (Events - 1));

    /// <summary>Standard error of the sum, of so many events; NaN below two events.</summary>
    public double SumError => Events * MeanError;

    internal WeightSums With(double weight) =>
        new(Events + 1, Sum + weight, SumOfAbsolutes + Math.Abs(weight), SumOfSquares + weight * weight, Negative + (weight < 0 ? 1 : 0));
}

/// <summary>A weight over a whole file.</summary>
/// <param name="Id">Its id or name; <c>#k</c> for the one in place k, from 0, where it has none of its own.</param>
/// <param name="Events">Events that have it.</param>
/// <param name="Sum">Sum of its values, as read.</param>
public sealed record WeightSum(string Id, long Events, double Sum);
