namespace AlpToolkit.Host.Discovery;

/// <summary>Why a plugin cannot be used. An error only where the plugin is needed; <c>alp stages list</c> shows all.</summary>
/// <param name="Path">The DLL, or its folder.</param>
/// <param name="PluginName">Name in YAML; null when the file does not get as far as a name.</param>
/// <param name="Message">One sentence that names the file and says what to do.</param>
internal sealed record PluginProblem(string Path, string? PluginName, string Message);
