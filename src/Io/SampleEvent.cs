using AlpToolkit.Core.Events;

namespace AlpToolkit.Io;

/// <summary>One event of a file, as <c>alp inspect</c> shows it.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Weight">Its nominal weight, as read; 1 when it has none.</param>
/// <param name="Particles">Its particles, momenta in GeV, with the status codes of the format: −1 (LHE, HEPEVT) or 4 (HepMC) is incoming, 1 final. In HepMC mothers are the first and last that go into the vertex where one begins.</param>
public sealed record SampleEvent(long Number, double Weight, IReadOnlyList<Particle> Particles);
