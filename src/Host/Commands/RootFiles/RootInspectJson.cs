using System.Text.Json.Nodes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>What a ROOT file holds, for programs.</summary>
internal static class RootInspectJson
{
    public static JsonObject Of(RootFileSummary summary) => new()
    {
        ["file"] = summary.File.Name,
        ["format"] = "root",
        ["version"] = RootInspect.Version(summary.File),
        ["packing"] = summary.File.CompressionText,
        ["bytes"] = summary.File.Length,
        ["is_recovered"] = summary.File.IsRecovered,
        ["keys"] = new JsonArray([.. summary.Keys.Select(Key)]),
        ["warnings"] = new JsonArray([.. summary.Warnings.Select(w => JsonValue.Create(w))]),
    };

    private static JsonObject Key(RootKeySummary summary)
    {
        RootKey key = summary.Entry.Key;
        JsonObject json = new()
        {
            ["path"] = summary.Entry.Path,
            ["cycle"] = key.Cycle,
            ["class"] = key.ClassName,
            ["title"] = key.Title,
            ["bytes"] = key.ObjectLength,
            ["stored_bytes"] = key.StoredLength,
        };
        if (summary.Tree is { } tree)
        {
            json["entries"] = tree.Entries;
            json["friends"] = new JsonArray([.. tree.Friends.Select(f => JsonValue.Create($"{f}"))]);
            json["branches"] = new JsonArray([.. tree.AllBranches.Select(Branch)]);
        }
        else if (summary.NTuple is { } ntuple)
        {
            json["entries"] = ntuple.Entries;
            json["clusters"] = ntuple.Clusters;
            json["written_by"] = ntuple.WrittenBy;
            json["fields"] = new JsonArray([.. ntuple.Fields.Select(Field)]);
        }
        else if (summary.Item is { } item)
        {
            json["summary"] = ObjectDump.Summary(item);
        }

        return json;
    }

    private static JsonObject Branch(RootBranch branch) => new()
    {
        ["name"] = branch.Path,
        ["type"] = branch.HasValues ? branch.TypeName : null,
        ["is_readable"] = branch.HasValues ? branch.Unreadable is null : null,
        ["entries"] = branch.Entries,
        ["baskets"] = branch.Baskets,
        ["bytes"] = branch.Bytes.Uncompressed,
        ["stored_bytes"] = branch.Bytes.Compressed,
    };

    private static JsonObject Field(NTupleField field) => new()
    {
        ["name"] = field.Name,
        ["type"] = field.TypeName,
        ["pages"] = field.Pages,
        ["bytes"] = field.Bytes.Uncompressed,
        ["stored_bytes"] = field.Bytes.Compressed,
    };
}
