namespace AlpToolkit.Io.Root.Writing;

/// <summary>What takes entries block by block, and has an end.</summary>
internal interface IEntryWriter
{
    /// <summary>Writes what is still in memory, and the object itself; later calls do nothing.</summary>
    void Complete();
}
