using System.Text;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Io.Csv;

public sealed class CsvTableTests
{
    // The layout of hepdata-converter's csv format: the columns X, X LOW, X HIGH, the gap of qualifiers and 'error' for an
    // uncertainty without label as in its expected files for ins1283183 (table 9); numbers as Python's repr.
    [Fact]
    public void Write_OfABinnedTable_IsTheLayoutOfTheConverter()
    {
        Table table = new()
        {
            Name = "Table 9",
            Description = "The observed and expected EmissT distribution.",
            Keywords = [new Keyword("reactions", ["P P --> X", "P P --> Y"]), new Keyword("phrases", [])],
            Independent = [new IndependentVariable("ETMISS", "GEV", [IndependentValue.Bin(200, 225), IndependentValue.Bin(225, double.PositiveInfinity)])],
            Dependent =
            [
                new DependentVariable("Data", "", [DependentValue.Number(0), DependentValue.Number(6)])
                {
                    Qualifiers = [new Qualifier("EVENTS", "25", "GEV"), new Qualifier("RE", "P P --> X")],
                },
                new DependentVariable("Expected, all", "",
                [
                    new DependentValue { Value = 1e-5, Uncertainties = [new Uncertainty(null, 0.41, -0.51)] },
                    DependentValue.Missing,
                ]),
            ],
        };

        Assert.Equal(
            """
            #: table_doi: 10.17182/hepdata.1.v1/t9
            #: name: Table 9
            #: description: The observed and expected EmissT distribution.
            #: data_file: data9.yaml
            #: keyword reactions: P P --> X | P P --> Y
            #: keyword phrases: 
            #: EVENTS [GEV],,,25
            #: RE,,,P P --> X
            ETMISS [GEV],ETMISS [GEV] LOW,ETMISS [GEV] HIGH,Data
            212.5,200.0,225.0,0.0
            inf,225.0,inf,6.0

            ETMISS [GEV],ETMISS [GEV] LOW,ETMISS [GEV] HIGH,"Expected, all",error +,error -
            212.5,200.0,225.0,1e-05,0.41,-0.51
            inf,225.0,inf,-,0,0


            """.ReplaceLineEndings("\n"),
            Write(table, new CsvMetadata { TableDoi = "10.17182/hepdata.1.v1/t9", DataFile = "data9.yaml" }));
    }

    // hepdata-converter's file for a table without bins; its label 'sys,lumi' holds a comma, its qualifier values are not quoted.
    [Fact]
    public void Read_OfATableOfTheConverter_FindsVariablesErrorsAndQualifiers()
    {
        Table table = Read(
            """
            #: name: Table 1
            #: description: The measured fiducial cross sections.
            #: data_file: data1.yaml
            #: data_license:   
            #: keyword reactions: P P --> Z0 Z0 X
            #: keyword observables: 
            #: RE,P P --> Z0 < LEPTON+, LEPTON- > X
            SQRT(S) [GEV],SIG(fiducial) [FB],stat +,stat -,"sys,lumi +","sys,lumi -"
            7000.0,25.4,3.3,-3.0,1.0,-1.0

            """);

        Assert.Equal(["P P --> Z0 Z0 X"], table.Keywords[0].Values);
        Assert.Empty(table.Keywords[1].Values);
        Assert.Equal(("SQRT(S)", "GEV", 7000.0), (table.Independent[0].Name, table.Independent[0].Units, table.Independent[0].Values[0].Value));
        DependentVariable sigma = Assert.Single(table.Dependent);
        Assert.Equal(("SIG(fiducial)", "FB", 25.4), (sigma.Name, sigma.Units, sigma.Values[0].Value));
        Assert.Equal([new Uncertainty("stat", 3.3, -3.0), new Uncertainty("sys,lumi", 1.0, -1.0)], sigma.Values[0].Uncertainties!);
        Assert.Equal([new Qualifier("RE", "P P --> Z0 < LEPTON+, LEPTON- > X")], sigma.Qualifiers);
    }

    [Property(MaxTest = 300)]
    public void Read_OfWhatWasWritten_IsTheTableBitForBit(int seed)
    {
        Table table = RandomTables.Make(seed);
        Assert.Equal(RandomTables.Content(table), RandomTables.Content(Read(Write(table))));
    }

    [Fact]
    public void Write_OfCounts_PrintsIntegers()
    {
        // str() of a Python int and float, which is what csv.writer prints
        DependentVariable counts = new("N", "", [DependentValue.Number(500), DependentValue.Number(0)]) { IsCount = true };
        Table table = new()
        {
            Name = "t",
            Description = "Counts and no counts.",
            Independent = [new IndependentVariable("cut", "", [IndependentValue.Label("all"), IndependentValue.Label("none")])],
            Dependent = [counts, counts with { IsCount = false }],
        };
        using MemoryStream stream = new();
        CsvTableWriter.Write(table, stream);
        Assert.EndsWith("cut,N\nall,500\nnone,0\n\ncut,N\nall,500.0\nnone,0.0\n\n", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public void Read_OfAMutatedFile_ReadsOrSaysTheLine(int seed)
    {
        Random random = new(seed);
        StringBuilder text = new(Write(RandomTables.Make(seed)));
        for (int i = random.Next(1, 6); i > 0 && text.Length > 0; i--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(text.Length - at, random.Next(1, 30)));
                    break;
                case 1:
                    text.Insert(at, ",\"\n#:-+ e\0"[random.Next(10)]);
                    break;
                case 2:
                    text[at] = (char)random.Next(1, 0x250);
                    break;
                default:
                    text.Length = at;
                    break;
            }
        }

        try
        {
            Read(text.ToString());
        }
        catch (FormatException e)
        {
            Assert.Matches("^line [0-9]+: ", e.Message);
        }
    }

    [Theory]
    [InlineData("", "line 1: expected '#: name: …' in the head, found 'the end of the file'")]
    [InlineData("X,Y\n1,2\n", "line 1: expected '#: name: …' in the head, found 'X,Y'")]
    [InlineData("#: name: t\nX,Y\n1,2\n3\n", "line 4: expected 2 fields as in the header row, found 1")]
    [InlineData("#: name: t\nX,Y,stat +,stat -\n1,2,a,-1\n", "line 3: expected an uncertainty, a number, found 'a'")]
    [InlineData("#: name: t\nX,X LOW,X HIGH,Y\n1,,2,3\n", "line 3: expected a bin edge, a number, found ''")]
    [InlineData("#: name: t\nX,Y\n\"1,2\n", "line 3: a quote is opened and not closed before the end of the file")]
    [InlineData("#: name: t\nX,Y\n\"1\"x,2\n", "line 3: expected a comma after the closing quote, found 'x'")]
    [InlineData("#: name: t\n#: RE\nX,Y\n", "line 2: expected a qualifier 'NAME,VALUE', found 'RE'")]
    [InlineData("#: name: t\n#: RE,a\n", "line 3: expected a header row after the qualifiers, found 'the end of the file'")]
    [InlineData("#: name: t\nX,Y\n1,2\n\nX,Z\n2,2\n", "line 5: the independent variables of this block are not those of the first block")]
    public void Read_OfAWrongFile_SaysWhereAndWhat(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Read(text)).Message);

    [Fact]
    public void Write_WithoutDependentVariable_IsRefused()
    {
        Table table = new() { Name = "t", Description = "", Independent = [new IndependentVariable("x", "", [])], Dependent = [] };
        Assert.Throws<ArgumentException>(() => Write(table));
    }

    private static string Write(Table table, CsvMetadata? metadata = null)
    {
        using MemoryStream stream = new();
        CsvTableWriter.Write(table, stream, metadata);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Table Read(string text)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        return CsvTableReader.Read(stream);
    }
}
