namespace AlpToolkit.Core.Events;

/// <summary>One point of a pipeline's scan.</summary>
/// <param name="Sample">Name of the sample that was repeated for every point.</param>
/// <param name="Parameter">Name of the scanned parameter: <c>m_a</c>.</param>
/// <param name="Value">Its value, in the internal unit of its dimension.</param>
public sealed record ScanPoint(string Sample, string Parameter, double Value);
