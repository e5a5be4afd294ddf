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
    public readonly Vector512<double> SumOfSquares
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RightRightRight.MagnitudeSquared + RightLeftLeft.MagnitudeSquared + RightRightLeft.MagnitudeSquared + RightLeftRight.MagnitudeSquared
            + LeftRightRight.MagnitudeSquared + LeftLeftLeft.MagnitudeSquared + LeftRightLeft.MagnitudeSquared + LeftLeftRight.MagnitudeSquared;
    }

    /// <summary>Σ|M + N|² over the eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> SumOfSquaresOfSum(in AlpHelicityAmplitudes m, in AlpHelicityAmplitudes n) =>
        (m.RightRightRight + n.RightRightRight).MagnitudeSquared + (m.RightLeftLeft + n.RightLeftLeft).MagnitudeSquared
        + (m.RightRightLeft + n.RightRightLeft).MagnitudeSquared + (m.RightLeftRight + n.RightLeftRight).MagnitudeSquared
        + (m.LeftRightRight + n.LeftRightRight).MagnitudeSquared + (m.LeftLeftLeft + n.LeftLeftLeft).MagnitudeSquared
        + (m.LeftRightLeft + n.LeftRightLeft).MagnitudeSquared + (m.LeftLeftRight + n.LeftLeftRight).MagnitudeSquared;
}
