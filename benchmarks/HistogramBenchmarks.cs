using AlpToolkit.Core.Events;
using AlpToolkit.Core.Results;
using BenchmarkDotNet.Attributes;

namespace AlpToolkit.Benchmarks;

/// <summary>Filling and merging histograms, a block of 4,096 events at a time; the plane is the paper's, 271 × 271 bins.</summary>
[MemoryDiagnoser]
public class HistogramBenchmarks
{
    private readonly double[] _x = new double[EventBatch.Capacity], _y = new double[EventBatch.Capacity];
    private readonly HistogramPartial _line = new(Axis.Regular(100, 0, 10.58)), _lineTotal = new(Axis.Regular(100, 0, 10.58));
    private readonly HistogramPartial _plane = Plane(), _planeBlock = Plane(), _planeTotal = Plane(), _planeDense = Plane();

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(7);
        for (int i = 0; i < _x.Length; i++)
        {
            (_x[i], _y[i]) = (random.NextDouble() * 10.58, random.NextDouble() * 10.58);
            _planeBlock.Fill(_x[i], _y[i], 1);
            _lineTotal.Fill(_x[i], 1);
        }

        for (int i = 0; i < 1_000_000; i++)
        {
            _planeDense.Fill(random.NextDouble() * 10.58, random.NextDouble() * 10.58, 1);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = EventBatch.Capacity)]
    public void FillOnOneAxis()
    {
        _line.Clear();
        for (int i = 0; i < _x.Length; i++)
        {
            _line.Fill(_x[i], 1);
        }
    }

    [Benchmark(OperationsPerInvoke = EventBatch.Capacity)]
    public void FillInThePlane()
    {
        _plane.Clear();
        for (int i = 0; i < _x.Length; i++)
        {
            _plane.Fill(_x[i], _y[i], 1);
        }
    }

    [Benchmark(OperationsPerInvoke = EventBatch.Capacity)]
    public void AddABlockOfThePlane() => _planeTotal.Add(_planeBlock);

    [Benchmark(OperationsPerInvoke = EventBatch.Capacity)]
    public void AddTheWholePlane() => _planeTotal.Add(_planeDense);

    private static HistogramPartial Plane()
    {
        Axis axis = Axis.RelativeWidth(0.02, 0.05, 10.58);
        return new HistogramPartial(axis, axis);
    }
}
