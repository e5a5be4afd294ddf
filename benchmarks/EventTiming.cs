using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Benchmarks;

/// <summary>
/// <c>events FOLDER [filter]</c>: makes files of events and reads each in a process of its own: megabytes of text a second of processor
/// time of the one thread that splits and decodes, of all threads, and of wall time, and the process's peak memory.
/// </summary>
internal static class EventTiming
{
    private const int LheEvents = 200_000, LheWeights = 100, HepMcEvents = 50_000, Repeats = 3;
    private const int LargeEvents = 40, LargeEventParticles = 40_000;

    public static void Run(string folder, string filter)
    {
        Directory.CreateDirectory(folder);
        (string Name, Action<EventText> Write, string[] Ways)[] files =
        [
            ("plain.lhe", t => EventFiles.Lhe(t, LheEvents, 0), ["none 1", "none 2"]),
            ("weights.lhe", t => EventFiles.Lhe(t, LheEvents, LheWeights), ["none 1", "all 1", "all 2"]),
            ("asciiv3.hepmc3", t => EventFiles.Asciiv3(t, HepMcEvents), ["none 1", "none 2"]),
            ("io_genevent.hepmc", t => EventFiles.IoGenEvent(t, HepMcEvents), ["none 1", "none 2"]),
            ("plain.lhe.gz", t => EventFiles.Lhe(t, LheEvents, 0), ["none 1 one-core", "none 1", "none 2"]),
            ("weights.lhe.gz", t => EventFiles.Lhe(t, LheEvents / 4, LheWeights), ["all 1 one-core", "all 1", "all 2"]),
            ("asciiv3.hepmc3.gz", t => EventFiles.Asciiv3(t, HepMcEvents), ["none 1 one-core", "none 1", "none 2"]),
            ("io_genevent.hepmc.gz", t => EventFiles.IoGenEvent(t, HepMcEvents), ["none 1 one-core", "none 1", "none 2"]),
            ("large-events.hepmc3", t => EventFiles.Asciiv3(t, LargeEvents, LargeEventParticles), ["none 1", "none 2"]),
        ];
        foreach ((string name, Action<EventText> write, string[] ways) in files.Where(f => f.Name.Contains(filter, StringComparison.Ordinal)))
        {
            string path = Path.Combine(folder, name);
            EventFiles.Make(path, write);
            foreach (string way in ways)
            {
                ReadInOwnProcess(path, way);
            }
        }
    }

    /// <summary><c>events-read FILE none|all THREADS [one-core]</c>: what is asked for, weights beside the nominal, threads that decode.</summary>
    public static void Read(string path, string[] way)
    {
        if (way.Contains("one-core") && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
        {
            using Process own = Process.GetCurrentProcess();
            own.ProcessorAffinity = 1;
        }

        int threads = int.Parse(way[1], CultureInfo.InvariantCulture);
        for (int i = 0; i < Repeats; i++)
        {
            TimeSpan cpuBefore = ProcessorTime();
            double threadBefore = ThreadSeconds();
            Stopwatch clock = Stopwatch.StartNew();
            using EventStream stream = Open(path, way[0] == "all");
            (long events, long bytes) = threads == 1 ? ReadAlone(stream) : ReadTogether(stream, threads);
            double wall = clock.Elapsed.TotalSeconds, cpu = (ProcessorTime() - cpuBefore).TotalSeconds, own = ThreadSeconds() - threadBefore;
            double text = bytes / 1e6;
            string rate = threads == 1 ? $"{text / own,5:F0} MB/s of the reading thread, " : "";
            Console.WriteLine($"{Path.GetFileName(path)} ({string.Join(' ', way)}), pass {i + 1}: {events} events, {text:F0} MB of text, {rate}{text / cpu,5:F0} of CPU, {text / wall,5:F0} of wall time; peak {PeakMegabytes():F0} MB");
        }
    }

    private static EventStream Open(string path, bool allVariations) => path.Contains(".lhe", StringComparison.Ordinal)
        ? new LheEventStream(path, new LheOptions { AllVariations = allVariations })
        : new HepMcEventStream(path, new HepMcOptions { AllVariations = allVariations });

    private static (long Events, long Bytes) ReadAlone(EventStream stream)
    {
        SampleInfo sample = new() { Name = "timing", SqrtS = 10.58, WeightNames = stream.ReadHead().WeightNames };
        EventBatch batch = new(0, 0);
        long events = 0, bytes = 0;
        while (stream.ReadBlock(CancellationToken.None) is TextEventBlock block)
        {
            Decode(stream, block, batch, sample, ref events, ref bytes);
        }

        return (events, bytes);
    }

    // As a run does it: this thread reads, others decode, and up to twice as many blocks wait in between.
    private static (long Events, long Bytes) ReadTogether(EventStream stream, int threads)
    {
        SampleInfo sample = new() { Name = "timing", SqrtS = 10.58, WeightNames = stream.ReadHead().WeightNames };
        using BlockingCollection<TextEventBlock> queue = new(2 * threads);
        long events = 0, bytes = 0;
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            EventBatch batch = new(0, 0);
            long count = 0, length = 0;
            foreach (TextEventBlock block in queue.GetConsumingEnumerable())
            {
                Decode(stream, block, batch, sample, ref count, ref length);
            }

            Interlocked.Add(ref events, count);
            Interlocked.Add(ref bytes, length);
        }))];
        Array.ForEach(workers, w => w.Start());
        while (stream.ReadBlock(CancellationToken.None) is TextEventBlock block)
        {
            queue.Add(block);
        }

        queue.CompleteAdding();
        Array.ForEach(workers, w => w.Join());
        return (events, bytes);
    }

    private static void Decode(EventStream stream, TextEventBlock block, EventBatch batch, SampleInfo sample, ref long events, ref long bytes)
    {
        using (block)
        {
            batch.Begin(sample, block.FirstEvent);
            stream.Decode(block, batch);
            events += batch.Count;
            bytes += block.End;
        }
    }

    private static void ReadInOwnProcess(string path, string way)
    {
        string program = Environment.ProcessPath!, library = Assembly.GetExecutingAssembly().Location;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [library] : [];
        using Process process = Process.Start(program, [.. self, "events-read", path, .. way.Split(' ')]);
        process.WaitForExit();
    }

    private static TimeSpan ProcessorTime()
    {
        using Process own = Process.GetCurrentProcess();
        return own.TotalProcessorTime;
    }

    private static double PeakMegabytes()
    {
        using Process own = Process.GetCurrentProcess();
        return own.PeakWorkingSet64 / 1e6;
    }

    // Linux counts it for each thread; elsewhere wall time has to do.
    private static double ThreadSeconds() => File.Exists("/proc/thread-self/schedstat")
        ? 1e-9 * long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture)
        : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
}
