namespace AlpToolkit.Io.Root.Objects;

/// <summary>A TH1, TH2 or TH3 of any number type.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Name">Name of the histogram.</param>
/// <param name="Title">Title of the histogram.</param>
/// <param name="Axes">One to three axes: x, y, z.</param>
/// <param name="Entries">How often it was filled.</param>
/// <param name="Contents">Sums of weights: for every axis underflow, the bins, overflow; x runs fastest. Whole numbers beyond 2^53 are rounded.</param>
/// <param name="Variances">Sums of squared weights in the same order; the absolute contents where none were kept, as in TH1::GetBinError.</param>
/// <param name="HasSquaredWeights">True when the file has sums of squared weights.</param>
public sealed record RootHistogram(
    string ClassName, string Name, string Title, IReadOnlyList<RootAxis> Axes, double Entries, IReadOnlyList<double> Contents, IReadOnlyList<double> Variances, bool HasSquaredWeights)
    : RootItem(ClassName, Name, Title)
{
    /// <summary>Where a bin is in <see cref="Contents"/>: 0 is the underflow, the first bin is 1.</summary>
    public int IndexOf(int x, int y = 0, int z = 0) => x + (Axes[0].Bins + 2) * (Axes.Count < 2 ? 0 : y + (Axes.Count < 3 ? 0 : (Axes[1].Bins + 2) * z));
}

/// <summary>What the error of a bin of a profile is: TProfile's fErrorMode.</summary>
public enum RootProfileError
{
    /// <summary>Standard error of the mean.</summary>
    ErrorOfMean,

    /// <summary>Standard deviation of the values; option "s".</summary>
    Spread,

    /// <summary>Standard error of the mean, 1/√(12 N) where all values are equal whole numbers; option "i".</summary>
    SpreadOfIntegers,

    /// <summary>1/√Σw for values with weights 1/σ²; option "g".</summary>
    SpreadOfGaussians,
}

/// <summary>A TProfile, TProfile2D or TProfile3D: the mean of a quantity in bins of one to three others.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Name">Name of the profile.</param>
/// <param name="Title">Title of the profile.</param>
/// <param name="Axes">One to three axes.</param>
/// <param name="Entries">How often it was filled.</param>
/// <param name="ErrorMode">What <see cref="Errors"/> are.</param>
/// <param name="Means">Σwy/Σw of every bin, 0 for an empty one: underflow, the bins, overflow; x runs fastest.</param>
/// <param name="Errors">Errors of the means in the same order, by <paramref name="ErrorMode"/>.</param>
/// <param name="SumsOfWeights">Σw.</param>
/// <param name="SumsOfSquaredWeights">Σw²; Σw where none were kept.</param>
/// <param name="SumsOfValues">Σwy.</param>
/// <param name="SumsOfSquaredValues">Σwy².</param>
public sealed record RootProfile(
    string ClassName,
    string Name,
    string Title,
    IReadOnlyList<RootAxis> Axes,
    double Entries,
    RootProfileError ErrorMode,
    IReadOnlyList<double> Means,
    IReadOnlyList<double> Errors,
    IReadOnlyList<double> SumsOfWeights,
    IReadOnlyList<double> SumsOfSquaredWeights,
    IReadOnlyList<double> SumsOfValues,
    IReadOnlyList<double> SumsOfSquaredValues) : RootItem(ClassName, Name, Title);

/// <summary>A TEfficiency: a histogram of what passed, and one of all.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Name">Name of the efficiency.</param>
/// <param name="Title">Title of the efficiency.</param>
/// <param name="Passed">What passed.</param>
/// <param name="Total">All.</param>
/// <param name="ConfidenceLevel">Of the interval, 0 to 1.</param>
/// <param name="StatisticOption">How it is found: ROOT's number, whose meaning from 4 on depends on the version of ROOT. 0 is Clopper-Pearson, 1 normal, 2 Wilson, 3 Agresti-Coull.</param>
/// <param name="Weight">Weight of the events.</param>
public sealed record RootEfficiency(
    string ClassName, string Name, string Title, RootHistogram Passed, RootHistogram Total, double ConfidenceLevel, int StatisticOption, double Weight) : RootItem(ClassName, Name, Title);
