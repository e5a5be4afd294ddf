using System.Xml.Linq;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Architecture;

public sealed class LayeringTests
{
    // Host -> Plugins -> {Io, Physics, Statistics, Plotting} -> Core; the four in the middle do not see one another.
    [Theory]
    [InlineData("Core")]
    [InlineData("Physics", "Core")]
    [InlineData("Statistics", "Core")]
    [InlineData("Io", "Core")]
    [InlineData("Plotting", "Core")]
    [InlineData("Plugins", "Core", "Physics", "Statistics", "Io", "Plotting")]
    [InlineData("Host", "Plugins")]
    public void Project_References_OnlyTheLayersBelowIt(string project, params string[] allowed) =>
        Assert.Equal(allowed.Order(), References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)).Order());

    [Fact]
    public void Core_HasNoPackageDependency() => Assert.Empty(References("Core", "PackageReference"));

    [Fact]
    public void EveryProjectUnderSrc_IsCoveredByTheRule() =>
        Assert.Equal(["Core", "Host", "Io", "Physics", "Plotting", "Plugins", "Statistics"],
            Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)).Order());

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(SharedData.RepositoryRoot, "src", project, $"{project}.csproj"))
            .Descendants(kind)
            .Select(r => r.Attribute("Include")!.Value.Replace('\\', '/'));
}
