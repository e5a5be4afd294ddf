using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>One of several leaves of a <see cref="MadeBranch"/>.</summary>
/// <param name="Kind">Its class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title: the name, and sizes as in x[k][2].</param>
/// <param name="Length">Numbers in it, or in an element of its list.</param>
/// <param name="Counter">Which leaf of the branch counts the elements of its list; -1 for none, and one that is not there for the leaf of the branch's counter.</param>
internal sealed record MadeLeaf(string Kind, string Name, string Title, int Length = 1, int Counter = -1)
{
    /// <summary>True for numbers without sign.</summary>
    public bool IsUnsigned { get; init; }

    /// <summary>Writes the leaf.</summary>
    /// <param name="buffer">The record of the tree.</param>
    /// <param name="counter">Reference to the leaf that counts; 0 for none.</param>
    /// <returns>Reference to this one.</returns>
    public uint Write(RootBuffer buffer, uint counter)
    {
        // Smallest and largest number have the type of the leaf.
        int size = Kind switch { "TLeafO" or "TLeafB" => 1, "TLeafS" => 2, "TLeafL" or "TLeafG" or "TLeafD" => 8, "TLeafF16" => 3, _ => 4 };
        uint reference = buffer.BeginPointer(Kind, out int pointer);
        int start = buffer.Begin(1), leaf = buffer.Begin(2);
        buffer.Named(Name, Title);
        foreach (int number in new[] { Length, size, 0 })
        {
            buffer.Int32(number);
        }

        buffer.Boolean(false);
        buffer.Boolean(IsUnsigned);
        buffer.UInt32(counter);
        buffer.End(leaf);
        buffer.Raw(new byte[2 * size]);
        buffer.End(start);
        buffer.End(pointer);
        return reference;
    }
}
