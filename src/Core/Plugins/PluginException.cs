namespace AlpToolkit.Core.Plugins;

/// <summary>
/// An error that the user can mend: the message is one sentence that says where, what was expected, what was found and what to
/// do. The host prints it without a stack trace and ends with exit code 2.
/// </summary>
public class PluginException : Exception
{
    /// <summary>An error without text.</summary>
    public PluginException()
    {
    }

    /// <summary>An error with its sentence.</summary>
    public PluginException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its sentence and cause.</summary>
    public PluginException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
