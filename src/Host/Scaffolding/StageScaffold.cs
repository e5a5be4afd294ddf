using System.Globalization;
using System.Reflection;
using System.Security;
using System.Text.RegularExpressions;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;

namespace AlpToolkit.Host.Scaffolding;

/// <summary>How the project of a new stage finds the contract it compiles against.</summary>
internal enum CoreReference
{
    /// <summary>The DLL beside the running alp: builds without network.</summary>
    BesideAlp,

    /// <summary>The package AlpToolkit.Core: the project can be given to others.</summary>
    Package,
}

/// <summary>
/// <c>alp new stage vendor/name</c>: a project with one stage, ready to build. The files are those of the <c>dotnet new alp-stage</c>
/// template, embedded here with other names filled in.
/// </summary>
internal static class StageScaffold
{
    private const string TemplateFolder = "alp-stage/";

    // Names that would hide what the stage's own code needs: its nested record, its method, what it is handed.
    private static readonly HashSet<string> s_taken =
    [
        "Settings", "Process", "Options", "Prepare", "Declare", "Span", "ReadOnlySpan",
        .. typeof(Stage).Assembly.ExportedTypes.Select(t => t.Name),
    ];

    /// <summary>Writes the project of a stage into a new folder named after the stage's class.</summary>
    /// <param name="vendorSlashName">Name of the stage in YAML, <c>acme/recoil-ratio</c>.</param>
    /// <param name="directory">Where the folder is made.</param>
    /// <param name="core">How the project finds the contract.</param>
    /// <returns>Full paths of the files, in the order written.</returns>
    /// <exception cref="PluginException">The name is no <c>vendor/name</c>, or the folder holds something.</exception>
    public static IReadOnlyList<string> Write(string vendorSlashName, string directory, CoreReference core = CoreReference.BesideAlp)
    {
        if (!PluginName.IsVendorName(vendorSlashName))
        {
            throw new PluginException(NameMessage(vendorSlashName));
        }

        string vendor = vendorSlashName[..vendorSlashName.IndexOf('/')];
        string name = vendorSlashName[(vendor.Length + 1)..];
        string className = s_taken.Contains(Pascal(name)) ? Pascal(name) + "Stage" : Pascal(name);
        string folder = Path.GetFullPath(className, Path.GetFullPath(directory));
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new PluginException($"{folder} is already there, and nothing is overwritten: choose another name or folder (--out)");
        }

        string coreDll = core == CoreReference.Package ? "" : Path.Combine(AppContext.BaseDirectory, "AlpToolkit.Core.dll");
        Dictionary<string, string> names = new()
        {
            ["MyStage"] = className,
            ["my-stage"] = name,
            ["my_stage"] = name.Replace('-', '_'),
            ["acme"] = vendor,
            ["Acme"] = Pascal(vendor),
            ["path-of-core"] = SecurityElement.Escape(coreDll),
        };
        Directory.CreateDirectory(folder);
        List<string> written = [];
        foreach ((string fileName, string template) in Templates())
        {
            string file = Path.Combine(folder, Fill(fileName, names));
            File.WriteAllText(file, Fill(template, names));
            written.Add(file);
        }

        return written;
    }

    // One pass: a name that holds another placeholder (acme-ratio) must not be replaced again.
    private static string Fill(string text, Dictionary<string, string> names) =>
        Regex.Replace(text, string.Join('|', names.Keys), match => names[match.Value]);

    private static IEnumerable<(string FileName, string Text)> Templates()
    {
        Assembly alp = typeof(StageScaffold).Assembly;
        foreach (string resource in alp.GetManifestResourceNames().Where(r => r.StartsWith(TemplateFolder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(alp.GetManifestResourceStream(resource)!);
            yield return (resource[TemplateFolder.Length..], reader.ReadToEnd());
        }
    }

    private static string Pascal(string hyphenated) =>
        string.Concat(hyphenated.Split('-').Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));

    private static string NameMessage(string name)
    {
        const string rule = "a stage of yours is called vendor/name in lower case, words joined by hyphens";
        if (PluginName.IsBare(name))
        {
            return $"'{name}' has no vendor: {rule}, such as 'my-lab/{name}'";
        }

        return $"'{name}' is no name for a stage: {rule}, such as acme/recoil-ratio";
    }
}
