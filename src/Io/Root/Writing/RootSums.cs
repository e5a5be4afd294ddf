namespace AlpToolkit.Io.Root.Writing;

/// <summary>Sums over the fills between the edges, from which ROOT has mean and width.</summary>
/// <param name="Weights">Σw.</param>
/// <param name="SquaredWeights">Σw².</param>
/// <param name="X">Σwx.</param>
/// <param name="X2">Σwx².</param>
/// <param name="Y">Σwy; on two axes and of profiles.</param>
/// <param name="Y2">Σwy²; on two axes and of profiles.</param>
/// <param name="XY">Σwxy; on two axes.</param>
public sealed record RootSums(double Weights, double SquaredWeights, double X, double X2, double Y = 0, double Y2 = 0, double XY = 0)
{
    /// <summary>Sums of the bins, as if all fills had been at their middles.</summary>
    internal static RootSums OfBins(RootAxis x, RootAxis? y, ReadOnlySpan<double> weights, ReadOnlySpan<double> squaredWeights)
    {
        double w = 0, w2 = 0, wx = 0, wx2 = 0, wy = 0, wy2 = 0, wxy = 0;
        int row = x.BinCount + 2;
        for (int j = y is null ? 0 : 1; j <= (y?.BinCount ?? 0); j++)
        {
            double middleY = y?.Centre(j) ?? 0;
            for (int i = 1; i <= x.BinCount; i++)
            {
                double weight = weights[j * row + i], middleX = x.Centre(i);
                w += weight;
                w2 += squaredWeights.IsEmpty ? weight : squaredWeights[j * row + i];
                wx += weight * middleX;
                wx2 += weight * middleX * middleX;
                wy += weight * middleY;
                wy2 += weight * middleY * middleY;
                wxy += weight * middleX * middleY;
            }
        }

        return new RootSums(w, w2, wx, wx2, wy, wy2, wxy);
    }
}
