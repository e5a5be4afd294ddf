using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Options;

namespace AlpToolkit.Host.Commands;

/// <summary>
/// The values that <c>--scan</c> names: <c>m_a=0.01:10:log20</c>, <c>theta_min=1deg:22deg:lin8</c>, <c>photons=0,1,2</c>.
/// </summary>
/// <param name="Path">Path of the option.</param>
/// <param name="Values">Its values, as they would be given by <c>--set</c>.</param>
/// <param name="Text">What was written.</param>
internal sealed record ScanGrid(string Path, IReadOnlyList<string> Values, string Text)
{
    /// <summary>Reads a scan.</summary>
    /// <exception cref="PluginException">It is none, or there is no such option.</exception>
    public static ScanGrid Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new PluginException($"--scan {text}: expected option=first:last:log20, option=first:last:lin20 or option=a,b,c");
        }

        string path = GeneratorArguments.PathOf(text[..equals].Trim(), $"--scan {text}");
        try
        {
            return new ScanGrid(path, ValueGrid.Parse(text[(equals + 1)..]), text);
        }
        catch (FormatException e)
        {
            throw new PluginException($"--scan {text}: {e.Message}", e);
        }
    }
}
