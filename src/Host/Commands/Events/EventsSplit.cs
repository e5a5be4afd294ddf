using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.RootFiles;
using AlpToolkit.Io;

namespace AlpToolkit.Host.Commands.Events;

/// <summary>Makes several files of one.</summary>
internal static class EventsSplit
{
    private const int MostFiles = 100_000;

    private static readonly string[] s_packings = [".gz"];

    /// <returns>A line for every file.</returns>
    /// <exception cref="PluginException">The file is damaged, or a new one cannot be written.</exception>
    public static IReadOnlyList<string> Write(string source, string target, long perFile, bool force, EventErrorPolicy policy, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        EventCopy.CheckName(target, source, policy);
        EventMeasure measure = EventCopy.Measure(source, policy, cancellation);
        long files = (measure.Events + perFile - 1) / perFile;
        if (files > MostFiles)
        {
            throw new PluginException($"--events {perFile} would make {files} files; {MostFiles} are allowed");
        }

        long[] parts = measure.HasGroups ? [.. PartsOf(source, perFile, policy, cancellation)] : [.. Enumerable.Range(0, (int)files).Select(i => Math.Min(perFile, measure.Events - i * perFile))];
        string[] names = [.. Enumerable.Range(1, parts.Length).Select(i => Numbered(target, i, parts.Length))];
        foreach (string name in names)
        {
            MergeCommand.CheckTarget(name, [source], force);
        }

        List<string> lines = [];
        using EventCopy from = EventCopy.Open(source, policy);
        for (int i = 0; i < names.Length; i++)
        {
            using EventTarget file = from.Create(names[i], new EventChange($"alp events split of {Path.GetFileName(source)}, part {i + 1} of {parts.Length}", [measure], parts[i]));
            while (file.Events < parts[i] && from.Read(cancellation))
            {
                from.Scale(measure.FactorFor(parts[i]));
                from.WriteTo(file);
            }

            // Known at the end: what stands behind the last event.
            _ = i == names.Length - 1 && from.Read(cancellation);
            file.Complete(from);
            file.WriteLosses(error);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{names[i]}: {file.Events} events"));
        }

        measure.WriteWarnings(error);
        leftOut = measure.LeftOut;
        return lines;
    }

    // A part ends with the group that its last event is of.
    private static List<long> PartsOf(string source, long perFile, EventErrorPolicy policy, CancellationToken cancellation)
    {
        List<long> parts = [];
        using EventCopy from = EventCopy.Open(source, policy);
        while (from.Read(cancellation))
        {
            if (parts.Count == 0 || (parts[^1] >= perFile && !from.ContinuesGroup))
            {
                parts.Add(0);
            }

            parts[^1]++;
        }

        return parts;
    }

    // part.lhe.gz becomes part_01.lhe.gz.
    private static string Numbered(string path, int number, long files)
    {
        string packing = s_packings.FirstOrDefault(p => path.EndsWith(p, StringComparison.OrdinalIgnoreCase)) ?? "";
        string plain = path[..^packing.Length], suffix = Path.GetExtension(plain);
        string digits = number.ToString($"D{files.ToString(CultureInfo.InvariantCulture).Length}", CultureInfo.InvariantCulture);
        return $"{plain[..^suffix.Length]}_{digits}{path[^(suffix.Length + packing.Length)..]}";
    }
}
