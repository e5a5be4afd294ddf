namespace AlpToolkit.Statistics.Selection;

/// <summary>
/// Cuts that maximise S/√B and keep enough signal (arXiv:2307.06369, Sec. V): the exact optimum over the simulated events, by branch and
/// bound, not the best point of a grid.
/// </summary>
/// <remarks>
/// Tightening a cut until just before it loses a signal event never makes S/√B smaller: the thresholds to choose from are the coordinates of
/// signal events. A box of thresholds has a tightest and a loosest corner. No cuts in it have more signal than the loosest, nor less
/// background than the tightest, which bounds S/√B; boxes that cannot hold anything better, or cannot keep enough signal, are left out, the
/// others halved. Without background S/√B is infinite: of such cuts the best keep most signal. Of equal ones the looser are taken.
/// </remarks>
public sealed class CutOptimiser
{
    private readonly int _cuts;
    private readonly double[][] _thresholds;
    private readonly RankedPoints _signal, _background;
    private readonly double _leastSignal;
    private readonly long _mostBoxes;
    private readonly int[] _low, _high, _best;
    private double _bestSignal = -1, _bestBackground = double.PositiveInfinity, _open;
    private long _boxes;

    private CutOptimiser(SelectionPoints signal, SelectionPoints background, CutRequirements requirements)
    {
        _cuts = signal.Coordinates.Count;
        _mostBoxes = requirements.MostBoxes;
        _thresholds = new double[_cuts][];
        for (int d = 0; d < _cuts; d++)
        {
            _thresholds[d] = requirements.Fixed.Count > d && requirements.Fixed[d] is { } threshold
                ? [threshold]
                : [.. signal.Coordinates[d].ToArray().Where(x => !double.IsNaN(x)).Distinct().Order()];
        }

        _signal = new RankedPoints(signal, _thresholds);
        _background = new RankedPoints(background, _thresholds);
        _leastSignal = requirements.LeastSignal;
        (_low, _high, _best) = (new int[_cuts], new int[_cuts], new int[_cuts]);
    }

    /// <summary>Finds the best cuts.</summary>
    /// <param name="signal">Signal events, at least one.</param>
    /// <param name="background">Background events, with the same cuts; may be none.</param>
    /// <param name="requirements">What is asked.</param>
    /// <exception cref="ArgumentException">There is no signal event, columns differ in length or number, or a weight is negative or no number.</exception>
    public static OptimalCuts Optimise(SelectionPoints signal, SelectionPoints background, CutRequirements requirements)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(background);
        ArgumentNullException.ThrowIfNull(requirements);
        Check(signal, signal.Coordinates.Count, nameof(signal));
        Check(background, signal.Coordinates.Count, nameof(background));
        return signal.Count > 0 ? new CutOptimiser(signal, background, requirements).Run() : throw new ArgumentException("there is no signal event", nameof(signal));
    }

    private static void Check(SelectionPoints points, int cuts, string name)
    {
        if (points.Coordinates.Count != cuts || cuts == 0 || points.Coordinates.Any(c => c.Length != points.Count))
        {
            throw new ArgumentException($"{cuts} columns of {points.Count} coordinates were expected", name);
        }

        foreach (double weight in points.Weights.Span)
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException($"weights are finite and not negative, found {weight:R}", name);
            }
        }
    }

    private OptimalCuts Run()
    {
        for (int d = 0; d < _cuts; d++)
        {
            _high[d] = Math.Max(0, _thresholds[d].Length - 1);
        }

        double all = _signal.Sum(_signal.Loosest);
        bool feasible = all >= _leastSignal;
        if (!feasible || _thresholds.Any(t => t.Length == 0))
        {
            return new OptimalCuts([.. _thresholds.Select(t => t.Length > 0 ? t[^1] : double.NaN)], all, _background.Sum(_background.Loosest), feasible, 0, 0);
        }

        // What the loosest cuts lose is lost by all: the other points are undecided between the two corners, or kept by both.
        Branch signal = _signal.Root(_low), background = _background.Root(_low);
        Explore(signal, background);
        double[] thresholds = [.. _best.Select((index, d) => _thresholds[d][index])];
        double gap = _open > 0 ? Math.Max(0, Math.Sqrt(_open / Merit(_bestSignal, _bestBackground)) - 1) : 0;
        return new OptimalCuts(thresholds, _bestSignal, _bestBackground, true, double.IsNaN(gap) ? 0 : gap, _boxes);
    }

    // Undecided points of a box: their weights count for the loosest corner and not for the tightest.
    private void Explore(Branch signal, Branch background)
    {
        _boxes++;
        double loosest = signal.Tight + signal.Undecided;
        if (loosest < _leastSignal * (1 - 1e-12) || !CanImprove(loosest, background.Tight))
        {
            return;
        }

        if (_boxes > _mostBoxes)
        {
            _open = Math.Max(_open, Merit(loosest, background.Tight));
            return;
        }

        Offer(loosest, background.Tight + background.Undecided, _high);
        int cut = Widest();
        if (cut < 0 || (signal.Count == 0 && background.Count == 0))
        {
            return;
        }

        Offer(signal.Tight, background.Tight, _low);

        (int low, int high) = (_low[cut], _high[cut]);
        int middle = low + (high - low) / 2;

        // The tighter half first where it can keep enough: it has less background.
        _high[cut] = middle;
        Explore(_signal.Below(signal, cut, middle), _background.Below(background, cut, middle));
        (_low[cut], _high[cut]) = (middle + 1, high);
        Explore(_signal.Above(signal, _low), _background.Above(background, _low));
        _low[cut] = low;
    }

    private int Widest()
    {
        int widest = -1, width = 0;
        for (int d = 0; d < _cuts; d++)
        {
            if (_high[d] - _low[d] > width)
            {
                (widest, width) = (d, _high[d] - _low[d]);
            }
        }

        return widest;
    }

    private static double Merit(double signal, double background) => signal * signal / background;

    private bool CanImprove(double signal, double background) => _bestSignal < 0 || IsBetter(signal, background, orEqual: false);

    private bool IsBetter(double signal, double background, bool orEqual)
    {
        double merit = Merit(signal, background), best = Merit(_bestSignal, _bestBackground);
        return double.IsPositiveInfinity(merit) && double.IsPositiveInfinity(best)
            ? signal > _bestSignal
            : merit > best || (orEqual && merit == best && signal > _bestSignal);
    }

    private void Offer(double signal, double background, int[] thresholds)
    {
        if (signal >= _leastSignal && (_bestSignal < 0 || IsBetter(signal, background, orEqual: true)))
        {
            (_bestSignal, _bestBackground) = (signal, background);
            thresholds.CopyTo(_best, 0);
        }
    }
}
