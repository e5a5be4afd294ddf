using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Events;

/// <summary>Columns of events by name: of a tree, or of a single event that is an object.</summary>
internal interface IEventSource
{
    /// <summary>File and tree, for messages.</summary>
    string Place { get; }

    /// <summary>Values of consecutive entries.</summary>
    /// <exception cref="Core.Plugins.PluginException">There are none of that name, or they are damaged.</exception>
    Column Read(string name, long first, int count);
}
