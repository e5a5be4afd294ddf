using System.Text.Json;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

public sealed class NTupleReferenceTests
{
    [SharedDataTheory("root")]
    [InlineData("ntpl001_staff_rntuple_v1-0-0-0")]
    [InlineData("test_int_float_rntuple_v1-0-0-0")]
    [InlineData("test_split_3e4_rntuple_v1-0-0-0")]
    [InlineData("test_stl_containers_rntuple_v1-0-0-0")]
    public void Fields_OfAnRNTuple_HaveTheExpectedValues(string name)
    {
        using RootFile file = RootFile.Open(SharedData.PathOf($"root/{name}.root"));
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf($"root/expected/{name}.json")));
        List<string> differences = [];
        int compared = 0;
        foreach (JsonProperty item in expected.RootElement.GetProperty("objects").EnumerateObject())
        {
            NTuple ntuple = NTuple.Open(file, file.Root.Find(item.Name));
            Assert.Equal(item.Value.GetProperty("entries").GetInt64(), ntuple.Entries);
            foreach (JsonProperty field in item.Value.GetProperty("fields").EnumerateObject())
            {
                compared++;
                try
                {
                    if (ExpectedColumns.Difference(field.Value, ntuple.Find(field.Name).Read()) is { } difference)
                    {
                        differences.Add($"{field.Name}: {difference}");
                    }
                }
                catch (Exception e)
                {
                    differences.Add($"{field.Name}: {e}");
                }
            }
        }

        Assert.True(differences.Count == 0 && compared > 0, $"{differences.Count} of {compared} differ:\n{string.Join('\n', differences)}");
    }
}
