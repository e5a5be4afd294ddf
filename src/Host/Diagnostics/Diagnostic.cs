namespace AlpToolkit.Host.Diagnostics;

/// <summary>One sentence about one place in a YAML file.</summary>
/// <param name="File">File as the user named it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Severity">Whether it stops the run.</param>
/// <param name="Id">Stable identifier, one of <see cref="DiagnosticIds"/>.</param>
/// <param name="Message">What was expected, what was found, what to do.</param>
internal sealed record Diagnostic(string File, int Line, int Column, Severity Severity, string Id, string Message)
{
    /// <summary>As printed: <c>bad.yaml:10:14: error ALP110: message</c>.</summary>
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {(Severity == Severity.Error ? "error" : "warning")} {Id}: {Message}";
}
