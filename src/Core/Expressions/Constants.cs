namespace AlpToolkit.Core.Expressions;

/// <summary>Names that mean the same in every formula.</summary>
internal static class Constants
{
    /// <summary>π, the centre-of-mass energy √s of the events' sample, and its square.</summary>
    public static IReadOnlyList<string> Names { get; } = ["pi", "sqrt_s", "s"];

    public static (Term Term, Measure Measure)? Find(string name) => name switch
    {
        "pi" => (Term.Constant(Math.PI), Measure.Plain),
        "sqrt_s" => (Term.SqrtS(), Measure.Energy),
        "s" => (Term.Of(Operation.Square, Term.SqrtS()), Measure.Energy.Power(2)),
        _ => null,
    };
}
