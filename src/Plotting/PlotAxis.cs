namespace AlpToolkit.Plotting;

/// <summary>An axis: what it measures and from where to where.</summary>
/// <param name="Label">Quantity and unit, <c>m_{a} [GeV]</c>; <see cref="MathText"/> markup.</param>
/// <param name="Low">Value at its beginning.</param>
/// <param name="High">Value at its end.</param>
/// <param name="IsLogarithmic">True for a logarithmic axis, which has to lie above zero.</param>
public sealed record PlotAxis(string Label, double Low, double High, bool IsLogarithmic = false)
{
    /// <summary>Position of a value: 0 at the beginning, 1 at the end; NaN for what has no place on a logarithmic axis.</summary>
    /// <param name="value">A value in the unit of the axis.</param>
    public double Position(double value) => IsLogarithmic
        ? value > 0 ? Math.Log(value / Low) / Math.Log(High / Low) : double.NaN
        : (value - Low) / (High - Low);

    internal void Check()
    {
        if (!double.IsFinite(Low) || !double.IsFinite(High) || !(High > Low) || (IsLogarithmic && !(Low > 0)))
        {
            throw new ArgumentException($"the axis '{Label}' goes from {Low:R} to {High:R}{(IsLogarithmic ? ", logarithmically" : "")}");
        }
    }
}
