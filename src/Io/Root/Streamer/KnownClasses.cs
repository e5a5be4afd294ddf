using System.Globalization;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>Descriptions of ROOT's own classes, for what a file does not describe: one that was not closed describes nothing.</summary>
internal static class KnownClasses
{
    private const int WithoutArray = 0;
    private static readonly Lazy<Dictionary<string, List<StreamerInfo>>> s_classes = new(Read);

    /// <summary>All versions of a class that are known, the last one last; none for a class that is not.</summary>
    public static IReadOnlyList<StreamerInfo> Of(string className) => s_classes.Value.TryGetValue(className, out List<StreamerInfo>? infos) ? infos : [];

    private static Dictionary<string, List<StreamerInfo>> Read()
    {
        Dictionary<string, List<StreamerInfo>> classes = [];
        string[] texts = [KnownClassTexts.Basic, KnownClassTexts.Plots, KnownClassTexts.Entries, ClassTexts.Basic, ClassTexts.Plots, ClassTexts.Entries];
        foreach (string[] lines in texts.SelectMany(t => t.Split('\n')).Select(l => l.TrimEnd('\r')).Aggregate(new List<List<string>>(), Gather).Select(l => l.ToArray()))
        {
            string[] head = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string name = head[1];
            int version = int.Parse(head[2].TrimEnd(':'), CultureInfo.InvariantCulture);
            List<StreamerInfo> versions = classes.TryGetValue(name, out List<StreamerInfo>? others) ? others : classes[name] = [];
            versions.Add(new StreamerInfo(name, version, 0, head is [_, _, _, "=", ..] ? Changed(versions, lines[0]) : [.. head.Skip(3).Select(Base), .. Members(lines.Skip(1))]));
        }

        return classes;
    }

    private static List<List<string>> Gather(List<List<string>> blocks, string line)
    {
        if (line.StartsWith("class ", StringComparison.Ordinal))
        {
            blocks.Add([]);
        }

        blocks[^1].Add(line);
        return blocks;
    }

    // 'class name version = other version + member before other member + …'
    private static List<StreamerElement> Changed(List<StreamerInfo> versions, string line)
    {
        string[] parts = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(" + ");
        List<StreamerElement> elements = [.. versions.First(v => v.Version == int.Parse(parts[0], CultureInfo.InvariantCulture)).Elements];
        string[][] added = [.. parts.Skip(1).Select(p => p.Split(" before "))];
        foreach ((StreamerElement element, string before) in Members(added.Select(a => a[0])).Zip(added.Select(a => a[1])))
        {
            elements.Insert(elements.FindIndex(e => e.Name == before), element);
        }

        return elements;
    }

    private static StreamerElement Base(string name) => new("TStreamerBase", name, "", name switch { "TObject" => StreamerElement.ObjectBase, "TNamed" => StreamerElement.Named, _ => StreamerElement.Base }, WithoutArray, "BASE");

    private static IEnumerable<StreamerElement> Members(IEnumerable<string> lines)
    {
        ClassMember[] members = [.. lines.Select(l => l.Trim()).Where(l => !l.StartsWith(ClassDescription.InMemory, StringComparison.Ordinal)).Select(ClassMember.Parse)];
        return members.Select(m => new StreamerElement(m.Kind, m.Name, m.Title, m.Code(members.Any(o => o.Counter == m.Name)), WithoutArray, m.Type, CountName: m.Counter));
    }
}
