using AlpToolkit.Core.Events;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Core.Plugins;

/// <summary>What the event loop found about one sample.</summary>
/// <param name="Info">Name, role, beams.</param>
/// <param name="Events">Events read.</param>
/// <param name="CrossSection">Cross section, pb: the sum of the weights after scaling.</param>
/// <param name="CrossSectionError">Its statistical error as the source states it, pb; NaN when not stated.</param>
/// <param name="SumOfSquaredWeights">Sum of squared weights after scaling, pb².</param>
public sealed record SampleTotals(SampleInfo Info, long Events, double CrossSection, double CrossSectionError, double SumOfSquaredWeights)
{
    /// <summary>
    /// Luminosity that the simulated events amount to, pb⁻¹: (Σw)²/Σw² effective events over the cross section; 0 for no events.
    /// </summary>
    public double EffectiveLuminosity => SumOfSquaredWeights > 0 ? Math.Abs(CrossSection) / SumOfSquaredWeights : 0;
}

/// <summary>Takes the results of one stage for one sample.</summary>
/// <param name="sample">Totals of the sample.</param>
/// <param name="luminosity">Integrated luminosity, pb⁻¹; null when the pipeline states none.</param>
public sealed class SampleReport(SampleTotals sample, double? luminosity)
{
    private readonly List<Result> _results = [];
    private readonly List<string> _warnings = [];

    /// <summary>Totals of the sample.</summary>
    public SampleTotals Sample { get; } = sample;

    /// <summary>Integrated luminosity, pb⁻¹; null when the pipeline states none.</summary>
    public double? Luminosity { get; } = luminosity;

    /// <summary>Results added so far.</summary>
    public IReadOnlyList<Result> Results => _results;

    /// <summary>Warnings added so far.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Adds a result; its name is unique among the results of the sample.</summary>
    public void Add(Result result) => _results.Add(result);

    /// <summary>Adds a one-line warning.</summary>
    public void Warn(string message) => _warnings.Add(message);
}

/// <summary>One sample and its results, in the order the stages reported them.</summary>
/// <param name="Totals">Totals of the sample.</param>
/// <param name="Results">Its results.</param>
public sealed record SampleResults(SampleTotals Totals, IReadOnlyList<Result> Results)
{
    /// <summary>The result of a name and type; null when there is none.</summary>
    public T? Find<T>(string name)
        where T : Result => Results.OfType<T>().FirstOrDefault(r => r.Name == name);
}

/// <summary>Gives the results of all samples to a stage that works after the event loop, and takes its own.</summary>
/// <param name="samples">Every sample with its results.</param>
/// <param name="luminosity">Integrated luminosity, pb⁻¹; null when the pipeline states none.</param>
public sealed class RunReport(IReadOnlyList<SampleResults> samples, double? luminosity)
{
    private readonly List<Result> _results = [];
    private readonly List<string> _warnings = [];

    /// <summary>Every sample with its results.</summary>
    public IReadOnlyList<SampleResults> Samples { get; } = samples;

    /// <summary>Integrated luminosity, pb⁻¹; null when the pipeline states none.</summary>
    public double? Luminosity { get; } = luminosity;

    /// <summary>Threads that may be used; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Stops long work.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Results of the run as a whole added so far, by this stage and earlier ones.</summary>
    public IReadOnlyList<Result> Results => _results;

    /// <summary>Warnings added so far.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Adds a result of the run as a whole.</summary>
    public void Add(Result result) => _results.Add(result);

    /// <summary>Adds a one-line warning.</summary>
    public void Warn(string message) => _warnings.Add(message);
}
