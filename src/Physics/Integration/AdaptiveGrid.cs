namespace AlpToolkit.Physics.Integration;

/// <summary>
/// Importance sampling in one hypercube by a separable grid (G. P. Lepage, J. Comput. Phys. 27 (1978) 192): every dimension is cut
/// into bins of equal probability, whose widths follow the integrand. Immutable: <see cref="Refine"/> makes a new one.
/// </summary>
internal sealed class AdaptiveGrid
{
    /// <summary>Bins of a dimension.</summary>
    public const int Bins = 128;

    // A bin learns from its neighbours too, from fewer of them where there are many points: what a few points happen to show would make the weights of later ones larger.
    private const int MostPasses = 8;

    private const double ManyPoints = 10_000;

    // Damping of the refinement, and the least share of an average bin: no part of the hypercube is ever given up.
    private const double Damping = 0.8, LeastShare = 0.05;

    private readonly double[] _edges;

    private AdaptiveGrid(int dimensions, double[] edges, bool isUniform)
    {
        Dimensions = dimensions;
        IsUniform = isUniform;
        _edges = edges;
    }

    /// <summary>Number of dimensions.</summary>
    public int Dimensions { get; }

    /// <summary>True before the first refinement: the map is the identity then.</summary>
    public bool IsUniform { get; }

    /// <summary>A grid of equal bins.</summary>
    public static AdaptiveGrid Uniform(int dimensions)
    {
        double[] edges = new double[dimensions * (Bins + 1)];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = (double)(i % (Bins + 1)) / Bins;
        }

        return new AdaptiveGrid(dimensions, edges, isUniform: true);
    }

    /// <summary>Moves uniform numbers to where the grid wants them.</summary>
    /// <param name="block">Block whose coordinates are moved.</param>
    /// <param name="jacobians">Is set to the volume that a point stands for, one a point.</param>
    /// <param name="bins">Is set to the bin of point i in dimension d, at <c>d * PointBlock.Capacity + i</c>.</param>
    public void Map(PointBlock block, Span<double> jacobians, Span<byte> bins)
    {
        int padded = block.Vectors * PointBlock.Width;
        jacobians[..padded].Fill(1);
        for (int d = 0; d < Dimensions; d++)
        {
            Span<double> u = block.Coordinate(d)[..padded];
            Span<byte> own = bins.Slice(d * PointBlock.Capacity, padded);
            ReadOnlySpan<double> edges = _edges.AsSpan(d * (Bins + 1), Bins + 1);
            for (int i = 0; i < u.Length; i++)
            {
                double scaled = u[i] * Bins;
                int k = (int)scaled & (Bins - 1);
                double width = edges[k + 1] - edges[k];
                u[i] = edges[k] + (scaled - k) * width;
                jacobians[i] *= width * Bins;
                own[i] = (byte)k;
            }
        }
    }

    /// <summary>The grid that makes Σ f² in every bin more equal.</summary>
    /// <param name="importance">Σ of squared weights in bin k of dimension d, at <c>d * Bins + k</c>.</param>
    /// <param name="points">Number of points in the sums.</param>
    public AdaptiveGrid Refine(ReadOnlySpan<double> importance, long points)
    {
        int passes = (int)(MostPasses * Math.Min(1, ManyPoints / Math.Max(1, points)));
        double[] edges = (double[])_edges.Clone();
        Span<double> share = stackalloc double[Bins];
        for (int d = 0; d < Dimensions; d++)
        {
            Smooth(importance.Slice(d * Bins, Bins), share, passes);
            if (Damp(share))
            {
                Redistribute(_edges.AsSpan(d * (Bins + 1), Bins + 1), share, edges.AsSpan(d * (Bins + 1), Bins + 1));
            }
        }

        return new AdaptiveGrid(Dimensions, edges, isUniform: false);
    }

    private static void Smooth(ReadOnlySpan<double> raw, Span<double> smooth, int passes)
    {
        for (int k = 0; k < Bins; k++)
        {
            double left = raw[Math.Max(0, k - 1)], right = raw[Math.Min(Bins - 1, k + 1)];
            smooth[k] = (left + 6 * raw[k] + right) / 8;
        }

        for (int pass = 0; pass < passes; pass++)
        {
            double left = smooth[0];
            for (int k = 0; k < Bins; k++)
            {
                double own = smooth[k], right = smooth[Math.Min(Bins - 1, k + 1)];
                smooth[k] = (left + 2 * own + right) / 4;
                left = own;
            }
        }
    }

    // Lepage's compression ((r − 1)/ln r)^α of the shares r; false where nothing is known.
    private static bool Damp(Span<double> share)
    {
        double sum = 0;
        foreach (double s in share)
        {
            sum += s;
        }

        if (!(sum > 0) || !double.IsFinite(sum))
        {
            return false;
        }

        double total = 0;
        for (int k = 0; k < Bins; k++)
        {
            double r = Math.Max(share[k] / sum, 1e-300);
            share[k] = r >= 1 ? 1 : Math.Pow((r - 1) / Math.Log(r), Damping);
            total += share[k];
        }

        double least = LeastShare * total / Bins;
        for (int k = 0; k < Bins; k++)
        {
            share[k] = Math.Max(share[k], least);
        }

        return true;
    }

    private static void Redistribute(ReadOnlySpan<double> old, ReadOnlySpan<double> share, Span<double> edges)
    {
        double total = 0;
        foreach (double s in share)
        {
            total += s;
        }

        double perBin = total / Bins, filled = 0;
        int k = 0;
        for (int i = 1; i < Bins; i++)
        {
            double wanted = i * perBin;
            while (k < Bins - 1 && filled + share[k] < wanted)
            {
                filled += share[k++];
            }

            double fraction = Math.Clamp((wanted - filled) / share[k], 0, 1);
            edges[i] = old[k] + fraction * (old[k + 1] - old[k]);
        }
    }
}
