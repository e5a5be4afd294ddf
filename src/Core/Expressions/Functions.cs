using System.Collections.Frozen;

namespace AlpToolkit.Core.Expressions;

/// <summary>What the arguments of a function may measure, and what its value then does.</summary>
internal enum DimensionRule
{
    /// <summary>All arguments and the value measure the same.</summary>
    Same,

    /// <summary>Numbers or angles to a number.</summary>
    Number,

    /// <summary>A number to an angle.</summary>
    Angle,

    /// <summary>Two of the same to an angle.</summary>
    AngleOfTwo,

    /// <summary>Anything to a number.</summary>
    Anything,
    SquareRoot,
    Square,
    Power,

    /// <summary>An energy to its square.</summary>
    EnergyToItsSquare,
}

/// <summary>A function that formulas can call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operation">The step that computes it; a minimum or maximum of many is taken two by two.</param>
/// <param name="Rule">What it may be applied to.</param>
internal sealed record Function(string Name, Operation Operation, DimensionRule Rule)
{
    public int MinimumCount { get; init; } = 1;

    public int MaximumCount { get; init; } = 1;

    public Func<double, double>? OfOne { get; init; }

    public Func<double, double, double>? OfTwo { get; init; }

    public bool IsCondition => Operation is Operation.IsNaN or Operation.IsFinite;
}

/// <summary>All functions that formulas can call, by name.</summary>
internal static class Functions
{
    private static readonly FrozenDictionary<string, Function> s_functions = new Function[]
    {
        new("abs", Operation.Absolute, DimensionRule.Same),
        new("sqrt", Operation.SquareRoot, DimensionRule.SquareRoot),
        new("square", Operation.Square, DimensionRule.Square),
        new("floor", Operation.Floor, DimensionRule.Same),
        new("ceil", Operation.Ceiling, DimensionRule.Same),
        new("sign", Operation.Sign, DimensionRule.Anything),
        new("isnan", Operation.IsNaN, DimensionRule.Anything),
        new("isfinite", Operation.IsFinite, DimensionRule.Anything),
        new("min", Operation.Minimum, DimensionRule.Same) { MinimumCount = 2, MaximumCount = int.MaxValue },
        new("max", Operation.Maximum, DimensionRule.Same) { MinimumCount = 2, MaximumCount = int.MaxValue },
        new("pow", Operation.Power, DimensionRule.Power) { MinimumCount = 2, MaximumCount = 2 },
        OfOne("exp", Math.Exp),
        OfOne("log", Math.Log),
        OfOne("log10", Math.Log10),
        OfOne("sin", Math.Sin),
        OfOne("cos", Math.Cos),
        OfOne("tan", Math.Tan),
        OfOne("sinh", Math.Sinh),
        OfOne("cosh", Math.Cosh),
        OfOne("tanh", Math.Tanh),
        OfOne("asin", Math.Asin, DimensionRule.Angle),
        OfOne("acos", Math.Acos, DimensionRule.Angle),
        OfOne("atan", Math.Atan, DimensionRule.Angle),
        OfTwo("atan2", Math.Atan2, DimensionRule.AngleOfTwo),
        OfTwo("hypot", double.Hypot, DimensionRule.Same),
        OfOne("delta_m_miss2", MissingMassSquaredResolution, DimensionRule.EnergyToItsSquare),
    }.ToFrozenDictionary(f => f.Name);

    public static IEnumerable<string> Names => s_functions.Keys.Order(StringComparer.Ordinal);

    public static Function? Find(string name) => s_functions.GetValueOrDefault(name);

    /// <summary>
    /// Resolution δm²_miss of Eq. (20) of arXiv:2307.06369, in GeV²: 1 − (m_miss/10 GeV)⁴. The fit turns negative above 10 GeV,
    /// below √s = 10.58 GeV: the resolution is 0 there, so that a window of Eq. (21) closes.
    /// </summary>
    /// <param name="missingMass">m_miss, GeV.</param>
    private static double MissingMassSquaredResolution(double missingMass)
    {
        double square = missingMass / 10 * (missingMass / 10);
        return Math.Max(0, 1 - square * square);
    }

    private static Function OfOne(string name, Func<double, double> function, DimensionRule rule = DimensionRule.Number) =>
        new(name, Operation.CallOne, rule) { OfOne = function };

    private static Function OfTwo(string name, Func<double, double, double> function, DimensionRule rule) =>
        new(name, Operation.CallTwo, rule) { OfTwo = function, MinimumCount = 2, MaximumCount = 2 };
}
