using AlpToolkit.Host.Commands.RootFiles;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>A column of simple type in a column of any type: the column itself, or a member of the objects in it.</summary>
/// <param name="Name">Name in the source.</param>
/// <param name="Type">Name and type of what is written; null for a type that is not written.</param>
/// <param name="Counter">Branch of a tree that counts the elements of lists; null for no lists.</param>
/// <param name="Take">Gets it out of the column.</param>
/// <param name="Source">Number of the column that it comes from.</param>
internal sealed record FlatColumn(string Name, RootColumn? Type, string? Counter, Func<Column, Column> Take, int Source = 0)
{
    // What stands between the names of a branch and those below, which a name of ours cannot hold.
    private static readonly char[] s_special = ['[', ']', '/', '.', ':', ';', ',', '"', '\\'];

    /// <summary>The simple columns of a column.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="column">Some of its values.</param>
    /// <param name="counter">Name of the branch that counts the elements of its lists; null for one of their own.</param>
    public static IEnumerable<FlatColumn> Of(string name, Column column, string? counter) => Of(name, column, counter is not null && IsName(PlainName(counter)) ? PlainName(counter) : null, c => c);

    /// <summary>Why a column without <see cref="Type"/> is not written.</summary>
    /// <param name="column">Values of the column that it comes from.</param>
    public string Problem(Column column) => IsName(PlainName(Name))
        ? $"'{Name}' holds {ValueText.TypeOf(Take(column))}: trees and RNTuples are written with numbers, lists of numbers and strings"
        : $"a branch or field is named '{Name.ReplaceLineEndings(" ")}', which is no name that a branch or field of a new file can have";

    private static IEnumerable<FlatColumn> Of(string name, Column column, string? counter, Func<Column, Column> take)
    {
        switch (column)
        {
            case RecordColumn records:
                return records.Fields.SelectMany((f, i) => Of($"{name}_{f.Name}", f.Values, counter, c => ((RecordColumn)take(c)).Fields[i].Values));
            case FixedArrayColumn { Size: 1, Items: NumberColumn only }:
                return Of(name, only, counter, c => ((FixedArrayColumn)take(c)).Items);
            case FixedArrayColumn { Items: NumberColumn }:
                return Of(name, Lists((FixedArrayColumn)column), counter, c => Lists((FixedArrayColumn)take(c)));
            case JaggedColumn { Items: RecordColumn items }:
                return items.Fields.SelectMany((f, i) => Of($"{name}_{f.Name}", Member((JaggedColumn)column, i), counter ?? $"n{PlainName(name)}", c => Member((JaggedColumn)take(c), i)));
            default:
                string plain = PlainName(name);
                return [new FlatColumn(name, !IsName(plain) ? null : column switch
                {
                    StringColumn => RootColumn.Text(plain),
                    JaggedColumn { Items: NumberColumn items } => Number(items, plain, counter ?? $"n{plain}"),
                    NumberColumn numbers => Number(numbers, plain, counter: null),
                    _ => null,
                }, column is JaggedColumn ? counter ?? $"n{plain}" : null, take)];
        }
    }

    // Event/Event.Weight is the branch Event.Weight below the branch Event: the last part says it all.
    private static string PlainName(string name) => string.Join('_', name.Split('/')[^1].Split(s_special, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsName(string plain) => plain.Length > 0 && !plain.Any(char.IsControl);

    private static JaggedColumn Lists(FixedArrayColumn arrays) => new([.. Enumerable.Range(0, arrays.Count + 1).Select(i => i * arrays.Size)], arrays.Items);

    private static JaggedColumn Member(JaggedColumn lists, int member) => new(lists.Offsets, ((RecordColumn)lists.Items).Fields[member].Values);

    private static RootColumn? Number(NumberColumn numbers, string name, string? counter)
    {
        return numbers switch
        {
            PrimitiveColumn<double> => Of<double>(),
            PrimitiveColumn<float> => Of<float>(),
            PrimitiveColumn<int> => Of<int>(),
            PrimitiveColumn<uint> => Of<uint>(),
            PrimitiveColumn<long> => Of<long>(),
            PrimitiveColumn<ulong> => Of<ulong>(),
            PrimitiveColumn<short> => Of<short>(),
            PrimitiveColumn<ushort> => Of<ushort>(),
            PrimitiveColumn<sbyte> => Of<sbyte>(),
            PrimitiveColumn<byte> => Of<byte>(),
            PrimitiveColumn<bool> => Of<bool>(),
            _ => null,
        };

        RootColumn Of<T>()
            where T : unmanaged => counter is null ? RootColumn.Number<T>(name) : RootColumn.List<T>(name, counter);
    }
}
