namespace AlpToolkit.Io.Root.Writing;

/// <summary>A histogram, profile or graph to be written.</summary>
public abstract record RootPlot
{
    private protected RootPlot()
    {
    }

    /// <summary>Title of the object.</summary>
    public string Title { get; init; } = "";

    /// <summary>ROOT's class.</summary>
    internal abstract string ClassName { get; }

    /// <summary>Writes the object.</summary>
    internal abstract void Write(RootBuffer buffer, string name);

    /// <summary>Refuses an array of another length than its fellows have.</summary>
    private protected static void CheckLength(ReadOnlyMemory<double> values, int expected, string what)
    {
        if (values.Length != expected)
        {
            throw new ArgumentException($"{what} has {values.Length} numbers, and {expected} are expected");
        }
    }
}
