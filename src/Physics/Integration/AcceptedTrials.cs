namespace AlpToolkit.Physics.Integration;

/// <summary>Trials of one round: their channels, and those that became events, found by the number of the trial.</summary>
/// <param name="particles">Momenta of an event.</param>
/// <param name="rows">Helicities of an event.</param>
/// <param name="most">Most trials of a round.</param>
/// <param name="slots">Trials that are expected to become events at most; memory grows when there are more.</param>
internal sealed class AcceptedTrials(int particles, int rows, int most, int slots)
{
    private int[] _starts = [];

    public int[] Slots { get; } = new int[most];

    public int[] ChannelOf { get; } = new int[most];

    /// <summary>Numbers of trials, those of one channel after the other.</summary>
    public int[] Sorted { get; } = new int[most];

    public double[] Uniforms { get; } = new double[most];

    public double[] Spare { get; } = new double[most];

    public double[] HelicityUniforms { get; } = new double[rows > 0 ? most : 0];

    public double[] Excess { get; private set; } = new double[slots];

    public double[] Momenta { get; private set; } = new double[4 * particles * slots];

    public sbyte[] Helicities { get; private set; } = new sbyte[rows * slots];

    public int Count { get; set; }

    /// <summary>Takes memory for a trial that became an event.</summary>
    /// <param name="trial">Its number.</param>
    /// <returns>Where it is.</returns>
    public int TakeSlot(int trial)
    {
        if (Count == Excess.Length)
        {
            int more = Math.Min(most, 2 * Count);
            Excess = Longer(Excess, more);
            Momenta = Longer(Momenta, 4 * particles * more);
            Helicities = Longer(Helicities, rows * more);
        }

        return Slots[trial] = Count++;
    }

    /// <summary>Gives every trial a channel by its uniform number, and sorts the trials by channel.</summary>
    /// <param name="cumulative">Cumulative probabilities of the channels.</param>
    /// <param name="count">Number of trials.</param>
    /// <returns>For every channel where it begins among <see cref="Sorted"/>; then where the last one ends.</returns>
    public Span<int> SortByChannel(ReadOnlySpan<double> cumulative, int count)
    {
        if (_starts.Length < cumulative.Length + 2)
        {
            _starts = new int[cumulative.Length + 2];
        }

        // Counts stand two places on, so that they become the next free place of each channel, and then its beginning.
        Span<int> next = _starts.AsSpan(0, cumulative.Length + 2);
        next.Clear();
        for (int t = 0; t < count; t++)
        {
            int channel = ChannelAt(cumulative, Uniforms[t]);
            ChannelOf[t] = channel;
            next[channel + 2]++;
        }

        for (int i = 2; i < next.Length; i++)
        {
            next[i] += next[i - 1];
        }

        for (int t = 0; t < count; t++)
        {
            Sorted[next[ChannelOf[t] + 1]++] = t;
        }

        return next[..^1];
    }

    // The first channel whose cumulative probability is above the number; the last one for whatever rounding leaves.
    private static int ChannelAt(ReadOnlySpan<double> cumulative, double uniform)
    {
        int low = 0, high = cumulative.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (uniform >= cumulative[middle])
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static T[] Longer<T>(T[] array, int length)
    {
        Array.Resize(ref array, length);
        return array;
    }
}
