using System.Diagnostics;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Benchmarks;

/// <summary>
/// <c>root FOLDER [rows]</c>: writes trees of 26 flat and of 3 jagged columns, an RNTuple and a tree of 1,500 branches, and reads them: megabytes of values a second of CPU, with one thread and two.
/// </summary>
internal static class RootTiming
{
    private const int FlatColumns = 26, JaggedColumns = 3, ManyBranches = 1500, LongestList = 8, Block = 10_000, Repeats = 3;

    public static void Run(string folder, int rows)
    {
        Directory.CreateDirectory(folder);
        foreach (RootCompressionKind compression in Enum.GetValues<RootCompressionKind>())
        {
            string flat = Path.Combine(folder, $"flat-{compression}.root"), jagged = Path.Combine(folder, $"jagged-{compression}.root"), ntuple = Path.Combine(folder, $"ntuple-{compression}.root");
            RootWriteOptions options = new() { Compression = compression, Time = DateTime.UnixEpoch };
            RootColumn[] numbers = [.. Enumerable.Range(0, FlatColumns).Select(i => i % 2 == 0 ? RootColumn.Number<double>($"d{i}") : RootColumn.Number<float>($"f{i}"))];
            Write(flat, numbers, rows, options, isNTuple: false);
            Write(jagged, [.. Enumerable.Range(0, JaggedColumns).Select(i => RootColumn.List<float>($"list{i}", "n"))], rows, options, isNTuple: false);
            Write(ntuple, numbers, rows, options, isNTuple: true);
            foreach (string file in (string[])[flat, jagged])
            {
                Time($"{Path.GetFileName(file)}, 1 thread", () => ReadTree(file, 1));
                Time($"{Path.GetFileName(file)}, 2 threads", () => ReadTree(file, 2));
            }

            Time($"{Path.GetFileName(ntuple)}, 1 thread", () => ReadNTuple(ntuple));
        }

        string many = Path.Combine(folder, "many.root");
        Write(many, [.. Enumerable.Range(0, ManyBranches).Select(i => RootColumn.Number<float>($"branch{i}"))], 10, new RootWriteOptions { Time = DateTime.UnixEpoch }, isNTuple: false);
        for (int i = 0; i < Repeats; i++)
        {
            Stopwatch clock = Stopwatch.StartNew();
            using RootFile file = RootFile.Open(many);
            int branches = RootTree.Open(file, file.Root.Find("events")).Branches.Count;
            Console.WriteLine($"opening a tree of {branches} branches: {clock.Elapsed.TotalMilliseconds:F1} ms{(i == 0 ? ", first in the process" : "")}");
        }
    }

    private static void Time(string what, Func<long> read)
    {
        for (int i = 0; i < Repeats; i++)
        {
            GC.Collect();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
            Stopwatch clock = Stopwatch.StartNew();
            long bytes = read();
            double wall = clock.Elapsed.TotalSeconds, cpu = (Process.GetCurrentProcess().TotalProcessorTime - cpuBefore).TotalSeconds;
            double allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            Console.WriteLine($"{what}: {bytes / 1e6:F0} MB, {wall:F3} s wall, {cpu:F3} s CPU: {bytes / 1e6 / wall:F0} MB/s wall, {bytes / 1e6 / cpu:F0} MB/s of CPU; allocated {allocated / bytes:F2} of the values");
        }
    }

    private static long ReadTree(string path, int threads)
    {
        using RootFile file = RootFile.Open(path);
        RootTree tree = RootTree.Open(file, file.Root.Find("events"));
        return tree.Read([.. tree.Branches.Select(b => b.Path)], 0, (int)tree.Entries, threads).Sum(Bytes);
    }

    private static long ReadNTuple(string path)
    {
        using RootFile file = RootFile.Open(path);
        return NTuple.Open(file, file.Root.Find("events")).Fields.Sum(f => Bytes(f.Read()));
    }

    private static long Bytes(Column column) => column switch
    {
        PrimitiveColumn<double> c => sizeof(double) * (long)c.Count,
        PrimitiveColumn<float> or PrimitiveColumn<int> => sizeof(float) * (long)column.Count,
        JaggedColumn c => sizeof(int) * (long)c.Count + Bytes(c.Items),
        _ => 0,
    };

    // Numbers as a detector gives them: noise in the upper half of the mantissa, zeros below.
    private static void Write(string path, RootColumn[] columns, int rows, RootWriteOptions options, bool isNTuple)
    {
        using RootFileWriter file = RootFileWriter.Create(path, options);
        RootTreeWriter? tree = isNTuple ? null : file.CreateTree("events", columns);
        RootNTupleWriter? ntuple = isNTuple ? file.CreateNTuple("events", columns) : null;
        Random random = new(1);
        for (int first = 0; first < rows; first += Block)
        {
            int count = Math.Min(Block, rows - first);
            int[] offsets = new int[count + 1];
            for (int i = 0; i < count; i++)
            {
                offsets[i + 1] = offsets[i] + random.Next(LongestList);
            }

            Column[] values = [.. columns.Select(c => (Column)(c.Name.StartsWith("list", StringComparison.Ordinal) ? new JaggedColumn(offsets, Singles(offsets[^1]))
                : c.Name.StartsWith('d') ? new PrimitiveColumn<double>(Doubles(count)) : Singles(count)))];
            tree?.Fill(values);
            ntuple?.Fill(values);
        }

        file.Commit();
        PrimitiveColumn<float> Singles(int count) => new((float[])[.. Enumerable.Range(0, count).Select(_ => (float)Math.Round(100 * random.NextDouble(), 2))]);
        double[] Doubles(int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Round(100 * random.NextDouble(), 3))];
    }
}
