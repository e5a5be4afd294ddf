namespace AlpToolkit.Core.Results;

/// <summary>What is left of a sample after each of a list of cuts, and what each cut takes from what passes all others.</summary>
/// <param name="name">Name of the result.</param>
/// <param name="all">All events of the sample, for each weight variation, nominal first.</param>
/// <param name="before">Events selected before the first cut.</param>
/// <param name="steps">The cuts, in order.</param>
/// <param name="weightNames">Names of the weight variations, nominal first.</param>
public sealed class CutFlow(string name, IReadOnlyList<WeightedCount> all, IReadOnlyList<WeightedCount> before, IReadOnlyList<CutFlowStep> steps, IReadOnlyList<string> weightNames)
    : Result(name)
{
    /// <summary>All events of the sample, for each weight variation, nominal first.</summary>
    public IReadOnlyList<WeightedCount> All { get; } = all;

    /// <summary>Events selected before the first cut: what earlier stages left.</summary>
    public IReadOnlyList<WeightedCount> Before { get; } = before;

    /// <summary>The cuts, in order.</summary>
    public IReadOnlyList<CutFlowStep> Steps { get; } = steps;

    /// <summary>Names of the weight variations, nominal first.</summary>
    public IReadOnlyList<string> WeightNames { get; } = weightNames;

    /// <summary>Events that pass all cuts, for each weight variation.</summary>
    public IReadOnlyList<WeightedCount> Final => Steps.Count > 0 ? Steps[^1].Counts : Before;

    /// <summary>The first cut that took all events that were left, and their number; null when none did.</summary>
    public (CutFlowStep Step, long Events)? FirstToRemoveAll
    {
        get
        {
            long left = Before[0].Events;
            foreach (CutFlowStep step in Steps)
            {
                if (left > 0 && step.Counts[0].Events == 0)
                {
                    return (step, left);
                }

                left = step.Counts[0].Events;
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Table> ToTables(TableContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Steps.Count > 0 ? [FlowTable(context), AllOthersTable(context)] : [FlowTable(context)];
    }

    private Table FlowTable(TableContext context)
    {
        IReadOnlyList<IReadOnlyList<WeightedCount>> rows = [All, Before, .. Steps.Select(s => s.Counts)];
        WeightedCount[] nominal = [.. rows.Select(r => r[0])];
        return new Table
        {
            Name = context.TableName(Name),
            IsHeadline = true,
            Description = $"Cut-flow{OfSample(context)}: events left after each cut. Errors of events and cross sections are the root of the sum of squared weights, without the error of the sample's whole cross section; those of efficiencies take into account that the passing events are among all.",
            Independent = [new IndependentVariable("cut", "", [IndependentValue.Label("all"), IndependentValue.Label("before"), .. Steps.Select(s => IndependentValue.Label(s.Cut.Title))])],
            Dependent =
            [
                .. Counts(context, rows),
                Variable(context, "efficiency of the cut", "", [DependentValue.Missing, .. nominal.Skip(1).Select((count, i) => count.EfficiencyOf(nominal[i]))]),
                Variable(context, "efficiency of all cuts so far", "", [All[0].Events > 0 ? DependentValue.Number(1) : DependentValue.Missing, .. nominal.Skip(1).Select(count => count.EfficiencyOf(nominal[0]))]),
                Variable(context, "simulated events with NaN", "", [DependentValue.Missing, DependentValue.Missing, .. Steps.Select(s => DependentValue.Number(s.EventsWithNaN))]) with { IsCount = true },
            ],
            Keywords = context.Keywords,
        };
    }

    private Table AllOthersTable(TableContext context)
    {
        IReadOnlyList<IReadOnlyList<WeightedCount>> rows = [.. Steps.Select(s => s.PassingAllOthers)];
        return new Table
        {
            Name = context.TableName($"{Name}_n_minus_1"),
            Description = $"N-1 table{OfSample(context)}: events that pass all cuts but one, and the efficiency of that one when it is applied last. Errors are statistical.",
            Independent = [new IndependentVariable("cut left out", "", [.. Steps.Select(s => IndependentValue.Label(s.Cut.Title))])],
            Dependent =
            [
                .. Counts(context, rows),
                Variable(context, "efficiency of the cut applied last", "", rows.Select(row => Final[0].EfficiencyOf(row[0]))),
            ],
            Keywords = context.Keywords,
        };
    }

    private IEnumerable<DependentVariable> Counts(TableContext context, IReadOnlyList<IReadOnlyList<WeightedCount>> rows)
    {
        yield return Variable(context, "simulated events", "", rows.Select(row => DependentValue.Number(row[0].Events))) with { IsCount = true };
        for (int variation = 0; variation < WeightNames.Count; variation++)
        {
            int v = variation;
            yield return Variable(context, v == 0 ? "cross section" : $"cross section, weight {WeightNames[v]}", "pb", rows.Select(row => DependentValue.WithError(row[v].SumOfWeights, row[v].Error, "stat")));
        }

        if (context.Luminosity is { } luminosity)
        {
            yield return Variable(context, "expected events", "", rows.Select(row => DependentValue.WithError(luminosity * row[0].SumOfWeights, luminosity * row[0].Error, "stat")));
        }
    }

    private static DependentVariable Variable(TableContext context, string name, string units, IEnumerable<DependentValue> values) =>
        new(name, units, [.. values]) { Qualifiers = context.Qualifiers };

    private static string OfSample(TableContext context) => context.Sample is null ? "" : $" of sample '{context.Sample}'";
}
