namespace AlpToolkit.Io.HepMc;

/// <summary>
/// The cross sections that events state. Each is the estimate from the events so far, so that of the last event of a listing counts.
/// Blocks are decoded in any order by many threads.
/// </summary>
internal sealed class HepMcCrossSections
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, Estimate> _listings = [];

    /// <summary>
    /// The cross section of the last event that states one, and its error, pb; null when none does. Of several listings the mean by their numbers of events, as of
    /// several files; the same number and error in all is one run.
    /// </summary>
    public (double Value, double Error)? Combined
    {
        get
        {
            lock (_lock)
            {
                return Mean();
            }
        }
    }

    /// <summary>Where <see cref="Combined"/> comes from, in words.</summary>
    public string Source
    {
        get
        {
            lock (_lock)
            {
                return IsOneRun() ? "cross section of the last event" : $"mean of the cross sections of {_listings.Count} listings by their numbers of events";
            }
        }
    }

    /// <summary>Notes what an event states.</summary>
    /// <param name="listing">Its listing, from 1.</param>
    /// <param name="number">Its number in the file.</param>
    /// <param name="value">Cross section, pb.</param>
    /// <param name="error">Its error, pb; NaN when not stated.</param>
    public void Note(int listing, long number, double value, double error)
    {
        lock (_lock)
        {
            if (!_listings.TryGetValue(listing, out Estimate known) || number > known.Event)
            {
                _listings[listing] = new Estimate(number, value, error);
            }
        }
    }

    /// <summary>What to say when listings of one file state cross sections that do not fit together; null when they do.</summary>
    public string? Conflict()
    {
        lock (_lock)
        {
            (int last, Estimate taken) = _listings.LastOrDefault();
            foreach ((int listing, Estimate other) in _listings)
            {
                if (Math.Abs(other.Value - taken.Value) > 1e-6 * Math.Abs(taken.Value) + 3 * Math.Sqrt(Square(other.Error) + Square(taken.Error)))
                {
                    return $"listing {listing} states a cross section of {other.Value:G6} ± {Zero(other.Error):G2} pb and listing {last} of {taken.Value:G6} ± {Zero(taken.Error):G2} pb; their mean by numbers of events, {Mean()!.Value.Value:G6} pb, is taken. Give each its own file if they are different processes";
                }
            }

            return null;
        }
    }

    private bool IsOneRun() => _listings.Values.All(l => l.Value == _listings.Values.First().Value && l.Error.Equals(_listings.Values.First().Error));

    private (double Value, double Error)? Mean()
    {
        if (_listings.Count == 0)
        {
            return null;
        }

        if (IsOneRun())
        {
            return (_listings.Last().Value.Value, _listings.Last().Value.Error);
        }

        double events = 0, sum = 0, squares = 0;
        long before = -1;
        foreach (Estimate listing in _listings.Values)
        {
            double count = listing.Event - before;
            before = listing.Event;
            events += count;
            sum += count * listing.Value;
            squares += Square(count * Zero(listing.Error));
        }

        return (sum / events, squares > 0 ? Math.Sqrt(squares) / events : double.NaN);
    }

    private static double Zero(double error) => double.IsFinite(error) ? error : 0;

    private static double Square(double error) => Zero(error) * Zero(error);

    private readonly record struct Estimate(long Event, double Value, double Error);
}
