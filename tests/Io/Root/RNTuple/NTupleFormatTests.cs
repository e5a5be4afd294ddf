using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Tests.Io.Root.Writing;
using static AlpToolkit.Tests.Io.Root.RNTuple.PageBytes;

namespace AlpToolkit.Tests.Io.Root.RNTuple;

/// <summary>RNTuples made by the binary format specification 1.0. Expected numbers follow from its words, which each test repeats.</summary>
public sealed partial class NTupleFormatTests
{
    private const int Bit = 0x00, Byte = 0x01, Char = 0x02, Int8 = 0x03, Int32 = 0x07, Real16 = 0x0B, Real32 = 0x0C, Real64 = 0x0D, Index32 = 0x0E, Index64 = 0x0F, Switch96 = 0x10, SplitInt16 = 0x11,
        SplitUInt16 = 0x12, SplitInt32 = 0x13, SplitUInt32 = 0x14, SplitInt64 = 0x15, SplitUInt64 = 0x16, SplitReal16 = 0x17, SplitReal32 = 0x18, SplitReal64 = 0x19, SplitIndex32 = 0x1A,
        SplitIndex64 = 0x1B, Real32Trunc = 0x1C, Real32Quant = 0x1D;

    [Fact]
    public void Numbers_OfEveryEncoding_AreRead()
    {
        NTupleMaker maker = new();
        List<MadePage[]> pages = [];
        Add("bool", Bit, 1, Bits(1, 1, 0, 1, 1));
        Add("std::byte", Byte, 8, Plain<byte>(1, 2, 3, 255));
        Add("char", Char, 8, Plain<sbyte>(65, 66, -1, 0));
        Add("std::int8_t", Int8, 8, Plain<sbyte>(-128, 0, 1, 127));
        Add("std::int16_t", SplitInt16, 16, ZigzagSplit(v => (ushort)v, -32768, -1, 1, 32767));
        Add("std::uint16_t", SplitUInt16, 16, Split<ushort>(0, 1, 258, 65535));
        Add("std::int32_t", SplitInt32, 32, ZigzagSplit(v => (uint)v, int.MinValue, -1, 1, int.MaxValue));
        Add("std::int32_t", Int32, 32, Plain(-5, 0, 7, int.MaxValue));
        Add("std::uint32_t", SplitUInt32, 32, Split<uint>(0, 1, 0x01020304, uint.MaxValue));
        Add("std::int64_t", SplitInt64, 64, ZigzagSplit(v => (ulong)v, -(1L << 40), -1, 1, 1L << 40));
        Add("std::uint64_t", SplitUInt64, 64, Split<ulong>(0, 1, 0x0102030405060708, 1UL << 52));
        Add("float", Real16, 16, Plain((Half)0.5, (Half)(-2), (Half)65504, (Half)0));
        Add("double", SplitReal16, 16, Split((Half)0.5, (Half)(-2), (Half)65504, (Half)0));
        Add("float", Real32, 32, Plain(1.5f, -2.25f, 3e30f, 0f));
        Add("float", SplitReal32, 32, Split(1.5f, -2.25f, 3e30f, 0f));
        Add("double", SplitReal32, 32, Split(1.5f, -2.25f, 3e30f, 0f));
        Add("double", Real64, 64, Plain(1.5, -2.25, 3e300, 0));
        Add("double", SplitReal64, 64, Split(1.5, -2.25, 3e300, 0));
        Add("float", SplitReal64, 64, Split(1.5, -2.25, 3e30, 0));

        // 12 bits: sign, exponent and three bits of mantissa; 1.5 is 0x3FC00000, −2.25 is 0xC0100000.
        Add("float", Real32Trunc, 12, Bits(12, 0x3FC, 0xC01, 0x000, 0x7F8));
        Add("double", Real32Trunc, 31, Bits(31, 0x3FC00000 >> 1, 0xC0100000 >> 1, 0, 0x3F800000 >> 1));

        // min + element (max − min)/(2^bits − 1)
        Add("float", Real32Quant, 2, Bits(2, 0, 1, 2, 3), -1, 2);
        Add("double", Real32Quant, 32, Bits(32, 0, 1, uint.MaxValue - 1, uint.MaxValue), 0, uint.MaxValue);
        Add("double", Real32Quant, 5, Bits(5, 0, 31, 1, 30), -31, 0);
        maker.Groups.Add([new MadeCluster(4, [.. pages])]);

        double[][] expected =
        [
            [1, 0, 1, 1], [1, 2, 3, 255], [65, 66, -1, 0], [-128, 0, 1, 127], [-32768, -1, 1, 32767], [0, 1, 258, 65535], [int.MinValue, -1, 1, int.MaxValue], [-5, 0, 7, int.MaxValue],
            [0, 1, 0x01020304, uint.MaxValue], [-(1L << 40), -1, 1, 1L << 40], [0, 1, 0x0102030405060708, 1L << 52], [0.5, -2, 65504, 0], [0.5, -2, 65504, 0], [1.5, -2.25, 3e30f, 0],
            [1.5, -2.25, 3e30f, 0], [1.5, -2.25, 3e30f, 0], [1.5, -2.25, 3e300, 0], [1.5, -2.25, 3e300, 0], [1.5, -2.25, 3e30f, 0], [1.5, -2.25, 0, double.PositiveInfinity], [1.5, -2.25, 0, 1],
            [-1, 0, 1, 2], [0, 1, uint.MaxValue - 1.0, uint.MaxValue], [-31, 0, -30, -1],
        ];
        Read(maker, n =>
        {
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], Numbers(n.Fields[i].Read()));
            }

            Assert.Equal(expected.Length, n.Fields.Count);
        });

        void Add(string type, int encoding, int bits, MadePage page, double? low = null, double high = 0)
        {
            maker.Columns.Add(new MadeColumn(encoding, bits, maker.Fields.Count, Low: low, High: high));
            maker.Fields.Add(new MadeField($"f{maker.Fields.Count}", type));
            pages.Add([page]);
        }
    }

    // "Multiple cluster groups": every group has a page list; ends of lists count from the start of a cluster, and the steps of delta encoding from that of a page.
    [Fact]
    public void Lists_InSeveralGroupsClustersAndPages_AreRead()
    {
        NTupleMaker maker = Lists(SplitIndex64, 64, v => DeltaSplit(x => x, v));
        Read(maker, n =>
        {
            Assert.Equal([2, 1, 3, 0, 1], n.ClusterEntries);
            Assert.Equal("[1,2] [] [3] [] [4] [5,6,7] [8]", Text(n.Find("v").Read()));
        });
    }

    [Theory, InlineData(Index32), InlineData(SplitIndex32), InlineData(Index64)]
    public void Lists_WithEndsOfAnyEncoding_AreRead(int encoding)
    {
        NTupleMaker maker = encoding switch
        {
            Index32 => Lists(encoding, 32, v => Plain([.. v.Select(x => (uint)x)])),
            SplitIndex32 => Lists(encoding, 32, v => DeltaSplit(x => (uint)x, v)),
            _ => Lists(encoding, 64, v => Plain(v)),
        };
        Read(maker, n => Assert.Equal("[1,2] [] [3] [] [4] [5,6,7] [8]", Text(n.Find("v").Read())));
    }

    // "Deferred columns": elements before the first are zero, of collections and variants too; their pages are in no list.
    [Fact]
    public void Fields_AddedLater_AreZeroBefore()
    {
        NTupleMaker maker = new();
        maker.Fields.Add(new MadeField("x", "std::int32_t"));
        maker.Columns.Add(new MadeColumn(Int32, 32, 0));
        maker.LaterFields.AddRange([new MadeField("i", "std::int32_t"), new MadeField("v", "std::vector<float>", 1), new MadeField("_0", "float", Parent: 2), new MadeField("s", "std::string"),
            new MadeField("o", "std::variant<std::int32_t>", 3), new MadeField("_0", "std::int32_t", Parent: 5)]);
        maker.LaterColumns.AddRange([new MadeColumn(Int32, 32, 1, First: 3), new MadeColumn(Index64, 64, 2, First: 3), new MadeColumn(Real32, 32, 3), new MadeColumn(Index64, 64, 4, First: 3), new MadeColumn(Char, 8, 4),
            new MadeColumn(Switch96, 96, 5, First: 3), new MadeColumn(Int32, 32, 6)]);
        maker.Groups.Add([new MadeCluster(2, [Plain(1, 2)])]);
        maker.Groups.Add([
            new MadeCluster(2, [Plain(3, 4)], [Plain(40)], [Plain(2L)], [Plain(0.5f, 1.5f)], [Plain(2L)], [Plain("ab"u8.ToArray())], [Switch((0, 1))], [Plain(400)]),
            new MadeCluster(1, [Plain(5)], [Plain(50)], [Plain(1L)], [Plain(2.5f)], [Plain(1L)], [Plain("c"u8.ToArray())], [Switch((0, 1))], [Plain(500)])]);
        Read(maker, n =>
        {
            Assert.Equal("1 2 3 4 5", Text(n.Find("x").Read()));
            Assert.Equal("0 0 0 40 50", Text(n.Find("i").Read()));
            Assert.Equal("[] [] [] [0.5,1.5] [2.5]", Text(n.Find("v").Read()));
            Assert.Equal("'' '' '' 'ab' 'c'", Text(n.Find("s").Read()));
            Assert.Equal("none none none 0:400 0:500", Text(n.Find("o").Read()));
            Assert.Equal("0 40", Text(n.Find("i").Read(1, 1)));
        });
    }

    // "Suppressed columns": one representation has the elements of a cluster, all others have none there.
    [Fact]
    public void Representations_ThatChangeFromClusterToCluster_AreRead()
    {
        NTupleMaker maker = new();
        maker.Fields.AddRange([new MadeField("d", "double"), new MadeField("v", "std::vector<std::int16_t>", 1), new MadeField("_0", "std::int16_t", Parent: 1), new MadeField("s", "std::string"),
            new MadeField("n", "ROOT::RNTupleCardinality<std::uint32_t>", Source: 1)]);
        maker.Columns.AddRange([new MadeColumn(SplitReal64, 64, 0), new MadeColumn(Real16, 16, 0, 1), new MadeColumn(SplitIndex64, 64, 1), new MadeColumn(Index32, 32, 1, 1), new MadeColumn(SplitInt16, 16, 2),
            new MadeColumn(0x05, 16, 2, 1), new MadeColumn(Index64, 64, 3), new MadeColumn(Char, 8, 3), new MadeColumn(Index32, 32, 3, 1), new MadeColumn(Char, 8, 3, 1)]);
        maker.Aliases.AddRange([(2, 4), (3, 4)]);
        maker.Groups.Add([
            new MadeCluster(2, [Split(1.25, 2.5)], null, [DeltaSplit(x => x, 1, 3)], null, [ZigzagSplit(v => (ushort)v, -1, 2, -3)], null, [Plain(1L, 2L)], [Plain("ab"u8.ToArray())], null, null),
            new MadeCluster(1, null, [Plain((Half)3.5)], null, [Plain(2u)], null, [Plain<short>(4, -5)], null, null, [Plain(2u)], [Plain("cd"u8.ToArray())])]);
        Read(maker, n =>
        {
            Assert.Equal("1.25 2.5 3.5", Text(n.Find("d").Read()));
            Assert.Equal("[-1] [2,-3] [4,-5]", Text(n.Find("v").Read()));
            Assert.Equal("'a' 'b' 'cd'", Text(n.Find("s").Read()));
            Assert.Equal("1 2 2", Text(n.Find("n").Read()));
        });
    }

    [Fact]
    public void Records_WithSeveralRecordsAndLargeLocators_AreRead()
    {
        // 500 numbers are 4008 bytes with the checksum: several records of 256 bytes, as the header and footer are.
        long[] numbers = [.. Enumerable.Range(0, 500).Select(i => (long)i * i)];
        NTupleMaker maker = new() { LongestRecord = 256, HasLargeLocators = true };
        maker.Fields.AddRange([.. Enumerable.Range(0, 6).Select(i => new MadeField($"a field with a long name {i}", "std::int64_t"))]);
        maker.Columns.AddRange([.. Enumerable.Range(0, 6).Select(i => new MadeColumn(0x09, 64, i))]);
        maker.Groups.Add([new MadeCluster(500, [.. Enumerable.Range(0, 6).Select(_ => (MadePage[])[Plain(numbers)])])]);
        Read(maker, n => Assert.All(n.Fields, f => Assert.Equal(numbers, ((PrimitiveColumn<long>)f.Read()).Values.ToArray())));
    }

    [Theory]
    [InlineData("anchor", "the checksum of the anchor is wrong")]
    [InlineData("header", "the checksum of the header is wrong")]
    [InlineData("footer", "the checksum of the footer is wrong")]
    [InlineData("list", "the checksum of a page list is wrong")]
    [InlineData("page", "the checksum of a page is wrong")]
    public void Checksum_ThatIsWrong_IsAnError(string damage, string message)
    {
        NTupleMaker maker = Numbers(new MadeField("x", "std::int32_t"));
        maker.Damage = damage;
        PluginException e = Assert.Throws<PluginException>(() => Read(maker, n => n.Find("x").Read()));
        Assert.Contains($"{message}. The file may be damaged.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ROOT::Experimental::RNTuple", 0, "RNTuple format, a draft of ROOT before 6.34, is not supported. Write it again with ROOT 6.34 or newer.")]
    [InlineData("ROOT::RNTuple", 0, "RNTuple format 0.0, a draft of ROOT before 6.34, is not supported. Write it again with ROOT 6.34 or newer.")]
    [InlineData("ROOT::RNTuple", 2, "RNTuple format 2.0 is not supported. Write it again with an older ROOT.")]
    public void Format_OfAnotherEpoch_IsNamed(string className, int epoch, string message)
    {
        NTupleMaker maker = Numbers(new MadeField("x", "std::int32_t"));
        (maker.ClassName, maker.Epoch) = (className, epoch);
        PluginException e = Assert.Throws<RootNotSupportedException>(() => Read(maker, _ => { }));
        Assert.EndsWith(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cluster_WithShards_IsNotSupported()
    {
        NTupleMaker maker = Numbers(new MadeField("x", "std::int32_t"));
        maker.ClusterFlags = 1;
        Assert.Contains("a cluster with columns in several places is not supported", Assert.Throws<RootNotSupportedException>(() => Read(maker, _ => { })).Message, StringComparison.Ordinal);
        maker.ClusterFlags = 2;
        Read(maker, n => Assert.Equal("1 2", Text(n.Find("x").Read())));
    }

    // "Old readers need to ignore these columns and fields constructed from such columns."
    [Fact]
    public void Fields_OfANewerVersion_AreErrorsOnlyWhenTheyAreRead()
    {
        NTupleMaker maker = new();
        maker.Fields.AddRange([new MadeField("x", "std::int32_t"), new MadeField("role", "Strange", 17), new MadeField("column", "Stranger")]);
        maker.Columns.AddRange([new MadeColumn(Int32, 32, 0), new MadeColumn(0x70, 7, 2)]);
        maker.Groups.Add([new MadeCluster(2, [Plain(1, 2)], [new MadePage(2, [1, 2])])]);
        Read(maker, n =>
        {
            Assert.Equal("1 2", Text(n.Find("x").Read()));
            Assert.EndsWith("RNTuple field 'role' of type Strange cannot be read: its role is none that this version knows.", Assert.Throws<RootNotSupportedException>(() => n.Find("role").Read()).Message, StringComparison.Ordinal);
            Assert.EndsWith("RNTuple field 'column' of type Stranger cannot be read: its columns are of no known encoding.", Assert.Throws<RootNotSupportedException>(() => n.Find("column").Read()).Message, StringComparison.Ordinal);
        });
    }

    private static NTupleMaker Numbers(MadeField field)
    {
        NTupleMaker maker = new();
        maker.Fields.Add(field);
        maker.Columns.Add(new MadeColumn(Int32, 32, 0));
        maker.Groups.Add([new MadeCluster(2, [Plain(1, 2)])]);
        return maker;
    }

    private static NTupleMaker Lists(int encoding, int bits, Func<long[], MadePage> ends)
    {
        NTupleMaker maker = new();
        maker.Fields.AddRange([new MadeField("v", "std::vector<std::int32_t>", 1), new MadeField("_0", "std::int32_t", Parent: 0)]);
        maker.Columns.AddRange([new MadeColumn(encoding, bits, 0), new MadeColumn(Int32, 32, 1)]);
        maker.Groups.Add([new MadeCluster(2, [ends([2]), ends([2])], [Plain(1), Plain(2)]), new MadeCluster(1, [ends([1])], [Plain(3)])]);
        maker.Groups.Add([new MadeCluster(3, [ends([0, 1]), ends([4])], [Plain(4, 5), Plain(6, 7)]), new MadeCluster(0, [], [])]);
        maker.Groups.Add([new MadeCluster(1, [ends([1])], [Plain(8)])]);
        return maker;
    }

    private static void Read(NTupleMaker maker, Action<NTuple> check)
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => maker.Write(w, "n"));
        check(NTuple.Open(file, file.Root.Find("n")));
    }

    private static double[] Numbers(Column column) => ((NumberColumn)column).ToDoubles();

    private static string Text(Column column) => string.Join(' ', Enumerable.Range(0, column.Count).Select(i => Text(column, i)));

    private static string Text(Column column, int i) => column switch
    {
        StringColumn strings => $"'{strings[i]}'",
        NumberColumn numbers => numbers.ToDoubles()[i].ToString(System.Globalization.CultureInfo.InvariantCulture),
        JaggedColumn lists => $"[{string.Join(',', Enumerable.Range(lists.Offsets.Span[i], lists.Offsets.Span[i + 1] - lists.Offsets.Span[i]).Select(k => Text(lists.Items, k)))}]",
        FixedArrayColumn arrays => $"({string.Join(',', Enumerable.Range(i * arrays.Size, arrays.Size).Select(k => Text(arrays.Items, k)))})",
        RecordColumn records => $"{{{string.Join(',', records.Fields.Select(f => $"{f.Name}={Text(f.Values, i)}"))}}}",
        VariantColumn variants => variants.Tags.Span[i] < 0 ? "none" : $"{variants.Tags.Span[i]}:{Text(variants.Alternatives[variants.Tags.Span[i]], variants.Indices.Span[i])}",
        _ => "?",
    };
}
