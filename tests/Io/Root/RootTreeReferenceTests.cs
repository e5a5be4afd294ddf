using System.Text.Json;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

public sealed class RootTreeReferenceTests
{
    [SharedDataTheory("root")]
    [InlineData("TNtuple")]
    [InlineData("coffea--nano_dy")]
    [InlineData("hepmc3--inputRootTree300")]
    [InlineData("tlv-split00")]
    [InlineData("uproot-HZZ-lz4")]
    [InlineData("uproot-HZZ-objects")]
    [InlineData("uproot-HZZ-zlib")]
    [InlineData("uproot-Zmumu-lzma")]
    [InlineData("uproot-Zmumu-zstd")]
    [InlineData("uproot-double32-float16")]
    [InlineData("uproot-foriter")]
    [InlineData("uproot-hepdata-example")]
    [InlineData("uproot-issue21")]
    [InlineData("uproot-issue513")]
    [InlineData("uproot-leaflist")]
    [InlineData("uproot-nesteddirs")]
    [InlineData("uproot-sample-5.23.02-zlib")]
    [InlineData("uproot-sample-6.20.04-uncompressed")]
    [InlineData("uproot-small-evnt-tree-fullsplit")]
    [InlineData("uproot-small-evnt-tree-nosplit")]
    [InlineData("uproot-stl_containers")]
    [InlineData("uproot-vectorVectorDouble")]
    public void Branches_OfAFile_HaveTheExpectedValues(string name)
    {
        using RootFile file = RootFile.Open(SharedData.PathOf($"root/{name}.root"));
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf($"root/expected/{name}.json")));
        List<string> differences = [];
        int compared = 0;
        foreach (JsonProperty item in expected.RootElement.GetProperty("objects").EnumerateObject())
        {
            if (item.Value.ValueKind != JsonValueKind.Object || !item.Value.TryGetProperty("branches", out JsonElement branches))
            {
                continue;
            }

            RootTree tree = RootTree.Open(file, file.Root.Find(item.Name));
            if (item.Value.TryGetProperty("entries", out JsonElement entries) && entries.GetInt64() != tree.Entries)
            {
                differences.Add($"{item.Name}: {tree.Entries} entries");
            }

            foreach (JsonElement branch in branches.EnumerateArray().Where(b => b.TryGetProperty("values", out JsonElement v) && v.ValueKind == JsonValueKind.Object && (v.TryGetProperty("kind", out _) || v.TryGetProperty("nvalues", out _))))
            {
                string path = branch.GetProperty("path").GetString()!;
                compared++;
                try
                {
                    if (ExpectedColumns.Difference(branch, tree.Find(path).Read()) is { } difference)
                    {
                        differences.Add($"{path} ({tree.Find(path).TypeName}): {difference}");
                    }
                }
                catch (Exception e)
                {
                    differences.Add($"{path}: {e.GetType().Name} {e.Message} {(e is AlpToolkit.Core.Plugins.PluginException ? "" : e.StackTrace)}");
                }
            }
        }

        Assert.True(differences.Count == 0 && compared > 0, $"{differences.Count} of {compared} differ:\n{string.Join('\n', differences)}");
    }
}
