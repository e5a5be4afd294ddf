namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>How <see cref="LostPhotonPair"/> finds its leptons.</summary>
internal enum LeptonAim
{
    /// <summary>Decay of the pair in its rest frame, for light pairs.</summary>
    Pair,

    /// <summary>The lead lepton around its beam.</summary>
    Beam,

    /// <summary>The lead lepton along the first photon.</summary>
    FirstPhoton,

    /// <summary>The lead lepton along the second photon.</summary>
    SecondPhoton,
}
