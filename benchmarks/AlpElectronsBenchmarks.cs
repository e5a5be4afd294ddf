using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;
using BenchmarkDotNet.Attributes;

namespace AlpToolkit.Benchmarks;

/// <summary>e⁺e⁻ → e⁺e⁻a in acceptance, per point: |M|² alone, and a channel's phase space, cuts and |M|²; blocks of 512 points.</summary>
[MemoryDiagnoser]
public class AlpElectronsBenchmarks
{
    private readonly double[] _uniform = new double[5 * PointBlock.Capacity];
    private readonly PointBlock _block = new(5, 3), _points = new(5, 3);
    private AlpElectronsAmplitude _amplitude = null!;
    private PointEvaluator _evaluator = null!;

    [Params(AlpElectronsChannels.PhotonFusion, AlpElectronsChannels.AlpDalitz)]
    public AlpElectronsChannels Channel { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        ModelParameters parameters = new();
        _amplitude = new AlpElectronsAmplitude(10.58, parameters, parameters.ElectronMass);
        _evaluator = new AlpElectronsProcess(10.58, parameters, new GenerationCuts { Leptons = AcceptanceRegion.BelleIICalorimeter }, Channel).NewEvaluator();
        Random random = new(7);
        for (int i = 0; i < _uniform.Length; i++)
        {
            _uniform[i] = random.NextDouble();
        }

        Evaluate(_points);
    }

    [Benchmark(OperationsPerInvoke = PointBlock.Capacity)]
    public void PhaseSpaceAndMatrixElement() => Evaluate(_block);

    /// <summary>All 16 helicities, both diagrams and their interference; all lanes of the block, dropped points too.</summary>
    [Benchmark(OperationsPerInvoke = PointBlock.Capacity)]
    public Vector256<double> MatrixElement()
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int v = 0; v < PointBlock.Capacity / PointBlock.Width; v++)
        {
            sum += _amplitude.Evaluate(_points.Load(0, v), _points.Load(1, v)).Total;
        }

        return sum;
    }

    private void Evaluate(PointBlock block)
    {
        block.Begin(PointBlock.Capacity);
        for (int d = 0; d < 5; d++)
        {
            _uniform.AsSpan(d * PointBlock.Capacity, PointBlock.Capacity).CopyTo(block.Coordinate(d));
        }

        _evaluator.Evaluate(0, block);
    }
}
