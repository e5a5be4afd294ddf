using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Plugins.Stages.Acceptance;

/// <summary>
/// Keeps the events whose selected particles the detector sees exactly once each, and nothing else: Eq. (7) of arXiv:2307.06369.
/// Only final-state particles (status 1) count. Events that fail are deselected and have no roles (−1).
/// </summary>
[Stage("acceptance", "Visible electron, positron and photon within polar angle and energy, and a veto of anything else visible (Eq. 7).")]
[Example("acceptance: { theta_min: 22 deg, energy_min: 250 MeV }")]
[Example("acceptance: { select: [photon] }")]
[Example("acceptance: { detector: tracker, invisible: [12, 14, 16, 9000005] }")]
public sealed partial class AcceptanceStage : AccumulatingStage<AcceptanceStage.Settings, CutFlowPartial>
{
    private AcceptanceRegion _calorimeter, _electrons;
    private bool _selectElectron, _selectPositron, _selectPhoton;
    private int[] _invisible = [], _visible = [];
    private CutDescription[] _steps = [];

    /// <inheritdoc/>
    public override void Declare(DataFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        foreach (VisibleParticle particle in Options.Select.Distinct())
        {
            flow.Writes(RoleOf(particle), $"the {particle.ToString().ToLowerInvariant()} inside the acceptance");
        }

        flow.Reports(Options.Name, "cut-flow of the acceptance");
    }

    /// <inheritdoc/>
    public override void Prepare(StageContext context)
    {
        double thetaMax = Options.ThetaMax ?? Math.PI - Options.ThetaMin;
        if (!(Options.ThetaMin <= thetaMax))
        {
            throw new PluginException($"'theta_min' ({Degrees(Options.ThetaMin)}) is larger than 'theta_max' ({Degrees(thetaMax)}): no particle is between them. Give smaller 'theta_min' or larger 'theta_max'.");
        }

        _calorimeter = new AcceptanceRegion(Options.ThetaMin, thetaMax, Options.EnergyMin);
        _electrons = Options.Detector == Detector.Tracker
            ? AcceptanceRegion.Symmetric(Options.TrackerThetaMin, Options.TrackerEnergyMin)
            : _calorimeter;
        _selectElectron = Options.Select.Contains(VisibleParticle.Electron);
        _selectPositron = Options.Select.Contains(VisibleParticle.Positron);
        _selectPhoton = Options.Select.Contains(VisibleParticle.Photon);
        if (Options.Select.Distinct().Count() != Options.Select.Count || Options.Select.Count == 0)
        {
            throw new PluginException("'select' must name at least one of electron, positron, photon, each at most once.");
        }

        _steps = [.. Steps()];
        _invisible = [.. Options.Invisible.Select(AbsoluteCode)];
        _visible = [.. Options.Visible.Select(AbsoluteCode)];
        foreach (int code in _invisible)
        {
            if (code is ParticleCodes.Electron or ParticleCodes.Photon || _visible.Contains(code))
            {
                throw new PluginException($"'invisible' lists {code}, which {(_visible.Contains(code) ? "'visible' lists too" : "the acceptance looks for")}. Take it out of 'invisible'.");
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Qualifier> Qualifiers
    {
        get
        {
            string calorimeter = $"theta {Degrees(_calorimeter.ThetaMin)} to {Degrees(_calorimeter.ThetaMax)}, E > {_calorimeter.EnergyMin:R} GeV";
            string electrons = Options.Detector == Detector.Tracker ? $"; electrons in the tracker: theta {Degrees(_electrons.ThetaMin)} to {Degrees(_electrons.ThetaMax)}, E > {_electrons.EnergyMin:R} GeV" : "";
            string frame = Options.Frame == ReferenceFrame.CentreOfMass ? "centre of mass" : "laboratory";
            return [new Qualifier("acceptance", $"{calorimeter} ({frame}){electrons}; one visible {string.Join(", one visible ", Options.Select).ToLowerInvariant()}{(Options.Veto ? ", nothing else visible" : "")}")];
        }
    }

    /// <inheritdoc/>
    public override bool NeedsLaboratory => Options.Frame == ReferenceFrame.Laboratory;

    /// <inheritdoc/>
    public override CutFlowPartial NewPartial(SampleInfo sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return new CutFlowPartial(sample.WeightNames.Count, new int[_steps.Length]);
    }

    /// <inheritdoc/>
    public override void Process(EventBatch batch, CutFlowPartial partial)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(partial);
        Span<int> electrons = ClearedRole(batch, Options.Electron, _selectElectron);
        Span<int> positrons = ClearedRole(batch, Options.Positron, _selectPositron);
        Span<int> photons = ClearedRole(batch, Options.Photon, _selectPhoton);
        LorentzTransform toFrame = Options.Frame.From(batch.Sample);
        int count = batch.Count;
        Span<double> conditions = stackalloc double[_steps.Length * count];
        foreach (int i in batch.Selection)
        {
            VisibleParticles seen = Look(batch, i, toFrame);
            int step = 0;
            bool passes = true;
            if (_selectElectron)
            {
                passes &= Meets(seen.Electrons == 1, conditions, step++ * count + i);
            }

            if (_selectPositron)
            {
                passes &= Meets(seen.Positrons == 1, conditions, step++ * count + i);
            }

            if (_selectPhoton)
            {
                passes &= Meets(seen.Photons == 1, conditions, step++ * count + i);
            }

            if (Options.Veto)
            {
                passes &= Meets(IsAlone(seen), conditions, step * count + i);
            }

            if (passes)
            {
                Assign(electrons, i, seen.Electron);
                Assign(positrons, i, seen.Positron);
                Assign(photons, i, seen.Photon);
            }
        }

        partial.Begin(batch);
        for (int step = 0; step < _steps.Length; step++)
        {
            partial.Apply(step, batch, conditions.Slice(step * count, count));
        }

        partial.End(batch);
    }

    /// <inheritdoc/>
    public override void Report(CutFlowPartial total, SampleReport report)
    {
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(report);
        CutFlow cutFlow = total.ToCutFlow(Options.Name, _steps, report.Sample.Info.WeightNames);
        report.Add(cutFlow);
        if (cutFlow.FirstToRemoveAll is { Step: { } step, Events: long events })
        {
            report.Warn($"sample '{report.Sample.Info.Name}': the acceptance's step '{step.Cut.Title}' removes {(events == 1 ? "the one event that was" : $"all {events} events that were")} left");
        }
    }

    private static bool Meets(bool condition, Span<double> conditions, int index)
    {
        conditions[index] = condition ? 1 : 0;
        return condition;
    }

    private static void Assign(Span<int> role, int index, int row)
    {
        if (!role.IsEmpty)
        {
            role[index] = row;
        }
    }

    private VisibleParticles Look(EventBatch batch, int index, LorentzTransform toFrame)
    {
        ParticleTable particles = batch.Particles;
        ReadOnlySpan<int> codes = particles.PdgId, status = particles.Status;
        VisibleParticles seen = default;
        int end = batch.Offsets[index + 1];
        for (int row = batch.Offsets[index]; row < end; row++)
        {
            if (status[row] != 1)
            {
                continue;
            }

            int code = codes[row];
            bool isElectron = code is ParticleCodes.Electron or ParticleCodes.Positron;
            if (!isElectron && code != ParticleCodes.Photon && IsInvisible(code, batch, index))
            {
                continue;
            }

            if (!(isElectron ? _electrons : _calorimeter).Contains(toFrame.Apply(particles.Momentum(row))))
            {
                continue;
            }

            switch (code)
            {
                case ParticleCodes.Electron:
                    seen.Electrons++;
                    seen.Electron = row;
                    break;
                case ParticleCodes.Positron:
                    seen.Positrons++;
                    seen.Positron = row;
                    break;
                case ParticleCodes.Photon:
                    seen.Photons++;
                    seen.Photon = row;
                    break;
                default:
                    seen.Others++;
                    break;
            }
        }

        return seen;
    }

    // Nothing is visible but one of each selected particle. A second electron fails here too, not only at its own step.
    private bool IsAlone(in VisibleParticles seen) =>
        seen.Others == 0 && AtMost(_selectElectron, seen.Electrons) && AtMost(_selectPositron, seen.Positrons) && AtMost(_selectPhoton, seen.Photons);

    private static bool AtMost(bool isSelected, int count) => count <= (isSelected ? 1 : 0);

    private bool IsInvisible(int code, EventBatch batch, int index)
    {
        int absolute = AbsoluteCode(code);
        if (_invisible.AsSpan().Contains(absolute))
        {
            return true;
        }

        if (_visible.AsSpan().Contains(absolute) || ParticleCodes.IsVisibleInTheStandardModel(code))
        {
            return false;
        }

        throw new PluginException(string.Create(CultureInfo.InvariantCulture, $"sample '{batch.Sample.Name}': event {batch.FirstEvent + index} (counted from 0) has a final-state particle with code {code}, which is neither a known particle of the Standard Model nor listed. Add {absolute} to 'invisible' or 'visible' of the stage 'acceptance'."));
    }

    private IEnumerable<CutDescription> Steps()
    {
        foreach (VisibleParticle particle in Enum.GetValues<VisibleParticle>().Where(Options.Select.Contains))
        {
            yield return new CutDescription(null, $"one visible {particle.ToString().ToLowerInvariant()}", []);
        }

        if (Options.Veto)
        {
            yield return new CutDescription(null, "nothing else visible", []);
        }
    }

    private ObjectOut RoleOf(VisibleParticle particle) => particle switch
    {
        VisibleParticle.Electron => Options.Electron,
        VisibleParticle.Positron => Options.Positron,
        _ => Options.Photon,
    };

    private static Span<int> ClearedRole(EventBatch batch, ObjectOut role, bool isSelected)
    {
        if (!isSelected)
        {
            return [];
        }

        Span<int> rows = batch[role];
        rows.Fill(-1);
        return rows;
    }

    // int.MinValue has no absolute value; it is no particle either.
    private static int AbsoluteCode(int code) => code == int.MinValue ? int.MaxValue : Math.Abs(code);

    private static string Degrees(double angle) => string.Create(CultureInfo.InvariantCulture, $"{angle * 180 / Math.PI:0.###} deg");

    private struct VisibleParticles
    {
        public int Electrons, Positrons, Photons, Others;
        public int Electron, Positron, Photon;
    }
}
