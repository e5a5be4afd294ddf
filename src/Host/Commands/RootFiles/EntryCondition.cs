using System.Collections;
using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>A condition on the entries of a tree, in the language of cuts.</summary>
internal static class EntryCondition
{
    private const string EntryName = "entry";
    private const long LargestExact = 1L << 53;
    private const int Block = 16 * EventBatch.Capacity;

    /// <summary>Evaluates the condition for all entries; one that is NaN is not fulfilled.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="text">The condition; names are those of branches with one number an entry, and 'entry'.</param>
    /// <param name="warnings">Takes what the condition does not see of the numbers.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="PluginException">It is no condition, a branch does not exist or has no number an entry, or is damaged.</exception>
    public static BitArray Evaluate(RootTree tree, string file, string text, ICollection<string> warnings, CancellationToken cancellation)
    {
        Expression condition = Bind(tree, text);
        EventBatch batch = new(condition.Columns.Count, 0);
        SampleInfo sample = new() { Name = tree.Name, SqrtS = double.NaN };
        BitArray selected = new((int)tree.Entries);
        double[] values = new double[EventBatch.Capacity];
        double[][] columns = new double[condition.Columns.Count][];
        HashSet<string> rounded = [];
        for (long first = 0; first < tree.Entries; first += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = (int)Math.Min(Block, tree.Entries - first);
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] = Read(tree, file, condition.Columns[i].Name, first, count, Rounded);
            }

            for (int start = 0; start < count; start += EventBatch.Capacity)
            {
                batch.Begin(sample, first + start);
                int events = Math.Min(EventBatch.Capacity, count - start);
                for (int i = 0; i < events; i++)
                {
                    batch.EndEvent(1);
                }

                for (int i = 0; i < columns.Length; i++)
                {
                    columns[i].AsSpan(start, events).CopyTo(batch.ColumnArray(i));
                }

                condition.Evaluate(batch, values.AsSpan(0, events));
                for (int i = 0; i < events; i++)
                {
                    selected[(int)first + start + i] = values[i] == 1;
                }
            }
        }

        return selected;

        void Rounded(string branch, object value, long entry)
        {
            if (rounded.Add(branch))
            {
                warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: branch '{branch}' of tree '{tree.Name}' has {value} in entry {entry}: the condition sees numbers beyond 2^53 = {LargestExact} rounded"));
            }
        }
    }

    private static Expression Bind(RootTree tree, string text)
    {
        Dictionary<string, Dimension?> names = tree.AllBranches.Where(b => b.HasValues).Select(b => b.Name).Append(EntryName).Distinct().ToDictionary(n => n, _ => (Dimension?)null);
        try
        {
            Expression condition = Expression.Parse(text);
            if (!condition.IsCondition)
            {
                throw new PluginException($"--where \"{text}\": expected a condition, as in {text} > 0");
            }

            condition.Bind(new ExpressionScope(new Dictionary<string, Quantity>(), names) { ColumnsHideConstants = true });
            for (int i = 0; i < condition.Columns.Count; i++)
            {
                condition.Columns[i].Slot = i;
            }

            return condition;
        }
        catch (ExpressionException e)
        {
            throw new PluginException($"--where \"{text}\", character {e.Position + 1}: {e.Message}", e);
        }
    }

    private static double[] Read(RootTree tree, string file, string name, long first, int count, Action<string, object, long> rounded)
    {
        if (name == EntryName && tree.TryFind(name) is null)
        {
            return [.. Enumerable.Range(0, count).Select(i => (double)(first + i))];
        }

        RootBranch branch = tree.Find(name);
        Column read = branch.Read(first, count), column = read is FixedArrayColumn { Size: 1 } array ? array.Items : read;
        int beyond = column switch
        {
            PrimitiveColumn<long> integers => integers.Values.Span.IndexOfAnyExceptInRange(-LargestExact, LargestExact),
            PrimitiveColumn<ulong> integers => integers.Values.Span.IndexOfAnyExceptInRange(0UL, (ulong)LargestExact),
            _ => -1,
        };
        if (beyond >= 0)
        {
            rounded(name, column is PrimitiveColumn<long> signed ? signed.Values.Span[beyond] : ((PrimitiveColumn<ulong>)column).Values.Span[beyond], first + beyond);
        }

        return column switch
        {
            NumberColumn numbers => numbers.ToDoubles(),
            _ => throw new PluginException($"{file}: branch '{name}' of tree '{tree.Name}' is a {branch.TypeName}: a condition needs one number an entry"),
        };
    }
}
