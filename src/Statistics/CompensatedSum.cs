namespace AlpToolkit.Statistics;

/// <summary>A sum with the rounding errors summed beside it (Neumaier 1974): correct to 1 ulp for terms of one sign, whatever their number.</summary>
internal struct CompensatedSum
{
    private double _sum, _error;

    /// <summary>The sum so far.</summary>
    public readonly double Value => double.IsFinite(_sum) ? _sum + _error : _sum;

    public void Add(double term)
    {
        double sum = _sum + term;
        _error += Math.Abs(_sum) >= Math.Abs(term) ? _sum - sum + term : term - sum + _sum;
        _sum = sum;
    }
}
