namespace AlpToolkit.Io.Root.Writing;

/// <summary>A class that we write: version, base classes and members, and the checksum that ROOT compares them by.</summary>
/// <param name="Name">The class.</param>
/// <param name="Version">Its version.</param>
/// <param name="Bases">The base classes.</param>
/// <param name="Members">The members in the order of the bytes.</param>
/// <param name="NotStored">Members that files do not have.</param>
internal sealed record ClassDescription(string Name, int Version, IReadOnlyList<ClassDescription> Bases, IReadOnlyList<ClassMember> Members, IReadOnlyList<ClassMember> NotStored)
{
    /// <summary>What a member begins with that files do not have.</summary>
    public const string InMemory = "memory ";

    private static readonly Dictionary<string, ClassDescription> s_classes = Parse(ClassTexts.Basic + '\n' + ClassTexts.Plots + '\n' + ClassTexts.Entries);

    /// <summary>ROOT's checksum: the characters of names and types, each added to three times the sum before it.</summary>
    public uint Checksum { get; } = Sum(Name, Bases, [.. NotStored, .. Members]);

    /// <summary>A class by its name.</summary>
    public static ClassDescription Of(string name) => s_classes[name];

    /// <summary>The class with all that it is made of, those before it.</summary>
    public IEnumerable<ClassDescription> WithParts()
    {
        foreach (ClassDescription part in Bases.Concat(Members.Where(m => !m.IsArray && m.Type.TrimEnd('*') != Name).Select(m => s_classes.GetValueOrDefault(m.Type.TrimEnd('*'))).OfType<ClassDescription>()))
        {
            foreach (ClassDescription inner in part.WithParts())
            {
                yield return inner;
            }
        }

        yield return this;
    }

    private static uint Sum(string name, IReadOnlyList<ClassDescription> bases, IReadOnlyList<ClassMember> members)
    {
        uint sum = 0;
        Add(name);
        foreach (ClassDescription above in bases)
        {
            Add(above.Name);
            AddNumber(above.Checksum);
        }

        foreach (ClassMember member in members)
        {
            if (member.IsEnum)
            {
                AddNumber(1);
            }

            Add(member.Name);
            Add(member.Type);
            Add(member.Counter);
        }

        return sum;

        void Add(string text)
        {
            foreach (char c in text)
            {
                AddNumber(c);
            }
        }

        void AddNumber(uint number) => sum = unchecked(3 * sum + number);
    }

    private static Dictionary<string, ClassDescription> Parse(string text)
    {
        Dictionary<string, ClassDescription> classes = [];

        // Bases of histograms that have no description of their own in files: their bytes are the same everywhere.
        ClassDescription array = new("TArray", 1, [], [new ClassMember("int", "fN", "", false, false, false)], []);
        classes["TArrayD"] = new ClassDescription("TArrayD", 1, [array], [new ClassMember("double*", "fArray", "fN", false, false, false)], []);
        foreach (string block in text.Split("class ", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            string[] head = lines[0].Split([' '], StringSplitOptions.RemoveEmptyEntries);
            classes[head[0]] = new ClassDescription(
                head[0],
                int.Parse(head[1].TrimEnd(':'), System.Globalization.CultureInfo.InvariantCulture),
                [.. head.Skip(2).Select(b => classes[b])],
                [.. lines.Skip(1).Where(l => !IsInMemory(l)).Select(ClassMember.Parse)],
                [.. lines.Skip(1).Where(IsInMemory).Select(l => ClassMember.Parse(l[InMemory.Length..]))]);
        }

        // Not described, see above.
        classes.Remove("TArrayD");
        return classes;
    }

    private static bool IsInMemory(string line) => line.StartsWith(InMemory, StringComparison.Ordinal);
}
