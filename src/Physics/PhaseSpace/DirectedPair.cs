using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>Decay of a pair of leptons, given where one of them goes.</summary>
internal static class DirectedPair
{
    private const double SixteenPiSquared = 16 * Math.PI * Math.PI;

    /// <summary>m_ee² below which a direction does not fix the lepton's energy: 4 m √s, GeV².</summary>
    public static double Lightest(double sqrtS, double leptonMass) => 4 * leptonMass * sqrtS;

    /// <summary>
    /// Momenta of the lepton along a direction and of the other one; multiplies the weight by dΦ₂/dΩ = p²/(16π² |p Q⁰ − E Q·n|), or by 0 where the pair is lighter than
    /// <see cref="Lightest"/>.
    /// </summary>
    /// <param name="pair">Q, GeV.</param>
    /// <param name="lead">n, a unit vector.</param>
    /// <param name="leptonMassSquared">m², GeV².</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="weight">Weight.</param>
    public static (FourVectorLanes Lead, FourVectorLanes Other) Of(in FourVectorLanes pair, in FourVectorLanes lead, double leptonMassSquared, double sqrtS, ref Lanes weight)
    {
        Lanes mass = Vector256.Create(leptonMassSquared);
        Lanes pairSquared = pair.Dot(pair);
        Lanes along = pair.X * lead.X + pair.Y * lead.Y + pair.Z * lead.Z;
        Lanes half = 0.5 * pairSquared;
        Lanes difference = pair.E * pair.E - along * along;
        Lanes discriminant = half * half - mass * difference;
        Lanes possible = Vector256.GreaterThan(pair.E, Lanes.Zero) & Vector256.GreaterThan(discriminant, Lanes.Zero)
            & Vector256.GreaterThan(pairSquared, Vector256.Create(Lightest(sqrtS, Math.Sqrt(leptonMassSquared))));
        Lanes root = Vector256.Sqrt(Vector256.Max(discriminant, Lanes.Zero));
        Lanes momentum = Vector256.ConditionalSelect(possible, (along * half + pair.E * root) / difference, Lanes.One);
        FourVectorLanes first = TwoBodyDecay.OnShell(momentum * lead.X, momentum * lead.Y, momentum * lead.Z, mass);
        Lanes factor = momentum * momentum / (Vector256.Max(root, Vector256.Create(1e-100)) * SixteenPiSquared);
        weight = Vector256.ConditionalSelect(possible, weight * factor, Lanes.Zero);
        return (first, TwoBodyDecay.OnShell(pair.X - first.X, pair.Y - first.Y, pair.Z - first.Z, mass));
    }
}
