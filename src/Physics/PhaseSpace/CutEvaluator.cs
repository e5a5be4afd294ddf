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
    private readonly Vector512<double> _sqrtS;
    private readonly bool _needsMissing;

    /// <param name="cuts">The cuts.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="leptons">Which momenta are charged leptons of the final state.</param>
    /// <param name="photons">Which momenta are photons of the final state.</param>
    public CutEvaluator(GenerationCuts cuts, double sqrtS, int[] leptons, int[] photons)
    {
        (_cuts, _leptons, _photons) = (cuts, leptons, photons);
        _sqrtS = Vector512.Create(sqrtS);
        _needsMissing = !cuts.MissingMassSquared.IsEverything || !cuts.MissingEnergy.IsEverything || double.IsFinite(cuts.MissingPseudorapidityMax) || cuts.MissingPseudorapidityMin > 0;
    }

    /// <summary>Sets the weights of points outside of the cuts to 0.</summary>
    public void Apply(PointBlock block)
    {
        Span<Vector512<double>> weights = block.WeightVectors;
        for (int v = 0; v < block.Vectors; v++)
        {
            weights[v] = Vector512.ConditionalSelect(Inside(block, v), weights[v], Vector512<double>.Zero);
        }
    }

    private Vector512<double> Inside(PointBlock block, int vector)
    {
        Vector512<double> inside = Vector512<double>.AllBitsSet;
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
            Vector512<double> ratioSquared = TauPairMassSquared(first, second) / seen.Dot(seen);
            inside &= Between(ratioSquared, Square(_cuts.TauMassRatio.Minimum), Square(_cuts.TauMassRatio.Maximum));
        }

        Vector512<double> visible = Vector512<double>.Zero;
        foreach (int photon in _photons)
        {
            FourVectorLanes k = block.Load(photon, vector);
            Vector512<double> isVisible = InRegion(k, _cuts.Photons);
            visible += isVisible & Vector512<double>.One;
            seen += new FourVectorLanes(isVisible & k.E, isVisible & k.X, isVisible & k.Y, isVisible & k.Z);
            inside &= Vector512.GreaterThanOrEqual(k.E, Vector512.Create(_cuts.PhotonEnergyMin));
            if (_cuts.VisiblePhotons is not null && _cuts.PhotonLoss == PhotonLoss.BlindCones)
            {
                inside &= isVisible | ~InAngle(k, _cuts.Photons);
            }
        }

        if (_cuts.VisiblePhotons is { } count)
        {
            inside &= Vector512.Equals(visible, Vector512.Create((double)count));
        }

        return _needsMissing ? inside & MissingInside(seen) : inside;
    }

    // |(m_ee^τ)²| of Eq. (19), as TauPairBackground has it.
    private Vector512<double> TauPairMassSquared(in FourVectorLanes first, in FourVectorLanes second)
    {
        Vector512<double> s = _sqrtS * _sqrtS, tau = Vector512.Create(ParticleMasses.Tau * ParticleMasses.Tau);
        Vector512<double> real = tau * tau - _sqrtS * tau * (first.E + second.E) + 2 * first.E * second.E * (s - 2 * tau);
        Vector512<double> radicand = tau - 2 * first.E * _sqrtS + 4 * first.E * first.E, product = radicand * (tau - 2 * second.E * _sqrtS + 4 * second.E * second.E);
        Vector512<double> cosine = (first.X * second.X + first.Y * second.Y) / Vector512.Sqrt(first.TransverseMomentumSquared * second.TransverseMomentumSquared);
        Vector512<double> planes = tau * cosine * Vector512.Sqrt(Vector512.Abs(product));
        Vector512<double> sum = Vector512.Abs(Vector512.ConditionalSelect(Vector512.LessThan(radicand, Vector512<double>.Zero), real - planes, real + planes));
        Vector512<double> size = Vector512.Sqrt(real * real + planes * planes);
        return Vector512.Create(2.0) / (s - 4 * tau) * Vector512.ConditionalSelect(Vector512.LessThan(product, Vector512<double>.Zero), size, sum);
    }

    private Vector512<double> MissingInside(in FourVectorLanes seen)
    {
        Vector512<double> energy = _sqrtS - seen.E;
        Vector512<double> momentumSquared = seen.MomentumSquared;
        Vector512<double> inside = Between(energy, _cuts.MissingEnergy.Minimum, _cuts.MissingEnergy.Maximum)
            & Between(energy * energy - momentumSquared, _cuts.MissingMassSquared.Minimum, _cuts.MissingMassSquared.Maximum);

        // |η| ≤ η_max ⇔ |p_z| ≤ |p| tanh η_max.
        Vector512<double> momentum = Vector512.Sqrt(momentumSquared), along = Vector512.Abs(seen.Z);
        return inside & Vector512.LessThanOrEqual(along, momentum * Math.Tanh(_cuts.MissingPseudorapidityMax))
            & Vector512.GreaterThanOrEqual(along, momentum * Math.Tanh(_cuts.MissingPseudorapidityMin));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> InRegion(in FourVectorLanes p, in AcceptanceRegion region) =>
        InAngle(p, region) & Vector512.GreaterThanOrEqual(p.E, Vector512.Create(region.EnergyMin));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> InAngle(in FourVectorLanes p, in AcceptanceRegion region)
    {
        Vector512<double> momentum = Vector512.Sqrt(p.MomentumSquared);
        return Vector512.LessThanOrEqual(p.Z, momentum * region.CosThetaMin) & Vector512.GreaterThanOrEqual(p.Z, momentum * region.CosThetaMax);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Between(Vector512<double> value, double minimum, double maximum) =>
        Vector512.GreaterThanOrEqual(value, Vector512.Create(minimum)) & Vector512.LessThanOrEqual(value, Vector512.Create(maximum));

    // Of a mass bound: −∞ stays below every square.
    private static double Square(double mass) => mass < 0 ? double.NegativeInfinity : mass * mass;
}
