using System.Numerics;

namespace AlpToolkit.Core.Expressions;

/// <summary>
/// The loops that compute one step for a run of events. An operand of length 1 stands for every event. The target may be an operand.
/// Hardware vectors give the same bits at any width: each step is one IEEE operation, and the rest of a run goes through the same vectors.
/// </summary>
internal static class Kernels
{
    private interface IUnary
    {
        static abstract Vector<double> Of(Vector<double> x);
    }

    private interface IBinary
    {
        static abstract Vector<double> Of(Vector<double> x, Vector<double> y);
    }

    /// <summary>Computes one step.</summary>
    /// <param name="operation">The step.</param>
    /// <param name="x">First operand.</param>
    /// <param name="y">Second operand; not read where there is none.</param>
    /// <param name="target">Takes the values.</param>
    /// <param name="exponent">Exponent of a whole power.</param>
    /// <param name="function">The function that is called.</param>
    public static void Run(Operation operation, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> target, int exponent, Function? function)
    {
        switch (operation)
        {
            case Operation.Negate: Unary<Negation>(x, target); break;
            case Operation.Not: Unary<LogicalNot>(x, target); break;
            case Operation.Absolute: Unary<AbsoluteValue>(x, target); break;
            case Operation.SquareRoot: Unary<Root>(x, target); break;
            case Operation.Square: Unary<SquareOf>(x, target); break;
            case Operation.Floor: Unary<FloorOf>(x, target); break;
            case Operation.Ceiling: Unary<CeilingOf>(x, target); break;
            case Operation.Sign: Unary<SignOf>(x, target); break;
            case Operation.IsNaN: Unary<NotANumber>(x, target); break;
            case Operation.IsFinite: Unary<Finite>(x, target); break;
            case Operation.Add: Binary<Sum>(x, y, target); break;
            case Operation.Subtract: Binary<Difference>(x, y, target); break;
            case Operation.Multiply: Binary<Product>(x, y, target); break;
            case Operation.Divide: Binary<Quotient>(x, y, target); break;
            case Operation.Minimum: Binary<Smaller>(x, y, target); break;
            case Operation.Maximum: Binary<Larger>(x, y, target); break;
            case Operation.Less: Binary<LessThan>(x, y, target); break;
            case Operation.LessOrEqual: Binary<AtMost>(x, y, target); break;
            case Operation.Greater: Binary<LessThan>(y, x, target); break;
            case Operation.GreaterOrEqual: Binary<AtMost>(y, x, target); break;
            case Operation.Equal: Binary<EqualTo>(x, y, target); break;
            case Operation.NotEqual: Binary<UnequalTo>(x, y, target); break;
            case Operation.And: Binary<LogicalAnd>(x, y, target); break;
            case Operation.Or: Binary<LogicalOr>(x, y, target); break;
            case Operation.WholePower: WholePower(x, exponent, target); break;
            case Operation.Power: Call(x, y, target, Math.Pow); break;
            case Operation.CallOne: Call(x, target, function!.OfOne!); break;
            case Operation.CallTwo: Call(x, y, target, function!.OfTwo!); break;
            default: throw new InvalidOperationException($"{operation} is no step");
        }
    }

    private static void Unary<TStep>(ReadOnlySpan<double> x, Span<double> target)
        where TStep : IUnary
    {
        int i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            TStep.Of(Load(x, i)).CopyTo(target[i..]);
        }

        if (i < target.Length)
        {
            StoreRest(TStep.Of(LoadRest(x, i)), target[i..]);
        }
    }

    private static void Binary<TStep>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> target)
        where TStep : IBinary
    {
        // Length 1 stands for every event: the two tests are out of the loops, where they would cost as much as the step.
        int i = 0;
        if (x.Length >= target.Length && y.Length >= target.Length)
        {
            for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                TStep.Of(Load(x, i), Load(y, i)).CopyTo(target[i..]);
            }
        }
        else if (x.Length >= target.Length)
        {
            Vector<double> all = new(y[0]);
            for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                TStep.Of(Load(x, i), all).CopyTo(target[i..]);
            }
        }
        else
        {
            Vector<double> all = new(x[0]);
            for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                TStep.Of(all, Load(y, i)).CopyTo(target[i..]);
            }
        }

        if (i < target.Length)
        {
            StoreRest(TStep.Of(LoadRest(x, i), LoadRest(y, i)), target[i..]);
        }
    }

    private static Vector<double> Load(ReadOnlySpan<double> values, int index) => new(values[index..]);

    private static Vector<double> LoadRest(ReadOnlySpan<double> values, int index)
    {
        if (values.Length == 1)
        {
            return new Vector<double>(values[0]);
        }

        Span<double> padded = stackalloc double[Vector<double>.Count];
        padded.Clear();
        values[index..].CopyTo(padded);
        return new Vector<double>(padded);
    }

    private static void StoreRest(Vector<double> values, Span<double> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = values[i];
        }
    }

    private static void WholePower(ReadOnlySpan<double> x, int exponent, Span<double> target)
    {
        int i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Power(Load(x, i), exponent).CopyTo(target[i..]);
        }

        if (i < target.Length)
        {
            StoreRest(Power(LoadRest(x, i), exponent), target[i..]);
        }
    }

    private static Vector<double> Power(Vector<double> x, int exponent)
    {
        Vector<double> power = Vector<double>.One;
        for (int rest = Math.Abs(exponent); rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                power *= x;
            }

            x *= x;
        }

        return exponent < 0 ? Vector<double>.One / power : power;
    }

    private static void Call(ReadOnlySpan<double> x, Span<double> target, Func<double, double> function)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = function(x[i]);
        }
    }

    private static void Call(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> target, Func<double, double, double> function)
    {
        int xStep = x.Length == 1 ? 0 : 1, yStep = y.Length == 1 ? 0 : 1;
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = function(x[i * xStep], y[i * yStep]);
        }
    }

    /// <summary>1 where the mask is set, else 0; NaN where x or y is NaN.</summary>
    private static Vector<double> Truth(Vector<long> mask, Vector<double> x, Vector<double> y)
    {
        Vector<long> ordered = Vector.BitwiseAnd(Vector.Equals(x, x), Vector.Equals(y, y));
        return Vector.ConditionalSelect(ordered, Truth(mask), new Vector<double>(double.NaN));
    }

    private static Vector<double> Truth(Vector<long> mask) =>
        Vector.ConditionalSelect(mask, Vector<double>.One, Vector<double>.Zero);

    private readonly struct Negation : IUnary
    {
        public static Vector<double> Of(Vector<double> x) => -x;
    }

    /// <summary>¬x: NaN stays NaN.</summary>
    private readonly struct LogicalNot : IUnary
    {
        public static Vector<double> Of(Vector<double> x) => Vector<double>.One - x;
    }

    private readonly struct AbsoluteValue : IUnary
    {
        public static Vector<double> Of(Vector<double> x) => Vector.Abs(x);
    }

    private readonly struct Root : IUnary
    {
        public static Vector<double> Of(Vector<double> x) => Vector.SquareRoot(x);
    }

    private readonly struct SquareOf : IUnary
    {
        public static Vector<double> Of(Vector<double> x) => x * x;
    }

    private readonly struct FloorOf : IUnary
    {
        public static Vector<double> Of(Vector<double> x) => Vector.Floor(x);
    }

    private readonly struct CeilingOf : IUnary
    {
        public static Vector<double> Of(Vector<double> x) => Vector.Ceiling(x);
    }

    private readonly struct SignOf : IUnary
    {
        // Zeros and NaN are their own sign.
        public static Vector<double> Of(Vector<double> x) => Vector.ConditionalSelect(
            Vector.GreaterThan(x, Vector<double>.Zero),
            Vector<double>.One,
            Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), -Vector<double>.One, x));
    }

    private readonly struct NotANumber : IUnary
    {
        public static Vector<double> Of(Vector<double> x) => Vector<double>.One - Truth(Vector.Equals(x, x));
    }

    private readonly struct Finite : IUnary
    {
        public static Vector<double> Of(Vector<double> x) => Truth(Vector.LessThanOrEqual(Vector.Abs(x), new Vector<double>(double.MaxValue)));
    }

    private readonly struct Sum : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => x + y;
    }

    private readonly struct Difference : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => x - y;
    }

    private readonly struct Product : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => x * y;
    }

    private readonly struct Quotient : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => x / y;
    }

    private readonly struct Smaller : IBinary
    {
        // x + y is NaN where one of them is, and is not used where both are numbers.
        public static Vector<double> Of(Vector<double> x, Vector<double> y) =>
            Vector.ConditionalSelect(Vector.LessThan(x, y), x, Vector.ConditionalSelect(Vector.LessThanOrEqual(y, x), y, x + y));
    }

    private readonly struct Larger : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, y), x, Vector.ConditionalSelect(Vector.GreaterThanOrEqual(y, x), y, x + y));
    }

    private readonly struct LessThan : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => Truth(Vector.LessThan(x, y), x, y);
    }

    private readonly struct AtMost : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => Truth(Vector.LessThanOrEqual(x, y), x, y);
    }

    private readonly struct EqualTo : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => Truth(Vector.Equals(x, y), x, y);
    }

    private readonly struct UnequalTo : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => Truth(~Vector.Equals(x, y), x, y);
    }

    /// <summary>x ∧ y in three values: 0 decides, then NaN.</summary>
    private readonly struct LogicalAnd : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => Vector.ConditionalSelect(
            Vector.BitwiseOr(Vector.Equals(x, Vector<double>.Zero), Vector.Equals(y, Vector<double>.Zero)), Vector<double>.Zero, x * y);
    }

    /// <summary>x ∨ y in three values: 1 decides, then NaN.</summary>
    private readonly struct LogicalOr : IBinary
    {
        public static Vector<double> Of(Vector<double> x, Vector<double> y) => Vector.ConditionalSelect(
            Vector.BitwiseOr(Vector.Equals(x, Vector<double>.One), Vector.Equals(y, Vector<double>.One)), Vector<double>.One, x + y);
    }
}
