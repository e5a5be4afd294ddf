using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Statistics;

/// <summary>Sums over consecutive bins, four at a time: most of the time of a smoothed plane goes here.</summary>
/// <param name="Sum">Contents.</param>
/// <param name="Moment">Contents times places.</param>
/// <param name="Squares">Squared errors.</param>
internal readonly record struct LineSums(double Sum, double Moment, double Squares)
{
    /// <summary>Adds up bins at the places from <paramref name="first"/> on.</summary>
    public static LineSums Of(ReadOnlySpan<double> values, ReadOnlySpan<double> squares, int first)
    {
        Vector256<double> sum = default, moment = default, square = default;
        Vector256<double> place = Vector256.Create(first, first + 1.0, first + 2.0, first + 3.0), step = Vector256.Create((double)Vector256<double>.Count);
        ref double v = ref MemoryMarshal.GetReference(values), q = ref MemoryMarshal.GetReference(squares);
        int i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> value = Vector256.LoadUnsafe(ref v, (nuint)i);
            sum += value;
            moment = Vector256.FusedMultiplyAdd(value, place, moment);
            square += Vector256.LoadUnsafe(ref q, (nuint)i);
            place += step;
        }

        LineSums all = new(Vector256.Sum(sum), Vector256.Sum(moment), Vector256.Sum(square));
        for (; i < values.Length; i++)
        {
            all = new(all.Sum + values[i], all.Moment + values[i] * (first + i), all.Squares + squares[i]);
        }

        return all;
    }
}
