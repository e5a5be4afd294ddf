using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Io.HepData;
using AlpToolkit.Plugins.Writers;

namespace AlpToolkit.Tests.Plugins.Writers;

public sealed class WriterTests : IDisposable
{
    private readonly string _run = Directory.CreateTempSubdirectory("alp-writers-").FullName;

    private static readonly Table CutFlow = new()
    {
        Name = "signal/cutflow",
        Description = "Events after each cut.",
        Independent = [new IndependentVariable("cut", "", [IndependentValue.Label("all"), IndependentValue.Label("e_miss > 1.8 GeV")])],
        Dependent = [new DependentVariable("N", "", [DependentValue.WithError(100, 10, "stat"), DependentValue.WithError(25, 5, "stat")])],
    };

    private static readonly RunTables Run = new("Invisible ALP", "Search.", [CutFlow, CutFlow with { Name = "signal_cutflow" }], "alp 0.1.0");

    [Fact]
    public void Csv_OfARun_IsOneFileForEachTable()
    {
        Assert.Empty(Write(new CsvWriter(), new CsvWriter.Settings(), Run));
        Assert.Equal(["signal_cutflow.csv", "signal_cutflow_2.csv"], Files("csv"));
        using FileStream stream = File.OpenRead(Path.Combine(_run, "csv", "signal_cutflow.csv"));
        Table read = CsvTableReader.Read(stream);
        Assert.Equal("signal/cutflow", read.Name);
        Assert.Equal([100.0, 25.0], read.Dependent[0].Values.Select(v => v.Value!.Value));
    }

    [Fact]
    public void HepData_OfARun_IsAValidSubmissionWithKeywordsLicenceAndProgram()
    {
        HepDataWriter.Settings settings = new()
        {
            Reactions = [new Labelled<KeywordText>(null, KeywordText.Parse("E+ E- --> E+ E- AX"))],
            Observables = [KeywordText.Parse("SIG")],
            Phrases = [KeywordText.Parse("Axion-like particle")],
            Licence = new HepDataWriter.LicenceSettings { Name = new KeywordText("CC-BY-4.0"), Url = new KeywordText("https://creativecommons.org/licenses/by/4.0/") },
        };
        Assert.Empty(Write(new HepDataWriter(), settings, Run));
        Assert.Equal(["signal_cutflow.yaml", "signal_cutflow_2.yaml", "submission.yaml"], Files("hepdata"));
        Assert.Empty(HepDataValidator.ValidateArchive(Path.Combine(_run, "hepdata_submission.tar.gz")));
        Assert.Equal(
            """
            comment: "Invisible ALP: Search.\nProduced with alp 0.1.0."
            ---
            name: signal/cutflow
            description: Events after each cut.
            keywords:
            - name: observables
              values: [SIG]
            - name: reactions
              values: ['E+ E- --> E+ E- AX']
            - name: phrases
              values: [Axion-like particle]
            data_file: signal_cutflow.yaml
            data_license:
              name: CC-BY-4.0
              url: 'https://creativecommons.org/licenses/by/4.0/'
            ---

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(Path.Combine(_run, "hepdata", "submission.yaml")).Split("name: signal_cutflow\n")[0]);
    }

    [Fact]
    public void HepData_OfARunWithoutTables_SaysThatNothingIsWritten()
    {
        string message = Assert.Single(Write(new HepDataWriter(), new HepDataWriter.Settings(), Run with { Tables = [] }));
        Assert.Contains("no submission is written", message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_run));
    }

    [Theory, InlineData("a/b"), InlineData(".."), InlineData("")]
    public void FileName_WithAPath_IsRefused(string text) => Assert.Contains("without '/'", Assert.Throws<FormatException>(() => FileName.Parse(text)).Message);

    [Fact]
    public void Keyword_WithLatexOrTooLong_IsRefused()
    {
        Assert.Throws<FormatException>(() => KeywordText.Parse("$e^+e^-$"));
        Assert.Throws<FormatException>(() => KeywordText.Parse(new string('a', 129)));
        Assert.Equal(128, KeywordText.Parse(new string('a', 128)).Value.Length);
    }

    public void Dispose() => Directory.Delete(_run, recursive: true);

    private string[] Files(string folder) => [.. Directory.EnumerateFiles(Path.Combine(_run, folder)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private IReadOnlyList<string> Write<T>(Writer<T> writer, T settings, RunTables run)
        where T : class
    {
        ((Writer)writer).OptionsObject = settings;
        return writer.Write(run, _run);
    }
}
