using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// |M|² of e⁺e⁻ → τ⁺τ⁻ and of its leptonic decays in Fermi's theory (V − A), from momenta in the centre of mass with the beams along z,
/// averaged over initial and summed over final spins.
/// </summary>
internal sealed class TauPairAmplitude(double sqrtS, ModelParameters parameters)
{
    private readonly TauPairProduction _production = new(sqrtS, parameters.ElectronMass, parameters.TauMass);

    /// <summary>e⁺e⁻ → τ⁺τ⁻, e⁴A of <see cref="TauPairProduction"/>.</summary>
    /// <param name="tauMinus">Momentum of the τ⁻.</param>
    public Vector256<double> Undecayed(in FourVectorLanes tauMinus) => Vector256.Create(parameters.ChargeSquared * parameters.ChargeSquared) * SumOfSpins(tauMinus);

    /// <summary>τ → ℓ ν̄_ℓ ν_τ: 64 G_F² (p_τ·p_ν̄)(p_ℓ·p_ν), exact in m_ℓ, averaged over the spin of the τ.</summary>
    /// <param name="tau">Momentum of the τ.</param>
    /// <param name="products">Its decay products.</param>
    public Vector256<double> Decay(in FourVectorLanes tau, in TauDecayProducts products) =>
        Vector256.Create(64 * parameters.FermiConstant * parameters.FermiConstant) * tau.Dot(products.LeptonNeutrino) * products.Lepton.Dot(products.TauNeutrino);

    /// <summary>
    /// e⁺e⁻ → τ⁺τ⁻ → 2ℓ 4ν with the τ on their mass shell, where each propagator is 1/(i m_τ Γ_τ):
    /// e⁴ [A + h⁻·C·h⁺] × (both decays)/(m_τΓ_τ)⁴. The decay of a τ∓ with spin s is the unpolarised one times 1 + h∓·s.
    /// </summary>
    /// <param name="positive">Decay products of the τ⁺.</param>
    /// <param name="negative">Decay products of the τ⁻.</param>
    /// <param name="width">Γ_τ, GeV.</param>
    public Vector256<double> Decayed(in TauDecayProducts positive, in TauDecayProducts negative, double width)
    {
        FourVectorLanes tauPlus = positive.Sum, tauMinus = negative.Sum;
        double propagators = Math.Pow(parameters.TauMass * width, -4);

        // V - A: the spin of a tau- follows the antineutrino of the lepton's flavour, that of a tau+ flees the neutrino.
        Axis minus = DirectionInRestFrame(tauMinus, negative.LeptonNeutrino), plus = -DirectionInRestFrame(tauPlus, positive.LeptonNeutrino);
        Vector256<double> correlated = Vector256<double>.One + Correlation(tauMinus, minus, plus);
        return Vector256.Create(propagators) * Undecayed(tauMinus) * correlated * Decay(tauPlus, positive) * Decay(tauMinus, negative);
    }

    /// <summary>h⁻·C·h⁺/A = h⁻·h⁺ − 2 h⁻·M T M·h⁺/A without reference to a plane of production.</summary>
    private Vector256<double> Correlation(in FourVectorLanes tauMinus, in Axis minus, in Axis plus)
    {
        Axis flight = new Axis(tauMinus.X, tauMinus.Y, tauMinus.Z).Normalised();
        Axis left = ToCurrent(minus, flight), right = ToCurrent(plus, flight);
        Vector256<double> density = left.X * right.X + left.Y * right.Y + Vector256.Create(_production.LongitudinalPhoton) * (left.Z * right.Z);
        return minus.Dot(plus) - Vector256.Create(2.0) * density / SumOfSpins(tauMinus);
    }

    /// <summary>M h.</summary>
    private Axis ToCurrent(in Axis spin, in Axis flight)
    {
        Vector256<double> removed = Vector256.Create(1 - _production.InverseGamma) * spin.Dot(flight);
        return new(spin.X - removed * flight.X, spin.Y - removed * flight.Y, spin.Z - removed * flight.Z);
    }

    private Vector256<double> SumOfSpins(in FourVectorLanes tau) =>
        Vector256.Create(_production.Isotropic)
        + Vector256.Create(_production.ElectronVelocitySquared * _production.VelocitySquared) * (tau.Z * tau.Z / tau.MomentumSquared);

    private Axis DirectionInRestFrame(in FourVectorLanes tau, in FourVectorLanes neutrino)
    {
        Vector256<double> mass = Vector256.Create(parameters.TauMass);
        Vector256<double> along = tau.X * neutrino.X + tau.Y * neutrino.Y + tau.Z * neutrino.Z;
        Vector256<double> shift = (neutrino.E - along / (tau.E + mass)) / mass;
        return new Axis(neutrino.X - shift * tau.X, neutrino.Y - shift * tau.Y, neutrino.Z - shift * tau.Z).Normalised();
    }

    private readonly record struct Axis(Vector256<double> X, Vector256<double> Y, Vector256<double> Z)
    {
        public Vector256<double> Dot(in Axis other) => X * other.X + Y * other.Y + Z * other.Z;

        public Axis Normalised()
        {
            Vector256<double> length = Vector256.Sqrt(Dot(this));
            return new(X / length, Y / length, Z / length);
        }

        public static Axis operator -(in Axis a) => new(-a.X, -a.Y, -a.Z);
    }
}

/// <summary>Momenta of what a τ decays to.</summary>
/// <param name="Lepton">Charged lepton.</param>
/// <param name="LeptonNeutrino">(Anti)neutrino of the lepton's flavour.</param>
/// <param name="TauNeutrino">(Anti)neutrino of the τ.</param>
internal readonly record struct TauDecayProducts(FourVectorLanes Lepton, FourVectorLanes LeptonNeutrino, FourVectorLanes TauNeutrino)
{
    /// <summary>Momentum of the τ.</summary>
    public FourVectorLanes Sum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Lepton + LeptonNeutrino + TauNeutrino;
    }
}
