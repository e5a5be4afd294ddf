using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Events;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>Trees in the layouts of other programs, with all the branches that these write.</summary>
public sealed class RootLayoutTests
{
    private const string Delphes = "root/uproot-issue513.root";

    // Event i has i % 3 electrons and (i + 1) % 3 photons; momenta from transverse momentum, pseudorapidity and azimuth, as Delphes defines them.
    [Fact]
    public void DelphesObjects_AreElectronsMuonsAndPhotons()
    {
        const int events = 100;
        using TemporaryFolder folder = new();
        using (RootFileWriter file = RootFileWriter.Create(folder["delphes.root"]))
        {
            List<RootColumn> columns = [RootColumn.Number<float>("Event.Weight")];
            List<Column> values = [new PrimitiveColumn<float>([.. Enumerable.Range(0, events).Select(i => 1f + i)])];
            AddObjects("Electron", 0, "PT", "Eta", "Phi", "T");
            columns.Add(RootColumn.List<int>("Electron.Charge", "Electron_size"));
            values.Add(List(0, k => k % 2 == 0 ? 1 : -1));
            AddObjects("Muon", 2, "PT", "Eta", "Phi", "T");
            columns.Add(RootColumn.List<int>("Muon.Charge", "Muon_size"));
            values.Add(List(2, k => k % 2 == 0 ? 1 : -1));
            AddObjects("Photon", 1, "PT", "Eta", "Phi", "E");
            file.CreateTree("Delphes", columns).Fill(values);
            file.Commit();

            void AddObjects(string name, int shift, params string[] members)
            {
                foreach ((int m, string member) in members.Index())
                {
                    columns.Add(RootColumn.List<float>($"{name}.{member}", $"{name}_size"));
                    values.Add(List(shift, k => 1f + m + k % 5));
                }
            }
        }

        List<(double Weight, Particle[] Particles)> read = RootEventReading.Of(folder["delphes.root"], new() { CrossSection = 1 }, out _);
        Assert.Equal(Enumerable.Range(0, events).Select(i => 1.0 + i), read.Select(e => e.Weight));
        Assert.All(read, (e, i) => Assert.Equal((i % 3, (i + 2) % 3, (i + 1) % 3), (Count(e, 11), Count(e, 13), Count(e, 22))));
        int electron = 0;
        foreach (Particle p in read.SelectMany(e => e.Particles).Where(p => Math.Abs(p.PdgId) == 11))
        {
            double pt = 1 + electron % 5, eta = pt + 1, phi = pt + 2;
            Assert.Equal(electron % 2 == 0 ? -11 : 11, p.PdgId);
            Assert.Equal(pt * Math.Cos(phi), p.Momentum.X, 1e-12);
            Assert.Equal(pt * Math.Sin(phi), p.Momentum.Y, 1e-12);
            Assert.Equal(pt * Math.Sinh(eta), p.Momentum.Z, 1e-9);
            Assert.Equal(0.51099895e-3, p.Mass, 1e-15);
            electron++;
        }

        Assert.Equal([1, 1, 1], new[] { 11, 13, 22 }.Select(c => read.SelectMany(e => e.Particles).Any(p => Math.Abs(p.PdgId) == c && p.Status == 1) ? 1 : 0));
        Assert.All(read.SelectMany(e => e.Particles).Where(p => p.PdgId == 22), (p, k) => Assert.Equal(4 + k % 5, p.Momentum.E, 1e-12));

        static int Count((double Weight, Particle[] Particles) e, int code) => e.Particles.Count(p => Math.Abs(p.PdgId) == code);

        static JaggedColumn List<T>(int shift, Func<int, T> value)
            where T : unmanaged
        {
            int[] offsets = new int[events + 1];
            for (int i = 0; i < events; i++)
            {
                offsets[i + 1] = offsets[i] + (i + shift) % 3;
            }

            return new JaggedColumn(offsets, new PrimitiveColumn<T>((T[])[.. Enumerable.Range(0, offsets[^1]).Select(value)]));
        }
    }

    // This file of Delphes has no electrons, muons or photons, but photons of the energy flow, whose transverse momentum is called ET. The sum of their energies is that of the branch, as the
    // reference readers found it.
    [SharedDataFact(Delphes)]
    public void DelphesObjects_OfAFileWithoutThem_AreRefused_AndOthersReadByName()
    {
        PluginException error = Assert.Throws<PluginException>(() => RootEventReading.Of(SharedData.PathOf(Delphes), new() { CrossSection = 1, Layout = RootLayout.DelphesObjects }, out _));
        Assert.Contains("tree 'Delphes' has no electrons, muons or photons of Delphes", error.Message, StringComparison.Ordinal);
        ParticleBranches photon = new() { PdgId = 22, Pt = "EFlowPhoton.ET", Eta = "EFlowPhoton.Eta", Phi = "EFlowPhoton.Phi", E = "EFlowPhoton.E" };
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(SharedData.PathOf(Delphes), new() { CrossSection = 1, Particles = [photon] }, out _);
        using System.Text.Json.JsonDocument expected = ExpectedColumns.Load(Delphes);
        System.Text.Json.JsonElement values = expected.RootElement.GetProperty("objects").GetProperty("Delphes;1").GetProperty("branches").EnumerateArray()
            .First(b => b.GetProperty("path").GetString() == "EFlowPhoton/EFlowPhoton.E").GetProperty("values");
        Particle[] photons = [.. events.SelectMany(e => e.Particles)];
        Assert.Equal(values.GetProperty("nvalues").GetInt64(), photons.Length);
        double sum = values.GetProperty("sum").GetDouble();
        Assert.Equal(sum, photons.Sum(p => p.Momentum.E), 1e-12 * sum);
        Assert.All(photons, p => Assert.Equal(0, p.Mass, 1e-2 * p.Momentum.E));
    }

    // Event 3 n has three candidates, 3 n + 1 one, 3 n + 2 two; the rank of a candidate is the number of the last minus its own, plus one.
    [Theory]
    [InlineData(null, 200)]
    [InlineData("__candidate__", 100)]
    [InlineData("chiProb_rank", 100)]
    public void Candidates_OfBasf2_AreEventsOrTheBestOfThem(string? rank, int expected)
    {
        (int Event, int Candidate, int Candidates)[] rows = [.. Enumerable.Range(0, 100).SelectMany(e => Enumerable.Range(0, Candidates(e)).Select(c => (e, c, Candidates(e))))];
        using TemporaryFolder folder = new();
        using (RootFileWriter file = RootFileWriter.Create(folder["ee.root"]))
        {
            (RootColumn Column, Column Values) Of<T>(string name, Func<(int Event, int Candidate, int Candidates), T> value)
                where T : unmanaged => (RootColumn.Number<T>(name), new PrimitiveColumn<T>((T[])[.. rows.Select(value)]));
            (RootColumn Column, Column Values)[] branches =
            [
                Of("__experiment__", _ => 10), Of("__run__", _ => 1), Of("__event__", r => r.Event), Of("__production__", _ => 5), Of("__candidate__", r => r.Candidate), Of("__ncandidates__", r => r.Candidates),
                Of("__weight__", r => r.Event + 1f), Of("chiProb_rank", r => (double)(r.Candidates - r.Candidate)),
                .. new[] { "px", "py", "pz", "E" }.SelectMany((v, k) => new[] { Of($"em_{v}", r => 1.0 + k + r.Event), Of($"em_{v}_CMS", r => 10.0 * r.Candidate + k + (v == "E" ? 50 : 0)) }),
                Of("em_M", _ => 0.000511), Of("em_charge", r => r.Event % 2 == 0 ? -1.0 : 1.0),
            ];
            file.CreateTree("ee", [.. branches.Select(b => b.Column)]).Fill([.. branches.Select(b => b.Values)]);
            file.Commit();
        }

        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(folder["ee.root"], new() { CrossSection = 1, Rank = rank, Particles = [new() { Prefix = "em", Suffix = "_CMS", PdgId = 11 }] }, out StreamSummary summary);
        Assert.Equal(expected, events.Count);
        (int Event, int Candidate, int Candidates)[] kept = [.. rows.Where(r => rank switch { null => true, "__candidate__" => r.Candidate == 0, _ => r.Candidate == r.Candidates - 1 })];
        for (int i = 0; i < kept.Length; i++)
        {
            Particle electron = Assert.Single(events[i].Particles);
            Assert.Equal(kept[i].Event + 1, events[i].Weight);
            Assert.Equal((kept[i].Event % 2 == 0 ? 11 : -11, 10.0 * kept[i].Candidate, 10.0 * kept[i].Candidate + 53, 0.000511), (electron.PdgId, electron.Momentum.X, electron.Momentum.E, electron.Mass));
        }

        Assert.Equal(rank is null ? 1 : 0, summary.Warnings.Count(w => w.Contains("100 entries are further candidates", StringComparison.Ordinal)));

        static int Candidates(int e) => new[] { 3, 1, 2 }[e % 3] - (e == 99 ? 1 : 0);
    }

    // NaN in all of a momentum is no particle; everything else that is no number is an error of its entry.
    [Theory]
    [InlineData("weight", double.NaN, "entry 1 has the weight NaN")]
    [InlineData("weight", double.NegativeInfinity, "entry 1 has the weight -Infinity")]
    [InlineData("py", double.NaN, "entry 1 has a particle 11 of momentum (1, NaN, 1)")]
    [InlineData("E", double.PositiveInfinity, "energy Infinity")]
    public void WhatIsNoNumber_StopsOrIsLeftOut(string branch, double value, string message)
    {
        using TemporaryFolder folder = new();
        using (RootFileWriter file = RootFileWriter.Create(folder["events.root"]))
        {
            string[] names = ["weight", "px", "py", "pz", "E"];
            file.CreateTree("events", [.. names.Select(RootColumn.Number<double>)]).Fill([.. names.Select(n => new PrimitiveColumn<double>([1, n == branch ? value : 1, n[0] == 'p' ? double.NaN : 1]))]);
            file.Commit();
        }

        RootEventOptions options = new() { Weight = "weight", Normalisation = RootWeightConvention.Sum, Particles = [new() { PdgId = 11, Px = "px", Py = "py", Pz = "pz", E = "E" }] };
        PluginException error = Assert.Throws<PluginException>(() => RootEventReading.Of(folder["events.root"], options, out _));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("events.root", error.Message, StringComparison.Ordinal);
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(folder["events.root"], options with { OnError = EventErrorPolicy.Skip }, out StreamSummary summary);
        Assert.Equal([1, 0], events.Select(e => e.Particles.Length));
        Assert.Equal((1, 2.0), (summary.SkippedEvents, summary.CrossSection));
    }

    [Fact]
    public void Entries_WithoutARank_AreLeftOutAndCounted()
    {
        using TemporaryFolder folder = new();
        using (RootFileWriter file = RootFileWriter.Create(folder["events.root"]))
        {
            PrimitiveColumn<double> one = new([1, 1, 1, 1]);
            file.CreateTree("events", [.. new[] { "px", "py", "pz", "rank" }.Select(RootColumn.Number<double>)]).Fill(one, one, one, new PrimitiveColumn<double>([1, double.NaN, 2, 1]));
            file.Commit();
        }

        Assert.Equal(2, RootEventReading.Of(folder["events.root"], new() { CrossSection = 1, Rank = "rank", Particles = [new() { PdgId = 11, Px = "px", Py = "py", Pz = "pz" }] }, out StreamSummary summary).Count);
        Assert.Contains(summary.Warnings, w => w.EndsWith(": entries left out because they have no rank, or NaN for it: 1", StringComparison.Ordinal));
    }

    // 512 numbers a basket: those of the damaged one are left out, in multiples of sixteen, and no others.
    [Fact]
    public void DamagedBasket_StopsOrIsLeftOut()
    {
        const int entries = 60_000, damaged = 20, inBasket = 512;
        using TemporaryFolder folder = new();
        using (RootFileWriter file = RootFileWriter.Create(folder["events.root"], new() { BasketSize = inBasket * sizeof(double) }))
        {
            PrimitiveColumn<double> number = new([.. Enumerable.Range(0, entries).Select(i => (double)i)]);
            file.CreateTree("events", [RootColumn.Number<double>("px"), RootColumn.Number<double>("py"), RootColumn.Number<double>("pz")]).Fill(number, number, number);
            file.Commit();
        }

        byte[] bytes = File.ReadAllBytes(folder["events.root"]);
        ReadOnlySpan<byte> key = "\aTBasket\u0002py\u0006events"u8;
        int at = 0;
        for (int i = 0; i <= damaged; i++)
        {
            at += bytes.AsSpan(at).IndexOf(key) + key.Length;
        }

        // The name of the algorithm, behind 19 bytes of the basket.
        bytes.AsSpan(at + 19, 2).Clear();
        File.WriteAllBytes(folder["events.root"], bytes);
        RootEventOptions options = new() { CrossSection = 1, Particles = [new() { PdgId = 22, Px = "px", Py = "py", Pz = "pz" }] };
        PluginException error = Assert.Throws<PluginException>(() => RootEventReading.Of(folder["events.root"], options, out _));
        Assert.Contains("'py'", error.Message, StringComparison.Ordinal);
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(folder["events.root"], options with { OnError = EventErrorPolicy.Skip }, out StreamSummary summary);
        Assert.Equal(Enumerable.Range(0, entries).Where(i => i / inBasket != damaged).Select(i => (double)i), events.Select(e => e.Particles[0].Momentum.X));
        Assert.Equal(inBasket, summary.SkippedEvents);
        Assert.Contains($"{inBasket} damaged entries left out, the first {inBasket * damaged}: ", Assert.Single(summary.Warnings), StringComparison.Ordinal);
    }
}
