namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>How <see cref="LostPhotonPair"/> finds its photons.</summary>
internal enum PhotonAim
{
    /// <summary>Evenly where both are lost; the first is the harder one.</summary>
    Window,

    /// <summary>The first along the beam on the side of the missing momentum.</summary>
    NearBeam,

    /// <summary>The first along the other beam.</summary>
    FarBeam,

    /// <summary>The first along the lead lepton, for pairs that do not depend on the photons.</summary>
    Lepton,
}
