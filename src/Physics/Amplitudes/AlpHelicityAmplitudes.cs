using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// Amplitudes of e⁺e⁻ → f⁺f⁻a for a right-handed incoming positron line (v of chirality R): first the chirality of the outgoing
/// positron, then those of the outgoing and of the incoming electron. The other eight are their complex conjugates up to a common
/// sign (parity), so that they double the sum of squares.
/// </summary>
internal struct AlpHelicityAmplitudes
{
    public ComplexLanes RightRightRight, RightLeftLeft, RightRightLeft, RightLeftRight, LeftRightRight, LeftLeftLeft, LeftRightLeft, LeftLeftRight;

    /// <summary>Σ|M|² over the eight.</summary>
    public readonly Vector256<double> SumOfSquares
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RightRightRight.MagnitudeSquared + RightLeftLeft.MagnitudeSquared + RightRightLeft.MagnitudeSquared + RightLeftRight.MagnitudeSquared
            + LeftRightRight.MagnitudeSquared + LeftLeftLeft.MagnitudeSquared + LeftRightLeft.MagnitudeSquared + LeftLeftRight.MagnitudeSquared;
    }

    /// <summary>|M + N|² of each. Bits of the index, 1 for R: chirality of the outgoing positron, of the outgoing electron, of the incoming electron.</summary>
    public static void CopySquares(in AlpHelicityAmplitudes m, in AlpHelicityAmplitudes n, Span<Vector256<double>> squares)
    {
        squares[0b000] = (m.LeftLeftLeft + n.LeftLeftLeft).MagnitudeSquared;
        squares[0b001] = (m.RightLeftLeft + n.RightLeftLeft).MagnitudeSquared;
        squares[0b010] = (m.LeftRightLeft + n.LeftRightLeft).MagnitudeSquared;
        squares[0b011] = (m.RightRightLeft + n.RightRightLeft).MagnitudeSquared;
        squares[0b100] = (m.LeftLeftRight + n.LeftLeftRight).MagnitudeSquared;
        squares[0b101] = (m.RightLeftRight + n.RightLeftRight).MagnitudeSquared;
        squares[0b110] = (m.LeftRightRight + n.LeftRightRight).MagnitudeSquared;
        squares[0b111] = (m.RightRightRight + n.RightRightRight).MagnitudeSquared;
    }

    /// <summary>Σ|M + N|² over the eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> SumOfSquaresOfSum(in AlpHelicityAmplitudes m, in AlpHelicityAmplitudes n) =>
        (m.RightRightRight + n.RightRightRight).MagnitudeSquared + (m.RightLeftLeft + n.RightLeftLeft).MagnitudeSquared
        + (m.RightRightLeft + n.RightRightLeft).MagnitudeSquared + (m.RightLeftRight + n.RightLeftRight).MagnitudeSquared
        + (m.LeftRightRight + n.LeftRightRight).MagnitudeSquared + (m.LeftLeftLeft + n.LeftLeftLeft).MagnitudeSquared
        + (m.LeftRightLeft + n.LeftRightLeft).MagnitudeSquared + (m.LeftLeftRight + n.LeftLeftRight).MagnitudeSquared;
}
