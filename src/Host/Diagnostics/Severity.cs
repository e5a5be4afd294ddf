namespace AlpToolkit.Host.Diagnostics;

/// <summary>Whether a diagnostic stops the run.</summary>
internal enum Severity
{
    /// <summary>The run goes on.</summary>
    Warning,

    /// <summary>Nothing runs.</summary>
    Error,
}
