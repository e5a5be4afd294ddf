using System.Text.Json;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.HepMc;

/// <summary>Files of many generators against what an independent line reader found in them (in Python, cross-checked with HepMC3).</summary>
public sealed class HepMcSharedFilesTests
{
    // The independent reader and ours add in the same order, but not with the same compensation.
    private const double Tolerance = 1e-9;

    public static TheoryData<string> GoodFiles => Files("events/manifest.json", f => !f.Contains(".lhe", StringComparison.Ordinal));

    public static TheoryData<string> BadFiles => Files("events/bad/manifest.json", f => f.StartsWith('h'));

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(GoodFiles))]
    public void Events_OfAGeneratorsFile_AgreeWithTheIndependentReader(string file)
    {
        JsonElement expected = Json($"events/expected/{file}.json");
        EventReading reading = HepMcReading.OfFile(SharedData.PathOf($"events/{file}"), new() { AllVariations = true, CrossSection = 1 });

        Assert.Null(reading.Error);
        Assert.Equal(expected.GetProperty("bytes_on_disk").GetInt64(), reading.Summary!.InputBytes);
        Assert.Equal(expected.GetProperty("sha256").GetString(), reading.Summary.InputSha256);
        Assert.Equal(expected.GetProperty("events").GetInt32(), reading.Events.Count);
        Assert.Equal(expected.GetProperty("particles").GetInt32(), reading.Events.Sum(e => e.Particles.Length));
        Assert.Equal(expected.GetProperty("negative_weights").GetInt32(), reading.Events.Count(e => e.Weight < 0));
        Assert.Equal(expected.GetProperty("weight_names").EnumerateArray().Select(n => n.GetString()!).Skip(1), reading.Head.WeightNames.Skip(1));

        // Events without a weight count as 1, and it is said.
        bool weightless = expected.GetProperty("weights_per_event")[0].GetInt32() == 0;
        Assert.Equal(weightless, reading.Summary.Warnings.Any(w => w.Contains("has no weight; 1 is taken", StringComparison.Ordinal)));
        Assert.Equal(weightless ? reading.Events.Count : expected.GetProperty("sum_weights").GetDouble(), reading.Sum(0), Tolerance * Math.Abs(reading.Sum(0)));

        // The expected values are in the file's units.
        double unit = expected.GetProperty("units")[0].GetString()!.StartsWith("MEV", StringComparison.Ordinal) ? 1e-3 : 1;
        CheckFinalState(expected.GetProperty("final_state"), reading, unit);
        CheckEvent(expected.GetProperty("first_event"), reading.Events[0], unit, weightless);
        CheckEvent(expected.GetProperty("last_event"), reading.Events[^1], unit, weightless);
    }

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(GoodFiles))]
    public void CrossSection_OfAGeneratorsFile_IsThatOfTheLastEvent(string file)
    {
        JsonElement stated = Json($"events/expected/{file}.json").GetProperty("xsec_last");
        EventReading reading = HepMcReading.OfFile(SharedData.PathOf($"events/{file}"), new());
        if (stated.ValueKind == JsonValueKind.Null)
        {
            Assert.EndsWith("expected a cross section in the last event, found none. Give cross_section, or normalisation: mean or sum when the weights are in pb.", reading.Error!.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Null(reading.Error);
        Assert.Equal((stated[0].GetDouble(), stated[1].GetDouble()), (reading.Summary!.CrossSection, reading.Summary.CrossSectionError));
        Assert.Equal(reading.Summary.CrossSection, reading.Sum(0) * reading.Summary.WeightFactor, 1e-12 * reading.Summary.CrossSection);
    }

    // What HepMC2's and HepMC3's writers made of the same events (10 of Rivet's tests) is the same here.
    [SharedDataFact("events/rivet-testApi.hepmc")]
    public void Events_OfTheSameRunInBothVersions_AreTheSame()
    {
        EventReading two = HepMcReading.OfFile(SharedData.PathOf("events/rivet-testApi.hepmc"), new());
        EventReading three = HepMcReading.OfFile(SharedData.PathOf("events/hepmc3-inputReaderFactory5.hepmc"), new());
        Assert.Equal("cross section of the last event; the mean of the weights equals it", two.Summary!.Normalisation);

        // Sherpa's hard process goes round in a circle that has a way out.
        Assert.Contains("event 1 has particles that are among their own ancestors (10 events in all)", two.Summary.Warnings[0], StringComparison.Ordinal);
        Assert.Equal("cross section of the last event; the mean of the weights equals it", three.Summary!.Normalisation);
        Assert.Equal(
            two.Events.Select(e => (e.Weight, e.Particles.Count(p => p.Status == 1), e.Particles.Where(p => p.Status == 1).Max(p => p.Momentum.E))),
            three.Events.Select(e => (e.Weight, e.Particles.Count(p => p.Status == 1), e.Particles.Where(p => p.Status == 1).Max(p => p.Momentum.E))));
    }

    [SharedDataTheory("events/bad/manifest.json"), MemberData(nameof(BadFiles))]
    public void BadFile_IsRefusedOrReadAsTheManifestSays(string file)
    {
        JsonElement entry = Json("events/bad/manifest.json").EnumerateArray().Single(e => e.GetProperty("file").GetString() == file);
        string path = SharedData.PathOf($"events/bad/{file}");
        EventReading? reading = null;
        PluginException? error = null;
        try
        {
            reading = HepMcReading.OfFile(path, HepMcReading.OnePicobarn);
            error = reading.Error;
        }
        catch (PluginException e)
        {
            error = e;
        }

        // The class 'lenient' of this file allows a named error for a format that is not supported.
        string wanted = file == "h_hepevt.hepevt" ? "error" : entry.GetProperty("class").GetString()!;
        if (wanted == "error")
        {
            Assert.NotNull(error);
            Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(path)}(:[0-9]+)?: ", error.Message);
            Assert.DoesNotContain('\n', error.Message);
            Assert.Contains(Errors[file], error.Message, StringComparison.Ordinal);
            if (entry.TryGetProperty("events", out JsonElement whole))
            {
                Assert.Equal(whole.GetInt32(), reading!.Events.Count);
            }

            return;
        }

        Assert.Null(error);
        Assert.Equal(entry.GetProperty("events").GetInt32(), reading!.Events.Count);

        // No word on attributes without a value: of attributes only the cross section is read.
        if (wanted == "lenient" && file != "h3_empty_attribute.hepmc3")
        {
            Assert.NotEmpty(reading.Summary!.Warnings);
        }
    }

    // Values that the manifest of the hand-made files states.
    [SharedDataFact("events/bad/manifest.json")]
    public void HandMadeFiles_HaveTheValuesTheyWereMadeWith()
    {
        Assert.Equal(2.0, Bad("h3_good.hepmc3", new() { Variations = ["up"] }).Sum(0));
        Assert.Equal(3.0, Bad("h3_good.hepmc3", new() { Variations = ["up"] }).Sum(1));
        Assert.Equal(0.0254951, Bad("h3_mev_cm.hepmc3", new()).Events[0].Particles[3].Momentum.E, 1e-7);
        Assert.Equal(1e3, Bad("h3_mixed_units.hepmc3", new()).Events[0].Particles[0].Momentum.E / Bad("h3_mixed_units.hepmc3", new()).Events[1].Particles[0].Momentum.E, 1e-9);
        Assert.Equal(["nominal", "PDF set = 3"], Bad("h3_weight_name_spaces.hepmc3", new() { AllVariations = true }).Head.WeightNames);
        EventReading two = Bad("h2_good.hepmc", new());
        Assert.Equal((3.0, 1.5, 0.01), (two.Sum(0), two.Summary!.CrossSection, two.Summary.CrossSectionError));
        Assert.Equal(["nominal", "a b = 'c'"], Bad("h2_weight_name_escaped_quote.hepmc", new() { Variations = ["a b = 'c'"] }).Head.WeightNames);
        Assert.Single(Bad("h3_long_weight_names.hepmc3", new() { Variations = ["w014999_MUR1.0_MUF2.0_PDF303600"], CrossSection = 1 }).Events[0].Variations);
    }

    [SharedDataFact("events/bad/manifest.json")]
    public void JoinedListings_WithOtherNamesOfWeights_AreNamedOrRefused()
    {
        Assert.Contains("h3_concatenated.hepmc3:17: listing 2 has other names of weights than the first (Default, dn; Default, up).", Assert.Single(Bad("h3_concatenated.hepmc3", new()).Summary!.Warnings), StringComparison.Ordinal);
        EventReading up = Bad("h3_concatenated.hepmc3", new() { Variations = ["up"] });
        Assert.Single(up.Events);
        Assert.Contains("event 2: expected the weight 'up', found none of that name", up.Error!.Message, StringComparison.Ordinal);
    }

    internal static readonly Dictionary<string, string> Errors = new()
    {
        ["h3_no_units.hepmc3"] = "event 1: expected a line of units (U), found none",
        ["h3_unknown_unit.hepmc3"] = ":5: event 1: expected the unit GEV or MEV, found 'TEV'",
        ["h3_weights_mismatch.hepmc3"] = ":6: event 1: expected 2 weights by their names, as declared, found 3",
        ["h3_too_few_particles.hepmc3"] = "event 1: expected 7 particles, as declared, found 5",
        ["h3_huge_counts.hepmc3"] = "event 1: expected 2000000000 particles, as declared, found 5",
        ["h3_vertex_id_out_of_range.hepmc3"] = ":9: event 1: expected a vertex id from -1 to -1, found -99999999",
        ["h3_cycle.hepmc3"] = "found that particles go round in a circle, at or below particle",
        ["h3_self_parent.hepmc3"] = "found that particles go round in a circle, at or below particle 1",
        ["h3_duplicate_particle_id.hepmc3"] = ":9: event 1: expected the particle id 2, found 1",
        ["h3_truncated.hepmc3"] = "the file ends inside event 2, which begins on line 14",
        ["h3_nan.hepmc3"] = ":12: event 1: expected a finite number as px, found 'nan'",
        ["h3_header_only_version.hepmc3"] = "found the end of the file",
        ["h2_weights_names_mismatch.hepmc"] = ":3: event 1: expected 1 weights by their names, as declared, found 2",
        ["h2_duplicate_barcode.hepmc"] = ":13: event 1: expected a new particle barcode, found 10004 again",
        ["h2_dangling_end_vertex.hepmc"] = "event 1: expected a vertex of the event as end of particle 3, found -77, which does not exist",
        ["h2_vertex_count.hepmc"] = "event 1: expected 5 vertices, as declared, found 2",
        ["h2_negative_weight_count.hepmc"] = ":3: event 1: expected a number of weights, found -1",
        ["h2_huge_weight_count.hepmc"] = ":3: event 1: expected 2000000000 weights, as declared, found 1",
        ["h2_truncated.hepmc"] = "the file ends inside event 2, which begins on line 14",
        ["h2_asciiv1_old.hepmc"] = ":2: expected a listing of IO_GenEvent (HepMC2) or Asciiv3 (HepMC3), found 'HepMC::IO_Ascii-START_EVENT_LISTING'",
        ["h_empty.hepmc"] = "the file is empty",
        ["h_hepevt.hepevt"] = ":1: expected 'HepMC::Version', found 'E 0 2'. It may be HEPEVT text; read it with the source hepevt",
    };

    private static EventReading Bad(string file, HepMcOptions options)
    {
        EventReading reading = HepMcReading.OfFile(SharedData.PathOf($"events/bad/{file}"), options);
        return reading;
    }

    private static void CheckFinalState(JsonElement expected, EventReading reading, double unit)
    {
        Particle[] final = [.. reading.Events.SelectMany(e => e.Particles).Where(p => p.Status == 1)];
        Assert.Equal(expected.GetProperty("n").GetInt32(), final.Length);
        double energy = expected.GetProperty("e").GetDouble() * unit;

        // Momenta cancel: their sum is known to rounding of the energies that went into it.
        Assert.Equal(energy, final.Sum(p => p.Momentum.E), Tolerance * energy);
        Assert.Equal(expected.GetProperty("px").GetDouble() * unit, final.Sum(p => p.Momentum.X), Tolerance * energy);
        Assert.Equal(expected.GetProperty("py").GetDouble() * unit, final.Sum(p => p.Momentum.Y), Tolerance * energy);
        Assert.Equal(expected.GetProperty("pz").GetDouble() * unit, final.Sum(p => p.Momentum.Z), Tolerance * energy);
    }

    private static void CheckEvent(JsonElement expected, (double Weight, Particle[] Particles, double[] Variations) found, double unit, bool weightless)
    {
        Assert.Equal(weightless ? [1.0] : expected.GetProperty("weights").EnumerateArray().Select(w => w.GetDouble()), [found.Weight, .. found.Variations]);
        Assert.Equal(
            expected.GetProperty("particles").EnumerateArray().Select(p => (p[0].GetInt32(), p[2].GetDouble() * unit, p[3].GetDouble() * unit, p[4].GetDouble() * unit, p[5].GetDouble() * unit, p[6].GetDouble() * unit)),
            found.Particles.Select(p => (p.PdgId, p.Momentum.X, p.Momentum.Y, p.Momentum.Z, p.Momentum.E, p.Mass)));

        // 1 is final and 4 a beam; HepMC2 names beams in its line E too, whatever their status.
        foreach ((int status, int ours) in expected.GetProperty("particles").EnumerateArray().Select(p => p[1].GetInt32()).Zip(found.Particles.Select(p => p.Status)))
        {
            Assert.True(status == 1 ? ours == 1 : status == 4 ? ours == -1 : ours is 2 or -1, $"{status} became {ours}");
        }

        Assert.True(found.Particles.Count(p => p.Status == -1) <= 2);
    }

    private static JsonElement Json(string file) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(SharedData.PathOf(file)));

    private static TheoryData<string> Files(string list, Func<string, bool> chosen) =>
        SharedData.Exists(list) ? [.. Json(list).EnumerateArray().Select(e => e.GetProperty("file").GetString()!).Where(chosen)] : ["(no shared data)"];
}
