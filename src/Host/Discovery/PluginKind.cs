using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Discovery;

/// <summary>What a plugin can be in a pipeline.</summary>
internal enum PluginKind
{
    Source,
    Stage,
    Writer,
}

/// <summary>How each kind looks in C# and in messages.</summary>
internal static class PluginKinds
{
    /// <summary>The word in messages: <c>stage</c>.</summary>
    public static string Word(this PluginKind kind) => kind switch
    {
        PluginKind.Source => "source",
        PluginKind.Stage => "stage",
        _ => "writer",
    };

    /// <summary>What a class of the kind derives from, as an author writes it.</summary>
    public static string BaseClasses(this PluginKind kind) => kind switch
    {
        PluginKind.Source => "Source<TOptions>",
        PluginKind.Stage => "Stage<TOptions>, AccumulatingStage<TOptions, TPartial> or ResultStage<TOptions>",
        _ => "Writer<TOptions>",
    };

    /// <summary>The class that all plugins of the kind derive from.</summary>
    public static Type BaseClass(this PluginKind kind) => kind switch
    {
        PluginKind.Source => typeof(Source),
        PluginKind.Stage => typeof(Stage),
        _ => typeof(Writer),
    };

    /// <summary>The kind that an attribute stands for.</summary>
    public static PluginKind Of(PluginAttribute attribute) => attribute switch
    {
        SourceAttribute => PluginKind.Source,
        StageAttribute => PluginKind.Stage,
        _ => PluginKind.Writer,
    };
}
