using AlpToolkit.Host.Discovery;

namespace AlpToolkit.Tests.Host.Discovery;

public sealed class PluginNameTests
{
    [Theory]
    [InlineData("cuts", true, false)]
    [InlineData("tau-pair", true, false)]
    [InlineData("b2-v2", true, false)]
    [InlineData("acme/recoil-ratio", false, true)]
    [InlineData("belle-2/x", false, true)]
    [InlineData("", false, false)]
    [InlineData("2b", false, false)]
    [InlineData("-a", false, false)]
    [InlineData("a-", false, false)]
    [InlineData("a--b", false, false)]
    [InlineData("a_b", false, false)]
    [InlineData("Acme/x", false, false)]
    [InlineData("acme/", false, false)]
    [InlineData("/x", false, false)]
    [InlineData("a/b/c", false, false)]
    [InlineData("acme/é", false, false)]
    [InlineData("../x", false, false)]
    public void Grammar_OfBareAndVendorNames(string name, bool bare, bool vendor) =>
        Assert.Equal((bare, vendor), (PluginName.IsBare(name), PluginName.IsVendorName(name)));
}
