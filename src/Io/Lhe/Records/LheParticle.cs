namespace AlpToolkit.Io.Lhe.Records;

/// <summary>One particle line of an event with all its columns (hep-ph/0109068 table 2), in their order.</summary>
/// <param name="PdgId">PDG code (IDUP).</param>
/// <param name="Status">−1 incoming, 1 outgoing, ±2 intermediate, 3 documentation, −9 beam (ISTUP).</param>
/// <param name="Mother1">Number of the first mother, from 1; 0 for none (MOTHUP(1)).</param>
/// <param name="Mother2">Number of the last mother (MOTHUP(2)).</param>
/// <param name="Colour1">Colour line (ICOLUP(1)); 0 for none.</param>
/// <param name="Colour2">Anticolour line (ICOLUP(2)).</param>
/// <param name="Px">Momentum along x, GeV.</param>
/// <param name="Py">Momentum along y, GeV.</param>
/// <param name="Pz">Momentum along z, GeV.</param>
/// <param name="E">Energy, GeV.</param>
/// <param name="M">Mass as generated, GeV; negative for a space-like particle.</param>
/// <param name="Lifetime">Invariant lifetime cτ, mm (VTIMUP).</param>
/// <param name="Spin">Cosine of the angle between spin and momentum of the decaying particle; 9 when not known (SPINUP).</param>
public readonly record struct LheParticle(
    int PdgId, int Status, int Mother1, int Mother2, int Colour1, int Colour2, double Px, double Py, double Pz, double E, double M, double Lifetime = 0, double Spin = 9);
