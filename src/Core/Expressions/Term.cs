using AlpToolkit.Core.Events;

namespace AlpToolkit.Core.Expressions;

/// <summary>How often a term must be computed.</summary>
internal enum Rate
{
    /// <summary>Once, when the formula is bound.</summary>
    Constant,

    /// <summary>Once a batch: it depends on the sample only.</summary>
    PerSample,

    /// <summary>For every event.</summary>
    PerEvent,
}

/// <summary>A step of a bound formula with its operands; a term that two others use is one object.</summary>
internal sealed class Term
{
    public required Operation Operation { get; init; }

    public Term? Left { get; init; }

    public Term? Right { get; init; }

    /// <summary>Value of a constant.</summary>
    public double Value { get; init; }

    /// <summary>Exponent of <see cref="Operation.WholePower"/>.</summary>
    public int Exponent { get; init; }

    public ColumnIn? Column { get; init; }

    public Function? Function { get; init; }

    public Rate Rate { get; private init; }

    /// <summary>Registers that computing this term takes when the operand that takes more is computed first (Sethi and Ullman).</summary>
    public int RegisterNeed { get; private init; }

    public static Term Constant(double value) => new() { Operation = Operation.Constant, Value = value };

    public static Term OfColumn(ColumnIn column) => new() { Operation = Operation.Column, Column = column, Rate = Rate.PerEvent };

    public static Term SqrtS() => new() { Operation = Operation.SqrtS, Rate = Rate.PerSample };

    /// <summary>A step on terms, computed at once when they are constants.</summary>
    public static Term Of(Operation operation, Term left, Term? right = null, int exponent = 0, Function? function = null)
    {
        Rate rate = right is null || left.Rate > right.Rate ? left.Rate : right.Rate;
        if (rate == Rate.Constant)
        {
            Span<double> value = stackalloc double[1];
            Kernels.Run(operation, [left.Value], [right?.Value ?? 0], value, exponent, function);
            return Constant(value[0]);
        }

        int leftNeed = left.RegisterNeed, rightNeed = right?.RegisterNeed ?? 0;
        return new Term
        {
            Operation = operation,
            Left = left,
            Right = right,
            Exponent = exponent,
            Function = function,
            Rate = rate,
            RegisterNeed = rate == Rate.PerSample ? 0 : Math.Max(1, leftNeed == rightNeed ? leftNeed + 1 : Math.Max(leftNeed, rightNeed)),
        };
    }
}
