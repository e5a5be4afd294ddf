using System.Diagnostics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Benchmarks;

/// <summary>
/// <c>generator [seconds]</c>: for each process the rate of weighted points and of unweighted events on one thread, random numbers, grids,
/// matrix elements and all; and the time to a cross section, first without and then with compiled code.
/// </summary>
internal static class GeneratorTiming
{
    public static void Run(double seconds)
    {
        ModelParameters model = new();
        AcceptanceRegion acceptance = AcceptanceRegion.BelleIICalorimeter;
        GenerationCuts seen = new() { Leptons = acceptance };
        GenerationCuts lost = seen with { VisiblePhotons = 0, PhotonEnergyMin = 0.1 };
        (string Name, ScatteringProcess Process)[] processes =
        [
            ("alp-electrons in acceptance, m_a = 1 GeV", new AlpElectronsProcess(10.58, model, seen)),
            ("alp-photon in acceptance", new AlpPhotonProcess(10.58, model, new GenerationCuts { VisiblePhotons = 1 })),
            ("tau-pair without cuts", new TauPairProcess(10.58, model)),
            ("tau-pair in acceptance", new TauPairProcess(10.58, model, null, seen)),
            ("bhabha-photons n = 1, photon lost", new BhabhaPhotonsProcess(10.58, 1, model, lost)),
            ("bhabha-photons n = 2, photons lost", new BhabhaPhotonsProcess(10.58, 2, model, lost)),
            ("photons n = 3, one seen", new PhotonsProcess(10.58, 3, model, new GenerationCuts { VisiblePhotons = 1, PhotonEnergyMin = 0.1 })),
        ];
        foreach ((string name, ScatteringProcess process) in processes)
        {
            (IntegrationResult result, double first) = Integrate(process);
            (_, double again) = Integrate(process);
            Console.WriteLine($"{name}: to {result.Error / result.CrossSection:P2} in {first:F2} s of CPU, then {again:F2} s; {result.Points} points, efficiency {result.UnweightingEfficiency:P2}");
            Rate(name, process, result, EventWeighting.Weighted, seconds);
            Rate(name, process, result, EventWeighting.Unweighted, seconds);
        }
    }

    private static (IntegrationResult Result, double Seconds) Integrate(ScatteringProcess process)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        IntegrationResult result = new ProcessIntegrator(process, new IntegrationSettings { RelativeError = 0.003, Threads = 1 }).Run(null, CancellationToken.None);
        return (result, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
    }

    private static void Rate(string name, ScatteringProcess process, IntegrationResult result, EventWeighting weighting, double seconds)
    {
        EventGenerator generator = new(process, result, weighting, 1);
        GeneratedBlock block = generator.NewBlock();
        generator.Generate(0, 1000, block, CancellationToken.None);
        long events = 0, number = 0, allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        double spent;
        do
        {
            generator.Generate(number++, EventGenerator.BlockEvents, block, CancellationToken.None);
            events += block.Count;
            spent = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        }
        while (spent < seconds);

        Console.WriteLine($"  {weighting}: {events / spent / 1e6:F3} million events/s of CPU, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)events:F3} B an event");
    }
}
