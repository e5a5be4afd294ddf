using System.Reflection;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;

namespace AlpToolkit.Tests.Host.Discovery;

public sealed class BuiltInPluginTests
{
    [Fact]
    public void Load_OfFoldersThatDoNotExist_HasNoProblem() =>
        Assert.Empty(PluginCatalog.Load([Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString())]).Problems);

    [Fact]
    public void PublicClassesWithAnAttribute_AreFoundByReflection()
    {
        PluginEntry entry = PluginCatalog.Load(Assembly.GetExecutingAssembly(), []).Find(PluginKind.Stage, "built-in-for-a-test")!;

        Assert.Equal(("Does nothing.", typeof(BuiltInForATest), "built in", true), (entry.Summary, entry.Type, entry.Origin, entry.IsBuiltIn));
        Assert.Equal(typeof(BuiltInForATest.Settings), entry.OptionsType);
        Assert.IsType<BuiltInForATest>(entry.Create());
    }

    [Fact]
    public void TheToolkitsOwn_AreAllUsable_HaveBareNames_AndStagesHaveExamples()
    {
        PluginCatalog catalog = PluginCatalog.Load([]);

        Assert.Empty(catalog.Problems);
        Assert.All(catalog.Entries, e =>
        {
            Assert.True(PluginName.IsBare(e.Name), e.Name);
            Assert.IsType(e.Type, e.Create());
            Assert.True(e.Kind != PluginKind.Stage || e.Examples.Count > 0, e.Name);
        });
    }
}

[Stage("built-in-for-a-test", "Does nothing.")]
public sealed class BuiltInForATest : Stage<BuiltInForATest.Settings>
{
    public sealed record Settings;

    public override void Process(EventBatch batch)
    {
    }
}
