namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>
/// The events of a sample, or of a group of samples, that pass the cuts of one mass, in the bins of the plane: Σw, Σw² with the copies of one event as one, and Σw of every
/// tenth of the sample for jackknife errors; in expected pb.
/// </summary>
internal sealed class ReachPlane
{
    /// <summary>Parts of a sample that take turns to be left out.</summary>
    public const int Parts = 10;

    private readonly double[][] _parts;

    public ReachPlane(IReadOnlyList<ReachSample> samples, in ReachCuts cuts, int bins)
    {
        (Sums, Squares, JointSquares) = (new double[bins], new double[bins], new double[bins]);
        _parts = new double[Parts][];
        for (int p = 0; p < Parts; p++)
        {
            _parts[p] = new double[bins];
        }

        foreach (ReachSample sample in samples)
        {
            Fill(sample, cuts);
        }
    }

    /// <summary>Σw of every bin, pb.</summary>
    public double[] Sums { get; }

    /// <summary>Σw² of every bin, pb².</summary>
    public double[] Squares { get; }

    /// <summary>Σw W of every bin, pb²: w of an event's copies in the bin, W of all its copies that pass. Adds up over bins to no less than the Σw² of them together.</summary>
    public double[] JointSquares { get; }

    /// <summary>Number of events that pass, copies counted.</summary>
    public long Events { get; private set; }

    /// <summary>Σw of the parts that are taken, scaled to the whole sample, pb.</summary>
    public double[] SumOfParts(Func<int, bool> isTaken)
    {
        int[] taken = [.. Enumerable.Range(0, Parts).Where(isTaken)];
        double[] sums = new double[Sums.Length];
        foreach (int part in taken)
        {
            double[] own = _parts[part];
            for (int bin = 0; bin < sums.Length; bin++)
            {
                sums[bin] += own[bin] * Parts / taken.Length;
            }
        }

        return sums;
    }

    private void Fill(ReachSample sample, in ReachCuts cuts)
    {
        Span<(int Bin, double Weight)> copies = stackalloc (int, double)[64];
        int used = 0;
        long origin = -1;
        foreach (ReachBlock block in sample.Events.Blocks)
        {
            for (int i = 0; i < block.Count; i++)
            {
                if (!cuts.Keep(block, i))
                {
                    continue;
                }

                if (block.Origin(i) != origin)
                {
                    AddSquares(copies[..used]);
                    (used, origin) = (0, block.Origin(i));
                }

                int bin = block.Bin[i];
                double weight = block.Weight[i] * block.Factor;
                Sums[bin] += weight;
                _parts[(int)(block.Origin(i) % Parts)][bin] += weight;
                Events++;
                used = AddCopy(copies, used, bin, weight);
            }
        }

        AddSquares(copies[..used]);
    }

    private static int AddCopy(Span<(int Bin, double Weight)> copies, int used, int bin, double weight)
    {
        for (int k = 0; k < used; k++)
        {
            if (copies[k].Bin == bin)
            {
                copies[k].Weight += weight;
                return used;
            }
        }

        copies[used] = (bin, weight);
        return used + 1;
    }

    private void AddSquares(Span<(int Bin, double Weight)> copies)
    {
        double all = 0;
        foreach ((_, double weight) in copies)
        {
            all += weight;
        }

        foreach ((int bin, double weight) in copies)
        {
            Squares[bin] += weight * weight;
            JointSquares[bin] += weight * all;
        }
    }
}
