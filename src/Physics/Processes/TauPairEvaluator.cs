using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Numerics;
using AlpToolkit.Physics.PhaseSpace;

namespace AlpToolkit.Physics.Processes;

/// <summary>
/// Draws τ pairs and their decays from the differential cross section itself. Coordinates: cos θ and φ of the τ⁻; then for the τ⁺ and
/// for the τ⁻ five each: the energy of the lepton's neutrino, the share of the lepton in what is left, polar angle of the lepton
/// along the flight of the τ⁻, its azimuth, and the azimuth of its neutrino around it.
/// </summary>
/// <remarks>
/// The decay of the τ⁺ alone is isotropic. Its polarimeter h⁺ then gives the τ⁻ the polarisation v = C h⁺/A, and the
/// neutrino's direction n in the decay of the τ⁻ the density 1 + v·n. That is drawn in three steps, each exact: with n at the
/// angle α from the lepton's direction l, the lepton has the density 1 + cos α v·l, linear in its polar angle and of the form
/// 1 + e cos δ in azimuth, and the azimuth of n around l has that form again.
/// </remarks>
internal sealed class TauPairEvaluator(TauPairProcess process) : PointEvaluator
{
    private readonly TauPairProduction _production = process.Production;
    private readonly CutEvaluator? _cuts = process.NewCutEvaluator();
    private readonly double _tauMomentum = 0.5 * process.SqrtS * Math.Sqrt(process.Production.VelocitySquared);

    /// <inheritdoc/>
    public override void Evaluate(int channel, PointBlock block)
    {
        TauPairFinalState state = process.Options.FinalStates[channel];
        Lepton positive = new(process.Decay(state.Positive).Energies, process.MassRatioSquared(state.Positive));
        Lepton negative = new(process.Decay(state.Negative).Energies, process.MassRatioSquared(state.Negative));
        for (int v = 0; v < block.Vectors; v++)
        {
            Pair(block, v, positive, negative);
        }

        block.WeightVectors[..block.Vectors].Fill(Vector256.Create(process.CrossSection(channel)));
        if (_cuts is not null)
        {
            _cuts.Apply(block);
            block.Compress();
        }
    }

    /// <inheritdoc/>
    /// <remarks>Neutrinos are left-handed and antineutrinos right-handed; what the decays tell of the others is not a definite helicity.</remarks>
    public override void Helicities(int channel, PointBlock block, int survivor, double uniform, Span<sbyte> helicities)
    {
        helicities.Fill(UnknownHelicity);
        IReadOnlyList<RecordedParticle> record = process.Record(channel);
        for (int row = 0; row < record.Count; row++)
        {
            helicities[2 + row] = record[row].PdgId switch { 12 or 14 or 16 => -1, -12 or -14 or -16 => 1, _ => UnknownHelicity };
        }
    }

    private void Pair(PointBlock block, int vector, in Lepton positive, in Lepton negative)
    {
        Vector256<double> cosTheta = CosTheta(block.CoordinateVectors(0)[vector]);
        Vector256<double> sinTheta = Vector256.Sqrt((Vector256<double>.One - cosTheta) * (Vector256<double>.One + cosTheta));
        (Vector256<double> sinPhi, Vector256<double> cosPhi) = LaneFunctions.SinCos(block.CoordinateVectors(1)[vector] * (2 * Math.PI));
        Frame frame = new(cosTheta, sinTheta, cosPhi, sinPhi);

        DecayShape shape = Shape(positive, block, 2, vector);
        Directions plus = Isotropic(shape, block, 4, vector);
        StoreDecay(block, vector, 2, -1, shape, plus, frame);

        TauSpinCorrelations c = _production.Correlations(cosTheta, sinTheta);
        Vector256<double> x = -plus.NeutrinoX, z = -plus.NeutrinoZ;
        Vector256<double> polarisationX = c.XX * x + c.XZ * z, polarisationY = -c.YY * plus.NeutrinoY, polarisationZ = c.XZ * x + c.ZZ * z;

        shape = Shape(negative, block, 7, vector);
        Directions minus = Polarised(shape, polarisationX, polarisationY, polarisationZ, block, 9, vector);
        StoreDecay(block, vector, 5, 1, shape, minus, frame);
        StoreTaus(block, vector, frame);
    }

    /// <summary>cos θ from its density ∝ 1 + κ cos²θ: c + κc³/3 = (2u − 1)(1 + κ/3) by Newton's method, which is at the last bit after four steps.</summary>
    private Vector256<double> CosTheta(Vector256<double> uniform)
    {
        double kappa = _production.AngularCoefficient;
        Vector256<double> one = Vector256<double>.One, third = Vector256.Create(kappa / 3);
        Vector256<double> y = Vector256.FusedMultiplyAdd(uniform, Vector256.Create(2.0), -one);
        Vector256<double> target = y * (1 + kappa / 3);
        Vector256<double> c = target / Vector256.FusedMultiplyAdd(y * y, third, one);
        for (int step = 0; step < 4; step++)
        {
            Vector256<double> square = c * c;
            c = (target + third * 2.0 * square * c) / Vector256.FusedMultiplyAdd(Vector256.Create(kappa), square, one);
        }

        return Vector256.Min(Vector256.Max(c, -one), one);
    }

    /// <summary>Energies and the angle between lepton and its neutrino in the frame of the τ, in units of m_τ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DecayShape Shape(in Lepton lepton, PointBlock block, int coordinate, int vector)
    {
        Vector256<double> one = Vector256<double>.One, half = Vector256.Create(0.5);
        Vector256<double> r = Vector256.Create(lepton.MassRatioSquared);
        Vector256<double> share = block.CoordinateVectors(coordinate + 1)[vector];

        // x = 2 E_ν, and y = 1 − x the squared mass of the pair of lepton and ν_τ, with y − r of full precision.
        Vector256<double> distance = lepton.Energies.Distance(block.CoordinateVectors(coordinate)[vector], out Vector256<double> fromMaximal);
        Vector256<double> other = one - r - distance;
        Vector256<double> x = Vector256.ConditionalSelect(fromMaximal, other, distance), excess = Vector256.ConditionalSelect(fromMaximal, distance, other);
        Vector256<double> y = r + excess, cos = Vector256.FusedMultiplyAdd(share, Vector256.Create(2.0), -one);

        // The pair, with energy (1 + y)/2 and momentum x/2, decays isotropically: c is measured along its flight, against the neutrino.
        Vector256<double> scale = Vector256.Create(0.25) / y;
        Vector256<double> energy = scale * ((one + y) * (y + r) + x * excess * cos);
        Vector256<double> along = scale * ((one + y) * excess * cos + x * (y + r));
        Vector256<double> across = excess * Vector256.Sqrt(share * (one - share) / y);
        Vector256<double> momentum = Vector256.Max(Vector256.Sqrt(along * along + across * across), Vector256.Create(1e-100));
        return new(energy, momentum, half * x, -along / momentum, across / momentum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Directions Isotropic(in DecayShape shape, PointBlock block, int coordinate, int vector)
    {
        Vector256<double> u = block.CoordinateVectors(coordinate)[vector];
        Vector256<double> cos = Vector256.FusedMultiplyAdd(u, Vector256.Create(2.0), -Vector256<double>.One);
        Vector256<double> sin = Vector256.Create(2.0) * Vector256.Sqrt(u * (Vector256<double>.One - u));
        (Vector256<double> sinPhi, Vector256<double> cosPhi) = LaneFunctions.SinCos(block.CoordinateVectors(coordinate + 1)[vector] * (2 * Math.PI));
        (Vector256<double> sinPsi, Vector256<double> cosPsi) = LaneFunctions.SinCos(block.CoordinateVectors(coordinate + 2)[vector] * (2 * Math.PI));
        return Directions.From(shape, cos, sin, cosPhi, sinPhi, cosPsi, sinPsi);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Directions Polarised(
        in DecayShape shape, Vector256<double> vx, Vector256<double> vy, Vector256<double> vz, PointBlock block, int coordinate, int vector)
    {
        Vector256<double> one = Vector256<double>.One, tiny = Vector256.Create(1e-100);

        // Polar angle of the lepton from (1 + a c)/2.
        Vector256<double> u = block.CoordinateVectors(coordinate)[vector];
        Vector256<double> a = shape.CosAlpha * vz, less = one - a;
        Vector256<double> root = Vector256.Sqrt(less * less + a * u * 4.0);
        Vector256<double> cos = (u * 4.0 - one - less) / (one + root);
        cos = Vector256.Min(Vector256.Max(cos, -one), one);
        Vector256<double> sin = Vector256.Sqrt((one - cos) * (one + cos));

        // Azimuth of the lepton, counted from the transverse polarisation.
        Vector256<double> transverse = Vector256.Sqrt(vx * vx + vy * vy + tiny);
        Vector256<double> level = Vector256.Max(one + a * cos, tiny);
        Vector256<double> slope = shape.CosAlpha * sin * transverse / level;
        (Vector256<double> cosPhi, Vector256<double> sinPhi) = FromReference(
            block.CoordinateVectors(coordinate + 1)[vector], Vector256.Abs(slope), vx / transverse, vy / transverse, Vector256.LessThan(slope, Vector256<double>.Zero));

        // Azimuth of the neutrino around the lepton.
        Vector256<double> inPlane = vx * cosPhi + vy * sinPhi;
        Vector256<double> vTheta = cos * inPlane - sin * vz, vPhi = vy * cosPhi - vx * sinPhi;
        Vector256<double> across = Vector256.Sqrt(vTheta * vTheta + vPhi * vPhi + tiny);
        level = Vector256.Max(level + shape.CosAlpha * sin * inPlane, tiny);
        (Vector256<double> cosPsi, Vector256<double> sinPsi) = FromReference(
            block.CoordinateVectors(coordinate + 2)[vector], shape.SinAlpha * across / level, vTheta / across, vPhi / across, Vector256<double>.Zero);
        return Directions.From(shape, cos, sin, cosPhi, sinPhi, cosPsi, sinPsi);
    }

    /// <summary>Azimuth with the density 1 + e cos δ from a reference direction, or from its opposite.</summary>
    private static (Vector256<double> Cos, Vector256<double> Sin) FromReference(
        Vector256<double> uniform, Vector256<double> coefficient, Vector256<double> cosReference, Vector256<double> sinReference, Vector256<double> isOpposite)
    {
        (Vector256<double> cos, Vector256<double> sin) = CosineDensity.Draw(uniform, Vector256.Min(coefficient, Vector256<double>.One));
        cos = Vector256.ConditionalSelect(isOpposite, -cos, cos);
        sin = Vector256.ConditionalSelect(isOpposite, -sin, sin);
        return (cos * cosReference - sin * sinReference, cos * sinReference + sin * cosReference);
    }

    /// <summary>Takes the decay of a τ from its rest frame to the centre of mass and writes lepton, its neutrino and that of the τ.</summary>
    /// <param name="block">The block.</param>
    /// <param name="vector">Four points of it.</param>
    /// <param name="particle">Number of the charged lepton.</param>
    /// <param name="sense">+1 for the τ⁻, which flies along z of the frame, −1 for the τ⁺.</param>
    /// <param name="shape">Energies.</param>
    /// <param name="directions">Directions.</param>
    /// <param name="frame">Axes.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StoreDecay(PointBlock block, int vector, int particle, double sense, in DecayShape shape, in Directions directions, in Frame frame)
    {
        FourVectorLanes lepton = new(
            shape.LeptonEnergy, shape.LeptonMomentum * directions.LeptonX, shape.LeptonMomentum * directions.LeptonY, shape.LeptonMomentum * directions.LeptonZ);
        FourVectorLanes neutrino = new(
            shape.NeutrinoEnergy, shape.NeutrinoEnergy * directions.NeutrinoX, shape.NeutrinoEnergy * directions.NeutrinoY, shape.NeutrinoEnergy * directions.NeutrinoZ);
        Vector256<double> x = -(lepton.X + neutrino.X), y = -(lepton.Y + neutrino.Y), z = -(lepton.Z + neutrino.Z);
        FourVectorLanes tauNeutrino = new(Vector256.Sqrt(x * x + y * y + z * z), x, y, z);

        Vector256<double> mass = Vector256.Create(process.Parameters.TauMass), energy = Vector256.Create(0.5 * process.SqrtS), momentum = Vector256.Create(sense * _tauMomentum);
        block.Store(particle, vector, ToCentreOfMass(lepton, mass, energy, momentum, frame));
        block.Store(particle + 1, vector, ToCentreOfMass(neutrino, mass, energy, momentum, frame));
        block.Store(particle + 2, vector, ToCentreOfMass(tauNeutrino, mass, energy, momentum, frame));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FourVectorLanes ToCentreOfMass(in FourVectorLanes p, Vector256<double> mass, Vector256<double> energy, Vector256<double> momentum, in Frame frame)
    {
        Vector256<double> boosted = energy * p.E + momentum * p.Z, along = energy * p.Z + momentum * p.E;
        Vector256<double> x = mass * p.X, y = mass * p.Y;
        Vector256<double> transverse = x * frame.CosTheta + along * frame.SinTheta;
        return new(boosted, transverse * frame.CosPhi - y * frame.SinPhi, transverse * frame.SinPhi + y * frame.CosPhi, along * frame.CosTheta - x * frame.SinTheta);
    }

    private void StoreTaus(PointBlock block, int vector, in Frame frame)
    {
        Vector256<double> energy = Vector256.Create(0.5 * process.SqrtS);
        Vector256<double> transverse = frame.SinTheta * _tauMomentum;
        Vector256<double> x = transverse * frame.CosPhi, y = transverse * frame.SinPhi, z = frame.CosTheta * _tauMomentum;
        block.Store(0, vector, new(energy, -x, -y, -z));
        block.Store(1, vector, new(energy, x, y, z));
    }

    private readonly record struct Lepton(InverseCumulative Energies, double MassRatioSquared);

    /// <summary>Direction of the τ⁻: the axes are θ̂, φ̂ and the direction itself.</summary>
    private readonly record struct Frame(Vector256<double> CosTheta, Vector256<double> SinTheta, Vector256<double> CosPhi, Vector256<double> SinPhi);

    /// <summary>Energies in the frame of the τ in units of m_τ, and the angle α between lepton and its neutrino.</summary>
    private readonly record struct DecayShape(
        Vector256<double> LeptonEnergy, Vector256<double> LeptonMomentum, Vector256<double> NeutrinoEnergy, Vector256<double> CosAlpha, Vector256<double> SinAlpha);

    /// <summary>Unit vectors of lepton and its neutrino in the axes of the <see cref="Frame"/>.</summary>
    private readonly record struct Directions(
        Vector256<double> LeptonX, Vector256<double> LeptonY, Vector256<double> LeptonZ,
        Vector256<double> NeutrinoX, Vector256<double> NeutrinoY, Vector256<double> NeutrinoZ)
    {
        /// <summary>Lepton at (θ, φ); neutrino at α from it, at the azimuth ψ from θ̂ towards φ̂ of the lepton.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Directions From(
            in DecayShape shape, Vector256<double> cos, Vector256<double> sin, Vector256<double> cosPhi, Vector256<double> sinPhi, Vector256<double> cosPsi, Vector256<double> sinPsi)
        {
            Vector256<double> alongTheta = shape.SinAlpha * cosPsi, alongPhi = shape.SinAlpha * sinPsi;
            Vector256<double> radial = shape.CosAlpha * sin + alongTheta * cos;
            return new(
                sin * cosPhi, sin * sinPhi, cos,
                radial * cosPhi - alongPhi * sinPhi, radial * sinPhi + alongPhi * cosPhi, shape.CosAlpha * cos - alongTheta * sin);
        }
    }
}
