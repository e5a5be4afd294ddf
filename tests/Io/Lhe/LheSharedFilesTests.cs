using System.Text.Json;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Lhe;

/// <summary>Files of many generators against what independent readers found in them (a line reader in Python, cross-checked with pylhe and HepMC3).</summary>
public sealed class LheSharedFilesTests
{
    // The independent reader and ours add in the same order, but not with the same compensation.
    private const double Tolerance = 1e-9;

    private static readonly LheOptions s_all = new() { AllVariations = true };

    public static TheoryData<string> GoodFiles => Files("events/manifest.json", e => e.GetProperty("file").GetString()!.Contains(".lhe", StringComparison.Ordinal));

    public static TheoryData<string> BadFiles => Files("events/bad/manifest.json", e => e.GetProperty("file").GetString()!.StartsWith("lhe_", StringComparison.Ordinal));

    public static TheoryData<string> Samples => Files("reference/samples.json", e => SharedData.Exists($"samples/{e.GetProperty("file").GetString()}"));

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(GoodFiles))]
    public void Summary_OfAGeneratorsFile_AgreesWithIndependentReaders(string file)
    {
        JsonElement expected = Json($"events/expected/{file}.json");
        LheSummary summary = LheSummaryReader.Read(SharedData.PathOf($"events/{file}"));

        Assert.Equal(expected.GetProperty("version").GetString(), summary.Head.Version);
        Assert.Equal(expected.GetProperty("bytes_on_disk").GetInt64(), summary.Bytes);
        Assert.Equal(expected.GetProperty("sha256").GetString(), summary.Sha256);
        Assert.Equal(expected.GetProperty("events").GetInt64(), summary.Events);
        Assert.Equal(expected.GetProperty("event_groups").GetInt64(), summary.EventGroups);
        Assert.Equal(expected.GetProperty("particles").GetInt64(), summary.Particles);
        Assert.Equal(expected.GetProperty("negative_weights").GetInt64(), summary.NegativeWeights);
        Near(expected.GetProperty("sum_weights"), summary.SumOfWeights);
        Near(expected.GetProperty("sum_abs_weights"), summary.SumOfAbsoluteWeights);
        Near(expected.GetProperty("sum_weights2"), summary.SumOfSquaredWeights);
        Assert.Equal(expected.GetProperty("has_end_tag").GetBoolean(), !summary.Warnings.Any(w => w.Contains("without </LesHouchesEvents>", StringComparison.Ordinal)));
        CheckHead(expected, summary.Head);
        CheckWeights(expected.GetProperty("weight_sums"), summary);
        CheckFinalState(expected.GetProperty("final_state"), summary);
        CheckEvent(expected.GetProperty("first_event"), summary.FirstEvents[0]);
    }

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(GoodFiles))]
    public void Batches_OfAGeneratorsFileWithAllVariations_GiveTheSameSums(string file)
    {
        JsonElement expected = Json($"events/expected/{file}.json");
        EventReading reading = LheReading.OfFile(SharedData.PathOf($"events/{file}"), s_all);

        Assert.Null(reading.Error);
        Assert.Equal(expected.GetProperty("events").GetInt32(), reading.Events.Count);
        Near(expected.GetProperty("sum_weights"), reading.Sum(0));
        JsonElement sums = expected.GetProperty("weight_sums");
        List<string> declared = [.. expected.GetProperty("weights_declared").GetProperty("ids").EnumerateArray().Select(i => i.GetString()!)];
        for (int v = 1; v < reading.Head.WeightNames.Count; v++)
        {
            // Weights that events give by place alone are named by their declaration here, by place in the reference.
            string name = reading.Head.WeightNames[v];
            JsonElement sum = sums.TryGetProperty(name, out JsonElement byId) ? byId : sums.TryGetProperty($"v2:{name}", out JsonElement version2) ? version2 : sums.GetProperty($"#{declared.IndexOf(name)}");
            Near(sum.GetProperty("sum"), reading.Sum(v));
        }

        // The last event: the reader did not lose its place on the way.
        JsonElement last = expected.GetProperty("last_event");
        Assert.Equal(last.GetProperty("nup").GetInt32(), reading.Events[^1].Particles.Length);
        Assert.Equal(last.GetProperty("particles")[0][8].GetDouble(), reading.Events[^1].Particles[0].Momentum.Z);
    }

    [SharedDataTheory("reference/samples.json"), MemberData(nameof(Samples))]
    public void Summary_OfAMadGraphSample_AgreesWithTheIndependentScript(string file)
    {
        JsonElement expected = Json("reference/samples.json").EnumerateArray().Single(e => e.GetProperty("file").GetString() == file);
        string path = SharedData.PathOf($"samples/{file}");
        EventReading reading = LheReading.OfFile(path);
        LheSummary summary = LheSummaryReader.Read(path);

        Assert.Equal(expected.GetProperty("sha256").GetString(), summary.Sha256);
        Assert.Equal(expected.GetProperty("events").GetInt64(), summary.Events);
        Assert.Equal(expected.GetProperty("particles").GetInt64(), summary.Particles);
        Near(expected.GetProperty("sum_weights"), summary.SumOfWeights);
        Assert.Equal(expected.GetProperty("distinct_weights").GetInt32(), reading.Events.Select(e => e.Weight).Distinct().Count());
        CheckFinalState(expected.GetProperty("final_state"), summary);

        // samples/README.md: the mean of XWGTUP is the cross section.
        Assert.Equal(LheWeightConvention.Mean, summary.Normalisation.Convention);
        Assert.Equal("mean of XWGTUP equals XSECUP", reading.Summary!.Normalisation);
        Near(expected.GetProperty("mean_weight"), reading.Summary.CrossSection);
        Assert.Equal(reading.Summary.CrossSection, reading.Sum(0) * reading.Summary.WeightFactor, 1e-12 * reading.Summary.CrossSection);

        // Beam 1 is e+ along +z with the momentum that MadGraph writes into the events (10 decimals).
        Assert.Equal(5.2899999753, reading.Head.Beam1!.Value.Z, 1e-10);
        Assert.Equal(-5.2899999753, reading.Head.Beam2!.Value.Z, 1e-10);
    }

    // What shared/events/README.md says of the generators' conventions.
    [SharedDataTheory("events/manifest.json")]
    [InlineData("m4gpu-ee_mumu.lhe.gz", LheWeightConvention.Mean, false)]
    [InlineData("skhep-madgraph-2.2.1-Z-mlm.lhe.gz", LheWeightConvention.Sum, false)]
    [InlineData("skhep-pythia-8.3.14-weakbosons.lhe", LheWeightConvention.Unit, false)]
    [InlineData("skhep-whizard-3.1.4-eeWW.lhe", LheWeightConvention.Unit, false)]
    [InlineData("ma5-example.lhe", LheWeightConvention.Header, true)]
    public void Normalisation_OfAGeneratorsFile_IsItsConvention(string file, LheWeightConvention convention, bool warns)
    {
        LheSummary summary = LheSummaryReader.Read(SharedData.PathOf($"events/{file}"));
        Assert.Equal(convention, summary.Normalisation.Convention);
        Assert.Equal(warns, summary.Normalisation.Warning is not null);
    }

    [SharedDataTheory("events/bad/manifest.json"), MemberData(nameof(BadFiles))]
    public void BadFile_IsRefusedOrReadAsTheManifestSays(string file)
    {
        JsonElement entry = Json("events/bad/manifest.json").EnumerateArray().Single(e => e.GetProperty("file").GetString() == file);
        string path = SharedData.PathOf($"events/bad/{file}");

        // What is wrong with weights beside the nominal matters to those who ask for them, so all are asked for.
        EventReading? reading = null;
        PluginException? error = null;
        try
        {
            reading = LheReading.OfFile(path, s_all);
            error = reading.Error;
        }
        catch (PluginException e)
        {
            error = e;
        }

        // Of two files joined by cat the manifest allows all events where both heads were checked to be equal.
        string wanted = file == "lhe_concatenated.lhe" ? "ok" : entry.GetProperty("class").GetString()!;
        if (wanted == "error")
        {
            Assert.NotNull(error);
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
            if (file == "lhe_truncated_mid_event.lhe")
            {
                Assert.Equal(entry.GetProperty("events").GetInt32(), reading!.Events.Count);
            }

            return;
        }

        Assert.Null(error);
        Assert.Equal(entry.GetProperty("events").GetInt32(), reading!.Events.Count);

        // No word on these: an undeclared weight is read like a declared one, an exponent without letter is a number, a weight group
        // nested wrongly gives the same ids, an event without particles is legal, bzip2 and xz are formats like gzip.
        string[] silent = ["lhe_rwgt_undeclared.lhe", "lhe_fortran_no_E_exponent.lhe", "lhe_weightgroup_misnested.lhe", "lhe_nup_zero.lhe", "lhe_good.lhe.bz2", "lhe_good.lhe.xz"];
        if (wanted == "lenient" && !silent.Contains(file))
        {
            Assert.NotEmpty(reading.Summary!.Warnings);
        }
    }

    [SharedDataTheory("events/bad/manifest.json")]
    [InlineData("lhe_good.lhe", 4.5)]
    [InlineData("lhe_fortran_D_exponent.lhe", 3.0)]
    [InlineData("lhe_eventgroup.lhe", 1.0)]
    public void SumOfWeights_OfAHandMadeFile_IsWhatItWasMadeWith(string file, double sum) =>
        Assert.Equal(sum, LheReading.OfFile(SharedData.PathOf($"events/bad/{file}")).Sum(0));

    private static void CheckHead(JsonElement expected, LheHead head)
    {
        JsonElement init = expected.GetProperty("init");
        Assert.Equal(init.GetProperty("beams").EnumerateArray().Select(b => b.GetInt32()), [head.Beam1PdgId, head.Beam2PdgId]);
        Assert.Equal(init.GetProperty("energies").EnumerateArray().Select(b => b.GetDouble()), [head.Beam1Energy, head.Beam2Energy]);
        Assert.Equal(init.GetProperty("idwtup").GetInt32(), head.WeightStrategy);
        Assert.Equal(
            init.GetProperty("processes").EnumerateArray().Select(p => new LheProcess(p.GetProperty("id").GetInt32(), p.GetProperty("xsec").GetDouble(), p.GetProperty("err").GetDouble(), p.GetProperty("max").GetDouble())),
            head.Processes);
        Near(expected.GetProperty("xsec_total"), head.CrossSection);
        Near(expected.GetProperty("xsec_err_quad"), head.CrossSectionError);
        Assert.Equal(
            expected.GetProperty("generators").EnumerateArray().Select(g => new LheGenerator(g.TryGetProperty("name", out JsonElement name) ? name.GetString() : null, g.GetProperty("version").GetString(), g.GetProperty("text").GetString()!)),
            head.Generators);
        JsonElement declared = expected.GetProperty("weights_declared");
        if (declared.TryGetProperty("ids", out JsonElement ids))
        {
            Assert.Equal(ids.EnumerateArray().Select(i => i.GetString()), head.Weights.Select(w => w.Id));
        }
    }

    private static void CheckWeights(JsonElement sums, LheSummary summary)
    {
        Assert.Equal(sums.EnumerateObject().Count(), summary.Weights.Count);
        foreach (WeightSum weight in summary.Weights)
        {
            // The reference marks <weight name> of LHE 2.0 with 'v2:'.
            JsonElement sum = sums.TryGetProperty(weight.Id, out JsonElement plain) ? plain : sums.GetProperty($"v2:{weight.Id}");
            Assert.Equal(sum.GetProperty("n").GetInt64(), weight.Events);
            Near(sum.GetProperty("sum"), weight.Sum);
        }
    }

    private static void CheckFinalState(JsonElement expected, LheSummary summary)
    {
        Assert.Equal(expected.GetProperty("n").GetInt64(), summary.FinalStateParticles);
        double energy = expected.GetProperty("e").GetDouble();
        Near(expected.GetProperty("e"), summary.FinalStateMomentum.E);

        // Momenta cancel: their sum is known to rounding of the energies that went into it.
        Assert.Equal(expected.GetProperty("px").GetDouble(), summary.FinalStateMomentum.X, Tolerance * energy);
        Assert.Equal(expected.GetProperty("py").GetDouble(), summary.FinalStateMomentum.Y, Tolerance * energy);
        Assert.Equal(expected.GetProperty("pz").GetDouble(), summary.FinalStateMomentum.Z, Tolerance * energy);
    }

    private static void CheckEvent(JsonElement expected, SampleEvent first)
    {
        Assert.Equal(expected.GetProperty("weight").GetDouble(), first.Weight);
        Assert.Equal(
            expected.GetProperty("particles").EnumerateArray().Select(p => (p[0].GetInt32(), p[1].GetInt32(), p[2].GetInt32(), p[3].GetInt32(), p[6].GetDouble(), p[7].GetDouble(), p[8].GetDouble(), p[9].GetDouble(), p[10].GetDouble())),
            first.Particles.Select(p => (p.PdgId, p.Status, p.Mother1, p.Mother2, p.Momentum.X, p.Momentum.Y, p.Momentum.Z, p.Momentum.E, p.Mass)));
    }

    private static void Near(JsonElement expected, double found) =>
        Assert.Equal(expected.GetDouble(), found, Tolerance * Math.Abs(expected.GetDouble()));

    private static JsonElement Json(string file) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(SharedData.PathOf(file)));

    private static TheoryData<string> Files(string list, Func<JsonElement, bool> chosen) =>
        SharedData.Exists(list) ? [.. Json(list).EnumerateArray().Where(chosen).Select(e => e.GetProperty("file").GetString()!)] : ["(no shared data)"];
}
