using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>
/// Makes one file of several, as ROOT's hadd does: entries of trees and RNTuples one after the other, histograms, profiles, efficiencies and parameters added, points of
/// graphs one after the other. Of all other objects the first is kept. Baskets and pages are not unpacked.
/// </summary>
public static class RootMerge
{
    /// <summary>Writes the file.</summary>
    /// <param name="inputs">Files, in the order of their entries.</param>
    /// <param name="output">Where the new file will be; none of the inputs.</param>
    /// <param name="options">How what is new is compressed; null for what the options have by default.</param>
    /// <param name="cancellation">Ends the work; nothing is written then.</param>
    /// <returns>What was left out or kept of one file only, in words.</returns>
    /// <exception cref="PluginException">A file is damaged, or objects of one name do not fit one another.</exception>
    public static IReadOnlyList<string> Write(IReadOnlyList<string> inputs, string output, RootWriteOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfZero(inputs.Count);
        List<RootFile> files = [];
        try
        {
            foreach (string input in inputs)
            {
                files.Add(RootFile.Open(input));
            }

            using RootFileWriter writer = RootFileWriter.Create(output, options);
            Merger merger = new(writer, cancellation);
            foreach (RootFile file in files)
            {
                writer.Copied.Add(file);
            }

            merger.Merge(writer.Root, [.. files.Select(f => (f, f.Root))]);
            merger.MergeTables();
            writer.Commit();
            return merger.Notes;
        }
        finally
        {
            foreach (RootFile file in files)
            {
                file.Dispose();
            }
        }
    }

    private sealed class Merger(RootFileWriter writer, CancellationToken cancellation)
    {
        private readonly HashSet<(RootFile, long)> _entered = [];
        private readonly List<(DirectoryRecord Directory, IReadOnlyList<(RootFile File, RootKey Key)> Parts)> _tables = [];

        public List<string> Notes { get; } = [];

        public void Merge(DirectoryRecord target, IReadOnlyList<(RootFile File, RootDirectory Directory)> directories)
        {
            Dictionary<string, List<(RootFile File, RootDirectory Directory, RootKey Key)>> keys = [];
            foreach ((RootFile file, RootDirectory directory) in directories)
            {
                foreach (RootKey key in directory.Latest)
                {
                    (keys.TryGetValue(key.Name, out var found) ? found : keys[key.Name] = []).Add((file, directory, key));
                }
            }

            foreach (var parts in keys.Values)
            {
                cancellation.ThrowIfCancellationRequested();
                Merge(target, parts);
            }
        }

        // Trees come last: what is before them then lies within reach of short keys.
        public void MergeTables()
        {
            foreach ((DirectoryRecord directory, IReadOnlyList<(RootFile File, RootKey Key)> parts) in _tables)
            {
                (RootFile file, RootKey key) = parts[0];
                if (NTuple.IsNTuple(key))
                {
                    NTupleCopy.Write(writer, directory, parts, cancellation);
                    continue;
                }

                TreePart first = TreePart.Open(file, key);
                if (parts.Count > 1 && first.Tree.Title.Contains(Events.EventNames.InPb, StringComparison.Ordinal))
                {
                    Notes.Add($"{key.Name}: its weights are in pb, and add up to the cross sections of all {parts.Count} files together. Parts of one sample are better listed in a pipeline; its title is that of {file.Name}");
                }

                TreeCopy copy = new(writer, directory, first);
                copy.Copy(parts.Skip(1).Select(p => TreePart.Open(p.File, p.Key)), null, null, cancellation);
                Notes.AddRange(copy.Notes);
            }
        }

        private void Merge(DirectoryRecord target, List<(RootFile File, RootDirectory Directory, RootKey Key)> parts)
        {
            (RootFile file, RootDirectory directory, RootKey key) = parts[0];
            if (parts.Find(p => p.Key.ClassName != key.ClassName && !(RootDirectory.IsDirectory(key) && RootDirectory.IsDirectory(p.Key))) is { File: { } other } different)
            {
                throw new PluginException($"{other.Name}: '{PathOf(directory, key)}' is a {different.Key.ClassName}, and in {file.Name} a {key.ClassName}. Objects of one name must be of one class.");
            }

            if (RootDirectory.IsDirectory(key))
            {
                var below = parts.Where(p => _entered.Add((p.File, p.Key.Offset))).Select(p => (p.File, p.Directory.Open(p.Key))).ToArray();
                if (below.Length > 0)
                {
                    Merge(writer.Directory(target, key.Name, key.Title), below);
                }
            }
            else if (RootTree.IsTree(key) || NTuple.IsNTuple(key))
            {
                _tables.Add((target, [.. parts.Select(p => (p.File, p.Key))]));
            }
            else if (parts.Count > 1 && ObjectSum.IsAdditive(key.ClassName))
            {
                Add(target, parts);
            }
            else
            {
                // Every file numbers its references anew: with one table for all they still lead to the objects of their entry.
                byte[] bytes = parts.Count == 1 || key.ClassName == "TProcessID" ? [] : key.ReadObject();
                int others = bytes.Length == 0 ? 0 : parts.Skip(1).Count(p => !p.Key.ReadObject().AsSpan().SequenceEqual(bytes));
                if (others > 0)
                {
                    Notes.Add($"{PathOf(directory, key)} ({key.ClassName}): that of {file.Name} is kept; {others} of {parts.Count - 1} other files have another");
                }

                ObjectCopy.Copy(writer, target, file, key);
            }
        }

        private void Add(DirectoryRecord target, List<(RootFile File, RootDirectory Directory, RootKey Key)> parts)
        {
            (RootFile file, RootDirectory directory, RootKey key) = parts[0];
            RootObject sum = ObjectCopy.Read(file, key);
            List<string> losses = [];
            foreach ((RootFile other, _, RootKey otherKey) in parts.Skip(1))
            {
                ObjectSum.Add(sum, ObjectCopy.Read(other, otherKey), otherKey.Place, losses);
            }

            Notes.AddRange(losses.Select(l => $"{PathOf(directory, key)}: {l}"));

            try
            {
                ObjectCopy.Write(writer, target, file, key, sum);
            }
            catch (PluginException) when (sum.Object("fFunctions") is { Items.Count: > 0 } functions)
            {
                functions.Items = [];
                ObjectCopy.Write(writer, target, file, key, sum);
                Notes.Add($"{PathOf(directory, key)}: left out the functions and boxes that are drawn with it");
            }
        }

        private static string PathOf(RootDirectory directory, RootKey key) => directory.Path.Length == 0 ? key.Name : $"{directory.Path}/{key.Name}";
    }
}
