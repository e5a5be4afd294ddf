using System.Diagnostics;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Benchmarks;

/// <summary><c>tau-pair [seconds]</c>: rate of τ-pair events on one thread, from coordinates to momenta and from random numbers to momenta.</summary>
internal static class TauPairTiming
{
    public static void Run(double seconds)
    {
        ModelParameters parameters = new();
        TauPairProcess process = new(10.58, parameters);
        Time("coordinates to momenta", process, seconds, drawEach: false);
        Time("random numbers to momenta", process, seconds, drawEach: true);
        GenerationCuts cuts = new() { Leptons = AcceptanceRegion.BelleIICalorimeter };
        Time("random numbers to momenta, leptons in acceptance", new(10.58, parameters, null, cuts), seconds, drawEach: true);
        TimeMatrixElement(process, seconds);
    }

    private static void Time(string what, TauPairProcess process, double seconds, bool drawEach)
    {
        PointEvaluator evaluator = process.NewEvaluator();
        PointBlock block = new(process.Dimensions(0), process.Particles);
        block.Begin(PointBlock.Capacity);
        Draw(block, 0);
        double best = 0;
        long allocated = 0;
        uint first = 0;
        for (int repeat = 0; repeat < 5; repeat++)
        {
            long events = 0, survivors = 0, before = GC.GetAllocatedBytesForCurrentThread();
            Stopwatch clock = Stopwatch.StartNew();
            while (clock.Elapsed.TotalSeconds < seconds / 5)
            {
                for (int i = 0; i < 64; i++)
                {
                    block.Begin(PointBlock.Capacity);
                    if (drawEach)
                    {
                        Draw(block, first += PointBlock.Capacity);
                    }

                    evaluator.Evaluate(0, block);
                    survivors += block.Survivors;
                }

                events += 64 * PointBlock.Capacity;
            }

            best = Math.Max(best, survivors / clock.Elapsed.TotalSeconds);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Console.WriteLine($"{what}: {best / 1e6:F2} M events/s on one thread, {allocated} B allocated");
    }

    private static void Draw(PointBlock block, uint first)
    {
        for (int d = 0; d < block.Dimensions; d += 2)
        {
            PhiloxLanes.Fill(1, first, 0, 0, (uint)(d / 2), block.CoordinateVectors(d), block.CoordinateVectors(d + 1));
        }
    }

    private static void TimeMatrixElement(TauPairProcess process, double seconds)
    {
        PointBlock block = new(process.Dimensions(0), process.Particles);
        block.Begin(PointBlock.Capacity);
        Draw(block, 0);
        process.NewEvaluator().Evaluate(0, block);
        TauPairAmplitude amplitude = new(process.SqrtS, process.Parameters);
        Vector256<double> sum = default;
        long points = 0;
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            for (int v = 0; v < block.Vectors; v++)
            {
                sum += amplitude.Decayed(new(block.Load(2, v), block.Load(3, v), block.Load(4, v)), new(block.Load(5, v), block.Load(6, v), block.Load(7, v)), 0.1);
            }

            points += PointBlock.Capacity;
        }

        Console.WriteLine($"|M|² of 2 → 6 alone: {points / clock.Elapsed.TotalSeconds / 1e6:F1} M points/s on one thread (mean {Vector256.Sum(sum) / points:E3})");
    }
}
