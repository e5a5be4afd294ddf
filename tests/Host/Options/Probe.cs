namespace AlpToolkit.Tests.Host.Options;
public sealed class Probe
{
    [Fact]
    public void Print()
    {
        string[] texts = [
            "florr: 1\nfloor: 20\ntheta_min: 22 GeV\nfloor: 2\nbins: 2.5\nphi: yes\nin: centre\nedges: 5\ncuts: {a: b}\ntitle: [a]",
            "\tfloor: 1", "floor: 1\n\tbins: 2", "a:\n\t- b", "beams:\n  sqrt_s: 1\n\tenergy: x", "floor: [1, 2", "floor: 1\n---\nfloor: 2", "", "# only\n", "floor: *x", "a: &x [*x]", "floor: !foo 1", "? [a]\n: 1", "{a: 1, b}", "floor: 5,2", "floor: 5 GEV", "floor:", "floor: 1 GeV GeV", "floor: '1", "floor: @a", "floor: %a", "floor: 1\n bins: 2", "- floor: 1", "just text", "floor: 'a'b", "e_miss: EMiss", "photon: my photon", "cuts: [{a: b, c: d}]", "binning: 12", "bins: 1e30", "bins: 3000000000", "seed: -1", "luminosity: 50 GeV", "scale: 1 GeV", "beams: 5", "beams: {sqrts: 1}", "parameters: {m: 1 foo, n: [1]}", "opening: 200", "events: 0", "a: b: c", "\"a\":1", "edges: [1, x, 3 rad]", "%YAML 1.1\n---\nfloor: 1", "%FOO\n---\nfloor: 1", "floor: |\n  1", "floor: \"\\x\"", "floor: 1 # c\n  - x", "x: {a", "]", "floor: `1`", "&a *b", "a: &", "\0", "floor: 1\u0001" ];
        foreach (string t in texts)
        {
            Console.WriteLine("--- " + t.Replace("\n", "\\n").Replace("\t","\\t"));
            try { foreach (var d in Yaml.Bind<AllShapes>(t).Diagnostics.Diagnostics) Console.WriteLine(d); }
            catch (Exception e) { Console.WriteLine("!!!! " + e); }
        }
    }
}
public sealed class Probe2
{
    [Fact]
    public void Print()
    {
        Console.WriteLine(AlpToolkit.Host.Options.OptionText.Table(typeof(AllShapes)));
        Console.WriteLine(AlpToolkit.Host.Options.OptionText.Table(typeof(Histograms)));
        Console.WriteLine(AlpToolkit.Host.Options.OptionText.Table(typeof(SmallPipeline)));
        Console.WriteLine(AlpToolkit.Host.Options.OptionText.Table(typeof(Nested)));
        Console.WriteLine(AlpToolkit.Host.Options.OptionText.Json(typeof(AllShapes)).ToJsonString());
        Console.WriteLine(AlpToolkit.Host.Schema.PipelineSchema.ForOptions(typeof(AllShapes)).ToJsonString());
        Console.WriteLine(AlpToolkit.Host.Schema.PipelineSchema.Generate([("stage", "cuts", "Cuts.", typeof(CutList)), ("stage", "histogramming", "Hist.", typeof(Histograms)), ("source", "nested", "N.", typeof(Nested)), ("writer", "csv", "CSV", typeof(Beams))], typeof(SmallPipeline)).ToJsonString());
    }
}
