using System.Globalization;
using System.Text.Json;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

public sealed class ConvertTests
{
    private static string Lhe => Path.Combine(SharedData.RepositoryRoot, "examples", "lhe", "eegammagamma.lhe.gz");

    // XSECUP of 1.5 pb, weights of 4: what is taken decides the cross section of the new file.
    [Theory]
    [InlineData("b.hepmc3")]
    [InlineData("b.root")]
    public void Convert_OfWeightsThatContradictTheHead_SaysBothNumbers(string target)
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of("convert", folder.Write("a.lhe", LheTexts.File([.. Enumerable.Repeat(LheTexts.Event(4), 30)])), folder[target]).Succeeded();
        Assert.Contains("neither the mean (4 pb) nor the sum (120 pb) of XWGTUP is XSECUP (1.5 pb); the mean is taken", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lhe_ToATreeAndBack_HasTheSameParticlesAndCrossSection()
    {
        using TemporaryFolder folder = new();
        string tree = folder["events.root"], back = folder["back.lhe"];
        AlpRun there = AlpRun.Of("convert", Lhe, tree).Succeeded();
        Assert.StartsWith($"{tree}: 500 events in 'events', cross section 2597.81 pb", there.Output, StringComparison.Ordinal);
        Assert.Contains("colours, lifetimes, spins, scales and the header", there.Error, StringComparison.Ordinal);
        AlpRun.Of("convert", tree, back).Succeeded();
        Assert.Equal(Particles(Lhe), Particles(back));
        double[] before = Weights(Lhe), after = Weights(back);
        Assert.Equal(before.Length, after.Length);

        // Weights go through pb: a multiplication and a division.
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, Math.Abs(pair.First) * 1e-15 * 4));
    }

    [Theory]
    [InlineData("events.hepmc3")]
    [InlineData("events.hepmc2.gz")]
    public void Lhe_ToHepMcAndBack_HasTheSameParticlesWeightsAndCrossSection(string name)
    {
        using TemporaryFolder folder = new();
        string hepMc = folder[name], back = folder["back.lhe"];
        AlpRun there = AlpRun.Of("convert", Lhe, hepMc).Succeeded();
        Assert.StartsWith($"{hepMc}: 500 events, cross section 2597.81 pb", there.Output, StringComparison.Ordinal);
        Assert.Contains("colours, lifetimes, spins, scales", there.Error, StringComparison.Ordinal);
        Assert.StartsWith($"{back}: 500 events, cross section 2597.81 pb", AlpRun.Of("convert", hepMc, back).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(Particles(Lhe), Particles(back));
        double[] before = Weights(Lhe), after = Weights(back);
        Assert.Equal(before.Length, after.Length);

        // The sum of the weights is scaled to the stated cross section, the mean of them: two roundings and those of the sum.
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, Math.Abs(pair.First) * 1e-13));
    }

    // The tree is what the source 'root' reads: tables of a run are those of the LHE file.
    [Fact]
    public void Lhe_AsATree_GivesTheTablesOfTheLheFile()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of("convert", Lhe, folder["events.root"]).Succeeded();
        string Run(string source, string name)
        {
            string pipeline = folder[$"{name}.yaml"];
            File.WriteAllText(pipeline, $$"""
                name: same events
                beams: { sqrt_s: 10.58 GeV }
                samples: { signal: { role: signal, source: { {{source}} } } }
                stages:
                  - acceptance: { theta_min: 22 deg, energy_min: 250 MeV }
                  - variables: [e_miss, m_miss2]
                  - cuts: [ "e_miss > 1 GeV" ]
                  - histogramming: { energy: { x: e_miss, bins: 10 from 0 to 11 GeV } }
                write: [csv]
                """);
            AlpRun.Of("run", pipeline, "--out", folder[name]).Succeeded();
            return string.Join('\n', Directory.GetFiles(folder[name], "*.csv").Order().Select(f => string.Join('\n', File.ReadAllLines(f).Where(l => !l.StartsWith('#') || l.Contains("cross", StringComparison.Ordinal)))));
        }

        Assert.Equal(Run($"lhe: {Lhe}", "lhe"), Run($"root: {{ files: [ {folder["events.root"]} ], normalisation: sum }}", "root"));
    }

    [Fact]
    public void Trees_WithoutBeams_NeedTheirEnergy()
    {
        using TemporaryFolder folder = new();
        string csv = folder["flat.csv"], tree = folder["flat.root"], lhe = folder["flat.lhe"];
        File.WriteAllText(csv, "weight,particle_pdg_id,particle_px,particle_py,particle_pz,particle_e,particle_m\n0.5,\"[11,-11]\",\"[1,-1]\",\"[0,0]\",\"[2,-2]\",\"[2.5,2.5]\",\"[1.118,1.118]\"\n");
        AlpRun.Of("convert", csv, tree).Succeeded();
        AlpRun run = AlpRun.Of("convert", tree, lhe);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no incoming particles", run.Error, StringComparison.Ordinal);
        AlpRun.Of("convert", tree, lhe, "--sqrt-s", "10580 MeV", "--cross-section", "2 nb").Succeeded();
        string text = File.ReadAllText(lhe);
        Assert.Contains("-11 11 5.29 5.29 0 0 0 0 -4 1", text, StringComparison.Ordinal);
        Assert.Contains("11 1 0 0 0 0 1 0 2 2.5 1.118 0 9", text, StringComparison.Ordinal);
        Assert.Equal([2000], Weights(lhe));
    }

    [SharedDataTheory("root")]
    [InlineData("uproot-HZZ-zlib", "events")]
    [InlineData("uproot-Zmumu-zstd", "events")]
    [InlineData("uproot-foriter", "foriter")]
    [InlineData("ntpl001_staff_rntuple_v1-0-0-0", "Staff")]
    public void Tables_AsTreeAndAsRNTuple_HaveTheSameValues(string name, string table)
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf($"root/{name}.root"), tree = folder["tree.root"], ntuple = folder["ntuple.root"], csv = folder["table.csv"], again = folder["again.csv"];
        AlpRun.Of("convert", source, tree, "--compression", "lz4").Succeeded();
        AlpRun.Of("convert", tree, ntuple, "--rntuple", "--compression", "none").Succeeded();
        AlpRun.Of("convert", source, csv).Succeeded();
        using (RootFile written = RootFile.Open(tree))
        {
            Assert.True(RootTree.IsTree(written.Root.Find(table)));
            Assert.Equal("LZ4, level 1", written.CompressionText);
        }

        using (RootFile written = RootFile.Open(ntuple))
        {
            Assert.True(NTuple.IsNTuple(written.Root.Find(table)));
        }

        AlpRun.Of("convert", ntuple, again).Succeeded();
        Assert.Equal(Sorted(csv), Sorted(again));

        // Columns may stand in another order: counters come before their lists.
        static IEnumerable<string> Sorted(string file) => File.ReadLines(file).Select(l => string.Concat(l.Order()));
    }

    // The file's own values: 'alp root diff' compares all branches.
    [SharedDataFact("root")]
    public void ATree_WrittenAnew_IsTheTree()
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf("root/coffea--nano_dy.root"), target = folder["events.root"];
        AlpRun.Of("convert", source, target, "--object", "Events").Succeeded();
        Assert.Equal($"Runs: only in {source}\n", AlpRun.Of("root", "diff", source, target).Output);
    }

    // Lists as cells, counters that are columns, names of branches below others, and back.
    [SharedDataTheory("root")]
    [InlineData("coffea--nano_dy", "Events")]
    [InlineData("uproot-HZZ-zlib", "events")]
    [InlineData("uproot-sample-6.20.04-uncompressed", "sample")]
    public void ATree_AsCsvAndBack_HasTheSameColumns(string name, string table)
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf($"root/{name}.root"), csv = folder[$"{table}.csv"], tree = folder["tree.root"], again = folder["again.csv"];
        AlpRun.Of("convert", source, csv, "--object", table).Succeeded();
        AlpRun.Of("convert", csv, tree).Succeeded();
        AlpRun.Of("convert", tree, again).Succeeded();
        string[] before = File.ReadAllLines(csv), after = File.ReadAllLines(again);

        // Arrays of one length become lists, which have counters of their own.
        Assert.Empty(before[0].Split(',').Except(after[0].Split(',')));
        Assert.Equal(table == "sample", after[0].Split(',').Length > before[0].Split(',').Length);
        Assert.Equal(before.Length, after.Length);

        // Numbers of other types are compared as doubles: a float's shortest text is another double.
        AlpRun diff = AlpRun.Of("root", "diff", source, tree, "--tolerance", "1e-6");
        Assert.DoesNotContain(diff.Output.Split('\n'), l => l.StartsWith(table, StringComparison.Ordinal) && !l.EndsWith(": only in the second file", StringComparison.Ordinal));
    }

    [SharedDataFact("root")]
    public void NamesBelowOthers_AreShortInCsv()
    {
        using TemporaryFolder folder = new();
        string csv = folder["small.csv"];
        AlpRun.Of("convert", SharedData.PathOf("root/uproot-small-evnt-tree-fullsplit.root"), csv).Succeeded();
        Assert.StartsWith("Beg,I16,I32,I64,U16", File.ReadLines(csv).First(), StringComparison.Ordinal);
        AlpRun.Of("convert", csv, folder["small.root"]).Succeeded();
    }

    [Fact]
    public void Variations_AreNamedAsLost()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["w.csv"], "weight,weight_up,particle_pdg_id,particle_px,particle_py,particle_pz,particle_e,particle_m\n1,2,[22],[1],[0],[0],[1],[0]\n");
        AlpRun.Of("convert", folder["w.csv"], folder["w.root"]).Succeeded();
        Assert.Contains("1 weights beside the nominal", AlpRun.Of("convert", folder["w.root"], folder["w.lhe"], "--sqrt-s", "10 GeV").Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEnergy_ThatTheEventsStateThemselves_IsRefused()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of("convert", Lhe, folder["e.root"]).Succeeded();
        AlpRun run = AlpRun.Of("convert", folder["e.root"], folder["e.lhe"], "--sqrt-s", "20 GeV");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("are -11 of 5.29 GeV and 11 of 5.29 GeV", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["e.lhe"]));
    }

    // Roles of write-events: weights are those of the file, and their sum is the cross section.
    [Fact]
    public void Weights_InPb_AreTakenWhateverParticlesAreNamed()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of("convert", Lhe, folder["e.root"]).Succeeded();
        File.WriteAllText(folder["p.yaml"], $$"""
            name: weights
            beams: { sqrt_s: 10.58 GeV }
            samples: { signal: { role: signal, source: { root: { files: [ {{folder["e.root"]}} ], particles: { all: { pdg_id_branch: particle_pdg_id, px: particle_px, py: particle_py, pz: particle_pz, e: particle_e, status: particle_status } } } } } }
            stages: [ acceptance: { theta_min: 1 deg } ]
            write: [csv]
            """);
        Assert.Contains("2597.8", AlpRun.Of("run", folder["p.yaml"], "--out", folder["run"]).Succeeded().Output, StringComparison.Ordinal);
    }

    // Damage is an error wherever it is; only types that are not read are left out.
    [SharedDataFact("root")]
    public void ADamagedBasket_IsAnErrorAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = File.ReadAllBytes(SharedData.PathOf("root/uproot-Zmumu-zstd.root"));
        bytes.AsSpan(60_000, 3).Fill(0xFF);
        File.WriteAllBytes(folder["damaged.root"], bytes);
        AlpRun run = AlpRun.Of("convert", folder["damaged.root"], folder["t.csv"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("basket 0", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["t.csv"]));
    }

    [SharedDataFact("root")]
    public void Histograms_BecomeRowsOfBins()
    {
        using TemporaryFolder folder = new();
        string target = folder["hpx.csv"];
        AlpRun.Of("convert", SharedData.PathOf("root/uproot-hepdata-example.root"), target, "--object", "hpx").Succeeded();
        string[] rows = File.ReadAllLines(target);

        // 100 bins, under- and overflow, in the same numbers as alp root dump hpx.
        Assert.Equal((103, "x_low,x_high,content,error", "-inf,-4,2,1.4142135623730951"), (rows.Length, rows[0], rows[1]));
        Assert.Equal(75_000, rows.Skip(1).Sum(r => double.Parse(r.Split(',')[2], CultureInfo.InvariantCulture)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void TablesWithoutRows_KeepTheirColumns(bool isNTuple)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.csv"], "a,b\n");
        AlpRun.Of([.. new[] { "convert", folder["a.csv"], folder["a.root"] }, .. isNTuple ? ["--rntuple"] : Array.Empty<string>()]).Succeeded();
        AlpRun.Of("convert", folder["a.root"], folder["b.root"]).Succeeded();
        AlpRun.Of("convert", folder["b.root"], folder["c.root"], "--rntuple").Succeeded();
        AlpRun.Of("convert", folder["c.root"], folder["c.csv"]).Succeeded();
        Assert.Equal("a,b\n", File.ReadAllText(folder["c.csv"]));
    }

    [Fact]
    public void Csv_SaysWhatItsNamesAndNumbersLose()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.csv"], "id,\"q:u\",n\n9007199254740993,1,9007199254740993\n2,3,0.5\n");
        string[] warnings = AlpRun.Of("convert", folder["a.csv"], folder["a.root"]).Succeeded().Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, warnings.Length);
        Assert.Contains("1 column has another name, as 'q_u' for 'q:u'", warnings[0], StringComparison.Ordinal);
        Assert.Contains("a.csv:2: 9007199254740993 is rounded to 9007199254740992: column 'n'", warnings[1], StringComparison.Ordinal);
        File.WriteAllText(folder["b.csv"], "x;y\n1;2\n");
        AlpRun run = AlpRun.Of("convert", folder["b.csv"], folder["b.root"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("b.csv:1: expected names with commas between them, found semicolons", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [SharedDataFact("root")]
    public void WhatCannotBeWritten_IsNamedAndLeftOut_OrRefusedWhereItIsAskedFor()
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf("root/uproot-stl_containers.root"), target = folder["stl.root"];
        AlpRun run = AlpRun.Of("convert", source, target).Succeeded();
        Assert.Contains("left out: 'vector_string' holds lists of strings", run.Error, StringComparison.Ordinal);
        run = AlpRun.Of("convert", source, target, "--branch", "vector_string", "--force");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("alp root merge and slim copy branches of any type", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    // Two documents of 20 pb, whose 4 weights of 5 pb add up to it each, are one in which 8 of 2.5 pb do.
    [Fact]
    public void JoinedLhe_WhoseWeightsAddUp_IsWrittenWithWeightsThatDo()
    {
        using TemporaryFolder folder = new();
        string document = Tests.Io.Lhe.LheTexts.WithInit("<init>\n-11 11 5.29 5.29 0 0 0 0 3 1\n20 0.1 5 1\n</init>\n", [.. Enumerable.Repeat(Tests.Io.Lhe.LheTexts.Event(5, "<rwgt><wgt id='a'> 7 </wgt></rwgt>\n"), 4)]);
        AlpRun run = AlpRun.Of("convert", folder.Write("a.lhe", document + document), folder["b.lhe"]).Succeeded();
        Assert.Contains("all weights are divided by 2, so that they add up to them", run.Error, StringComparison.Ordinal);
        LheSummary summary = LheSummaryReader.Read(folder["b.lhe"]);
        Assert.Equal((LheWeightConvention.Sum, 20.0, 28.0), (summary.Normalisation.Convention, summary.SumOfWeights, summary.Weights[0].Sum));
    }

    [SharedDataTheory("events/manifest.json")]
    [InlineData("skhep-testlhef3.lhe", "", "59 events")]
    [InlineData("skhep-whizard-3.1.4-eeWW.lhe", "alp: note: version 2.0 is written as 3.0", "10 events")]
    [InlineData("bad/lhe_concatenated.lhe", "alp: note: 2 documents are written as one, with the header of the first and mean cross sections", "4 events")]
    [InlineData("hepmc3-LHEF_example.lhe", "LHEF_example_1.plhe, which an <eventfile> names", "59 events")]
    public void Lhe_AsLhe_IsTheSameForInspect_AndSaysWhatChanged(string file, string note, string events)
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf($"events/{file}"), target = folder["b.lhe.gz"];
        AlpRun run = AlpRun.Of("convert", source, target).Succeeded();
        Assert.Contains(note, run.Error, StringComparison.Ordinal);
        Assert.Equal($"{target}: {events}\n", run.Output);
        using JsonDocument before = JsonDocument.Parse(AlpRun.Of("inspect", source, "--json").Succeeded().Output), after = JsonDocument.Parse(AlpRun.Of("inspect", target, "--json").Succeeded().Output);
        foreach (string same in (string[])["beams", "processes", "generators", "cross_section_pb", "normalisation", "events", "event_groups", "sum_of_weights", "particles", "weights", "final_state_by_pdg_id"])
        {
            Assert.Equal(before.RootElement.GetProperty(same).GetRawText(), after.RootElement.GetProperty(same).GetRawText());
        }
    }

    [Theory]
    [InlineData("there is no file", "nothing.lhe", "x.root")]
    [InlineData("the name says the format", "LHE", "x.txt")]
    [InlineData("is LHE, and CSV is not made of it", "LHE", "x.csv")]
    [InlineData("--rntuple is for conversions that make a ROOT file of a table", "LHE", "x.root", "--rntuple")]
    [InlineData("--sqrt-s is for conversions that make LHE events of a ROOT, HepMC or HEPEVT file", "LHE", "x.root", "--sqrt-s", "10GeV")]
    [InlineData("--compression fast: expected none, zlib, lz4", "LHE", "x.root", "--compression", "fast")]
    [InlineData("there is no folder", "LHE", "nowhere/x.root")]
    public void Mistakes_OfTheUser_AreOneLineAndWriteNothing(string expected, string source, string target, params string[] options)
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of(["convert", source == "LHE" ? Lhe : folder[source], folder[target], .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(File.Exists(folder[target]));
    }

    // Lines of particles and nothing else: codes, status, mothers and momenta, digit by digit.
    private static List<string> Particles(string file)
    {
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress) : File.OpenRead(file);
        using StreamReader text = new(stream);
        List<string> particles = [];
        bool isEvent = false;
        while (text.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line.StartsWith("<event", StringComparison.Ordinal))
            {
                isEvent = true;
            }
            else if (line.StartsWith('<'))
            {
                isEvent = false;
            }
            else if (isEvent && words.Length == 13)
            {
                particles.Add(string.Join(' ', words.Where((_, i) => i < 4).Concat(words.Skip(6).Take(5).Select(w => double.Parse(w, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)))));
            }
        }

        Assert.NotEmpty(particles);
        return particles;
    }

    private static double[] Weights(string file)
    {
        using LheEventStream stream = new(file, new LheOptions());
        AlpToolkit.Core.Plugins.StreamHead head = stream.ReadHead();
        return [.. AlpToolkit.Host.Commands.Convert.EventPass.Batches(stream, head, CancellationToken.None).SelectMany(b => b.Weights().ToArray())];
    }
}
