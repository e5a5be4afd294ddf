namespace AlpToolkit.Plugins.Stages;

/// <summary>A particle that the paper's final states show in the detector.</summary>
public enum VisibleParticle
{
    /// <summary>e⁻, code 11.</summary>
    Electron,

    /// <summary>e⁺, code −11.</summary>
    Positron,

    /// <summary>γ, code 22.</summary>
    Photon,
}
