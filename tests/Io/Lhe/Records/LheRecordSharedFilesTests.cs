using System.Text;
using System.Text.Json;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Lhe.Records;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Lhe.Records;

/// <summary>Files of many generators are written as they were read: every number bit for bit, every tag and comment byte for byte.</summary>
public sealed class LheRecordSharedFilesTests
{
    public static TheoryData<string> GoodFiles => LheSharedFilesTests.GoodFiles;

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(GoodFiles))]
    public void AGeneratorsFile_ReadWrittenAndRead_IsTheSame(string file)
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf($"events/{file}"), target = folder["again.lhe"];
        LheRecordFiles.Copy(source, target);
        (List<string> before, LheRecordHead head) = LheRecordFiles.Everything(source);
        (List<string> after, LheRecordHead written) = LheRecordFiles.Everything(target);
        Assert.Equal(before, after);
        Assert.Equal(head.Init.Processes, written.Init.Processes);
        Assert.Equal(head.Init.Generators, written.Init.Generators);
        Assert.Equal(head.Init.Weights, written.Init.Weights);
        Assert.Equal(head.Header!.Value.ToArray(), written.Header!.Value.ToArray());
        Assert.Equal("3.0", written.Init.Version);
    }

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(GoodFiles))]
    public void AGeneratorsFile_Written_HasTheSameColumnsForAPipeline(string file)
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf($"events/{file}"), target = folder["again.lhe.gz"];
        LheRecordFiles.Copy(source, target);
        LheOptions all = new() { AllVariations = true };
        EventReading before = LheReading.OfFile(source, all), after = LheReading.OfFile(target, all);
        Assert.Null(after.Error);
        Assert.Equal(before.Head.WeightNames, after.Head.WeightNames);
        Assert.Equal(before.Events.Count, after.Events.Count);
        foreach ((var one, var other) in before.Events.Zip(after.Events))
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(one.Weight), BitConverter.DoubleToInt64Bits(other.Weight));
            Assert.Equal(one.Particles, other.Particles);
            Assert.Equal(one.Variations, other.Variations);
        }

        Assert.Equal(before.Summary!.CrossSection, after.Summary!.CrossSection);
    }

    // comment_lines, first and last event: the independent line reader, events/expected.
    [SharedDataTheory("events/manifest.json"), MemberData(nameof(GoodFiles))]
    public void Records_OfAGeneratorsFile_AgreeWithTheIndependentReader(string file)
    {
        JsonElement expected = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(SharedData.PathOf($"events/expected/{file}.json")));
        using LheRecordReader reader = new(SharedData.PathOf($"events/{file}"));
        LheRecord record = new();
        int scales = 0, particles = 0;
        while (reader.Read(record))
        {
            if (reader.Events == 1)
            {
                Check(expected.GetProperty("first_event"), record);
            }

            particles += record.ParticleCount;
            scales += Encoding.Latin1.GetString(record.After).Contains("<scales", StringComparison.Ordinal) ? 1 : 0;
        }

        Check(expected.GetProperty("last_event"), record);
        Assert.Equal(expected.GetProperty("events").GetInt64(), reader.Events);
        Assert.Equal(expected.GetProperty("particles").GetInt32(), particles);
        Assert.Equal(expected.GetProperty("events_with_scales").GetInt32(), scales);
    }

    private static void Check(JsonElement expected, LheRecord record)
    {
        Assert.Equal(expected.GetProperty("weight").GetDouble(), record.Weight);
        Assert.Equal(
            expected.GetProperty("particles").EnumerateArray().Select(p => string.Join(' ', p.EnumerateArray().Select(n => n.GetDouble()))),
            record.Particles.ToArray().Select(p => string.Join(' ', (double[])[p.PdgId, p.Status, p.Mother1, p.Mother2, p.Colour1, p.Colour2, p.Px, p.Py, p.Pz, p.E, p.M, p.Lifetime, p.Spin])));
    }
}
