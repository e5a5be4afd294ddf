using System.Reflection;

namespace AlpToolkit.Tests.Shared;

/// <summary>Compiles a few lines to a DLL by the SDK's compiler, without a project: a second or two against ten for a build.</summary>
internal static class CSharpCompiler
{
    /// <summary>Compiles a source text against the runtime and other DLLs.</summary>
    /// <returns>Path of <c>NAME.dll</c>.</returns>
    public static string Compile(string folder, string name, string source, params string[] references)
    {
        string dll = Path.Combine(folder, name + ".dll"), code = Path.Combine(folder, name + ".cs");
        File.WriteAllText(code, source);
        return CompileFiles(dll, [code], references);
    }

    /// <summary>Compiles files against the runtime and other DLLs.</summary>
    /// <returns>Path of the DLL.</returns>
    public static string CompileFiles(string dll, IEnumerable<string> files, params string[] references)
    {
        string[] runtime = [.. new[] { "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq" }.Select(n => Assembly.Load(n).Location)];
        DotnetCommand.Succeed(Path.GetDirectoryName(dll)!, null, ["exec", DotnetCommand.Compiler, "-nologo", "-noconfig", "-nostdlib", "-nullable", "-target:library", $"-out:{dll}",
            .. runtime.Concat(references).Select(r => $"-r:{r}"), .. files]);
        return dll;
    }
}
