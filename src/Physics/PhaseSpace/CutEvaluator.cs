using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Applies <see cref="GenerationCuts"/> to a block: the weights of points outside become 0. Charged leptons are seen, photons where the
/// cuts say; all else is missing. Momenta in the centre of mass. Thread-safe.
/// </summary>
internal sealed class CutEvaluator
{
    private readonly GenerationCuts _cuts;
    private readonly int[] _leptons, _photons;
    private readonly Vector256<double> _sqrtS;
    private readonly bool _needsMissing;

    /// <param name="cuts">The cuts.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="leptons">Which momenta are charged leptons of the final state.</param>
    /// <param name="photons">Which momenta are photons of the final state.</param>
    public CutEvaluator(GenerationCuts cuts, double sqrtS, int[] leptons, int[] photons)
    {
        (_cuts, _leptons, _photons) = (cuts, leptons, photons);
        _sqrtS = Vector256.Create(sqrtS);
        _needsMissing = !cuts.MissingMassSquared.IsEverything || !cuts.MissingEnergy.IsEverything || double.IsFinite(cuts.MissingPseudorapidityMax) || cuts.MissingPseudorapidityMin > 0;
    }

    /// <summary>Sets the weights of points outside of the cuts to 0.</summary>
    public void Apply(PointBlock block)
    {
        Span<Vector256<double>> weights = block.WeightVectors;
        for (int v = 0; v < block.Vectors; v++)
        {
            weights[v] = Vector256.ConditionalSelect(Inside(block, v), weights[v], Vector256<double>.Zero);
        }
    }

    private Vector256<double> Inside(PointBlock block, int vector)
    {
        Vector256<double> inside = Vector256<double>.AllBitsSet;
        FourVectorLanes seen = default;
        foreach (int lepton in _leptons)
        {
            FourVectorLanes p = block.Load(lepton, vector);
            seen += p;
            if (_cuts.Leptons is { } region)
            {
                inside &= InRegion(p, region);
            }
        }

        if (!_cuts.PairMass.IsEverything && _leptons.Length == 2)
        {
            inside &= Between(seen.Dot(seen), Square(_cuts.PairMass.Minimum), Square(_cuts.PairMass.Maximum));
        }

        if (!_cuts.TauMassRatio.IsEverything && _leptons.Length == 2)
        {
            FourVectorLanes first = block.Load(_leptons[0], vector), second = block.Load(_leptons[1], vector);
            Vector256<double> ratioSquared = TauPairMassSquared(first, second) / seen.Dot(seen);
            inside &= Between(ratioSquared, Square(_cuts.TauMassRatio.Minimum), Square(_cuts.TauMassRatio.Maximum));
        }

        Vector256<double> visible = Vector256<double>.Zero;
        foreach (int photon in _photons)
        {
            FourVectorLanes k = block.Load(photon, vector);
            Vector256<double> isVisible = InRegion(k, _cuts.Photons);
            visible += isVisible & Vector256<double>.One;
            seen += new FourVectorLanes(isVisible & k.E, isVisible & k.X, isVisible & k.Y, isVisible & k.Z);
            inside &= Vector256.GreaterThanOrEqual(k.E, Vector256.Create(_cuts.PhotonEnergyMin));
            if (_cuts.VisiblePhotons is not null && _cuts.PhotonLoss == PhotonLoss.BlindCones)
            {
                inside &= isVisible | ~InAngle(k, _cuts.Photons);
            }
        }

        if (_cuts.VisiblePhotons is { } count)
        {
            inside &= Vector256.Equals(visible, Vector256.Create((double)count));
        }

        return _needsMissing ? inside & MissingInside(seen) : inside;
    }

    // |(m_ee^τ)²| of Eq. (19), as TauPairBackground has it.
    private Vector256<double> TauPairMassSquared(in FourVectorLanes first, in FourVectorLanes second)
    {
        Vector256<double> s = _sqrtS * _sqrtS, tau = Vector256.Create(ParticleMasses.Tau * ParticleMasses.Tau);
        Vector256<double> real = tau * tau - _sqrtS * tau * (first.E + second.E) + 2 * first.E * second.E * (s - 2 * tau);
        Vector256<double> radicand = tau - 2 * first.E * _sqrtS + 4 * first.E * first.E, product = radicand * (tau - 2 * second.E * _sqrtS + 4 * second.E * second.E);
        Vector256<double> cosine = (first.X * second.X + first.Y * second.Y) / Vector256.Sqrt(first.TransverseMomentumSquared * second.TransverseMomentumSquared);
        Vector256<double> planes = tau * cosine * Vector256.Sqrt(Vector256.Abs(product));
        Vector256<double> sum = Vector256.Abs(Vector256.ConditionalSelect(Vector256.LessThan(radicand, Vector256<double>.Zero), real - planes, real + planes));
        Vector256<double> size = Vector256.Sqrt(real * real + planes * planes);
        return Vector256.Create(2.0) / (s - 4 * tau) * Vector256.ConditionalSelect(Vector256.LessThan(product, Vector256<double>.Zero), size, sum);
    }

    private Vector256<double> MissingInside(in FourVectorLanes seen)
    {
        Vector256<double> energy = _sqrtS - seen.E;
        Vector256<double> momentumSquared = seen.MomentumSquared;
        Vector256<double> inside = Between(energy, _cuts.MissingEnergy.Minimum, _cuts.MissingEnergy.Maximum)
            & Between(energy * energy - momentumSquared, _cuts.MissingMassSquared.Minimum, _cuts.MissingMassSquared.Maximum);

        // |η| ≤ η_max ⇔ |p_z| ≤ |p| tanh η_max.
        Vector256<double> momentum = Vector256.Sqrt(momentumSquared), along = Vector256.Abs(seen.Z);
        return inside & Vector256.LessThanOrEqual(along, momentum * Math.Tanh(_cuts.MissingPseudorapidityMax))
            & Vector256.GreaterThanOrEqual(along, momentum * Math.Tanh(_cuts.MissingPseudorapidityMin));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> InRegion(in FourVectorLanes p, in AcceptanceRegion region) =>
        InAngle(p, region) & Vector256.GreaterThanOrEqual(p.E, Vector256.Create(region.EnergyMin));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> InAngle(in FourVectorLanes p, in AcceptanceRegion region)
    {
        Vector256<double> momentum = Vector256.Sqrt(p.MomentumSquared);
        return Vector256.LessThanOrEqual(p.Z, momentum * region.CosThetaMin) & Vector256.GreaterThanOrEqual(p.Z, momentum * region.CosThetaMax);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Between(Vector256<double> value, double minimum, double maximum) =>
        Vector256.GreaterThanOrEqual(value, Vector256.Create(minimum)) & Vector256.LessThanOrEqual(value, Vector256.Create(maximum));

    // Of a mass bound: −∞ stays below every square.
    private static double Square(double mass) => mass < 0 ? double.NegativeInfinity : mass * mass;
}
