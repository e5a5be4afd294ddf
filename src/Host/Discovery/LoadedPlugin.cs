using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Discovery;

/// <summary>A plugin's DLL in its own load context, or the reason why it is not.</summary>
internal sealed class LoadedPlugin
{
    private readonly PluginFile _file;
    private readonly Assembly? _assembly;
    private readonly string? _reason;

    private LoadedPlugin(PluginFile file, Assembly? assembly, string? reason)
    {
        _file = file;
        _assembly = assembly;
        _reason = reason;
    }

    private string FileName => Path.GetFileName(_file.Path);

    /// <summary>Loads a DLL if its contract and dependencies fit.</summary>
    public static LoadedPlugin Load(PluginFile file)
    {
        string fileName = Path.GetFileName(file.Path);
        Version ours = PluginLoadContext.Contract.Version!;
        Version built = file.Contract!;
        if (built.Major != ours.Major)
        {
            return new LoadedPlugin(file, null, PluginMessages.OtherContract(fileName, built, ours));
        }

        if (built.Minor > ours.Minor)
        {
            return new LoadedPlugin(file, null, PluginMessages.NewerContract(fileName, built, ours));
        }

        try
        {
            PluginLoadContext context = new(file.Path);
            return file.References.FirstOrDefault(r => !context.CanResolve(r)) is { } missing
                ? new LoadedPlugin(file, null, PluginMessages.MissingDependency(fileName, missing.Name!, missing.Version!))
                : new LoadedPlugin(file, context.LoadFromAssemblyPath(file.Path), null);
        }
        catch (Exception e) when (IsLoadFailure(e))
        {
            return new LoadedPlugin(file, null, PluginMessages.LoadFailed(fileName, e.Message));
        }
    }

    /// <summary>The plugin of a declaration, or the reason why it cannot be used.</summary>
    public bool TryEntry(PluginDeclaration declaration, [NotNullWhen(true)] out PluginEntry? entry, [NotNullWhen(false)] out string? reason)
    {
        (entry, reason) = (null, _reason);
        if (reason is not null)
        {
            return false;
        }

        try
        {
            Type type = _assembly!.GetType(declaration.TypeName, throwOnError: true)!;
            if (ReasonAgainst(type, declaration.Kind) is { } against)
            {
                reason = PluginMessages.BadClass(FileName, declaration.Kind, declaration.TypeName, against);
                return false;
            }

            string summary = type.GetCustomAttributes<PluginAttribute>(inherit: false).First(a => PluginKinds.Of(a) == declaration.Kind).Summary;
            entry = new PluginEntry(declaration.Kind, declaration.Name, summary, type, _file.Path);
            return true;
        }
        catch (Exception e) when (IsLoadFailure(e))
        {
            reason = PluginMessages.LoadFailed(FileName, e.Message);
            return false;
        }
    }

    private static string? ReasonAgainst(Type type, PluginKind kind) =>
        !type.IsVisible ? PluginMessages.NotPublic
        : type.IsAbstract ? PluginMessages.IsAbstract
        : type.ContainsGenericParameters ? PluginMessages.IsGeneric
        : !type.IsSubclassOf(kind.BaseClass()) ? PluginMessages.WrongBase(kind)
        : type.GetConstructor(Type.EmptyTypes) is null ? PluginMessages.NoConstructor
        : null;

    // InvalidOperationException is what the dependency resolver says to a damaged or unfulfilled NAME.deps.json.
    private static bool IsLoadFailure(Exception e) =>
        e is IOException or BadImageFormatException or TypeLoadException or ReflectionTypeLoadException or CustomAttributeFormatException or InvalidOperationException;
}
