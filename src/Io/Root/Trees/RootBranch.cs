using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>A branch of a tree: a column, branches below it, or both.</summary>
public sealed class RootBranch
{
    private readonly BranchReader _reader;

    internal RootBranch(BranchReader reader, string path, IReadOnlyList<RootBranch> branches) => (_reader, Path, Branches) = (reader, path, branches);

    /// <summary>Name in the tree.</summary>
    public string Name => _reader.Meta.String("fName");

    /// <summary>Names from the top branch down, with '/' between them.</summary>
    public string Path { get; }

    /// <summary>Title in the file: for plain branches names, array sizes and types of the leaves.</summary>
    public string Title => _reader.Meta.String("fTitle");

    /// <summary>ROOT's class of the branch.</summary>
    public string ClassName => _reader.Meta.ClassName;

    /// <summary>Type of a value.</summary>
    public string TypeName => _reader.TypeName;

    /// <summary>Branches below.</summary>
    public IReadOnlyList<RootBranch> Branches { get; }

    /// <summary>Path of the branch that counts the elements of this one's lists; null for none.</summary>
    public string? Counter => _reader.Counter?.Path;

    /// <summary>False for a branch that only holds others.</summary>
    public bool HasValues => _reader.HasValues;

    /// <summary>Why no values can be read, with the file, the branch and the type; null when they can.</summary>
    public string? Unreadable => _reader.Unreadable;

    /// <summary>What is left out of values that can be read, with the file, the branch and the type: members of classes that the file does not describe, and of other types that are not read.</summary>
    public IEnumerable<string> LeftOut => _reader.LeftOut;

    /// <summary>Entries.</summary>
    public long Entries => _reader.Meta.Integer("fEntries");

    /// <summary>Baskets.</summary>
    public int Baskets => _reader.Baskets.Count;

    /// <summary>Bytes of the entries before and after compression.</summary>
    public (long Uncompressed, long Compressed) Bytes => (_reader.Meta.Integer("fTotBytes"), _reader.Meta.Integer("fZipBytes"));

    /// <summary>Values of consecutive entries.</summary>
    /// <param name="first">First entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <exception cref="Core.Plugins.PluginException">The bytes are damaged, or of a type that cannot be read.</exception>
    public Column Read(long first, int count) => _reader.Read(first, count);

    /// <summary>Values of all entries.</summary>
    /// <exception cref="Core.Plugins.PluginException">The bytes are damaged, or of a type that cannot be read.</exception>
    public Column Read() => Entries is >= 0 and <= int.MaxValue
        ? _reader.Read(0, (int)Entries)
        : throw new Core.Plugins.PluginException($"branch '{Path}' has {Entries} entries: read some at a time. With fewer than 0 the file is damaged.");

    internal BranchReader Reader => _reader;
}
