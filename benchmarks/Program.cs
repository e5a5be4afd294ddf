using BenchmarkDotNet.Running;

namespace AlpToolkit.Benchmarks;

internal static class EntryPoint
{
    private static void Main(string[] args)
    {
        if (args is ["lhe-read", var path, ..])
        {
            LheReadTiming.Run(path, args.Length > 2 ? int.Parse(args[2]) : 1);
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(EntryPoint).Assembly).Run(args);
    }
}
