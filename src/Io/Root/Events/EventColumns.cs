using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Events;

/// <summary>Consecutive entries of a tree as particles and weights.</summary>
internal sealed class EventColumns : EventStep
{
    private const int HepMcBeam = 4, Incoming = -1, Final = 1, Intermediate = 2, MeV = 0;
    private readonly double[] _weights;
    private readonly Group[] _groups;
    private readonly double _unit;
    private readonly string _place;
    private readonly long _first;
    private Values? _momentumUnit, _rank, _from, _to;
    private int _kept;

    private EventColumns(string place, long first, double[] weights, Group[] groups, double unit, int furtherCandidates) =>
        (_place, _first, _weights, _groups, _unit, FurtherCandidates) = (place, first, weights, groups, unit, furtherCandidates);

    /// <inheritdoc/>
    public override long FurtherCandidates { get; }

    /// <inheritdoc/>
    public override long WithoutRank => _rank is null ? 0 : Enumerable.Range(0, _weights.Length).LongCount(i => _rank.Of(i) is [] or [double.NaN, ..]);

    /// <summary>Reads entries.</summary>
    /// <exception cref="PluginException">They are damaged, or branches do not fit together.</exception>
    public static EventColumns Read(IEventSource source, EventLayout layout, long first, int count, double energyUnit)
    {
        double[] weights = new double[count];
        Array.Fill(weights, 1);
        if (layout.Weight is { } weight)
        {
            Values values = Values.Read(source, weight, first, count);
            for (int i = 0; i < count; i++)
            {
                // Of several weights the first is the nominal one.
                weights[i] = values.Count(i) > 0 ? values.Numbers[values.Start(i)] : 1;
            }
        }

        Values? Optional(string? name) => name is null ? null : Values.Read(source, name, first, count);
        (Values? from, Values? to) = (Optional(layout.Links?.From), Optional(layout.Links?.To));
        for (int i = 0; from is not null && i < count; i++)
        {
            if (from.Count(i) != to!.Count(i))
            {
                throw new PluginException($"{source.Place}: entry {first + i} has {from.Count(i)} beginnings of links between particles and vertices, and {to.Count(i)} ends.");
            }
        }

        return new EventColumns($"{source.Place}", first, weights, [.. layout.Particles.Select(p => Group.Read(source, p, first, count))], energyUnit, Optional(layout.Candidate)?.Numbers.Count(n => n > 0) ?? 0)
        {
            _momentumUnit = Optional(layout.MomentumUnit),
            _rank = Optional(layout.Kept?.Branch),
            _kept = layout.Kept?.Value ?? 0,
            _from = from,
            _to = to,
        };
    }

    /// <inheritdoc/>
    public override bool TryRead(int entry, ParticleTable particles, out double weight)
    {
        weight = _weights[entry];
        if (_rank is not null && !(_rank.Of(entry) is [var rank, ..] && rank == _kept))
        {
            return false;
        }

        if (!double.IsFinite(weight))
        {
            throw NotFinite(entry, $"the weight {weight.ToString(CultureInfo.InvariantCulture)}");
        }

        int before = particles.Count;
        double unit = _momentumUnit is not null && _momentumUnit.Of(entry) is [MeV, ..] ? 1e-3 * _unit : _unit;
        foreach (Group group in _groups)
        {
            if (group.Add(entry, particles, particles.Count - before, unit) is { } wrong)
            {
                throw NotFinite(entry, wrong);
            }
        }

        if (_from is not null)
        {
            HepMcLinks.SetMothers(particles, before, _from.Of(entry), _to!.Of(entry));
        }

        return true;
    }

    private PluginException NotFinite(int entry, string what) => new($"{_place}: entry {_first + entry} has {what}; finite numbers are expected. on_error: skip leaves it out.");

    // Numbers of every entry: one, or a list.
    private sealed record Values(double[] Numbers, int[]? Offsets)
    {
        public int Start(int entry) => Offsets is { } offsets ? offsets[entry] : entry;

        public int Count(int entry) => Offsets is { } offsets ? offsets[entry + 1] - offsets[entry] : 1;

        public ReadOnlySpan<double> Of(int entry) => Numbers.AsSpan(Start(entry), Count(entry));

        public static Values Read(IEventSource source, string name, long first, int count) => source.Read(name, first, count) switch
        {
            NumberColumn numbers => new Values(numbers.ToDoubles(), null),
            JaggedColumn { Items: NumberColumn items } lists => new Values(items.ToDoubles(), lists.Offsets.ToArray()),
            _ => throw new PluginException($"{source.Place}: branch '{name}' holds neither numbers nor lists of numbers."),
        };
    }

    private sealed class Group(ParticleBranches branches)
    {
        private Values? _pdgId, _charge, _status, _massIsSet, _px, _py, _pz, _pt, _eta, _phi, _e, _mass, _mother1, _mother2;

        public static Group Read(IEventSource source, ParticleBranches branches, long first, int count)
        {
            Values? shape = null;
            Values? Of(string? name)
            {
                if (name is null)
                {
                    return null;
                }

                Values values = Values.Read(source, name, first, count);
                shape ??= values;
                for (int i = 0; i < count; i++)
                {
                    if (values.Count(i) != shape.Count(i))
                    {
                        throw new PluginException($"{source.Place}: entry {first + i} has {values.Count(i)} values in '{name}', and {shape.Count(i)} in other branches of these particles.");
                    }
                }

                return values;
            }

            Group group = new(branches)
            {
                _px = Of(branches.Px),
                _py = Of(branches.Py),
                _pz = Of(branches.Pz),
                _pt = Of(branches.Pt),
                _eta = Of(branches.Eta),
                _phi = Of(branches.Phi),
                _e = Of(branches.E),
                _mass = Of(branches.Mass),
                _massIsSet = Of(branches.MassIsSet),
                _pdgId = Of(branches.PdgIdBranch),
                _charge = Of(branches.Charge),
                _status = Of(branches.Status),
                _mother1 = Of(branches.Mother1),
                _mother2 = Of(branches.Mother2),
            };
            bool cartesian = group._px is not null && group._py is not null && group._pz is not null, cylindrical = group._pt is not null && group._eta is not null && group._phi is not null;
            return (cartesian || cylindrical) && (branches.PdgId is not null || group._pdgId is not null)
                ? group
                : throw new PluginException($"{source.Place}: particles need px, py and pz, or pt, eta and phi, and a pdg_id or pdg_id_branch.");
        }

        /// <summary>Adds the particles of an entry.</summary>
        /// <returns>What is no number; null for nothing.</returns>
        public string? Add(int entry, ParticleTable table, int before, double unit)
        {
            Values shape = _px ?? _pt!;
            int start = shape.Start(entry), count = shape.Count(entry);
            for (int i = start; i < start + count; i++)
            {
                (double x, double y, double z) = _px is not null
                    ? (_px.Numbers[i], _py!.Numbers[i], _pz!.Numbers[i])
                    : (_pt!.Numbers[i] * Math.Cos(_phi!.Numbers[i]), _pt.Numbers[i] * Math.Sin(_phi.Numbers[i]), _pt.Numbers[i] * Math.Sinh(_eta!.Numbers[i]));
                (x, y, z) = (x * unit, y * unit, z * unit);
                if (double.IsNaN(x) && double.IsNaN(y) && double.IsNaN(z))
                {
                    // A role that no particle plays.
                    continue;
                }

                int pdgId = _pdgId is not null ? (int)_pdgId.Numbers[i] : branches.PdgId!.Value;
                if (_pdgId is null && _charge is not null && _charge.Numbers[i] > 0)
                {
                    pdgId = -pdgId;
                }

                double momentum2 = x * x + y * y + z * z;
                double mass = _mass is not null && _massIsSet?.Numbers[i] != 0 ? _mass.Numbers[i] * unit
                    : _e is not null ? Math.Sqrt(Math.Max(0, _e.Numbers[i] * unit * _e.Numbers[i] * unit - momentum2))
                    : LeptonMass(pdgId);
                double energy = _e is not null ? _e.Numbers[i] * unit : Math.Sqrt(momentum2 + mass * mass);
                if (!double.IsFinite(momentum2 + energy + mass))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"a particle {pdgId} of momentum ({x}, {y}, {z}), energy {energy} and mass {mass}");
                }

                table.Add(new Particle(pdgId, Status(i), new FourVector(energy, x, y, z), mass, Mother(_mother1, i, before), Mother(_mother2, i, before)));
            }

            return null;
        }

        private int Status(int index)
        {
            int status = _status is null ? Final : (int)_status.Numbers[index];
            return !branches.HasHepMcStatus || _status is null ? status
                : status switch
                {
                    HepMcBeam => Incoming,
                    Final => Final,
                    _ => Intermediate,
                };
        }

        private int Mother(Values? mothers, int index, int before) =>
            mothers is not null && (int)mothers.Numbers[index] + branches.MotherOffset is > 0 and int mother ? mother + before : 0;

        // Electrons and muons of detectors have a momentum and no mass.
        private static double LeptonMass(int pdgId) => Math.Abs(pdgId) switch
        {
            11 => 0.000_510_998_95,
            13 => 0.105_658_375_5,
            _ => 0,
        };
    }
}
