using AlpToolkit.Core.Plugins;
using AlpToolkit.Statistics.Selection;

namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>The cuts of Eq. (21) and (22) for one mass.</summary>
/// <param name="Mass">m_a, GeV.</param>
/// <param name="Kappa">κ.</param>
/// <param name="EnergyLow">E_miss^low, GeV.</param>
/// <param name="EnergyHigh">(s + m_a²)/(2√s), GeV.</param>
/// <param name="PseudorapidityHigh">η_miss^high.</param>
/// <param name="ResolutionFloor">Least δm²_miss, GeV².</param>
internal readonly record struct ReachCuts(double Mass, double Kappa, double EnergyLow, double EnergyHigh, double PseudorapidityHigh, double ResolutionFloor)
{
    /// <summary>|m²_miss − m_a²| in resolutions, Eq. (21).</summary>
    public static double KappaOf(ReachBlock block, int i, double mass, double floor) =>
        Math.Abs(block.MassSquared[i] - mass * mass) / Math.Max(block.Resolution[i], floor);

    /// <summary>True when the cuts keep the event.</summary>
    public bool Keep(ReachBlock block, int i) =>
        block.Energy[i] >= EnergyLow && block.Energy[i] <= EnergyHigh && block.Pseudorapidity[i] <= PseudorapidityHigh && KappaOf(block, i, Mass, ResolutionFloor) <= Kappa;
}

/// <summary>Finds the cuts of one mass: given ones, and the best of the others.</summary>
internal sealed class ReachCutSearch(ReachSettings options, double mass)
{
    /// <summary>The cuts that are taken, the best ones by S/√B, and S/√B of the first over that of the second.</summary>
    /// <param name="signal">The signal of this mass.</param>
    /// <param name="backgrounds">The backgrounds with the factors on their cross sections.</param>
    public (ReachCuts Cuts, OptimalCuts Best, double Merit) Run(ReachSample signal, IReadOnlyList<(ReachGroup Group, double Scale)> backgrounds)
    {
        double energyHigh = options.EnergyHigh(signal.Info.SqrtS, mass);
        SelectionPoints signalPoints = Points([(signal, 1)], energyHigh, options.OptimisationEvents / 6);
        if (signalPoints.Count == 0)
        {
            throw new PluginException($"no signal event of m_a = {mass:G6} GeV lies within the cuts that are looked at. Widen 'search', or simulate more.");
        }

        (ReachSample Sample, double Scale)[] samples = [.. backgrounds.SelectMany(b => b.Group.Samples.Select(s => (s, b.Scale)))];
        double stored = signal.Events.Blocks.Sum(b => SumWithin(b, energyHigh) * b.Factor);
        OptimalCuts best = CutOptimiser.Optimise(signalPoints, Points(samples, energyHigh, options.OptimisationEvents), Requirements(signal, signalPoints.Weights.ToArray().Sum(), stored));

        // The middle of the plateau follows what a sum over a grid can take: all events.
        IEnumerable<SelectionPoints> allOfSignal = All([(signal, 1)], energyHigh), allOfBackground = All(samples, energyHigh);
        OptimalCuts taken = SelectionPlateau.CentreOf(allOfSignal, allOfBackground, Requirements(signal, stored, stored), best, options.Plateau);
        double merit = new OptimalCuts(best.Thresholds, allOfSignal.Sum(p => p.SumKept(best.Thresholds)), allOfBackground.Sum(p => p.SumKept(best.Thresholds)), true, 0, 0).SignalOverRootBackground;
        return (new ReachCuts(mass, taken.Thresholds[0], -taken.Thresholds[1], energyHigh, taken.Thresholds[2], options.ResolutionFloor), best, ReferenceEquals(taken, best) || !(taken.Background > 0) ? 1 : taken.SignalOverRootBackground / merit);
    }

    // The optimisation may see a part of the stored events: what it has to keep is in proportion.
    private CutRequirements Requirements(ReachSample signal, double seen, double stored)
    {
        double reference = options.KeepOf == ReachKeepOf.Acceptance ? signal.Events.SumOfWeights : signal.Events.SumInRange;
        return new CutRequirements(options.Keep * reference * (stored > 0 ? seen / stored : 1))
        {
            Fixed = [options.Kappa, -options.MissingEnergyLow, options.MissingPseudorapidityHigh],
        };
    }

    private double SumWithin(ReachBlock block, double energyHigh)
    {
        double sum = 0;
        for (int i = 0; i < block.Count; i++)
        {
            sum += IsWithin(block, i, energyHigh) ? block.Weight[i] : 0;
        }

        return sum;
    }

    private bool IsWithin(ReachBlock block, int i, double energyHigh) =>
        block.Energy[i] <= energyHigh && ReachCuts.KappaOf(block, i, mass, options.ResolutionFloor) <= Math.Max(options.Kappa ?? 0, options.Search.KappaMax);

    // Every n-th event, so that about as many are left as asked for: copies of a simulated event follow one another, and say less together than copies of different ones.
    private SelectionPoints Points(IReadOnlyList<(ReachSample Sample, double Scale)> samples, double energyHigh, long most)
    {
        const int Probe = 37;
        long all = samples.Sum(s => s.Sample.Events.Blocks.Sum(b => Probed(b, energyHigh, Probe)));
        long step = Math.Max(1, (all + most - 1) / most);
        List<double>[] columns = [[], [], []];
        List<double> weights = [];
        foreach (SelectionPoints part in Blocks(samples, energyHigh, step))
        {
            for (int d = 0; d < columns.Length; d++)
            {
                columns[d].AddRange(part.Coordinates[d].Span);
            }

            weights.AddRange(part.Weights.Span);
        }

        return new SelectionPoints([.. columns.Select(c => (ReadOnlyMemory<double>)c.ToArray())], weights.ToArray());
    }

    // About how many events of a block lie within the window: of every n-th, as many as all that are few.
    private long Probed(ReachBlock block, double energyHigh, int every)
    {
        long count = 0;
        every = block.Count > 64 * every ? every : 1;
        for (int i = 0; i < block.Count; i += every)
        {
            count += IsWithin(block, i, energyHigh) ? every : 0;
        }

        return count;
    }

    private IEnumerable<SelectionPoints> All(IReadOnlyList<(ReachSample Sample, double Scale)> samples, double energyHigh) => Blocks(samples, energyHigh, 1);

    // Every n-th event, block by block: a block is to be used before the next is asked for, whose events take its memory.
    private IEnumerable<SelectionPoints> Blocks(IReadOnlyList<(ReachSample Sample, double Scale)> samples, double energyHigh, long step)
    {
        int largest = samples.SelectMany(s => s.Sample.Events.Blocks).Select(b => b.Count).DefaultIfEmpty().Max();
        double[] kappa = new double[largest], energy = new double[largest], pseudorapidity = new double[largest], weights = new double[largest];
        long seen = 0;
        foreach ((ReachSample sample, double scale) in samples)
        {
            foreach (ReachBlock block in sample.Events.Blocks)
            {
                double factor = block.Factor * scale * step;
                int count = 0;
                for (int i = 0; i < block.Count; i++)
                {
                    if (IsWithin(block, i, energyHigh) && seen++ % step == 0)
                    {
                        kappa[count] = ReachCuts.KappaOf(block, i, mass, options.ResolutionFloor);
                        energy[count] = -(double)block.Energy[i];
                        pseudorapidity[count] = block.Pseudorapidity[i];
                        weights[count++] = Math.Max(0, block.Weight[i] * factor);
                    }
                }

                yield return new SelectionPoints([kappa.AsMemory(0, count), energy.AsMemory(0, count), pseudorapidity.AsMemory(0, count)], weights.AsMemory(0, count));
            }
        }
    }
}
