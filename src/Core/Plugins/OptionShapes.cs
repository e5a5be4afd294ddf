using System.Collections;

namespace AlpToolkit.Core.Plugins;

/// <summary>
/// A list item that may carry a name: <c>- abs(eta_miss) &lt; 1.4</c> or <c>- central: abs(eta_miss) &lt; 1.4</c>.
/// </summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Label">The name; null when none was written.</param>
/// <param name="Value">The value.</param>
public sealed record Labelled<T>(string? Label, T Value);

/// <summary>Named values in the order they were written.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
/// <param name="entries">Name and value; names are unique.</param>
public sealed class EntryList<T>(IReadOnlyList<KeyValuePair<string, T>> entries) : IReadOnlyList<KeyValuePair<string, T>>
{
    /// <summary>A list without entries.</summary>
    public EntryList()
        : this([])
    {
    }

    /// <summary>Number of entries.</summary>
    public int Count => entries.Count;

    /// <summary>Entry at a position.</summary>
    public KeyValuePair<string, T> this[int index] => entries[index];

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>An option that one string stands for, parsed by the option's own type (an axis: <c>relative 2 %</c>).</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ITextOption<TSelf>
    where TSelf : class, ITextOption<TSelf>
{
    /// <summary>What the text must look like, for messages and the schema.</summary>
    static abstract string Grammar { get; }

    /// <summary>Reads the text.</summary>
    /// <exception cref="FormatException">The text does not fit; the message says what was expected and found.</exception>
    static abstract TSelf Parse(string text);
}
