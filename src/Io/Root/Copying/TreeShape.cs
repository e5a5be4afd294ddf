using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>What must be equal in trees whose baskets go into one tree.</summary>
internal static class TreeShape
{
    private static readonly string[] s_branch = ["fClassName", "fParentName", "fClonesName", "fCheckSum", "fClassVersion", "fID", "fType", "fStreamerType"];
    private static readonly string[] s_leaf = ["fTitle", "fLenType", "fIsUnsigned", "fID", "fType"];

    /// <summary>Checks that two trees have the same branches of the same types.</summary>
    /// <exception cref="PluginException">They have not.</exception>
    public static void Check(TreePart first, TreePart other)
    {
        Dictionary<string, RootBranch> a = first.Tree.AllBranches.ToDictionary(b => b.Path), b = other.Tree.AllBranches.ToDictionary(b => b.Path);
        if ((a.Keys.Except(b.Keys).FirstOrDefault() ?? b.Keys.Except(a.Keys).FirstOrDefault()) is { } single)
        {
            (TreePart with, TreePart without) = a.ContainsKey(single) ? (first, other) : (other, first);
            throw new PluginException(
                $"{without.File.Name}: tree '{other.Key.Name}' has no branch '{single}', and that of {with.File.Name} has. Only trees of equal branches become one; alp root slim --drop leaves branches out.");
        }

        foreach ((string path, RootBranch branch) in a)
        {
            if (Difference(branch.Reader.Meta, b[path].Reader.Meta) is { } difference)
            {
                throw new PluginException($"{other.File.Name}: tree '{other.Key.Name}', branch '{path}' differs from that of {first.File.Name}: {difference}. Only trees of equal branches become one.");
            }
        }
    }

    /// <summary>Sets the largest numbers of elements to those of another tree where they are larger: programs reserve room by them.</summary>
    public static void Widen(RootBranch branch, RootBranch other)
    {
        RootObject meta = branch.Reader.Meta;
        WidenMember(meta, other.Reader.Meta, "fMaximum");
        foreach ((RootObject leaf, RootObject otherLeaf) in Leaves(meta).Zip(Leaves(other.Reader.Meta)))
        {
            WidenMember(leaf, otherLeaf, "fMaximum");
            if (leaf.ClassName == "TLeafC")
            {
                WidenMember(leaf, otherLeaf, "fLen");
            }
        }
    }

    private static void WidenMember(RootObject target, RootObject other, string member)
    {
        if (target.Members.ContainsKey(member) && other.Number(member) > target.Number(member))
        {
            target.Set(member, other.Members[member]);
        }
    }

    private static string? Difference(RootObject a, RootObject b)
    {
        if (a.ClassName != b.ClassName)
        {
            return $"{a.ClassName} and {b.ClassName}";
        }

        RootObject[] left = Leaves(a), right = Leaves(b);
        return Difference(a, b, s_branch)
            ?? (left.Length != right.Length ? $"{left.Length} and {right.Length} leaves" : null)
            ?? left.Zip(right).Select(pair => pair.First.ClassName != pair.Second.ClassName ? $"{pair.First.ClassName} and {pair.Second.ClassName}" : Difference(pair.First, pair.Second, s_leaf))
                .FirstOrDefault(d => d is not null);
    }

    private static string? Difference(RootObject a, RootObject b, string[] members) => members
        .Where(m => !Equals(a.Members.GetValueOrDefault(m), b.Members.GetValueOrDefault(m)))
        .Select(m => $"{m} {a.Members.GetValueOrDefault(m) ?? "none"} and {b.Members.GetValueOrDefault(m) ?? "none"}").FirstOrDefault();

    private static RootObject[] Leaves(RootObject branch) => [.. branch.List("fLeaves").OfType<RootObject>()];
}
