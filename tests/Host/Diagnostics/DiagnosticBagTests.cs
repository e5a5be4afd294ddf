using AlpToolkit.Host.Diagnostics;
using YamlDotNet.Core;

namespace AlpToolkit.Tests.Host.Diagnostics;

public sealed class DiagnosticBagTests
{
    private readonly DiagnosticBag _bag = new("bad.yaml");

    [Fact]
    public void ToString_IsOneLineAnEditorCanJumpTo()
    {
        _bag.Error(new Mark(0, 10, 14), DiagnosticIds.UnknownColumn, "stage 'cuts' reads the column 'emis'.");
        Assert.Equal("bad.yaml:10:14: error ALP110: stage 'cuts' reads the column 'emis'.", Assert.Single(_bag.Diagnostics).ToString());
    }

    [Fact]
    public void Diagnostics_AreSortedByPosition_AndSaidOnce()
    {
        _bag.Error(new Mark(0, 3, 1), "ALP103", "c");
        _bag.Warn(new Mark(0, 2, 9), "ALP103", "b");
        _bag.Error(new Mark(0, 2, 1), "ALP103", "a");
        _bag.Error(new Mark(0, 3, 1), "ALP103", "c");
        Assert.Equal(["a", "b", "c"], _bag.Diagnostics.Select(d => d.Message));
        Assert.Equal(3, _bag.ErrorCount);
    }

    [Fact]
    public void HasErrors_OfWarnings_IsFalse()
    {
        _bag.Warn(new Mark(0, 1, 1), "ALP103", "a");
        Assert.False(_bag.HasErrors);
    }

    [Fact]
    public void Message_QuotingControlCharacters_StaysOneLine()
    {
        _bag.Error(new Mark(0, 1, 1), "ALP103", "no option 'a\nb\u001b[31m'");
        Assert.Equal("bad.yaml:1:1: error ALP103: no option 'a\\u000ab\\u001b[31m'", _bag.Diagnostics[0].ToString());
    }

    [Fact]
    public void PositionOf_IsByReferenceNotByValue()
    {
        Diagnostic one = new("a", 1, 1, Severity.Error, "x", "y"), same = one with { };
        _bag.Remember(one, new Mark(0, 4, 5));
        Assert.Equal(4, _bag.PositionOf(one)!.Value.Line);
        Assert.Null(_bag.PositionOf(same));
    }

    [Fact]
    public void Ids_AreUnique()
    {
        string[] ids = [.. typeof(DiagnosticIds).GetFields().Select(f => (string)f.GetRawConstantValue()!)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^ALP1[0-9]{2}$", id));
    }
}
