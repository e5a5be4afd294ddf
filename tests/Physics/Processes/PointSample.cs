using System.Runtime.Intrinsics;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>Points of one channel of a process, from uniform numbers without a grid.</summary>
internal static class PointSample
{
    /// <summary>Calls the action for the momenta and the weight of every point that survives the cuts; the array is used again.</summary>
    public static void ForEach(ScatteringProcess process, int channel, int points, ulong seed, Action<FourVector[], double> action)
    {
        FourVector[] momenta = new FourVector[process.Particles];
        ForEachBlock(process, channel, points, seed, block =>
        {
            for (int i = 0; i < block.Survivors; i++)
            {
                for (int p = 0; p < momenta.Length; p++)
                {
                    momenta[p] = Momentum(block, p, i);
                }

                action(momenta, block.Weights[i]);
            }
        });
    }

    /// <summary>Mean weight of a number of points, pb.</summary>
    public static double MeanWeight(ScatteringProcess process, int channel, int points, ulong seed)
    {
        double sum = 0;
        ForEachBlock(process, channel, points, seed, block =>
        {
            foreach (double weight in block.Weights)
            {
                sum += weight;
            }
        });
        return sum / points;
    }

    /// <summary>Momenta and weight at given coordinates.</summary>
    public static (FourVector[] Momenta, double Weight) At(ScatteringProcess process, int channel, ReadOnlySpan<double> coordinates)
    {
        PointBlock block = new(process.Dimensions(channel), process.Particles);
        block.Begin(1);
        for (int d = 0; d < coordinates.Length; d++)
        {
            block.CoordinateVectors(d)[0] = Vector256.Create(coordinates[d]);
        }

        process.NewEvaluator().Evaluate(channel, block);
        FourVector[] momenta = new FourVector[process.Particles];
        for (int p = 0; p < momenta.Length; p++)
        {
            momenta[p] = Momentum(block, p, 0);
        }

        return (momenta, block.Weights[0]);
    }

    private static void ForEachBlock(ScatteringProcess process, int channel, int points, ulong seed, Action<PointBlock> action)
    {
        int dimensions = process.Dimensions(channel);
        PointBlock block = new(dimensions + dimensions % 2, process.Particles);
        PointEvaluator evaluator = process.NewEvaluator();
        for (int done = 0; done < points; done += PointBlock.Capacity)
        {
            block.Begin(Math.Min(PointBlock.Capacity, points - done));
            for (int d = 0; d < dimensions; d += 2)
            {
                PhiloxLanes.Fill(seed, (uint)done, 0, 0, (uint)(d / 2), block.CoordinateVectors(d), block.CoordinateVectors(d + 1));
            }

            evaluator.Evaluate(channel, block);
            action(block);
        }
    }

    private static FourVector Momentum(PointBlock block, int particle, int point) => new(
        block.Momentum(particle, 0)[point], block.Momentum(particle, 1)[point], block.Momentum(particle, 2)[point], block.Momentum(particle, 3)[point]);
}
