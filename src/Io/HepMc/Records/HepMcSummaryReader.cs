using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Reads a whole HepMC file for its <see cref="HepMcSummary"/>.</summary>
public sealed class HepMcSummaryReader
{
    private const double MeV = 1e-3;
    private const int Beam = 4, Final = 1;

    private readonly HepMcRecordReader _reader;
    private readonly int _eventsToKeep;
    private readonly HepMcRecord _record = new();
    private readonly List<HepMcListingSummary> _listings = [];
    private readonly List<string> _units = [];
    private readonly List<SampleEvent> _firstEvents = [];
    private readonly FinalStateSums _finalState = new();
    private readonly HepMcWeightSums _weights = new();
    private (int PdgId, double Energy)[] _beams = [];
    private long _particles, _vertices, _withoutWeight;
    private WeightSums _nominal;

    private HepMcSummaryReader(HepMcRecordReader reader, int eventsToKeep) => (_reader, _eventsToKeep) = (reader, eventsToKeep);

    /// <summary>Reads a file to its end.</summary>
    /// <param name="reader">The file, of which no event was read yet.</param>
    /// <param name="eventsToKeep">How many of the first events are listed.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="PluginException">The file is malformed.</exception>
    public static HepMcSummary Read(HepMcRecordReader reader, int eventsToKeep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reader);
        HepMcSummaryReader summary = new(reader, eventsToKeep);
        while (reader.Read(summary._record, cancellation))
        {
            summary.Add();
        }

        return summary.Summary();
    }

    private void Add()
    {
        HepMcRecord r = _record;
        double unit = r.MomentumUnit == HepMcMomentumUnit.GeV ? 1 : MeV, weight = r.Weights.Count > 0 ? r.Weights[0] : 1;
        NoteListing();
        string units = r.HasUnits ? $"{r.MomentumUnit} {r.LengthUnit}".ToUpperInvariant() : "not stated";
        if (!_units.Contains(units))
        {
            _units.Add(units);
        }

        if (_nominal.Events == 0)
        {
            _beams = [.. Enumerable.Range(0, r.ParticleCount).Where(p => r.Status[p] == Beam).Select(p => (r.PdgIds[p], r.E[p] * unit))];
        }

        _particles += r.ParticleCount;
        _vertices += r.VertexCount;
        _nominal = _nominal.With(weight);
        _withoutWeight += r.Weights.Count == 0 ? 1 : 0;
        _weights.Add(r);
        for (int p = 0; p < r.ParticleCount; p++)
        {
            if (r.Status[p] == Final)
            {
                _finalState.Add(r.PdgIds[p], MomentumOf(p, unit));
            }
        }

        if (_firstEvents.Count < _eventsToKeep)
        {
            _firstEvents.Add(new SampleEvent(_nominal.Events, weight, Particles(unit)));
        }
    }

    private void NoteListing()
    {
        if (_listings.Count > 0 && _listings[^1].Number == _reader.Listing)
        {
            _listings[^1] = _listings[^1] with { Events = _listings[^1].Events + 1 };
        }
        else
        {
            _listings.Add(new HepMcListingSummary(_reader.Listing, _reader.Run, 1));
        }
    }

    private List<Particle> Particles(double unit)
    {
        HepMcRecord r = _record;
        (int First, int Last)[] mothers = new (int, int)[r.VertexCount];
        for (int p = 0; p < r.ParticleCount; p++)
        {
            if (r.EndVertices[p] >= 0)
            {
                ref (int First, int Last) ends = ref mothers[r.EndVertices[p]];
                ends = ends.First == 0 ? (p + 1, 0) : (ends.First, p + 1);
            }
        }

        List<Particle> particles = new(r.ParticleCount);
        for (int p = 0; p < r.ParticleCount; p++)
        {
            (int first, int last) = r.ProductionVertices[p] < 0 ? (0, 0) : mothers[r.ProductionVertices[p]];
            particles.Add(new Particle(r.PdgIds[p], r.Status[p], MomentumOf(p, unit), r.M[p] * unit, first, last));
        }

        return particles;
    }

    private FourVector MomentumOf(int p, double unit) => new(_record.E[p] * unit, _record.Px[p] * unit, _record.Py[p] * unit, _record.Pz[p] * unit);

    private HepMcSummary Summary() => new()
    {
        File = _reader.Name,
        Packing = _reader.Packing,
        Bytes = _reader.Bytes,
        Sha256 = _reader.Sha256,
        Listings = _listings.Count > 0 ? _listings : [new HepMcListingSummary(_reader.Listing, _reader.Run, 0)],
        Units = _units,
        SkippedEvents = _reader.SkippedEvents,
        Particles = _particles,
        Vertices = _vertices,
        Nominal = _nominal,
        Weights = _weights.ToList(),
        CrossSection = _reader.CrossSection?.Value,
        CrossSectionError = _reader.CrossSection?.Error ?? double.NaN,
        Beams = _beams,
        FinalStateParticles = _finalState.Count,
        FinalStateMomentum = _finalState.Momentum,
        FinalStateByPdgId = _finalState.ByPdgId,
        FirstEvents = _firstEvents,
        Warnings = [.. _reader.Warnings, .. Oddities()],
    };

    private IEnumerable<string> Oddities()
    {
        if (_nominal.Events == 0)
        {
            yield return $"{_reader.Name}: there are no events.";
        }

        if (_withoutWeight > 0)
        {
            yield return $"{_reader.Name}: {_withoutWeight} event{(_withoutWeight == 1 ? " has" : "s have")} no weight; 1 is taken.";
        }
    }
}
