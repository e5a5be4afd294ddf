using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>What the weights of a file amount to.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Events">Number of events.</param>
/// <param name="Sum">Sum of the nominal weights.</param>
/// <param name="SumOfSizes">Sum of their absolute values.</param>
/// <param name="SumOfSquares">Sum of their squares.</param>
/// <param name="Largest">Largest absolute value.</param>
/// <param name="AreUnits">True when every weight is 1 or −1.</param>
internal sealed record EventMeasure(string File, long Events, double Sum, double SumOfSizes, double SumOfSquares, double Largest, bool AreUnits)
{
    internal const double RelativeTolerance = 0.01;
    private const double StandardErrors = 5;

    /// <summary>Sum of the absolute values of the weights, of each no more than the limit that was asked for.</summary>
    public double SumOfLimited { get; init; }

    /// <summary>True when events belong together in groups.</summary>
    public bool HasGroups { get; init; }

    /// <summary>Where the first group begins, <c>file:line</c>; null when there is none.</summary>
    public string? FirstGroup { get; init; }

    /// <summary>Malformed events left out.</summary>
    public long LeftOut { get; init; }

    /// <summary>What is odd about the file.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What weights that should add up to the cross section are multiplied by to do so: they do in each of the documents that a file is joined of, and do not where events are missing.</summary>
    public double WeightFactor { get; init; } = 1;

    /// <summary>Cross section and its error, pb; null when the file states none.</summary>
    public (double Value, double Error)? CrossSection { get; init; }

    /// <summary>Cross sections, errors and largest weights by process, as an LHE file states them.</summary>
    public IReadOnlyList<Io.Lhe.LheProcess> Processes { get; init; } = [];

    /// <summary>True when the weights add up to the cross section: in a file of another number of events they must be others.</summary>
    public bool AddsUp { get; init; }

    /// <summary>True when the weights are relative to a cross section that stands elsewhere.</summary>
    public bool IsRelative { get; init; }

    /// <summary>What the weights are, in words.</summary>
    public string Normalisation { get; init; } = "";

    /// <summary>What the weights are multiplied by in a file of another number of events.</summary>
    public double FactorFor(long events) => AddsUp ? (double)Events / events * WeightFactor : 1;

    /// <summary>Says what is odd about the file.</summary>
    public void WriteWarnings(TextWriter error)
    {
        foreach (string warning in Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }
    }

    /// <summary>Checks that files are of one kind.</summary>
    /// <exception cref="PluginException">Their weights mean different things.</exception>
    public static void CheckTogether(IReadOnlyList<EventMeasure> files)
    {
        EventMeasure first = files[0];
        foreach (EventMeasure file in files.Skip(1))
        {
            if ((file.AddsUp, file.IsRelative) != (first.AddsUp, first.IsRelative))
            {
                throw new PluginException($"the weights of {first.File} are the {first.Normalisation}, those of {file.File} the {file.Normalisation}: merged they would mean nothing");
            }

            double difference = Math.Abs(file.Mean - first.Mean), error = Math.Sqrt(file.SquaredError + first.SquaredError);
            if (file.IsRelative && difference > Math.Max(StandardErrors * error, RelativeTolerance * Math.Abs(first.Mean)))
            {
                throw new PluginException(FormattableString.Invariant($"the mean weight of {first.File} is {first.Mean:G6}, that of {file.File} {file.Mean:G6}: their weights are relative to different sizes, so that merged they would mean nothing"));
            }
        }
    }

    /// <summary>Mean weight.</summary>
    private double Mean => Sum / Events;

    // Square of the standard error of the mean.
    private double SquaredError => Events < 2 ? 0 : Math.Max(0, SumOfSquares / Events - Mean * Mean) / (Events - 1);
}
