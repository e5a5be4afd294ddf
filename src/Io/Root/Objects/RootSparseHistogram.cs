namespace AlpToolkit.Io.Root.Objects;

/// <summary>A THnSparse: a histogram on any number of axes, of which only filled bins are kept.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Name">Name of the histogram.</param>
/// <param name="Title">Title of the histogram.</param>
/// <param name="Axes">The axes.</param>
/// <param name="Entries">How often it was filled.</param>
/// <param name="Bins">The filled bins in the order of the file.</param>
/// <param name="HasSquaredWeights">True when the file has sums of squared weights.</param>
public sealed record RootSparseHistogram(
    string ClassName, string Name, string Title, IReadOnlyList<RootAxis> Axes, double Entries, IReadOnlyList<RootSparseBin> Bins, bool HasSquaredWeights) : RootItem(ClassName, Name, Title);

/// <summary>A filled bin of a THnSparse.</summary>
/// <param name="Coordinates">Its number on every axis: 0 is the underflow, the first bin is 1.</param>
/// <param name="Content">Sum of weights.</param>
/// <param name="Variance">Sum of squared weights; the content where none were kept.</param>
public sealed record RootSparseBin(IReadOnlyList<int> Coordinates, double Content, double Variance);
