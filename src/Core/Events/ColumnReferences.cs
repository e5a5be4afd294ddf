namespace AlpToolkit.Core.Events;

/// <summary>
/// A column named in a stage's options. The host finds every reference in the options of a stage, checks that what is read
/// was written by an earlier stage, and assigns the slot, so that a hot loop looks nothing up.
/// </summary>
public abstract class ColumnReference
{
    private protected ColumnReference(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Name of the column, as in YAML.</summary>
    public string Name { get; }

    internal int Slot { get; set; } = -1;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A per-event number that a stage reads.</summary>
public sealed class ColumnIn(string name) : ColumnReference(name)
{
    /// <summary>Names a column to read.</summary>
    public static implicit operator ColumnIn(string name) => new(name);

    /// <summary>Names a column to read.</summary>
    public static ColumnIn FromString(string name) => new(name);
}

/// <summary>A per-event number that a stage writes.</summary>
public sealed class ColumnOut(string name) : ColumnReference(name)
{
    /// <summary>Names a column to write.</summary>
    public static implicit operator ColumnOut(string name) => new(name);

    /// <summary>Names a column to write.</summary>
    public static ColumnOut FromString(string name) => new(name);
}

/// <summary>A per-event role that a stage reads: which row of the particle table plays it, −1 for none.</summary>
public sealed class ObjectIn(string name) : ColumnReference(name)
{
    /// <summary>Names a role to read.</summary>
    public static implicit operator ObjectIn(string name) => new(name);

    /// <summary>Names a role to read.</summary>
    public static ObjectIn FromString(string name) => new(name);
}

/// <summary>A per-event role that a stage assigns: which row of the particle table plays it, −1 for none.</summary>
public sealed class ObjectOut(string name) : ColumnReference(name)
{
    /// <summary>Names a role to assign.</summary>
    public static implicit operator ObjectOut(string name) => new(name);

    /// <summary>Names a role to assign.</summary>
    public static ObjectOut FromString(string name) => new(name);
}
