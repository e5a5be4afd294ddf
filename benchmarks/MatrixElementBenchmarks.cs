using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using BenchmarkDotNet.Attributes;

namespace AlpToolkit.Benchmarks;

/// <summary>|M|² of QED processes, four points at once; times are per point.</summary>
[MemoryDiagnoser]
public class MatrixElementBenchmarks
{
    private Func<FourVectorLanes[], Vector256<double>>[] _bhabha = [], _photons = [];
    private FourVectorLanes[][][] _bhabhaPoints = [], _photonPoints = [];

    [GlobalSetup]
    public void Setup()
    {
        _bhabha = [.. Enumerable.Range(0, 4).Select(MatrixElementCases.Bhabha)];
        _bhabhaPoints = [.. Enumerable.Range(0, 4).Select(n => MatrixElementCases.Points(n + 2, 2, ParticleMasses.Electron))];
        _photons = [.. Enumerable.Range(2, 3).Select(MatrixElementCases.Photons)];
        _photonPoints = [.. Enumerable.Range(2, 3).Select(n => MatrixElementCases.Points(n, 0, 0))];
    }

    [Benchmark(OperationsPerInvoke = 512), Arguments(0), Arguments(1), Arguments(2), Arguments(3)]
    public double BhabhaPhotons(int photons) => Sum(_bhabha[photons], _bhabhaPoints[photons]);

    [Benchmark(OperationsPerInvoke = 512), Arguments(2), Arguments(3), Arguments(4)]
    public double Photons(int photons) => Sum(_photons[photons - 2], _photonPoints[photons - 2]);

    private static double Sum(Func<FourVectorLanes[], Vector256<double>> squared, FourVectorLanes[][] points)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        foreach (FourVectorLanes[] point in points)
        {
            sum += squared(point);
        }

        return Vector256.Sum(sum);
    }
}
