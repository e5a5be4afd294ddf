using System.Reflection;
using System.Runtime.Loader;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Discovery;

/// <summary>
/// Loads one plugin and what it brings along, apart from all others: two plugins may need different versions of a library.
/// The contract assembly is always the host's, or a plugin's <c>Stage</c> would not be the host's <c>Stage</c>.
/// </summary>
internal sealed class PluginLoadContext(string dll) : AssemblyLoadContext(dll)
{
    private static readonly Assembly s_contract = typeof(Stage).Assembly;

    private readonly AssemblyDependencyResolver _resolver = new(dll);

    /// <summary>The contract assembly's name and version.</summary>
    public static AssemblyName Contract { get; } = s_contract.GetName();

    /// <summary>True when the assembly lies beside the plugin, or the host has it.</summary>
    public bool CanResolve(AssemblyName name)
    {
        if (name.Name == Contract.Name || _resolver.ResolveAssemblyToPath(name) is not null)
        {
            return true;
        }

        try
        {
            Default.LoadFromAssemblyName(name);
            return true;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Contract.Name)
        {
            return s_contract;
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
