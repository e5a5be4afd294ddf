using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Csv;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Csv;

public sealed class CsvRowReaderTests
{
    [Fact]
    public void Columns_HaveTheNarrowestTypeThatHoldsAllCells()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["t.csv"], """
            # a comment
            flag,whole,large,number,gap,list,numbers,text,mixed,quoted
            true,1,18446744073709551615,0.5,,[],"[1,2.5]",a,1,"x, ""y""
            second line"
            false,-2,3,1e400,3,"[1,-2]",[nan],,true,

            """);
        CsvRowReader reader = CsvRowReader.Open(folder["t.csv"]);
        Assert.Equal(2, reader.Rows);
        IReadOnlyList<Column> columns = Assert.Single(reader.Read(10));
        Assert.Equal([true, false], Values<bool>(columns[0]));
        Assert.Equal([1, -2], Values<long>(columns[1]));
        Assert.Equal([ulong.MaxValue, 3], Values<ulong>(columns[2]).Select(v => v));
        Assert.Equal([0.5, double.PositiveInfinity], Values<double>(columns[3]));
        Assert.Equal([double.NaN, 3], Values<double>(columns[4]));
        JaggedColumn list = Assert.IsType<JaggedColumn>(columns[5]), numbers = Assert.IsType<JaggedColumn>(columns[6]);
        Assert.Equal([0, 0, 2], list.Offsets.ToArray());
        Assert.Equal([1, -2], Values<long>(list.Items));
        Assert.Equal([1, 2.5, double.NaN], Values<double>(numbers.Items));
        Assert.Equal(["a", ""], Texts(columns[7]));
        Assert.Equal(["1", "true"], Texts(columns[8]));
        Assert.Equal(["x, \"y\"\nsecond line", ""], Texts(columns[9]));
    }

    [Fact]
    public void Rows_ComeSomeAtATime()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder["t.csv"], ["i", .. Enumerable.Range(0, 25).Select(i => $"{i}")]);
        CsvRowReader reader = CsvRowReader.Open(folder["t.csv"]);
        Assert.Equal([10, 10, 5], reader.Read(10).Select(c => c[0].Count));
        Assert.Equal(Enumerable.Range(0, 25).Select(i => (long)i), reader.Read(10).SelectMany(c => Values<long>(c[0])));
    }

    [Fact]
    public void AnEmptyLine_OfOneColumn_IsARow()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["t.csv"], "a\n1\n\n3\n");
        Assert.Equal([1, double.NaN, 3], Values<double>(Assert.Single(CsvRowReader.Open(folder["t.csv"]).Read(10))[0]));
    }

    // n counts x in all rows, k only in two of three.
    [Fact]
    public void AColumn_ThatCountsAList_IsItsCounter()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["t.csv"], "n,k,x,nx,y\n1,1,[5],7,[]\n0,0,[],7,\"[1,2]\"\n2,1,\"[1,2]\",7,[]\n");
        CsvRowReader reader = CsvRowReader.Open(folder["t.csv"]);
        Assert.Equal(["k", "x", "nx", "y"], reader.Columns.Select(c => c.Name));
        IReadOnlyList<Column> columns = Assert.Single(reader.Read(10));
        Assert.Equal([0, 1, 1, 3], Assert.IsType<JaggedColumn>(columns[1]).Offsets.ToArray());
    }

    [Fact]
    public void AColumn_ThatBecomesText_IsNamedWithTheLine()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["t.csv"], "w\n1\n\"1,5\"\n2\n");
        Assert.Equal($"{folder["t.csv"]}:3: column 'w' is text, since '1,5' is not like the cells before it", Assert.Single(CsvRowReader.Open(folder["t.csv"]).Notes));
    }

    [Theory]
    [InlineData("# a,b\n1,2\n3,4\n", ":2: expected a row of names, found numbers")]
    [InlineData("", "expected a row of names, found the end of the file")]
    [InlineData("a,b\n1,2\n3\n", ":3: expected 2 cells, as in the row of names, found 1")]
    [InlineData("a,b\n1,\"2\n", "a quote is opened and not closed")]
    [InlineData("a.\n1\n", "'a.' cannot be the name of a column")]
    [InlineData("a,\n1,2\n", "Rename it in the row of names")]
    public void Damage_IsNamedWithItsLine(string text, string expected)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["t.csv"], text);
        PluginException error = Assert.Throws<PluginException>(() => CsvRowReader.Open(folder["t.csv"]));
        Assert.StartsWith(folder["t.csv"], error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static T[] Values<T>(Column column)
        where T : unmanaged => Assert.IsType<PrimitiveColumn<T>>(column).Values.ToArray();

    private static IEnumerable<string> Texts(Column column) => Enumerable.Range(0, column.Count).Select(i => Assert.IsType<StringColumn>(column)[i]);
}
