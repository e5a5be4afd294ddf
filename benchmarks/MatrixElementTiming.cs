using System.Diagnostics;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Benchmarks;

/// <summary><c>matrix-elements [seconds]</c>: time of |M|² per phase-space point of each process, without phase space, on one thread; processor time, which other load disturbs less.</summary>
internal static class MatrixElementTiming
{
    public static void Run(double seconds)
    {
        foreach ((string name, Func<FourVectorLanes[], Vector256<double>> squared, FourVectorLanes[][] points) in MatrixElementCases.All())
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Measure(squared, points, seconds);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Console.WriteLine($"{name,-24} {Measure(squared, points, seconds),10:F1} ns per point, {allocated} B allocated");
        }
    }

    private static double Measure(Func<FourVectorLanes[], Vector256<double>> squared, FourVectorLanes[][] points, double seconds)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        long evaluations = 0, start = Stopwatch.GetTimestamp();
        TimeSpan processorBefore = Environment.CpuUsage.TotalTime;
        do
        {
            foreach (FourVectorLanes[] point in points)
            {
                sum += squared(point);
            }

            evaluations += points.Length;
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
        double processor = (Environment.CpuUsage.TotalTime - processorBefore).TotalSeconds;
        return double.IsNaN(Vector256.Sum(sum)) ? throw new InvalidOperationException("a matrix element is not a number") : 1e9 * processor / (Vector256<double>.Count * evaluations);
    }
}
