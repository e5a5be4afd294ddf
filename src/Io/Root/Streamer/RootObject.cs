namespace AlpToolkit.Io.Root.Streamer;

/// <summary>An object of any class: its members by name, those of base classes among them.</summary>
/// <param name="className">The class.</param>
internal sealed class RootObject(string className)
{
    private readonly Dictionary<string, object?> _members = [];
    private Dictionary<string, byte[]>? _bytes;

    /// <summary>The class.</summary>
    public string ClassName { get; } = className;

    /// <summary>Numbers, arrays of numbers, strings, objects, lists of objects, or columns of STL containers.</summary>
    public IReadOnlyDictionary<string, object?> Members => _members;

    /// <summary>The elements of a collection.</summary>
    public IReadOnlyList<object?> Items { get; set; } = [];

    /// <summary>Drawing options beside the elements of a list; empty when no element has one.</summary>
    public IReadOnlyList<string> Options { get; set; } = [];

    /// <summary>Checksum that stood for the version of the class; null for a class with versions.</summary>
    public uint? Checksum { get; set; }

    /// <summary>What could not be read, and why; null for nothing. Members after it are missing.</summary>
    public string? Unread { get; set; }

    public void Set(string name, object? value) => _members[name] = value;

    /// <summary>Makes room for further members.</summary>
    public void Reserve(int count) => _members.EnsureCapacity(_members.Count + count);

    /// <summary>Keeps the bytes of a member of which only the values are understood.</summary>
    public void SetBytes(string name, byte[] bytes) => (_bytes ??= [])[name] = bytes;

    /// <summary>The bytes of such a member; null for all others.</summary>
    public byte[]? Bytes(string name) => _bytes?.GetValueOrDefault(name);

    public string String(string name) => _members.GetValueOrDefault(name) as string ?? "";

    public RootObject? Object(string name) => _members.GetValueOrDefault(name) as RootObject;

    /// <summary>An integer; 0 when there is none. Numbers beyond its range are its ends.</summary>
    public long Integer(string name) => ToInteger(_members.GetValueOrDefault(name));

    /// <summary>A number; 0 when there is none.</summary>
    public double Number(string name) => _members.GetValueOrDefault(name) is IConvertible c and not string ? c.ToDouble(System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>An array of integers; empty when there is none. Numbers beyond their range are its ends.</summary>
    public long[] Integers(string name) => _members.GetValueOrDefault(name) switch
    {
        // Those of branches, of which there may be thousands.
        long[] longs => longs,
        int[] ints => Array.ConvertAll(ints, i => (long)i),
        Array { Rank: 1 } array and not object?[] => [.. array.Cast<object?>().Select(ToInteger)],
        _ => [],
    };

    /// <summary>An array of numbers; empty when there is none.</summary>
    public double[] Numbers(string name) => _members.GetValueOrDefault(name) is double[] doubles ? doubles
        : _members.GetValueOrDefault(name) is Array { Rank: 1 } array and not object?[] ? [.. array.Cast<IConvertible>().Select(c => c.ToDouble(System.Globalization.CultureInfo.InvariantCulture))] : [];

    /// <summary>The objects of a collection member; empty when there is none.</summary>
    public IReadOnlyList<object?> List(string name) => Object(name)?.Items ?? [];

    private static long ToInteger(object? value) => value switch
    {
        double d => (long)d,
        float f => (long)f,
        ulong u => (long)Math.Min(u, long.MaxValue),
        bool b => b ? 1 : 0,
        IConvertible c and not string => c.ToInt64(System.Globalization.CultureInfo.InvariantCulture),
        _ => 0,
    };
}
