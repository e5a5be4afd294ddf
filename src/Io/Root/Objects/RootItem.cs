using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Objects;

/// <summary>An object of a ROOT file as a plain value; the records of this namespace that derive from it are all there are.</summary>
public abstract record RootItem
{
    private protected RootItem(string className, string name, string title) => (ClassName, Name, Title) = (className, name, title);

    /// <summary>ROOT's class.</summary>
    public string ClassName { get; init; }

    /// <summary>Name of the object; empty where the class has none.</summary>
    public string Name { get; init; }

    /// <summary>Title of the object; empty where the class has none.</summary>
    public string Title { get; init; }
}

/// <summary>A TObjString or std::string.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Text">The text.</param>
public sealed record RootText(string ClassName, string Text) : RootItem(ClassName, "", "");

/// <summary>A TParameter: a number with a name.</summary>
/// <param name="ClassName">ROOT's class, with the type of the number.</param>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Value">The number: bool, int, long, float or double.</param>
public sealed record RootParameter(string ClassName, string Name, IConvertible Value) : RootItem(ClassName, Name, "");

/// <summary>A TList, THashList or TObjArray.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Name">Name of the list.</param>
/// <param name="Items">Its objects; null where a pointer is.</param>
public sealed record RootList(string ClassName, string Name, IReadOnlyList<RootItem?> Items) : RootItem(ClassName, Name, "");

/// <summary>A TMap.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Name">Name of the map.</param>
/// <param name="Pairs">Keys and values in the order of the file.</param>
public sealed record RootMap(string ClassName, string Name, IReadOnlyList<(RootItem? Key, RootItem? Value)> Pairs) : RootItem(ClassName, Name, "");

/// <summary>An object that stands in full elsewhere in the same object, or lies too deep to be shown.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Name">Name of the object.</param>
/// <param name="Title">Title of the object.</param>
public sealed record RootReference(string ClassName, string Name, string Title) : RootItem(ClassName, Name, Title);

/// <summary>An object of any other class: its members, those of base classes among them.</summary>
/// <param name="ClassName">The class.</param>
/// <param name="Name">Name of the object; empty where the class has none.</param>
/// <param name="Title">Title of the object; empty where the class has none.</param>
/// <param name="Members">
/// Names and values in the order of the class: numbers, texts, arrays of numbers, a <see cref="RootItem"/>, an array of such values, a <see cref="Column"/> with one value for an STL container, or null.
/// </param>
/// <param name="Items">Objects that the object contains besides its members, as collections do.</param>
/// <param name="Unread">What of the object could not be read; null for nothing.</param>
public sealed record RootStructure(
    string ClassName, string Name, string Title, IReadOnlyList<(string Name, object? Value)> Members, IReadOnlyList<RootItem?> Items, string? Unread) : RootItem(ClassName, Name, Title)
{
    /// <summary>The value of a member; null when there is none.</summary>
    public object? Find(string member)
    {
        foreach ((string name, object? value) in Members)
        {
            if (name == member)
            {
                return value;
            }
        }

        return null;
    }
}
