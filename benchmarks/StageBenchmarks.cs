using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Plugins.Stages.Acceptance;
using AlpToolkit.Plugins.Stages.Smearing;
using AlpToolkit.Plugins.Stages.Variables;
using BenchmarkDotNet.Attributes;

namespace AlpToolkit.Benchmarks;

/// <summary>
/// Stages on one full batch of e⁺e⁻ → e⁺e⁻a events in memory; times and allocations are per event. Smearing changes the particle
/// table, which is restored first: subtract <see cref="Restore"/>.
/// </summary>
[MemoryDiagnoser]
public class StageBenchmarks
{
    private const int Events = EventBatch.Capacity;

    private readonly AcceptanceStage _acceptance = new();
    private readonly SmearingStage _smearing = new();
    private readonly VariablesStage _variables = new();
    private EventBatch _batch = null!;
    private CutFlowPartial _acceptanceFlow = null!;
    private double[] _px = [], _py = [], _pz = [], _e = [];

    /// <summary>Makes the events: 86 % of them inside the acceptance.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Dictionary<string, int> columns = [], roles = [];
        Connect(_acceptance, new AcceptanceStage.Settings(), columns, roles);
        Connect(_smearing, new SmearingStage.Settings(), columns, roles);
        string[] names = ["e_miss", "m_miss2", "m_miss2_resolution", "eta_miss", "m_ee", "m_ee_tau"];
        Connect(_variables, new VariablesStage.Settings { Variables = [.. names.Select(n => new Labelled<Expression>(null, Expression.Parse(n)))] }, columns, roles);
        _batch = new EventBatch(columns.Count, roles.Count);
        _batch.Begin(new SampleInfo { Name = "signal", SqrtS = 10.58, RandomKey = Philox.Key(7, "signal") }, 0);
        Random random = new(1);
        for (int i = 0; i < Events; i++)
        {
            Particle positron = Lepton(-11, random), electron = Lepton(11, random);
            FourVector missing = MissingSystem.Momentum(10.58, positron.Momentum, electron.Momentum);
            _batch.Particles.Add(new Particle(-11, -1, new FourVector(5.29, 0, 0, 5.29), ParticleMasses.Electron));
            _batch.Particles.Add(new Particle(11, -1, new FourVector(5.29, 0, 0, -5.29), ParticleMasses.Electron));
            _batch.Particles.Add(positron);
            _batch.Particles.Add(electron);
            _batch.Particles.Add(new Particle(9000005, 1, missing, 1));
            _batch.EndEvent(1);
        }

        ParticleTable particles = _batch.Particles;
        (_px, _py, _pz, _e) = (particles.Px.ToArray(), particles.Py.ToArray(), particles.Pz.ToArray(), particles.E.ToArray());
        _batch.EndFilling();
        _acceptanceFlow = _acceptance.NewPartial(_batch.Sample);
    }

    /// <summary>Puts selection and particle table back.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public void Restore()
    {
        _batch.EndFilling();
        ParticleTable particles = _batch.Particles;
        _px.CopyTo(particles.Px);
        _py.CopyTo(particles.Py);
        _pz.CopyTo(particles.Pz);
        _e.CopyTo(particles.E);
    }

    /// <summary>Acceptance alone.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void Acceptance()
    {
        _batch.EndFilling();
        _acceptance.Process(_batch, _acceptanceFlow);
        _acceptanceFlow.Clear();
    }

    /// <summary>Smearing of every event.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void Smearing()
    {
        Restore();
        _smearing.Process(_batch);
    }

    /// <summary>Six variables of the events inside the acceptance, acceptance included.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void AcceptanceThenVariables()
    {
        _batch.EndFilling();
        _acceptance.Process(_batch, _acceptanceFlow);
        _acceptanceFlow.Clear();
        _variables.Process(_batch);
    }

    /// <summary>All three in order.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void AllThree()
    {
        Restore();
        _acceptance.Process(_batch, _acceptanceFlow);
        _acceptanceFlow.Clear();
        _smearing.Process(_batch);
        _variables.Process(_batch);
    }

    private static Particle Lepton(int code, Random random)
    {
        double energy = 0.3 + 4 * random.NextDouble(), cosTheta = 2 * random.NextDouble() - 1, phi = 2 * Math.PI * random.NextDouble();
        double p = Math.Sqrt(energy * energy - ParticleMasses.Electron * ParticleMasses.Electron), transverse = p * Math.Sqrt(1 - cosTheta * cosTheta);
        return new Particle(code, 1, new FourVector(energy, transverse * Math.Cos(phi), transverse * Math.Sin(phi), p * cosTheta), ParticleMasses.Electron);
    }

    // What the host does when it builds a pipeline: slots by name.
    private static void Connect<TOptions>(Stage<TOptions> stage, TOptions options, Dictionary<string, int> columns, Dictionary<string, int> roles)
        where TOptions : class
    {
        stage.OptionsObject = options;
        foreach (ColumnUse use in StageColumns.UsesOf(stage))
        {
            if (use.Reference is { } reference)
            {
                Dictionary<string, int> slots = use.IsRole ? roles : columns;
                slots.TryAdd(reference.Name, slots.Count);
                reference.Slot = slots[reference.Name];
            }
        }

        stage.Prepare(new StageContext());
    }
}
