using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io;

/// <summary>What to do with damaged input, of every format of events.</summary>
public enum EventErrorPolicy
{
    /// <summary>End with an error.</summary>
    [Help("end with an error at the first malformed event")]
    Stop,

    /// <summary>Leave malformed events out, count them and warn; a file that ends too early is read as far as it goes.</summary>
    [Help("leave malformed events out and count them; read a truncated file as far as it goes")]
    Skip,

    /// <summary>Use the whole events before the first damage, count those left out and warn.</summary>
    [Help("use the events before the first malformed one, and count those left out")]
    Truncate,
}
