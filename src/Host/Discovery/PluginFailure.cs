using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Discovery;

/// <summary>An exception that a plugin did not expect: a mistake in the plugin, ours or its author's.</summary>
/// <param name="entry">The plugin.</param>
/// <param name="where">What it was doing: <c>on sample 'signal', events 0 to 4095</c>.</param>
/// <param name="cause">What it threw.</param>
internal sealed class PluginFailure(PluginEntry entry, string where, Exception cause)
    : Exception(PluginMessages.Failed(entry.Kind, entry.Name, entry.Origin, where, cause), cause)
{
    /// <summary>True when the plugin is the toolkit's own.</summary>
    public bool IsBuiltIn { get; } = entry.IsBuiltIn;

    /// <summary>Calls a plugin so that whatever a stranger's throws names it. What our own throws is passed on: it speaks for itself.</summary>
    /// <exception cref="PluginException">The plugin refused; the message says which plugin.</exception>
    /// <exception cref="PluginFailure">The plugin threw anything else.</exception>
    public static T Guard<T>(PluginEntry entry, string where, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (!entry.IsBuiltIn && e is not OperationCanceledException)
        {
            throw Of(entry, where, e);
        }
    }

    /// <summary>What to throw in place of what a stranger's plugin threw.</summary>
    public static Exception Of(PluginEntry entry, string where, Exception cause) => cause switch
    {
        PluginFailure => cause,
        PluginException => new PluginException(PluginMessages.Refused(entry.Kind, entry.Name, where, cause.Message), cause),
        _ => new PluginFailure(entry, where, cause),
    };
}
