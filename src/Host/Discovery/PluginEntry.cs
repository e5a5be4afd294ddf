using System.Reflection;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Discovery;

/// <summary>A source, stage or writer that a pipeline can name.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name in YAML.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Type">Its class.</param>
/// <param name="Origin"><c>built in</c>, or the path of its DLL.</param>
internal sealed record PluginEntry(PluginKind Kind, string Name, string Summary, Type Type, string Origin)
{
    /// <summary><see cref="Origin"/> of the toolkit's own.</summary>
    public const string BuiltIn = "built in";

    /// <summary>True for the toolkit's own.</summary>
    public bool IsBuiltIn => Origin == BuiltIn;

    /// <summary>The record of its options.</summary>
    public Type OptionsType { get; } = OptionsOf(Type) ?? throw new ArgumentException($"{Type} is no plugin class", nameof(Type));

    /// <summary>Its examples in YAML.</summary>
    public IReadOnlyList<string> Examples => [.. Type.GetCustomAttributes<ExampleAttribute>(inherit: false).Select(e => e.Yaml)];

    /// <summary>A new instance: a <see cref="Source"/>, <see cref="Stage"/> or <see cref="Writer"/>.</summary>
    /// <exception cref="PluginException">Its constructor failed.</exception>
    public object Create()
    {
        try
        {
            return Activator.CreateInstance(Type)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            throw new PluginException(PluginMessages.ConstructorFailed(Kind, Name, Origin, inner.Message), inner);
        }
        catch (TypeLoadException e)
        {
            throw new PluginException(PluginMessages.ConstructorFailed(Kind, Name, Origin, e.Message), e);
        }
    }

    private static Type? OptionsOf(Type type)
    {
        for (Type? t = type; t is not null; t = t.BaseType)
        {
            if (t.IsGenericType && t.GetGenericTypeDefinition() is { } definition
                && (definition == typeof(Stage<>) || definition == typeof(ResultStage<>) || definition == typeof(Source<>) || definition == typeof(Writer<>)))
            {
                return t.GetGenericArguments()[0];
            }
        }

        return null;
    }
}
