using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Plugins.Stages;
using AlpToolkit.Plugins.Stages.Smearing;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Plugins.Stages.Smearing;

public sealed class SmearingStageTests
{
    private static readonly SampleInfo s_sample = new() { Name = "sample", SqrtS = 10.58, RandomKey = Philox.Key(7, "sample") };

    // Sampled tails are the same Gaussian: with their weights E has the mean, the variance and the fourth moment (3σ⁴) of Eq. (A1), and a shift of more than 5σ, 5.7e-7 of
    // all, is found although 40,000 events without tails would hold 0.02 of them.
    [Fact]
    public void Process_WithTails_HasTheMomentsOfEquationA1_AndWhatLiesBeyondFiveStandardDeviations()
    {
        double width = DetectorResolution.BelleII.RelativeEnergy(4), sum = 0, first = 0, second = 0, fourth = 0, beyond = 0;
        const int Blocks = 10;
        for (int block = 0; block < Blocks; block++)
        {
            StageHarness<SmearingStage.Settings> harness = new(new SmearingStage(), new() { Tails = 3.5 }) { Sample = s_sample, FirstEvent = block * EventBatch.Capacity };
            for (int i = 0; i < EventBatch.Capacity; i++)
            {
                harness.Event(1, Particle(11, 4, 1.1, 0.4));
            }

            foreach (EventView view in harness.Run().Events)
            {
                double shift = (view[0].Momentum.E / 4 - 1) / width, weight = view.Weight;
                sum += weight;
                first += weight * shift;
                second += weight * shift * shift;
                fourth += weight * Math.Pow(shift, 4);
                beyond += Math.Abs(shift) > 5 ? weight : 0;
            }
        }

        const double Events = Blocks * EventBatch.Capacity;
        Assert.Equal(1, sum / Events, 0.01);
        Assert.Equal(0, first / Events, 0.015);
        Assert.Equal(1, second / Events, 0.015);
        Assert.Equal(3, fourth / Events, 0.06);
        Assert.InRange(beyond / Events / 5.733e-7, 0.85, 1.15);
    }

    // Photons are not among tail_particles: their shifts stay those of the resolution, and the weight is that of the electron alone.
    [Fact]
    public void Process_WithTailsOfElectrons_LeavesPhotonsGaussian()
    {
        double width = DetectorResolution.BelleII.RelativeEnergy(2), most = 0;
        StageHarness<SmearingStage.Settings> photons = new(new SmearingStage(), new() { Tails = 10 }) { Sample = s_sample };
        for (int i = 0; i < EventBatch.Capacity; i++)
        {
            photons.Event(1, Particle(22, 2, 1.1, 0.4));
        }

        foreach (EventView view in photons.Run().Events)
        {
            most = Math.Max(most, Math.Abs(view[0].Momentum.E / 2 - 1) / width);
            Assert.Equal(1, view.Weight);
        }

        Assert.InRange(most, 3, 5.5);
    }

    // Eq. (A1): mean zero and the stated width, within five standard errors (σ/√n of the mean, σ/√(2n) of the width).
    [Theory, InlineData(0.3), InlineData(1), InlineData(5.29)]
    public void Process_OfManyElectrons_HasTheMeanAndWidthOfEquationA1(double energy)
    {
        const double Theta = 1.1, Phi = 0.4;
        Particle electron = Particle(11, energy, Theta, Phi);
        List<double> energies = [], angles = [];
        for (int block = 0; block < 10; block++)
        {
            StageHarness<SmearingStage.Settings> harness = new(new SmearingStage(), new()) { Sample = s_sample, FirstEvent = block * EventBatch.Capacity };
            for (int i = 0; i < EventBatch.Capacity; i++)
            {
                harness.Event(1, electron);
            }

            foreach (EventView view in harness.Run().Events)
            {
                FourVector p = view[0].Momentum;
                energies.Add(p.E / energy - 1);
                angles.Add(p.Theta - Theta);
                Assert.Equal(Phi, p.Phi, 1e-12);
                Assert.Equal(0, p.MomentumSquared + ParticleMasses.Electron * ParticleMasses.Electron - p.E * p.E, 1e-13);
            }
        }

        AssertGaussian(energies, DetectorResolution.BelleII.RelativeEnergy(energy));
        AssertGaussian(angles, 1e-3);
        Assert.InRange(energies.Zip(angles, (e, a) => e * a).Sum() / Math.Sqrt(energies.Sum(e => e * e) * angles.Sum(a => a * a)), -5 / Math.Sqrt(energies.Count), 5 / Math.Sqrt(energies.Count));
    }

    [Fact]
    public void Process_WithAnAzimuthResolution_SmearsTheAzimuthWithThatWidth()
    {
        StageHarness<SmearingStage.Settings> harness = new(new SmearingStage(), new() { AzimuthResolution = 0.002 }) { Sample = s_sample };
        for (int i = 0; i < EventBatch.Capacity; i++)
        {
            harness.Event(1, Particle(22, 2, 1.1, 3.1));
        }

        List<double> azimuths = [];
        foreach (EventView view in harness.Run().Events)
        {
            azimuths.Add(Math.IEEERemainder(view[0].Momentum.Phi - 3.1, 2 * Math.PI));
        }

        AssertGaussian(azimuths, 0.002);
    }

    [Property(MaxTest = 20)]
    public void Process_OfTheSameEventElsewhere_GivesTheSameBits(int seed)
    {
        Random random = new(seed);
        Particle[][] events = [.. Enumerable.Range(0, 50).Select(_ => Event(random))];
        int start = random.Next(50);
        StageHarness<SmearingStage.Settings> whole = new(new SmearingStage(), new()) { Sample = s_sample, FirstEvent = 4096, Context = new StageContext { RandomStream = 3 } };
        StageHarness<SmearingStage.Settings> tail = new(new SmearingStage(), new()) { Sample = s_sample, FirstEvent = 4096 + start, Context = new StageContext { RandomStream = 3 } };
        foreach (Particle[] particles in events)
        {
            whole.Event(1, particles);
        }

        foreach (Particle[] particles in events.Skip(start))
        {
            tail.Event(1, particles);
        }

        FourVector[][] expected = Momenta(whole.Run());
        FourVector[][] actual = Momenta(tail.Run());
        Assert.Equal(expected.Skip(start), actual);
    }

    [Fact]
    public void Process_WithAnotherStreamOrKey_GivesOtherNumbers()
    {
        Particle electron = Particle(11, 2, 1, 0);
        double Smeared(uint stream, ulong key)
        {
            StageHarness<SmearingStage.Settings> harness = new(new SmearingStage(), new()) { Sample = s_sample with { RandomKey = key }, Context = new StageContext { RandomStream = stream } };
            return Momenta(harness.Event(1, electron).Run())[0][0].E;
        }

        Assert.Equal(3, new[] { Smeared(0, 1), Smeared(1, 1), Smeared(0, 2) }.Distinct().Count());
    }

    [Fact]
    public void Process_OfParticlesThatAreNotSmeared_LeavesThemBitForBit()
    {
        Particle electron = Particle(11, 2, 1, 0);
        Particle[] untouched = [electron with { Status = -1 }, electron with { Status = 2 }, electron with { PdgId = 13 }, electron with { PdgId = -11 }, electron with { Momentum = default }];
        StageHarness<SmearingStage.Settings> harness = new(new SmearingStage(), new() { Particles = [VisibleParticle.Electron, VisibleParticle.Photon] }) { Sample = s_sample };
        Assert.Equal(untouched.Select(p => p.Momentum), Momenta(harness.Event(1, untouched).Run())[0]);
    }

    // δE/E above 1 at these energies: about one try in six falls below the mass.
    [Fact]
    public void Process_WithAHugeResolution_KeepsTheEnergyAboveTheMassAndOnTheMassShell()
    {
        StageHarness<SmearingStage.Settings> harness = new(new SmearingStage(), new() { Constant = 1, Noise = 1, AngleResolution = 1 }) { Sample = s_sample };
        for (int i = 0; i < EventBatch.Capacity; i++)
        {
            harness.Event(1, Particle(11, 0.25, 0.01, 1), Particle(22, 0.001, 3.14, 1));
        }

        foreach (EventView view in harness.Run().Events)
        {
            foreach (ParticleView particle in new[] { view[0], view[1] })
            {
                FourVector p = particle.Momentum;
                Assert.True(p.E >= particle.Mass);
                Assert.Equal(Math.Sqrt(p.E * p.E - particle.Mass * particle.Mass), p.Momentum, 1e-12 * (1 + p.E));
                Assert.InRange(p.Theta, 0, Math.PI);
            }
        }
    }

    // θ beyond the axis is folded: |θ + δ| of the same draw that moves a particle at a large angle by δ.
    [Fact]
    public void Process_AcrossTheBeamAxis_FoldsThePolarAngle()
    {
        SmearingStage.Settings options = new() { AngleResolution = 0.5 };
        StageHarness<SmearingStage.Settings> central = new(new SmearingStage(), options) { Sample = s_sample }, forward = new(new SmearingStage(), options) { Sample = s_sample };
        for (int i = 0; i < 100; i++)
        {
            central.Event(1, Particle(22, 2, Math.PI / 2, 0));
            forward.Event(1, Particle(22, 2, 0.1, 0));
        }

        FourVector[][] expected = Momenta(central.Run()), actual = Momenta(forward.Run());
        for (int i = 0; i < 100; i++)
        {
            double shift = Math.Atan2(expected[i][0].X, expected[i][0].Z) - Math.PI / 2;
            Assert.Equal(Math.Abs(0.1 + shift), actual[i][0].Theta, 1e-12);
        }
    }

    // In a boosted particle table the smearing acts in the centre of mass all the same.
    [Fact]
    public void Process_OfALaboratorySample_IsTheBoostOfTheCentreOfMassSample()
    {
        BeamConfiguration beams = BeamConfiguration.BelleII;
        Particle[] particles = Event(new Random(4));
        StageHarness<SmearingStage.Settings> atRest = new(new SmearingStage(), new()) { Sample = s_sample };
        StageHarness<SmearingStage.Settings> boosted = new(new SmearingStage(), new()) { Sample = s_sample with { ToCentreOfMass = beams.LaboratoryToCentreOfMass } };
        atRest.Event(1, particles);
        boosted.Event(1, [.. particles.Select(p => p with { Momentum = beams.CentreOfMassToLaboratory.Apply(p.Momentum) })]);
        FourVector[] expected = Momenta(atRest.Run())[0], actual = Momenta(boosted.Run())[0];
        for (int i = 0; i < expected.Length; i++)
        {
            FourVector difference = beams.CentreOfMassToLaboratory.Apply(expected[i]) - actual[i];
            Assert.InRange(Math.Abs(difference.E) + difference.Momentum, 0, 1e-12);
        }
    }

    private static Particle[] Event(Random random) =>
        [Particle(-11, 1 + random.NextDouble(), 3 * random.NextDouble(), 1), Particle(11, 1 + random.NextDouble(), 3 * random.NextDouble(), 2), Particle(22, random.NextDouble(), 3 * random.NextDouble(), 3)];

    private static FourVector[][] Momenta(EventBatch batch)
    {
        List<FourVector[]> momenta = [];
        foreach (EventView view in batch.Events)
        {
            EventView current = view;
            momenta.Add([.. Enumerable.Range(0, view.ParticleCount).Select(i => current[i].Momentum)]);
        }

        return [.. momenta];
    }

    private static void AssertGaussian(List<double> values, double sigma)
    {
        double mean = values.Average(), width = Math.Sqrt(values.Sum(v => v * v) / values.Count), error = sigma / Math.Sqrt(values.Count);
        Assert.InRange(mean, -5 * error, 5 * error);
        Assert.InRange(width, sigma - 5 * error / Math.Sqrt(2), sigma + 5 * error / Math.Sqrt(2));
    }

    private static Particle Particle(int code, double energy, double theta, double phi)
    {
        double mass = Math.Abs(code) == 11 ? ParticleMasses.Electron : 0;
        double p = Math.Sqrt(energy * energy - mass * mass);
        return new Particle(code, 1, new FourVector(energy, p * Math.Sin(theta) * Math.Cos(phi), p * Math.Sin(theta) * Math.Sin(phi), p * Math.Cos(theta)), mass);
    }
}
