using BenchmarkDotNet.Running;

namespace AlpToolkit.Benchmarks;

internal static class EntryPoint
{
    private static void Main(string[] args)
    {
        if (args is ["events", var eventFolder, ..])
        {
            EventTiming.Run(eventFolder, args.Length > 2 ? args[2] : "");
            return;
        }

        if (args is ["events-read", var eventFile, _, _, ..])
        {
            EventTiming.Read(eventFile, args[2..]);
            return;
        }

        if (args is ["root", var folder, ..])
        {
            RootTiming.Run(folder, args.Length > 2 ? int.Parse(args[2]) : 1_000_000);
            return;
        }

        if (args is ["pipeline", var file, ..])
        {
            PipelineTiming.Run(file, args.Length > 2 ? args[2] : null);
            return;
        }

        if (args is ["matrix-elements", ..])
        {
            MatrixElementTiming.Run(args.Length > 1 ? double.Parse(args[1]) : 1);
            return;
        }

        if (args is ["generator", ..])
        {
            GeneratorTiming.Run(args.Length > 1 ? double.Parse(args[1]) : 2);
            return;
        }

        if (args is ["tau-pair", ..])
        {
            TauPairTiming.Run(args.Length > 1 ? double.Parse(args[1]) : 5);
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(EntryPoint).Assembly).Run(args);
    }
}
