using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>A column of a tree or RNTuple that is to be written: name and type.</summary>
public abstract record RootColumn
{
    private protected RootColumn(string name)
    {
        const string special = "[]/:;,\"\\";
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name[0] == '.' || name[^1] == '.')
        {
            throw new ArgumentException($"'{name}' cannot be the name of a column: a dot stands between two names", nameof(name));
        }

        if (name.Any(c => char.IsControl(c) || special.Contains(c, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"'{name}' cannot be the name of a column: {special} have a meaning in ROOT", nameof(name));
        }

        Name = name;
    }

    /// <summary>Name of the column.</summary>
    public string Name { get; }

    /// <summary>One number an entry.</summary>
    /// <typeparam name="T">sbyte to ulong, float, double or bool.</typeparam>
    /// <param name="name">Name of the column.</param>
    public static RootColumn Number<T>(string name)
        where T : unmanaged => new NumberColumnType<T>(name);

    /// <summary>A list of numbers an entry.</summary>
    /// <typeparam name="T">sbyte to ulong, float, double or bool.</typeparam>
    /// <param name="name">Name of the column.</param>
    /// <param name="counter">Branch of a tree that counts the elements; lists that name the same one have the same lengths. 'n' and the name when null, with '_' for dots.</param>
    public static RootColumn List<T>(string name, string? counter = null)
        where T : unmanaged => new ListColumnType<T>(name, counter ?? $"n{name.Replace('.', '_')}");

    /// <summary>A string an entry.</summary>
    /// <param name="name">Name of the column.</param>
    public static RootColumn Text(string name) => new TextColumnType(name);

    /// <summary>What is wrong with values for this column; null for nothing.</summary>
    internal abstract string? Problem(Column column);

    /// <summary>The branch of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="counter">The branch that counts the elements of a list; null for others.</param>
    internal abstract BranchWriter CreateBranch(TreePlace tree, BranchWriter? counter);

    /// <summary>The field of an RNTuple.</summary>
    internal abstract FieldWriter CreateField();
}

/// <summary>Numbers.</summary>
internal sealed record NumberColumnType<T>(string Name) : RootColumn(Name)
    where T : unmanaged
{
    internal override string? Problem(Column column) => column is PrimitiveColumn<T> ? null : $"PrimitiveColumn<{typeof(T).Name}>";

    internal override BranchWriter CreateBranch(TreePlace tree, BranchWriter? counter) => new NumberBranch<T>(tree, Name);

    internal override FieldWriter CreateField() => new NumberField<T>(Name);
}

/// <summary>Lists of numbers.</summary>
internal sealed record ListColumnType<T>(string Name, string Counter) : RootColumn(Name), IListColumnType
    where T : unmanaged
{
    internal override string? Problem(Column column) => column is JaggedColumn { Items: PrimitiveColumn<T> } ? null : $"JaggedColumn of {typeof(T).Name}";

    internal override BranchWriter CreateBranch(TreePlace tree, BranchWriter? counter) => new ListBranch<T>(tree, Name, counter!);

    internal override FieldWriter CreateField() => new ListField<T>(Name);
}

/// <summary>Lists of any numbers.</summary>
internal interface IListColumnType
{
    /// <summary>Branch that counts the elements.</summary>
    string Counter { get; }
}

/// <summary>Strings.</summary>
internal sealed record TextColumnType(string Name) : RootColumn(Name)
{
    internal override string? Problem(Column column) => column is StringColumn ? null : nameof(StringColumn);

    internal override BranchWriter CreateBranch(TreePlace tree, BranchWriter? counter) => new TextBranch(tree, Name);

    internal override FieldWriter CreateField() => new TextField(Name);
}
