using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Plugins.Stages.Cuts;

/// <summary>
/// Deselects the events that fail one of a list of conditions, and reports the cut-flow and the N−1 table. A NaN fails and is
/// counted. The windows of Eq. (21) and (22) of arXiv:2307.06369 are written as in its text.
/// </summary>
[Stage("cuts", "Selects events by conditions; reports the cut-flow and the N-1 table.")]
[Example("cuts: [ \"abs(eta_miss) < 1.4\", \"e_miss > 1.8 GeV\" ]")]
[Example("""
    cuts:
      name: selection
      cuts:
        - missing mass: abs(m_miss2 - m_a^2) <= kappa * delta_m_miss2(m_a)
        - missing energy: e_miss in [1.8 GeV, (s + m_a^2) / (2 * sqrt_s)]
        - central: abs(eta_miss) <= 1.4
    """)]
public sealed class CutsStage : AccumulatingStage<CutsStage.Settings, CutFlowPartial>
{
    private IReadOnlyList<CutDescription> _descriptions = [];

    /// <summary>Options of <see cref="CutsStage"/>.</summary>
    public sealed record Settings
    {
        /// <summary>Conditions in the order in which they are applied; a label names a row of the cut-flow.</summary>
        [Shorthand, Help("conditions an event must meet, each with an optional label, in the order of the cut-flow")]
        public required IReadOnlyList<Labelled<Expression>> Cuts { get; init; }

        /// <summary>Name of the cut-flow among the results.</summary>
        [Help("name of the cut-flow; another 'cuts' stage in the same pipeline needs another name")]
        public string Name { get; init; } = "cutflow";
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Qualifier> Qualifiers => [.. Options.Cuts.Select(cut => new Qualifier(cut.Label ?? "cut", cut.Value.Text))];

    /// <inheritdoc/>
    public override void Declare(DataFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        flow.Reports(Options.Name, "cut-flow");
    }

    /// <inheritdoc/>
    /// <exception cref="PluginException">An expression is not a condition.</exception>
    public override void Prepare(StageContext context)
    {
        if (Options.Cuts.Count == 0)
        {
            throw new PluginException("there is no cut. Add one, such as 'e_miss > 1.8 GeV', or remove the stage");
        }

        if (Options.Cuts.FirstOrDefault(cut => !cut.Value.IsCondition) is { } number)
        {
            throw new PluginException($"'{number.Value.Text}' is a number, not a condition: compare it with something, as in '{number.Value.Text} > 0'");
        }

        _descriptions = [.. Options.Cuts.Select(Describe)];
    }

    /// <inheritdoc/>
    public override CutFlowPartial NewPartial(SampleInfo sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return new CutFlowPartial(sample.WeightNames.Count, [.. Options.Cuts.Select(cut => cut.Value.Columns.Count)]);
    }

    /// <inheritdoc/>
    public override void Process(EventBatch batch, CutFlowPartial partial)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(partial);
        Span<double> condition = stackalloc double[batch.Count];
        partial.Begin(batch);
        for (int cut = 0; cut < Options.Cuts.Count; cut++)
        {
            Expression expression = Options.Cuts[cut].Value;
            for (int column = 0; column < expression.Columns.Count; column++)
            {
                partial.SeeColumn(cut, column, batch, batch[expression.Columns[column]]);
            }

            expression.Evaluate(batch, condition);
            partial.Apply(cut, batch, condition);
        }

        partial.End(batch);
    }

    /// <inheritdoc/>
    public override void Report(CutFlowPartial total, SampleReport report)
    {
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(report);
        CutFlow cutFlow = total.ToCutFlow(Options.Name, _descriptions, report.Sample.Info.WeightNames);
        report.Add(cutFlow);
        if (cutFlow.FirstToRemoveAll is { Step: { } step, Events: long events })
        {
            string ranges = step.Ranges.Count > 0 ? "; " + string.Join(", ", step.Ranges) : "";
            report.Warn($"sample '{report.Sample.Info.Name}': cut '{step.Cut.Title}' removes {(events == 1 ? "the one event that was" : $"all {events} events that were")} left{ranges}");
        }
    }

    private static CutDescription Describe(Labelled<Expression> cut) => new(
        cut.Label,
        cut.Value.Text,
        [.. cut.Value.Columns.Zip(cut.Value.ColumnDimensions, (column, dimension) => (column.Name, dimension?.UnitText ?? ""))]);
}
