using System.Diagnostics;
using AlpToolkit.Core.Events;
using AlpToolkit.Io.Lhe;

namespace AlpToolkit.Benchmarks;

/// <summary><c>lhe-read FILE [repeat]</c>: reads and decodes a file on one thread (unpacking has its own) and prints the rate.</summary>
internal static class LheReadTiming
{
    public static void Run(string path, int repeat)
    {
        EventBatch batch = new(0, 0);
        for (int i = 0; i < repeat; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
            Stopwatch clock = Stopwatch.StartNew();
            long events = 0, text = 0;
            using LheEventStream stream = new(path, new LheOptions());
            SampleInfo sample = new() { Name = "timing", SqrtS = 10.58, WeightNames = stream.ReadHead().WeightNames };
            while (stream.ReadBlock(CancellationToken.None) is LheEventBlock block)
            {
                using (block)
                {
                    batch.Begin(sample, events);
                    stream.Decode(block, batch);
                    events += batch.Count;
                    text += block.End;
                }
            }

            double seconds = clock.Elapsed.TotalSeconds;
            double cpu = (Process.GetCurrentProcess().TotalProcessorTime - cpuBefore).TotalSeconds;
            long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            Console.WriteLine($"{events} events, {text / 1e6:F1} MB of text, {seconds:F3} s wall, {cpu:F3} s CPU: {text / 1e6 / seconds:F0} MB/s wall, {text / 1e6 / cpu:F0} MB/s of CPU; {allocated / 1e6:F1} MB allocated");
        }
    }
}
