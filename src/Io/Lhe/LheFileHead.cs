namespace AlpToolkit.Io.Lhe;

/// <summary>What a written LHE file says before its events.</summary>
/// <param name="Init">Beams, weighting, processes, generators. The largest weight of its one process is filled in from the events.</param>
/// <param name="Scale">SCALUP of every event, GeV.</param>
/// <param name="AlphaQed">AQEDUP of every event.</param>
/// <param name="Title">Name of the element in <c>&lt;header&gt;</c> that holds <paramref name="Text"/>.</param>
/// <param name="Text">How the events were made, as lines.</param>
public sealed record LheFileHead(LheHead Init, double Scale, double AlphaQed, string Title, string Text);
