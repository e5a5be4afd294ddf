using System.Text.Json;
using AlpToolkit.Io.Compression;
using AlpToolkit.Tests.EndToEnd;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.HepMc.Records;

/// <summary>What HepMC3's own readers find in an original is what they find in our file of it: events, weights, cross section, particles with parents and places, every digit.</summary>
public sealed class HepMc3ReadsWhatWeWriteTests
{
    [HepMc3Theory("events/manifest.json")]
    [InlineData("gohep-small.hepmc", "hepmc2", "hepmc3")]
    [InlineData("gohep-small.hepmc", "hepmc2", "hepmc2")]
    [InlineData("hepmc3-inputIO1.hepmc", "hepmc2", "hepmc3")]
    [InlineData("hepmc3-inputIO1.hepmc", "hepmc2", "hepmc2")]
    [InlineData("hepmc3-inputIO6.hepmc", "hepmc2", "hepmc3")]
    [InlineData("hepmc3-inputIO6.hepmc", "hepmc2", "hepmc2")]
    [InlineData("hepmc3-inputMass.hepmc", "hepmc2", "hepmc2")]
    [InlineData("hepmc3-inputReaderFactory5.hepmc", "hepmc3", "hepmc3")]
    [InlineData("hepmc3-inputReaderFactory5.hepmc", "hepmc3", "hepmc2")]
    [InlineData("hepmc3-inputSingleVertexHepMC2.hepmc", "hepmc2", "hepmc2")]
    [InlineData("jetrec-eeH.hepmc3.zst", "hepmc3", "hepmc3")]
    [InlineData("jetrec-eeH.hepmc3.zst", "hepmc3", "hepmc2")]
    [InlineData("nuhepmc-v0.9.0.hepmc3", "hepmc3", "hepmc3")]
    [InlineData("nuhepmc-v0.9.0.hepmc3", "hepmc3", "hepmc2")]
    [InlineData("nuhepmc-v1.0.0.hepmc3", "hepmc3", "hepmc3")]
    [InlineData("nuhepmc-v1.0.0.hepmc3", "hepmc3", "hepmc2")]
    [InlineData("pyhepmc-pythia6.dat", "hepmc3", "hepmc3")]
    [InlineData("pyhepmc-pythia6.dat", "hepmc3", "hepmc2")]
    [InlineData("pyhepmc-pythia6_simple.dat", "hepmc3", "hepmc3")]
    [InlineData("pyhepmc-pythia6_simple.dat", "hepmc3", "hepmc2")]
    [InlineData("pyhepmc-sibyll21.dat", "hepmc3", "hepmc3")]
    [InlineData("rivet-testApi.hepmc", "hepmc2", "hepmc3")]
    [InlineData("rivet-testApi.hepmc", "hepmc2", "hepmc2")]
    public void HepMc(string file, string format, string written)
    {
        using TemporaryFolder folder = new();
        string original = Unpacked(folder, file), ours = folder[$"ours.{written}"];
        Convert(original, ours);
        Assert.Equal(HepMc3.Read(format, original), HepMc3.Read(written, ours));
    }

    // Of these HepMC3 3.1 reads the original not at all or in part, whole events or the particles of vertices that nothing goes into: the numbers are those of the expected values.
    [HepMc3Theory("events/manifest.json")]
    [InlineData("hepmc3-inputIO31.hepmc")]
    [InlineData("hepmc3-inputMass.hepmc")]
    [InlineData("hepmc3-inputSingleVertexHepMC2.hepmc")]
    public void HepMcThatItReadsInPart(string file)
    {
        using TemporaryFolder folder = new();
        string ours = folder["ours.hepmc3"];
        Convert(SharedData.PathOf($"events/{file}"), ours);
        string[] read = HepMc3.Read("hepmc3", ours);
        JsonElement expected = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(SharedData.PathOf($"events/expected/{file}.json")));
        int events = expected.GetProperty("events").GetInt32(), particles = expected.GetProperty("particles").GetInt32();
        Assert.Equal((events, particles), (read.Count(IsEvent), read.Count(l => !IsEvent(l))));
    }

    // Of the set, HepMC3 3.1 does not end on m4gpu-ee_mumu and pp_to_jj, and hepmc3-LHEF_example names a file that is not there.
    [HepMc3Theory("events/manifest.json")]
    [InlineData("gohep-ttbar-small.lhe")]
    [InlineData("ma5-example.lhe")]
    [InlineData("mg5-hj_nlo.lhe.gz")]
    [InlineData("mg5-madspin_event.lhe")]
    [InlineData("mg5-ttbar.lhe.gz")]
    [InlineData("skhep-madgraph-2.0.0-wbj.lhe")]
    [InlineData("skhep-madgraph-2.2.1-Z-mlm.lhe.gz")]
    [InlineData("skhep-powheg-box-v2-W.lhe")]
    [InlineData("skhep-powheg-box-v2-hvq.lhe")]
    [InlineData("skhep-pythia-6.413-ttbar.lhe")]
    [InlineData("skhep-pythia-8.3.14-weakbosons.lhe")]
    [InlineData("skhep-testlhef3.lhe")]
    [InlineData("skhep-whizard-3.1.4-eeWW.lhe")]
    public void Lhe(string file)
    {
        using TemporaryFolder folder = new();
        string original = Unpacked(folder, file), ours = folder["ours.lhe"];
        Convert(original, ours);
        string[] read = HepMc3.Read("lhe", original);
        Assert.Contains(read, IsEvent);
        Assert.Equal(read, HepMc3.Read("lhe", ours));
    }

    private static bool IsEvent(string line) => line.StartsWith("event ", StringComparison.Ordinal);

    private static string Unpacked(TemporaryFolder folder, string file)
    {
        string path = folder[$"original{Path.GetExtension(file.Replace(".gz", "", StringComparison.Ordinal).Replace(".zst", "", StringComparison.Ordinal))}"];
        using FileStream copy = File.Create(path);
        using InputFile input = InputFile.Open(SharedData.PathOf($"events/{file}"));
        input.CopyTo(copy);
        return path;
    }

    private static void Convert(string source, string target)
    {
        AlpRun run = AlpRun.Of("convert", source, target);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
