using AlpToolkit.Core.Plugins;
using AlpToolkit.Plugins.Sources;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Plugins.Sources;

public sealed class HepMcSourceTests
{
    private static readonly string s_text = HepMcTexts.Listing3("W Default\\|up\n", HepMcTexts.Event3("W 1 3\n", units: ""));

    // Every option reaches the reader: the unit of the file, the variation, the cross section.
    [Fact]
    public void Open_OfAPattern_ReadsAsTheOptionsSay()
    {
        using TemporaryFolder folder = new();
        folder.Write("run_1.hepmc", s_text);
        folder.Write("run_2.hepmc", s_text);
        IReadOnlyList<EventStream> streams = Open(folder[""], new() { Files = ["run_*.hepmc"], Variations = ["all"], EnergyUnit = 1e3, CrossSection = 2 });
        Assert.Equal(["run_1.hepmc", "run_2.hepmc"], streams.Select(s => Path.GetFileName(s.Name)));
        foreach (EventStream stream in streams)
        {
            using (stream)
            {
                EventReading reading = EventReading.Of(stream);
                Assert.Equal(["nominal", "up"], reading.Head.WeightNames);
                Assert.Equal((2.0, 5.5e3, 3.0), (reading.Summary!.CrossSection, reading.Events[0].Particles[3].Momentum.E, reading.Events[0].Variations[0]));
            }
        }
    }

    [Fact]
    public void Open_OfStandardInput_ReadsIt()
    {
        using EventStream stream = Assert.Single(Open("", new() { Files = ["-"], EnergyUnit = 1, CrossSection = 1 }, () => new MemoryStream(System.Text.Encoding.ASCII.GetBytes(s_text))));
        Assert.Single(EventReading.Of(stream).Events);
    }

    [Fact]
    public void Open_WithAllBesideAName_IsAnError() =>
        Assert.Equal("variations: 'all' stands alone; it cannot be listed beside 'up'.", Assert.Throws<PluginException>(() => Open("", new() { Files = ["-"], Variations = ["all", "up"] })).Message);

    private static IReadOnlyList<EventStream> Open(string folder, HepMcSource.Settings settings, Func<Stream>? input = null)
    {
        HepMcSource source = new();
        ((Source)source).OptionsObject = settings;
        return source.Open(new SourceContext(folder, input ?? (() => Stream.Null)));
    }
}
