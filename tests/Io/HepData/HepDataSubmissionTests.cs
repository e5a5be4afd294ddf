using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Io.HepData;
using AlpToolkit.Tests.Io.Csv;
using FsCheck.Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.Io.HepData;

public sealed partial class HepDataSubmissionTests
{
    private static readonly string[] Texts =
    [
        "plain text", "1e5", "1.0e-05", "010", "1:30", "yes", "No", "off", "y", "null", "~", "", " ", " a", "a ", "2024-01-01", "a: b", "a #b", "#",
        "- a", "-", "'", "\"", "it's \"both\"", "line\nbreak", "tab\there", "\r\n", "[a]", "{a}", "a, b", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "?", "=", "<<", "---", "...",
        "E+ E- --> E+ E- AX", "$\\sqrt{s}$", "√s, γ, τ⁺τ⁻", "\u0085\u2028\ufeff\u200b", "😀", "\0\u0007", "nan", ".inf", "0x1F", "1_000", "infinity", new string('x', 2000),
    ];

    // PyYAML 6.0 resolver.py, tag:yaml.org,2002:float and :int, written down here a second time so that writer and test do not share an error.
    [GeneratedRegex(@"^([-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex Yaml11Float();

    [Property(MaxTest = 40)]
    public void Numbers_OfAnyBits_LoadAsTheSameFloat(int seed)
    {
        Random random = new(seed);
        double[] numbers = [.. Enumerable.Range(0, 50).Select(_ => RandomTables.Number(random)), double.PositiveInfinity, double.NegativeInfinity];
        using SubmissionFolder folder = new();
        folder.Write(TableOf("t", [.. numbers.Select(IndependentValue.Number)], [.. numbers.Select(DependentValue.Number)]));

        YamlMappingNode data = Load(folder.Read("t.yaml"))[0];
        foreach (string variables in new[] { "independent_variables", "dependent_variables" })
        {
            YamlScalarNode[] values = [.. ((YamlSequenceNode)data[variables][0]["values"]).Select(v => (YamlScalarNode)v["value"])];
            Assert.All(values, v => Assert.True(v.Style == ScalarStyle.Plain && Yaml11Float().IsMatch(v.Value!), v.Value));
            Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), values.Select(v => BitConverter.DoubleToInt64Bits(Value(v.Value!))));
        }
    }

    [Fact]
    public void Numbers_AreWrittenWithPointAndSignedExponent()
    {
        using SubmissionFolder folder = new();
        folder.Write(TableOf("t", [.. Enumerable.Range(0, 8).Select(i => IndependentValue.Number(i))],
            [.. new[] { 1e-5, 1e22, -0.0, 5, 0.1, 1.5e-7, double.Epsilon, 123456789012345680 }.Select(DependentValue.Number)]));
        Assert.Equal(["1.0e-05", "1.0e+22", "-0.0", "5.0", "0.1", "1.5e-07", "5.0e-324", "1.2345678901234568e+17"],
            DependentTexts(folder.Read("t.yaml")));
    }

    [Fact]
    public void Texts_OfAnyKind_LoadAsTheSameText()
    {
        using SubmissionFolder folder = new();
        folder.Write(TableOf("t", [.. Texts.Select(IndependentValue.Label)], [.. Texts.Select(DependentValue.Label)]) with { Description = "a: b # c\n- d" });

        YamlSequenceNode values = (YamlSequenceNode)Load(folder.Read("t.yaml"))[0]["independent_variables"][0]["values"];
        Assert.Equal(Texts, values.Select(v => ((YamlScalarNode)v["value"]).Value));
        Assert.Equal("a: b # c\n- d", ((YamlScalarNode)Load(folder.Read("submission.yaml"))[1]["description"]).Value);
    }

    [Fact]
    public void Uncertainties_AreWrittenInTheirShortestForm_AndLeftOutWhenZeroOrMissing()
    {
        using SubmissionFolder folder = new();
        folder.Write(TableOf("t", [.. Enumerable.Range(0, 6).Select(i => IndependentValue.Bin(i, i + 1))],
        [
            new DependentValue { Value = 1, Uncertainties = [new Uncertainty("stat", 0.5, -0.5)] },
            new DependentValue { Value = 1, Uncertainties = [new Uncertainty("stat", 0.5, -0.25), new Uncertainty(null, 0, 0)] },
            new DependentValue { Value = 1, Uncertainties = [new Uncertainty("stat", 0, 0)] },
            DependentValue.Missing,
            new DependentValue { Value = double.NaN, Uncertainties = [new Uncertainty("stat", 1, -1)] },
            new DependentValue { Value = 1, Uncertainties = [new Uncertainty("up", 0.5, double.NaN), new Uncertainty("none", double.NaN, double.NaN)] },
        ]));
        Assert.EndsWith(
            """
              values:
              - {value: 1.0, errors: [{symerror: 0.5, label: stat}]}
              - {value: 1.0, errors: [{asymerror: {plus: 0.5, minus: -0.25}, label: stat}, {symerror: 0.0}]}
              - {value: 1.0}
              - {value: '-'}
              - {value: '-'}
              - {value: 1.0, errors: [{asymerror: {plus: 0.5, minus: ''}, label: up}]}

            """.ReplaceLineEndings("\n"), folder.Read("t.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Uncertainties_OnOneSide_LeaveTheOtherEmpty()
    {
        using SubmissionFolder folder = new();
        folder.Write(TableOf("t", [IndependentValue.Label("all"), IndependentValue.Label("none")],
        [
            new WeightedCount(10, 10, 10).EfficiencyOf(new WeightedCount(10, 10, 10)),
            new WeightedCount(0, 0, 0).EfficiencyOf(new WeightedCount(10, 10, 10)),
        ]));

        // Clopper and Pearson for 10 and 0 of 10 at 68.27 %: 1 - 0.15865525393145705^(1/10), python3.
        Assert.EndsWith(
            """
              - {value: 1.0, errors: [{asymerror: {plus: '', minus: -0.16814918613797636}}]}
              - {value: 0.0, errors: [{asymerror: {plus: 0.16814918613797636, minus: ''}}]}

            """.ReplaceLineEndings("\n"), folder.Read("t.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_AreIntegers_AndOtherNumbersAreNot()
    {
        using SubmissionFolder folder = new();
        DependentValue[] values = [DependentValue.Number(500), DependentValue.Number(0), DependentValue.Number(1e17), DependentValue.Number(0.5)];
        Table table = TableOf("t", [.. Enumerable.Range(0, 4).Select(i => IndependentValue.Number(i))], values);
        folder.Write(table with { Dependent = [table.Dependent[0] with { IsCount = true }] }, table with { Name = "u" });
        Assert.Equal(["500", "0", "1.0e+17", "0.5"], DependentTexts(folder.Read("t.yaml")));
        Assert.Equal(["500.0", "0.0", "1.0e+17", "0.5"], DependentTexts(folder.Read("u.yaml")));
    }

    [Fact]
    public void Reactions_OfASample_AreQualifierAndKeywordOfItsTables_AndKeywordsOfTheRunsTables()
    {
        static Table Of(string name, string? sample)
        {
            Table table = TableOf(name);
            Qualifier[] qualifiers = sample is null ? [] : [new Qualifier(Qualifier.Sample, sample)];
            return table with { Dependent = [table.Dependent[0] with { Qualifiers = qualifiers }] };
        }

        RunTables run = new("title", "", [Of("a", "signal"), Of("b", "tautau"), Of("limit", null)], "alp 0.1.0");
        (HepDataSubmission submission, IReadOnlyList<string> messages) = HepDataSubmissionBuilder.Build(run, new HepDataMetadata
        {
            Reactions = [new SampleReaction("signal", "E+ E- --> E+ E- AX"), new SampleReaction("tau", "E+ E- --> TAU+ TAU-")],
        });
        Assert.Equal([new Qualifier("RE", "E+ E- --> E+ E- AX"), new Qualifier("sample", "signal")], submission.Tables[0].Table.Dependent[0].Qualifiers);
        Assert.Equal([new Qualifier("sample", "tautau")], submission.Tables[1].Table.Dependent[0].Qualifiers);
        Assert.Empty(submission.Tables[2].Table.Dependent[0].Qualifiers);
        Assert.Equal(["E+ E- --> E+ E- AX"], Assert.Single(submission.Tables[0].Table.Keywords).Values);
        Assert.Empty(submission.Tables[1].Table.Keywords);
        Assert.Equal(["E+ E- --> E+ E- AX", "E+ E- --> TAU+ TAU-"], Assert.Single(submission.Tables[2].Table.Keywords).Values);
        Assert.Equal(["hepdata: no table is of a sample 'tau', which has the reaction 'E+ E- --> TAU+ TAU-'"], messages);
    }

    [Property(MaxTest = 40)]
    public void Write_OfAnyTables_IsValidAsFolderAndArchive(int seed)
    {
        using SubmissionFolder folder = new();
        folder.Write([.. Enumerable.Range(0, 3).Select(i => WithoutRepeatedEdges(RandomTables.Make(unchecked(seed + i))))]);
        Assert.Empty(HepDataValidator.ValidateFolder(folder.Folder));
        Assert.Empty(HepDataValidator.ValidateArchive(folder.Archive));
    }

    [Fact]
    public void Archive_OfTheSameTables_HasTheSameBytes()
    {
        using SubmissionFolder first = new(), second = new();
        first.Write(TableOf("a"), TableOf("b"));
        Thread.Sleep(1100); // a second later: a time in the header would show
        second.Write(TableOf("a"), TableOf("b"));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(first.Archive))), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(second.Archive))));
    }

    [Fact]
    public void Names_ThatAreLongOrCollide_BecomeUniqueAndSafe()
    {
        string longName = "signal/" + new string('n', 70);
        using SubmissionFolder folder = new();
        IReadOnlyList<string> messages = folder.Write(TableOf("signal/cutflow"), TableOf("signal_cutflow"), TableOf("Signal:cutflow"), TableOf(longName + "1"), TableOf(longName + "2"), TableOf("../submission"));

        YamlMappingNode[] tables = [.. Load(folder.Read("submission.yaml")).Skip(1)];
        string[] names = [.. tables.Select(t => ((YamlScalarNode)t["name"]).Value!)];
        Assert.Equal(["signal_cutflow.yaml", "signal_cutflow_2.yaml", "Signal_cutflow_3.yaml"], tables.Take(3).Select(t => ((YamlScalarNode)t["data_file"]).Value!));
        Assert.All(names, n => Assert.InRange(n.Length, 1, 64));
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.StartsWith("signal/nnnn", names[3], StringComparison.Ordinal);
        Assert.Equal(2, messages.Count(m => m.Contains("is named", StringComparison.Ordinal)));
    }

    [Fact]
    public void Keywords_AreMerged_AndThoseThatHepDataRefusesAreReported()
    {
        using SubmissionFolder folder = new();
        IReadOnlyList<string> messages = folder.Write(TableOf("t") with
        {
            Keywords =
            [
                new Keyword("phrases", ["a", "$b$"]), new Keyword("cmenergies", ["10.58"]), new Keyword("phrases", ["a", "c"]), new Keyword("energies", ["1"]),
            ],
        });
        Assert.Contains("keywords:\n- name: cmenergies\n  values: [10.58]\n- name: phrases\n  values: ['a', 'c']\ndata_file: t.yaml\n", folder.Read("submission.yaml"));
        Assert.Equal(
        [
            "hepdata: table 't': the keyword phrases '$b$' is left out: a keyword is plain text, without LaTeX",
            "hepdata: table 't': the keyword energies '1' is left out: HepData knows cmenergies, observables, reactions, phrases",
        ], messages);
    }

    [Fact]
    public void Table_OfManyEmptyBins_IsCroppedToTheBoxOfItsFilledBins()
    {
        using SubmissionFolder folder = new();
        IReadOnlyList<string> messages = folder.Write(Plane(100, (x, y) => x is >= 10 and <= 13 && y is 20 or 24 && x == 10 + (y - 20) / 2 ? 1 : 0));
        Assert.Equal(["hepdata: table 'plane' is cropped to its non-empty region, 15 of 10000 rows"], messages);
        Assert.Equal(15, DependentTexts(folder.Read("plane.yaml")).Length);
    }

    [Fact, Trait("Category", "Slow")]
    public void Table_AboveTheSizeLimit_IsAttachedWholeAsCompressedCsv()
    {
        Table plane = Plane(300, (x, y) => 1.0 / (1 + x + 300.0 * y));
        using SubmissionFolder folder = new();
        IReadOnlyList<string> messages = folder.Write(TableOf("small"), plane);
        Assert.Contains("hepdata: table 'plane' is larger than HepData's 10485760 bytes; attached as plane.csv.gz", messages);

        using GZipStream csv = new(File.OpenRead(Path.Combine(folder.Folder, "plane.csv.gz")), CompressionMode.Decompress);
        Assert.Equal(RandomTables.Content(plane), RandomTables.Content(CsvTableReader.Read(csv)));
    }

    private static Table TableOf(string name) => TableOf(name, [IndependentValue.Bin(0, 1)], [DependentValue.WithError(2, 0.5, "stat")]);

    private static Table TableOf(string name, IndependentValue[] x, DependentValue[] y) => new()
    {
        Name = name,
        Description = "A table.",
        Independent = [new IndependentVariable("x", "GEV", x)],
        Dependent = [new DependentVariable("y", "", y)],
    };

    private static Table Plane(int bins, Func<int, int, double> content)
    {
        (int X, int Y)[] cells = [.. Enumerable.Range(0, bins * bins).Select(i => (i / bins, i % bins))];
        return new Table
        {
            Name = "plane",
            Description = "A plane.",
            Independent =
            [
                new IndependentVariable("x", "GEV", [.. cells.Select(c => IndependentValue.Bin(c.X * 0.1, (c.X + 1) * 0.1))]),
                new IndependentVariable("y", "GEV", [.. cells.Select(c => IndependentValue.Bin(c.Y * 0.1, (c.Y + 1) * 0.1))]),
            ],
            Dependent = [new DependentVariable("N", "", [.. cells.Select(c => DependentValue.WithError(content(c.X, c.Y), content(c.X, c.Y) / 3, "stat"))])],
        };
    }

    /// <summary>Random bins have several underflow bins, which no axis has.</summary>
    private static Table WithoutRepeatedEdges(Table table) => table with
    {
        Independent = [.. table.Independent.Select(v => v with { Values = [.. v.Values.Select((x, i) => x.Low is null ? x : IndependentValue.Bin(i, i + 1))] })],
    };

    private static string[] DependentTexts(string data) =>
        [.. ((YamlSequenceNode)Load(data)[0]["dependent_variables"][0]["values"]).Select(v => ((YamlScalarNode)v["value"]).Value!)];

    private static YamlMappingNode[] Load(string text)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(d => (YamlMappingNode)d.RootNode)];
    }

    private static double Value(string text) => text switch
    {
        ".inf" => double.PositiveInfinity,
        "-.inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
