using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
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

        block.WeightVectors[..block.Vectors].Fill(Vector512.Create(process.CrossSection(channel)));
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
        Vector512<double> cosTheta = CosTheta(block.CoordinateVectors(0)[vector]);
        Vector512<double> sinTheta = Vector512.Sqrt((Vector512<double>.One - cosTheta) * (Vector512<double>.One + cosTheta));
        (Vector512<double> sinPhi, Vector512<double> cosPhi) = Vector512.SinCos(block.CoordinateVectors(1)[vector] * (2 * Math.PI));
        Frame frame = new(cosTheta, sinTheta, cosPhi, sinPhi);

        DecayShape shape = Shape(positive, block, 2, vector);
        Directions plus = Isotropic(shape, block, 4, vector);
        StoreDecay(block, vector, 2, -1, shape, plus, frame);

        TauSpinCorrelations c = _production.Correlations(cosTheta, sinTheta);
        Vector512<double> x = -plus.NeutrinoX, z = -plus.NeutrinoZ;
        Vector512<double> polarisationX = c.XX * x + c.XZ * z, polarisationY = -c.YY * plus.NeutrinoY, polarisationZ = c.XZ * x + c.ZZ * z;

        shape = Shape(negative, block, 7, vector);
        Directions minus = Polarised(shape, polarisationX, polarisationY, polarisationZ, block, 9, vector);
        StoreDecay(block, vector, 5, 1, shape, minus, frame);
        StoreTaus(block, vector, frame);
    }

    /// <summary>cos θ from its density ∝ 1 + κ cos²θ: c + κc³/3 = (2u − 1)(1 + κ/3) by Newton's method, which is at the last bit after four steps.</summary>
    private Vector512<double> CosTheta(Vector512<double> uniform)
    {
        double kappa = _production.AngularCoefficient;
        Vector512<double> one = Vector512<double>.One, third = Vector512.Create(kappa / 3);
        Vector512<double> y = Vector512.FusedMultiplyAdd(uniform, Vector512.Create(2.0), -one);
        Vector512<double> target = y * (1 + kappa / 3);
        Vector512<double> c = target / Vector512.FusedMultiplyAdd(y * y, third, one);
        for (int step = 0; step < 4; step++)
        {
            Vector512<double> square = c * c;
            c = (target + third * 2.0 * square * c) / Vector512.FusedMultiplyAdd(Vector512.Create(kappa), square, one);
        }

        return Vector512.Min(Vector512.Max(c, -one), one);
    }

    /// <summary>Energies and the angle between lepton and its neutrino in the frame of the τ, in units of m_τ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DecayShape Shape(in Lepton lepton, PointBlock block, int coordinate, int vector)
    {
        Vector512<double> one = Vector512<double>.One, half = Vector512.Create(0.5);
        Vector512<double> r = Vector512.Create(lepton.MassRatioSquared);
        Vector512<double> share = block.CoordinateVectors(coordinate + 1)[vector];

        // x = 2 E_ν, and y = 1 − x the squared mass of the pair of lepton and ν_τ, with y − r of full precision.
        Vector512<double> distance = lepton.Energies.Distance(block.CoordinateVectors(coordinate)[vector], out Vector512<double> fromMaximal);
        Vector512<double> other = one - r - distance;
        Vector512<double> x = Vector512.ConditionalSelect(fromMaximal, other, distance), excess = Vector512.ConditionalSelect(fromMaximal, distance, other);
        Vector512<double> y = r + excess, cos = Vector512.FusedMultiplyAdd(share, Vector512.Create(2.0), -one);

        // The pair, with energy (1 + y)/2 and momentum x/2, decays isotropically: c is measured along its flight, against the neutrino.
        Vector512<double> scale = Vector512.Create(0.25) / y;
        Vector512<double> energy = scale * ((one + y) * (y + r) + x * excess * cos);
        Vector512<double> along = scale * ((one + y) * excess * cos + x * (y + r));
        Vector512<double> across = excess * Vector512.Sqrt(share * (one - share) / y);
        Vector512<double> momentum = Vector512.Max(Vector512.Sqrt(along * along + across * across), Vector512.Create(1e-100));
        return new(energy, momentum, half * x, -along / momentum, across / momentum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Directions Isotropic(in DecayShape shape, PointBlock block, int coordinate, int vector)
    {
        Vector512<double> u = block.CoordinateVectors(coordinate)[vector];
        Vector512<double> cos = Vector512.FusedMultiplyAdd(u, Vector512.Create(2.0), -Vector512<double>.One);
        Vector512<double> sin = Vector512.Create(2.0) * Vector512.Sqrt(u * (Vector512<double>.One - u));
        (Vector512<double> sinPhi, Vector512<double> cosPhi) = Vector512.SinCos(block.CoordinateVectors(coordinate + 1)[vector] * (2 * Math.PI));
        (Vector512<double> sinPsi, Vector512<double> cosPsi) = Vector512.SinCos(block.CoordinateVectors(coordinate + 2)[vector] * (2 * Math.PI));
        return Directions.From(shape, cos, sin, cosPhi, sinPhi, cosPsi, sinPsi);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Directions Polarised(
        in DecayShape shape, Vector512<double> vx, Vector512<double> vy, Vector512<double> vz, PointBlock block, int coordinate, int vector)
    {
        Vector512<double> one = Vector512<double>.One, tiny = Vector512.Create(1e-100);

        // Polar angle of the lepton from (1 + a c)/2.
        Vector512<double> u = block.CoordinateVectors(coordinate)[vector];
        Vector512<double> a = shape.CosAlpha * vz, less = one - a;
        Vector512<double> root = Vector512.Sqrt(less * less + a * u * 4.0);
        Vector512<double> cos = (u * 4.0 - one - less) / (one + root);
        cos = Vector512.Min(Vector512.Max(cos, -one), one);
        Vector512<double> sin = Vector512.Sqrt((one - cos) * (one + cos));

        // Azimuth of the lepton, counted from the transverse polarisation.
        Vector512<double> transverse = Vector512.Sqrt(vx * vx + vy * vy + tiny);
        Vector512<double> level = Vector512.Max(one + a * cos, tiny);
        Vector512<double> slope = shape.CosAlpha * sin * transverse / level;
        (Vector512<double> cosPhi, Vector512<double> sinPhi) = FromReference(
            block.CoordinateVectors(coordinate + 1)[vector], Vector512.Abs(slope), vx / transverse, vy / transverse, Vector512.LessThan(slope, Vector512<double>.Zero));

        // Azimuth of the neutrino around the lepton.
        Vector512<double> inPlane = vx * cosPhi + vy * sinPhi;
        Vector512<double> vTheta = cos * inPlane - sin * vz, vPhi = vy * cosPhi - vx * sinPhi;
        Vector512<double> across = Vector512.Sqrt(vTheta * vTheta + vPhi * vPhi + tiny);
        level = Vector512.Max(level + shape.CosAlpha * sin * inPlane, tiny);
        (Vector512<double> cosPsi, Vector512<double> sinPsi) = FromReference(
            block.CoordinateVectors(coordinate + 2)[vector], shape.SinAlpha * across / level, vTheta / across, vPhi / across, Vector512<double>.Zero);
        return Directions.From(shape, cos, sin, cosPhi, sinPhi, cosPsi, sinPsi);
    }

    /// <summary>Azimuth with the density 1 + e cos δ from a reference direction, or from its opposite.</summary>
    private static (Vector512<double> Cos, Vector512<double> Sin) FromReference(
        Vector512<double> uniform, Vector512<double> coefficient, Vector512<double> cosReference, Vector512<double> sinReference, Vector512<double> isOpposite)
    {
        (Vector512<double> cos, Vector512<double> sin) = CosineDensity.Draw(uniform, Vector512.Min(coefficient, Vector512<double>.One));
        cos = Vector512.ConditionalSelect(isOpposite, -cos, cos);
        sin = Vector512.ConditionalSelect(isOpposite, -sin, sin);
        return (cos * cosReference - sin * sinReference, cos * sinReference + sin * cosReference);
    }

    /// <summary>Takes the decay of a τ from its rest frame to the centre of mass and writes lepton, its neutrino and that of the τ.</summary>
    /// <param name="block">The block.</param>
    /// <param name="vector">Eight points of it.</param>
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
        Vector512<double> x = -(lepton.X + neutrino.X), y = -(lepton.Y + neutrino.Y), z = -(lepton.Z + neutrino.Z);
        FourVectorLanes tauNeutrino = new(Vector512.Sqrt(x * x + y * y + z * z), x, y, z);

        Vector512<double> mass = Vector512.Create(process.Parameters.TauMass), energy = Vector512.Create(0.5 * process.SqrtS), momentum = Vector512.Create(sense * _tauMomentum);
        block.Store(particle, vector, ToCentreOfMass(lepton, mass, energy, momentum, frame));
        block.Store(particle + 1, vector, ToCentreOfMass(neutrino, mass, energy, momentum, frame));
        block.Store(particle + 2, vector, ToCentreOfMass(tauNeutrino, mass, energy, momentum, frame));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FourVectorLanes ToCentreOfMass(in FourVectorLanes p, Vector512<double> mass, Vector512<double> energy, Vector512<double> momentum, in Frame frame)
    {
        Vector512<double> boosted = energy * p.E + momentum * p.Z, along = energy * p.Z + momentum * p.E;
        Vector512<double> x = mass * p.X, y = mass * p.Y;
        Vector512<double> transverse = x * frame.CosTheta + along * frame.SinTheta;
        return new(boosted, transverse * frame.CosPhi - y * frame.SinPhi, transverse * frame.SinPhi + y * frame.CosPhi, along * frame.CosTheta - x * frame.SinTheta);
    }

    private void StoreTaus(PointBlock block, int vector, in Frame frame)
    {
        Vector512<double> energy = Vector512.Create(0.5 * process.SqrtS);
        Vector512<double> transverse = frame.SinTheta * _tauMomentum;
        Vector512<double> x = transverse * frame.CosPhi, y = transverse * frame.SinPhi, z = frame.CosTheta * _tauMomentum;
        block.Store(0, vector, new(energy, -x, -y, -z));
        block.Store(1, vector, new(energy, x, y, z));
    }

    private readonly record struct Lepton(InverseCumulative Energies, double MassRatioSquared);

    /// <summary>Direction of the τ⁻: the axes are θ̂, φ̂ and the direction itself.</summary>
    private readonly record struct Frame(Vector512<double> CosTheta, Vector512<double> SinTheta, Vector512<double> CosPhi, Vector512<double> SinPhi);

    /// <summary>Energies in the frame of the τ in units of m_τ, and the angle α between lepton and its neutrino.</summary>
    private readonly record struct DecayShape(
        Vector512<double> LeptonEnergy, Vector512<double> LeptonMomentum, Vector512<double> NeutrinoEnergy, Vector512<double> CosAlpha, Vector512<double> SinAlpha);

    /// <summary>Unit vectors of lepton and its neutrino in the axes of the <see cref="Frame"/>.</summary>
    private readonly record struct Directions(
        Vector512<double> LeptonX, Vector512<double> LeptonY, Vector512<double> LeptonZ,
        Vector512<double> NeutrinoX, Vector512<double> NeutrinoY, Vector512<double> NeutrinoZ)
    {
        /// <summary>Lepton at (θ, φ); neutrino at α from it, at the azimuth ψ from θ̂ towards φ̂ of the lepton.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Directions From(
            in DecayShape shape, Vector512<double> cos, Vector512<double> sin, Vector512<double> cosPhi, Vector512<double> sinPhi, Vector512<double> cosPsi, Vector512<double> sinPsi)
        {
            Vector512<double> alongTheta = shape.SinAlpha * cosPsi, alongPhi = shape.SinAlpha * sinPsi;
            Vector512<double> radial = shape.CosAlpha * sin + alongTheta * cos;
            return new(
                sin * cosPhi, sin * sinPhi, cos,
                radial * cosPhi - alongPhi * sinPhi, radial * sinPhi + alongPhi * cosPhi, shape.CosAlpha * cos - alongTheta * sin);
        }
    }
}
