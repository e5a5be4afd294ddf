using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Plugins.Stages.Variables;

/// <summary>
/// The four-momenta of one event that the built-in variables share. What is absent is NaN, and so is every variable made of it.
/// Only what the requested variables need is filled.
/// </summary>
internal struct EventKinematics
{
    /// <summary>√s, GeV.</summary>
    public double SqrtS;

    /// <summary>Visible particles, centre of mass.</summary>
    public FourVector Electron, Positron, Photon;

    /// <summary>Stored masses, GeV.</summary>
    public double ElectronMass, PositronMass;

    /// <summary>What e⁺e⁻ left unseen: centre of mass, laboratory.</summary>
    public FourVector Missing, MissingInLaboratory;

    /// <summary>What recoils against the photon: centre of mass, laboratory.</summary>
    public FourVector Recoil, RecoilInLaboratory;
}
