using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Options;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.Host.Options;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("a: 1\n\tb: 2", "bad.yaml:2:1: error ALP102: a tab indents this line; YAML takes blanks only. Replace the tab by blanks.")]
    [InlineData("a:\n  b: 1\n  \tc: 2", "bad.yaml:3:3: error ALP102: a tab indents this line; YAML takes blanks only. Replace the tab by blanks.")]
    [InlineData("", "bad.yaml:1:1: error ALP101: the file holds no YAML. 'alp new pipeline' writes one to start from.")]
    [InlineData("# nothing\n", "bad.yaml:1:1: error ALP101: the file holds no YAML. 'alp new pipeline' writes one to start from.")]
    [InlineData("a: 1\n---\nb: 2", "bad.yaml:2:1: error ALP115: a second YAML document starts here; a file holds one. Remove it, or put it in its own file.")]
    [InlineData("a: !ruby/object 1", "bad.yaml:1:4: error ALP115: the tag '!ruby/object' is not used here. Remove it.")]
    [InlineData("a: 1\n[b]: 2", "bad.yaml:2:1: error ALP115: a key must be a name, found a list or map. Did you mean to quote it?")]
    [InlineData("a: 1\nb: 0\u00001", "bad.yaml:2:5: error ALP101: the character U+0000 cannot stand in a pipeline. Remove it.")]
    [InlineData("a: *beams\nb: &beam 1", "bad.yaml:1:4: error ALP116: '*beams' refers to no anchor above it.")]
    [InlineData("b: &beam 1\na: *beams", "bad.yaml:2:4: error ALP116: '*beams' refers to no anchor above it. Did you mean '&beam'?")]
    [InlineData("a: &x\n  b: [*x]", "bad.yaml:2:7: error ALP116: '*x' stands inside '&x' itself. Write the value out.")]
    [InlineData("a: {<<: 5}", "bad.yaml:1:9: error ALP115: '<<' merges a map or a list of maps, found something else.")]
    [InlineData("a: b: c", "bad.yaml:1:5: error ALP100: a ':' stands in a value without quotes, or the line is indented too far. Quote the value or mend the indentation.")]
    [InlineData("a: @b", "bad.yaml:1:4: error ALP100: a value cannot start with '@'. Quote it.")]
    [InlineData("a: [1, 2", "bad.yaml:2:1: error ALP100: expected ',' or ']': a list that '[' opened is not closed before here.")]
    [InlineData("a: {b: 1", "bad.yaml:2:1: error ALP100: expected ',' or '}': a map that '{' opened is not closed before here.")]
    [InlineData("a: 'b", "bad.yaml:1:4: error ALP100: a quote opens here and is never closed.")]
    [InlineData("a: 1 # x\n  - b", "bad.yaml:2:3: error ALP100: expected 'name: value'. Is the line indented like its neighbours?")]
    [InlineData("\"a\":1", "bad.yaml:1:4: error ALP100: expected the end of the file. Is a blank missing after ':', or the line indented unlike its neighbours?")]
    [InlineData("a: \"\\x\"", "bad.yaml:1:4: error ALP100: this is no YAML: While scanning a quoted scalar, did not find expected hexadecimal number.")]
    public void Load_OfWrongYaml_SaysWhereAndWhat(string text, string expected)
    {
        DiagnosticBag diagnostics = new("bad.yaml");
        YamlText.Load("bad.yaml", text, diagnostics);
        Assert.Equal(expected, Assert.Single(diagnostics.Diagnostics).ToString());
    }

    [Fact]
    public void Load_OfSeveralDuplicates_ReportsAllAndKeepsTheFirst()
    {
        DiagnosticBag diagnostics = new("bad.yaml");
        YamlNode? root = YamlText.Load("bad.yaml", "a: 1\nb: {c: 1, c: 2}\na: 3\nd: 4\n\"a\": 5\n", diagnostics);
        Assert.Equal(
            [
                "bad.yaml:2:11: error ALP108: 'c' stands twice in this map, in lines 2 and 2. Remove one of them.",
                "bad.yaml:3:1: error ALP108: 'a' stands twice in this map, in lines 1 and 3. Remove one of them.",
                "bad.yaml:5:1: error ALP108: 'a' stands twice in this map, in lines 1 and 5. Remove one of them.",
            ],
            diagnostics.Diagnostics.Select(d => d.ToString()));
        Assert.Equal("1", root!["a"].ToString());
        Assert.Equal("4", root["d"].ToString());
    }

    [Fact]
    public void Load_ReplacesAliasesAndMergeKeys()
    {
        DiagnosticBag diagnostics = new("good.yaml");
        YamlNode root = YamlText.Load("good.yaml", "base: &b {x: 1, y: 2}\nother: &o {y: 5, z: 6}\nuse: {<<: [*b, *o], x: 7}\ntwice: [*b, *b]\n", diagnostics)!;
        Assert.Empty(diagnostics.Diagnostics);
        YamlMappingNode used = Assert.IsType<YamlMappingNode>(root["use"]);

        // YAML merge key draft: own keys first, then the earlier of the merged maps.
        Assert.Equal("x=7 y=2 z=6", string.Join(' ', used.Select(p => $"{p.Key}={p.Value}")));
        Assert.NotSame(root["twice"][0], root["twice"][1]);
        Assert.Equal("2", root["twice"][1]["y"].ToString());
    }

    [Fact]
    public void Load_OfANodeFromAnAlias_HasThePositionOfItsAnchor()
    {
        YamlNode root = YamlText.Load("good.yaml", "a: &x 1\nb: *x\n", new DiagnosticBag("good.yaml"))!;
        Assert.Equal((1, 4), (root["b"].Start.Line, root["b"].Start.Column));
    }

    [Fact]
    public void Load_OfAliasesThatGrowExponentially_Stops()
    {
        string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        DiagnosticBag diagnostics = new("bad.yaml");
        Assert.Null(YamlText.Load("bad.yaml", text, diagnostics));
        Assert.Equal("the aliases in this file expand to more than 100000 values.", Assert.Single(diagnostics.Diagnostics).Message);
    }

    [Fact]
    public void Load_OfDeepNesting_Stops()
    {
        DiagnosticBag diagnostics = new("bad.yaml");
        Assert.Null(YamlText.Load("bad.yaml", new string('[', 100_000), diagnostics));
        Assert.Equal("bad.yaml:1:65: error ALP115: lists and maps nest more than 64 deep.", Assert.Single(diagnostics.Diagnostics).ToString());
    }

    [Fact]
    public void Load_OfBytes_ReadsUtf8WithAndWithoutMark()
    {
        DiagnosticBag diagnostics = new("good.yaml");
        Assert.Equal("τ", YamlText.Load("good.yaml", "a: τ"u8, diagnostics)!["a"].ToString());
        Assert.Equal("τ", YamlText.Load("good.yaml", "\uFEFFa: τ"u8, diagnostics)!["a"].ToString());
        Assert.Empty(diagnostics.Diagnostics);
    }

    [Fact]
    public void Load_OfBytesThatAreNoUtf8_SaysWhere()
    {
        DiagnosticBag diagnostics = new("bad.yaml");
        Assert.Null(YamlText.Load("bad.yaml", [.. "a: 1\nname: τ "u8, 0xE9, .. "t\n"u8], diagnostics));
        Assert.Equal("bad.yaml:2:9: error ALP101: the file is no UTF-8 text from here on. Save it as UTF-8.", Assert.Single(diagnostics.Diagnostics).ToString());
    }

    [Fact]
    public void Load_OfUtf16_SaysSo()
    {
        DiagnosticBag diagnostics = new("bad.yaml");
        Assert.Null(YamlText.Load("bad.yaml", [0xFF, 0xFE, (byte)'a', 0], diagnostics));
        Assert.Equal("bad.yaml:1:1: error ALP101: the file is UTF-16. Save it as UTF-8.", Assert.Single(diagnostics.Diagnostics).ToString());
    }
}
