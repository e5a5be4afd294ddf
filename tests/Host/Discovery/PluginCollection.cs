namespace AlpToolkit.Tests.Host.Discovery;

/// <summary>Tests that share the compiled plugins.</summary>
[CollectionDefinition(Name)]
public sealed class PluginCollection : ICollectionFixture<PluginFixture>
{
    public const string Name = "compiled plugins";
}
