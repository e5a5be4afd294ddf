using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Plugins.Stages.Smearing;

/// <summary>
/// Gaussian resolution of final-state e± and γ, Eq. (A1) of arXiv:2307.06369: E → E (1 + δE/E · g), θ → θ + δθ · g′, with independent
/// standard Gaussian numbers. Particles of selected events are changed in place and stay on the mass shell of their stored mass. The
/// numbers depend on seed, sample, stage, event number and the particle's position in its event, and on nothing else. An energy below
/// the mass is drawn again, at most 15 times; after that it is the mass. A particle without momentum stays as it is.
/// </summary>
[Stage("smearing", "Gaussian energy and angle resolution of electrons, positrons and photons (Eq. A1).")]
[Example("smearing")]
[Example("smearing: { angle_resolution: 2 mrad, azimuth_resolution: 1 mrad, particles: [electron, positron] }")]
public sealed class SmearingStage : Stage<SmearingStage.Settings>
{
    // Draws of one particle: 0 to 15 are tries at the energy (number 0 gives the polar angle too), 16 is the azimuth.
    private const uint EnergyTries = 16, AzimuthDraw = 16, DrawsPerParticle = 32, TailDraw = 0xFFFF_0000;

    private DetectorResolution _resolution;
    private uint _stream;
    private bool _electron, _positron, _photon;
    private bool _electronTails, _positronTails, _photonTails;

    /// <summary>Options of the stage.</summary>
    public sealed record Settings
    {
        /// <summary>a of Eq. (A1).</summary>
        [Help("coefficient of the energy resolution's term 1/(E/GeV)"), Bounds(0, 1)]
        public double Noise { get; init; } = DetectorResolution.BelleII.Noise;

        /// <summary>b of Eq. (A1).</summary>
        [Help("coefficient of the energy resolution's term 1/(E/GeV)^(1/4)"), Bounds(0, 1)]
        public double Stochastic { get; init; } = DetectorResolution.BelleII.Stochastic;

        /// <summary>c of Eq. (A1).</summary>
        [Help("constant term of the energy resolution, added in quadrature"), Bounds(0, 1)]
        public double Constant { get; init; } = DetectorResolution.BelleII.Constant;

        /// <summary>δθ of Eq. (A1), rad.</summary>
        [Help("standard deviation of the polar angle"), Unit("mrad"), Bounds(0, 1000)]
        public double AngleResolution { get; init; } = DetectorResolution.BelleII.Angle;

        /// <summary>Standard deviation of the azimuth, rad; the paper has none.</summary>
        [Help("standard deviation of the azimuth; the paper has none"), Unit("mrad"), Bounds(0, 1000)]
        public double AzimuthResolution { get; init; }

        /// <summary>How far into the tails of the energy resolution is sampled; 1 for Gaussian sampling.</summary>
        [Help("importance sampling of tails: half of the events have energy shifts drawn with the resolution, a quarter with sqrt(tails) and a quarter with tails times it; weights make up for it"), Bounds(1, 10)]
        public double Tails { get; init; } = 1;

        /// <summary>Particles whose energies are drawn into the tails.</summary>
        [Help("particles whose energies are drawn into the tails: those that are measured; every other one that is drawn so makes weights less even")]
        public IReadOnlyList<VisibleParticle> TailParticles { get; init; } = [VisibleParticle.Electron, VisibleParticle.Positron];

        /// <summary>Frame in which energies and angles are smeared.</summary>
        [Help("frame in which energies and angles are smeared")]
        public ReferenceFrame Frame { get; init; } = ReferenceFrame.CentreOfMass;

        /// <summary>Particles that are smeared.</summary>
        [Help("particles that are smeared")]
        public IReadOnlyList<VisibleParticle> Particles { get; init; } = [VisibleParticle.Electron, VisibleParticle.Positron, VisibleParticle.Photon];
    }

    /// <inheritdoc/>
    public override void Prepare(StageContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _stream = context.RandomStream;
        _resolution = new DetectorResolution(Options.Noise, Options.Stochastic, Options.Constant, Options.AngleResolution);
        _electron = Options.Particles.Contains(VisibleParticle.Electron);
        _positron = Options.Particles.Contains(VisibleParticle.Positron);
        _photon = Options.Particles.Contains(VisibleParticle.Photon);
        _electronTails = Options.TailParticles.Contains(VisibleParticle.Electron);
        _positronTails = Options.TailParticles.Contains(VisibleParticle.Positron);
        _photonTails = Options.TailParticles.Contains(VisibleParticle.Photon);
    }

    /// <inheritdoc/>
    public override bool NeedsLaboratory => Options.Frame == ReferenceFrame.Laboratory;

    /// <inheritdoc/>
    public override void Process(EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ParticleTable particles = batch.Particles;
        ReadOnlySpan<int> codes = particles.PdgId, status = particles.Status, offsets = batch.Offsets;
        ReadOnlySpan<double> masses = particles.M;
        Span<double> e = particles.E, px = particles.Px, py = particles.Py, pz = particles.Pz;
        LorentzTransform toFrame = Options.Frame.From(batch.Sample);
        foreach (int i in batch.Selection)
        {
            int first = offsets[i], end = offsets[i + 1];
            EnergyShifts shifts = new(Options.Tails > 1 ? ScaleOf(batch.Sample.RandomKey, batch.FirstEvent + i) : 1);
            for (int row = first; row < end; row++)
            {
                if (status[row] != 1 || !IsSmeared(codes[row]))
                {
                    continue;
                }

                FourVector smeared = Smear(toFrame.Apply(particles.Momentum(row)), masses[row], batch.Sample.RandomKey, batch.FirstEvent + i, (uint)(row - first), HasTails(codes[row]), ref shifts);
                (e[row], px[row], py[row], pz[row]) = toFrame.ApplyInverse(smeared);
            }

            if (Options.Tails > 1)
            {
                double factor = shifts.Weight(Options.Tails);
                for (int variation = 0; variation < batch.Sample.WeightNames.Count; variation++)
                {
                    batch.Weights(variation)[i] *= factor;
                }
            }
        }
    }

    private double ScaleOf(ulong key, long eventNumber)
    {
        (double uniform, _) = Philox.Uniforms(key, eventNumber, _stream, TailDraw);
        return uniform < 0.5 ? 1 : uniform < 0.75 ? Math.Sqrt(Options.Tails) : Options.Tails;
    }

    private bool IsSmeared(int code) => code switch
    {
        11 => _electron,
        -11 => _positron,
        22 => _photon,
        _ => false,
    };

    private bool HasTails(int code) => code switch
    {
        11 => _electronTails,
        -11 => _positronTails,
        _ => _photonTails,
    };

    private FourVector Smear(in FourVector particle, double mass, ulong key, long eventNumber, uint position, bool hasTails, ref EnergyShifts shifts)
    {
        if (particle.MomentumSquared == 0)
        {
            return particle;
        }

        uint draw = position * DrawsPerParticle;
        (double energyNumber, double angleNumber) = Philox.Gaussians(key, eventNumber, _stream, draw);
        double width = _resolution.RelativeEnergy(particle.E) * (hasTails ? shifts.Scale : 1);
        double floor = Math.Abs(mass);
        double energy = particle.E * (1 + width * energyNumber);
        for (uint attempt = 1; energy < floor; attempt++)
        {
            if (attempt == EnergyTries)
            {
                energy = floor;
                break;
            }

            (energyNumber, _) = Philox.Gaussians(key, eventNumber, _stream, draw + attempt);
            energy = particle.E * (1 + width * energyNumber);
        }

        if (hasTails)
        {
            shifts.Add(energyNumber);
        }

        double momentum = Math.Sqrt((energy - floor) * (energy + floor));
        return Turn(particle, energy, momentum, _resolution.Angle * angleNumber, key, eventNumber, draw);
    }

    // A shift of some mrad is nearly always below 0.01, where the first terms left out of the series are below 1e-19: the sum is as
    // exact as the library's functions, in a third of the time.
    private static (double Sin, double Cos) SinCosOfSmall(double angle)
    {
        if (Math.Abs(angle) > 0.01)
        {
            return Math.SinCos(angle);
        }

        double square = angle * angle;
        double sin = angle * (1 - square * (1.0 / 6) * (1 - square * (1.0 / 20) * (1 - square * (1.0 / 42))));
        double cos = 1 - 0.5 * square * (1 - square * (1.0 / 12) * (1 - square * (1.0 / 30) * (1 - square * (1.0 / 56))));
        return (sin, cos);
    }

    // θ beyond 0 or π comes back on the other side of the axis: the transverse momentum changes its sign.
    private FourVector Turn(in FourVector particle, double energy, double momentum, double thetaShift, ulong key, long eventNumber, uint draw)
    {
        double transverse = Math.Sqrt(particle.TransverseMomentumSquared), scale = momentum / particle.Momentum;
        (double sin, double cos) = SinCosOfSmall(thetaShift);
        double newTransverse = scale * (transverse * cos + particle.Z * sin);
        double newZ = scale * (particle.Z * cos - transverse * sin);
        double ratio = newTransverse / transverse;
        (double x, double y) = transverse > 0 ? (ratio * particle.X, ratio * particle.Y) : (newTransverse, 0);
        if (Options.AzimuthResolution > 0)
        {
            (double azimuthNumber, _) = Philox.Gaussians(key, eventNumber, _stream, draw + AzimuthDraw);
            (sin, cos) = Math.SinCos(Options.AzimuthResolution * azimuthNumber);
            (x, y) = (x * cos - y * sin, y * cos + x * sin);
        }

        return new FourVector(energy, x, y, newZ);
    }

    // The energy shifts of one event, all drawn with one scale: 1, √t or t in parts of 1/2, 1/4 and 1/4.
    private struct EnergyShifts(double scale)
    {
        private double _squares;
        private int _count;

        public readonly double Scale => scale;

        public void Add(double number)
        {
            _squares += scale * scale * number * number;
            _count++;
        }

        // Density of the resolution over that of the draws: at most 2.
        public readonly double Weight(double tails) =>
            1 / (0.5 + 0.25 * Ratio(Math.Sqrt(tails)) + 0.25 * Ratio(tails));

        private readonly double Ratio(double width) => Math.Pow(width, -_count) * Math.Exp(0.5 * _squares * (1 - 1 / (width * width)));
    }
}
