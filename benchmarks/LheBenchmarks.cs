using System.Text;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Text;
using BenchmarkDotNet.Attributes;

namespace AlpToolkit.Benchmarks;

/// <summary>LHE from memory: numbers alone, and a block of 4096 events. Both must show no allocation.</summary>
[MemoryDiagnoser]
public class LheBenchmarks : IDisposable
{
    private const string Particle = "      -11  1    1    2    0    0 +2.4519142079e+00 +1.8150532562e+00 -1.0216802342e+00 3.2171621607e+00 5.1099890000e-04 0.0000e+00 1.0000e+00\n";

    private static readonly byte[] s_numbers = Encoding.ASCII.GetBytes("+2.4519142079e+00 -.93544317E+03 0.0000e+00 5.2899999753e+00 ");

    private readonly EventBatch _batch = new(0, 0);
    private LheEventStream _stream = null!;
    private EventBlock _block = null!;
    private SampleInfo _sample = null!;

    [GlobalSetup]
    public void ReadOneBlock()
    {
        StringBuilder text = new("<LesHouchesEvents version=\"3.0\">\n<init>\n-11 11 5.29 5.29 0 0 0 0 -4 1\n6.4e-5 2.3e-7 6.4e-5 1\n</init>\n");
        for (int i = 0; i < EventBatch.Capacity; i++)
        {
            text.Append("<event>\n 5      1 +6.4247000e-05 1.05800000e+01 7.29735300e-03 1.75573600e-01\n")
                .Insert(text.Length, Particle.Replace(" 1    2 ", " 0    0 ", StringComparison.Ordinal), 2).Insert(text.Length, Particle, 3).Append("</event>\n");
        }

        text.Append("</LesHouchesEvents>\n");
        _stream = new LheEventStream("memory", () => new MemoryStream(Encoding.ASCII.GetBytes(text.ToString())), new LheOptions());
        StreamHead head = _stream.ReadHead();
        _sample = new SampleInfo { Name = "memory", SqrtS = 10.58, WeightNames = head.WeightNames };
        _block = _stream.ReadBlock(CancellationToken.None)!;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _block.Dispose();
        _stream.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = 4)]
    public double FourNumbers()
    {
        double sum = 0;
        int position = 0;
        for (int i = 0; i < 4; i++, position++)
        {
            NumberText.TryReadDouble(s_numbers, ref position, out double value);
            sum += value;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = EventBatch.Capacity)]
    public int DecodeEvent()
    {
        _batch.Begin(_sample, 0);
        _stream.Decode(_block, _batch);
        return _batch.Particles.Count;
    }
}
