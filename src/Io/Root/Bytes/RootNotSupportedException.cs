using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Root.Bytes;

/// <summary>Something in a file is whole, and of a kind that is not read: it can be left out, where damage cannot.</summary>
public sealed class RootNotSupportedException : PluginException
{
    /// <summary>An error without text.</summary>
    public RootNotSupportedException()
    {
    }

    /// <summary>An error with its sentence.</summary>
    public RootNotSupportedException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its sentence and cause.</summary>
    public RootNotSupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
