using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Events;

/// <summary>One particle of an event record.</summary>
/// <param name="PdgId">Particle code of the Particle Data Group.</param>
/// <param name="Status">−1 incoming, 1 final state, 2 intermediate.</param>
/// <param name="Momentum">Four-momentum, GeV.</param>
/// <param name="Mass">Mass, GeV, as the source gives it.</param>
/// <param name="Mother1">First mother: 1-based position within the event, 0 for none.</param>
/// <param name="Mother2">Last mother: 1-based position within the event, 0 for none.</param>
public readonly record struct Particle(int PdgId, int Status, FourVector Momentum, double Mass = 0, int Mother1 = 0, int Mother2 = 0);
