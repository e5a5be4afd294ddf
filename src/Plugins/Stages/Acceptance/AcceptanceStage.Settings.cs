using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Plugins.Stages.Acceptance;

/// <content>The options.</content>
public sealed partial class AcceptanceStage
{
    /// <summary>What sees electrons and positrons.</summary>
    public enum Detector
    {
        /// <summary>Tracker and calorimeter together: the thresholds of Eq. (7).</summary>
        Calorimeter,

        /// <summary>The tracker alone, the paper's variant with the larger acceptance (Sec. III, App. A 1). Photons still need the calorimeter.</summary>
        Tracker,
    }

    /// <summary>Options of the stage.</summary>
    public sealed record Settings
    {
        /// <summary>Particles that must be visible exactly once each.</summary>
        [Shorthand, Help("particles that must be visible exactly once each; each becomes a role")]
        public IReadOnlyList<VisibleParticle> Select { get; init; } = [VisibleParticle.Electron, VisibleParticle.Positron];

        /// <summary>Smallest polar angle of the calorimeter, rad.</summary>
        [Help("smallest polar angle of the calorimeter"), Unit("deg"), Bounds(0, 180)]
        public double ThetaMin { get; init; } = AcceptanceRegion.BelleIICalorimeter.ThetaMin;

        /// <summary>Largest polar angle of the calorimeter, rad; null for π minus the smallest.</summary>
        [Help("largest polar angle of the calorimeter; 180 deg - theta_min when not given"), Unit("deg"), Bounds(0, 180)]
        public double? ThetaMax { get; init; }

        /// <summary>Smallest energy in the calorimeter, GeV.</summary>
        [Help("smallest energy in the calorimeter"), Unit("GeV"), Bounds(0, 1e6)]
        public double EnergyMin { get; init; } = AcceptanceRegion.BelleIICalorimeter.EnergyMin;

        /// <summary>What sees electrons and positrons.</summary>
        [Help("what sees electrons and positrons; photons and all others always need the calorimeter")]
        public Detector Detector { get; init; } = Detector.Calorimeter;

        /// <summary>Smallest angle to the beam axis in the tracker, rad; both sides alike.</summary>
        [Help("smallest angle to the beam axis for electrons and positrons in the tracker, on both sides"), Unit("deg"), Bounds(0, 90)]
        public double TrackerThetaMin { get; init; } = AcceptanceRegion.BelleIITracker.ThetaMin;

        /// <summary>Smallest energy of electrons and positrons in the tracker, GeV.</summary>
        [Help("smallest energy of electrons and positrons in the tracker"), Unit("GeV"), Bounds(0, 1e6)]
        public double TrackerEnergyMin { get; init; } = AcceptanceRegion.BelleIITracker.EnergyMin;

        /// <summary>Frame of angles and energies.</summary>
        [Help("frame of angles and energies")]
        public ReferenceFrame Frame { get; init; } = ReferenceFrame.CentreOfMass;

        /// <summary>Whether any other visible particle inside the acceptance removes the event.</summary>
        [Help("whether any other visible particle inside the acceptance removes the event")]
        public bool Veto { get; init; } = true;

        /// <summary>Codes of particles that no detector sees, of either sign.</summary>
        [Help("particle codes (PDG, either sign) that leave no trace: neutrinos, dark matter, the ALP")]
        public IReadOnlyList<int> Invisible { get; init; } =
            [12, 14, 16, 18, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 1000022, 9000005];

        /// <summary>Codes outside of the Standard Model that the calorimeter sees, of either sign.</summary>
        [Help("particle codes (PDG, either sign) beyond the Standard Model that the calorimeter sees")]
        public IReadOnlyList<int> Visible { get; init; } = [];

        /// <summary>Role of the visible electron.</summary>
        [DeclaredByStage, Help("role of the visible electron")]
        public ObjectOut Electron { get; init; } = "electron";

        /// <summary>Role of the visible positron.</summary>
        [DeclaredByStage, Help("role of the visible positron")]
        public ObjectOut Positron { get; init; } = "positron";

        /// <summary>Role of the visible photon.</summary>
        [DeclaredByStage, Help("role of the visible photon")]
        public ObjectOut Photon { get; init; } = "photon";

        /// <summary>Name of the cut-flow among the results.</summary>
        [Help("name of the cut-flow")]
        public string Name { get; init; } = "acceptance";
    }
}
