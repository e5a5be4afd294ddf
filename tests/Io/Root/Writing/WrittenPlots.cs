using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.Writing;

/// <summary>Histograms and graphs with a different number in every place.</summary>
internal static class WrittenPlots
{
    public static RootHistogram Uniform { get; } = new()
    {
        Title = "Missing mass",
        X = RootAxis.Uniform(4, 0, 10, "m [GeV]"),
        Contents = new double[] { 1, 2.5, -3, 4e-30, 5, 6 },
        SquaredWeights = new double[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6 },
        Entries = 17,
        Sums = new RootSums(1.5, 2.5, 3.5, 4.5),
    };

    public static RootHistogram Variable { get; } = new()
    {
        Title = "Θ of the photon",
        X = RootAxis.Variable([0, 1, 3, 7]),
        Contents = new double[] { 1, 2, 3, 4, 5 },
        Entries = 15,
    };

    public static RootHistogram Plane { get; } = new()
    {
        Title = "Plane",
        X = RootAxis.Uniform(2, -1, 1, "x"),
        Y = RootAxis.Variable([1, 2, 4, 8], "y"),
        Contents = Enumerable.Range(1, 20).Select(i => i / 8.0).ToArray(),
        SquaredWeights = Enumerable.Range(1, 20).Select(i => i / 64.0).ToArray(),
        Entries = 20,
        Sums = new RootSums(2, 3, 4, 5, 6, 7, 8),
    };

    public static RootProfile Profile { get; } = new()
    {
        Title = "Profile",
        X = RootAxis.Uniform(2, 0, 2, "x"),
        YTitle = "mean y",
        Weights = new double[] { 1, 2, 3, 4 },
        SquaredWeights = new double[] { 1, 4, 9, 16 },
        Y = new double[] { 0.5, 1, 2, 8 },
        Y2 = new double[] { 0.25, 1.5, 3, 20 },
        Entries = 10,
    };

    public static RootGraph Graph(string className) => new()
    {
        Title = className,
        X = new double[] { 1, 2, 3 },
        Y = new double[] { 10, 20, 15 },
        YErrors = className == "TGraph" ? null : new double[] { 1, 2, 1.5 },
        YErrorsAbove = className == "TGraphAsymmErrors" ? new double[] { 3, 4, 5 } : null,
    };
}
