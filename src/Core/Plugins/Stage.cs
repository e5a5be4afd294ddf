using AlpToolkit.Core.Events;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Core.Plugins;

/// <summary>What the host sees of a stage. Derive from <see cref="Stage{TOptions}"/> and its kin, not from this.</summary>
public abstract class Stage
{
    private protected Stage()
    {
    }

    /// <summary>Words that the options take and their meaning, for <c>alp stages describe</c>: the names of built-in variables, say.</summary>
    public virtual IReadOnlyList<(string Word, string Meaning)> Vocabulary => [];

    /// <summary>
    /// Declares columns and roles that the options do not name as typed references (a stage that makes a column for each entry
    /// of a list, say). Typed references in the options are found by the host and need no declaration.
    /// </summary>
    /// <param name="flow">Takes the declarations.</param>
    public virtual void Declare(DataFlow flow)
    {
    }

    /// <summary>Called once after the options are bound and the columns have slots, before the first event.</summary>
    /// <param name="context">What the pipeline says: luminosity, parameters, random stream.</param>
    /// <exception cref="PluginException">The options contradict one another or the pipeline.</exception>
    /// <exception cref="FormatException">An option's text does not fit what is known now; shown in the same way.</exception>
    public virtual void Prepare(StageContext context)
    {
    }

    internal abstract Type OptionsType { get; }

    internal abstract object OptionsObject { get; set; }
}

/// <summary>What the host sees of a stage that works on events.</summary>
public abstract class EventStage : Stage
{
    private protected EventStage()
    {
    }

    /// <summary>
    /// What the stage does to the events, as qualifiers published with its own results and those of every later stage: a cut, a
    /// smearing. Asked for after <see cref="Stage.Prepare"/>.
    /// </summary>
    public virtual IReadOnlyList<Qualifier> Qualifiers => [];

    /// <summary>
    /// True when the stage, with these options, uses <see cref="SampleInfo.ToLaboratory"/>: then a centre-of-mass sample without the
    /// energies of the beams is an error. Asked for after <see cref="Stage.Prepare"/>.
    /// </summary>
    public virtual bool NeedsLaboratory => false;

    /// <summary>
    /// Called once before the first event of a run, and not when a pipeline is only checked: tells a stage that writes files where. A stage that holds one open is
    /// <see cref="IDisposable"/>: it is disposed of when the run has ended, whole or not.
    /// </summary>
    /// <param name="site">The run's folder.</param>
    public virtual void BeginRun(RunSite site)
    {
    }

    internal virtual object? NewPartialObject(SampleInfo sample) => null;

    internal abstract void Run(EventBatch batch, object? partial);

    internal virtual void AddPartial(object into, object other) => throw new InvalidOperationException();

    internal virtual void ScalePartial(object partial, double factor) => throw new InvalidOperationException();

    internal virtual void ClearPartial(object partial) => throw new InvalidOperationException();

    internal virtual void ReportPartial(object total, SampleReport report) => throw new InvalidOperationException();

    internal virtual void ConcludeRun(RunReport report)
    {
    }
}

/// <summary>
/// A stage that transforms: it reads columns and particles and writes columns. One instance serves all threads, so
/// <see cref="Process"/> changes nothing but the batch.
/// </summary>
/// <typeparam name="TOptions">A record whose properties are the options in YAML; needs a parameterless constructor.</typeparam>
public abstract class Stage<TOptions> : EventStage
    where TOptions : class
{
    /// <summary>The options, as bound from YAML.</summary>
    public TOptions Options { get; private set; } = null!;

    internal sealed override Type OptionsType => typeof(TOptions);

    internal sealed override object OptionsObject
    {
        get => Options;
        set => Options = (TOptions)value;
    }

    /// <summary>Processes one block of events.</summary>
    /// <param name="batch">The block.</param>
    public abstract void Process(EventBatch batch);

    internal override void Run(EventBatch batch, object? partial) => Process(batch);
}

/// <summary>
/// A stage that accumulates: it makes one partial result a block; partial results are joined in one fixed binary tree, so
/// that the sum does not depend on the number of threads.
/// </summary>
/// <typeparam name="TOptions">A record whose properties are the options in YAML.</typeparam>
/// <typeparam name="TPartial">The partial result; pooled and cleared between blocks.</typeparam>
public abstract class AccumulatingStage<TOptions, TPartial> : Stage<TOptions>
    where TOptions : class
    where TPartial : class, IPartialResult<TPartial>
{
    /// <summary>An empty partial result.</summary>
    /// <param name="sample">The sample it will be filled from.</param>
    public abstract TPartial NewPartial(SampleInfo sample);

    /// <summary>Processes one block of events.</summary>
    /// <param name="batch">The block.</param>
    /// <param name="partial">Empty; takes what the block adds.</param>
    public abstract void Process(EventBatch batch, TPartial partial);

    /// <summary>Turns the total of one sample, scaled to pb, into results.</summary>
    /// <param name="total">Total over the sample.</param>
    /// <param name="report">Takes results and messages.</param>
    public abstract void Report(TPartial total, SampleReport report);

    /// <summary>Works on the results of all samples after the last event; does nothing unless overridden.</summary>
    /// <param name="report">Gives the results of the samples and takes new ones.</param>
    public virtual void Conclude(RunReport report)
    {
    }

    /// <summary>Not used by this kind of stage: the host calls the overload with a partial result.</summary>
    public sealed override void Process(EventBatch batch) => throw new InvalidOperationException("an accumulating stage needs a partial result");

    internal sealed override object NewPartialObject(SampleInfo sample) => NewPartial(sample);

    internal sealed override void Run(EventBatch batch, object? partial) => Process(batch, (TPartial)partial!);

    internal sealed override void AddPartial(object into, object other) => ((TPartial)into).Add((TPartial)other);

    internal sealed override void ScalePartial(object partial, double factor) => ((TPartial)partial).Scale(factor);

    internal sealed override void ClearPartial(object partial) => ((TPartial)partial).Clear();

    internal sealed override void ReportPartial(object total, SampleReport report) => Report((TPartial)total, report);

    internal sealed override void ConcludeRun(RunReport report) => Conclude(report);
}

/// <summary>What an accumulating stage gathers. Everything in it is additive, and linear or quadratic in the weights.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IPartialResult<in TSelf>
{
    /// <summary>Adds another partial result to this one.</summary>
    void Add(TSelf other);

    /// <summary>Multiplies every weight seen so far by a factor: sums of weights scale with it, sums of squares with its square, counts not.</summary>
    void Scale(double factor);

    /// <summary>Back to empty, keeping the memory.</summary>
    void Clear();
}

/// <summary>A stage that works after the last event on the results of all samples: limits, optimisation.</summary>
/// <typeparam name="TOptions">A record whose properties are the options in YAML.</typeparam>
public abstract class ResultStage<TOptions> : ResultStage
    where TOptions : class
{
    /// <summary>The options, as bound from YAML.</summary>
    public TOptions Options { get; private set; } = null!;

    internal sealed override Type OptionsType => typeof(TOptions);

    internal sealed override object OptionsObject
    {
        get => Options;
        set => Options = (TOptions)value;
    }
}

/// <summary>What the host sees of a stage that works on results.</summary>
public abstract class ResultStage : Stage
{
    private protected ResultStage()
    {
    }

    /// <summary>Works on the results of all samples.</summary>
    /// <param name="report">Gives the results of the samples and takes new ones.</param>
    public abstract void Conclude(RunReport report);
}
