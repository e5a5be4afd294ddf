namespace AlpToolkit.Host.Discovery;

/// <summary>Every sentence that discovery says, so that they sound alike.</summary>
internal static class PluginMessages
{
    public static string NotDotNet(string file) => $"{file} is not a .NET assembly: a plugin is a class library built against AlpToolkit.Core";

    public static string Damaged(string file, string reason) => $"{file} cannot be read as a .NET assembly ({reason}): the file may be damaged or half copied; build and copy it again";

    public static string NotReadable(string file, string reason) => $"{file} cannot be opened: {reason}";

    public static string NoReferenceToCore(string file) => $"{file} does not reference AlpToolkit.Core, so it holds no plugin: build it against AlpToolkit.Core, or put the plugin's own DLL under this name";

    public static string NoPlugin(string file) => $"{file} holds no plugin: mark a class with [Stage(\"vendor/name\", \"summary\")], [Source] or [Writer]";

    public static string NoDllOfThatName(string folder, string found) => $"the plugin folder {folder} has no {folder}.dll (it has {found}): give folder and DLL the same name";

    public static string OtherContract(string file, Version built, Version ours) =>
        $"{file} was built for plugin contract {built.Major}; this alp has contract {ours.Major}: rebuild it against AlpToolkit.Core {ours.Major}.x";

    public static string NewerContract(string file, Version built, Version ours) =>
        $"{file} was built for plugin contract {built.Major}.{built.Minor}; this alp has contract {ours.Major}.{ours.Minor}: update alp, or rebuild the plugin against AlpToolkit.Core {ours.Major}.{ours.Minor}";

    public static string MissingDependency(string file, string assembly, Version version) =>
        $"{file} needs {assembly} {version}, which is not beside it: copy {assembly}.dll there ('dotnet publish' gathers all that a plugin needs)";

    public static string LoadFailed(string file, string reason) => $"{file} cannot be loaded: {reason}";

    public static string NameWithoutVendor(string file, PluginKind kind, string name) =>
        $"{file} names a {kind.Word()} '{name}': names without a vendor are the toolkit's own; call it 'vendor/{name}', with your name or experiment as vendor";

    public static string BadName(string file, PluginKind kind, string name) =>
        $"{file} names a {kind.Word()} '{name}': a name is vendor/name in lower case, words joined by hyphens, such as acme/recoil-ratio";

    public static string BadClass(string file, PluginKind kind, string type, string reason) => $"{file}: the {kind.Word()} class {type} {reason}";

    public const string NotPublic = "is not public: make it public";

    public const string IsAbstract = "is abstract: make the class that carries the attribute concrete";

    public const string IsGeneric = "is generic: a pipeline names one class; derive a class without type parameters";

    public const string NoConstructor = "has no public constructor without parameters: add one; options arrive through Options";

    public static string WrongBase(PluginKind kind) => $"does not derive from {kind.BaseClasses()}";

    public static string ConstructorFailed(PluginKind kind, string name, string origin, string reason) => $"{kind.Word()} '{name}' ({origin}): its constructor failed: {reason}";

    public static string Failed(PluginKind kind, string name, string origin, string where, Exception cause) =>
        $"{kind.Word()} '{name}' ({origin}) failed {where}: {cause.GetType().Name}: {cause.Message}";

    public static string Refused(PluginKind kind, string name, string where, string reason) => $"{kind.Word()} '{name}' {where}: {reason}";

    public static string ReportedTwice(string name, string origin, string table, string other) =>
        $"stage '{name}' ({origin}) reports '{table}', which stage '{other}' reports already: give one of them another name, and declare it in Declare, so that this is found before the first event";

    public static string TwoOwners(PluginKind kind, string name, IEnumerable<string> origins) => origins.Distinct().ToArray() is [var one]
        ? $"{kind.Word()} '{name}' is two classes in {one}: give one of them another name"
        : $"{kind.Word()} '{name}' is in {string.Join(" and in ", origins.Distinct())}: remove all but one";

    public static string CannotBeUsed(PluginKind kind, string name, string path, string reason) => $"{kind.Word()} '{name}' ({path}) cannot be used: {reason}";

    public static string NotFoundAmongUnreadable(PluginKind kind, string name, IEnumerable<PluginProblem> unreadable) =>
        $"no plugin gives the {kind.Word()} '{name}'; it may be in a file that failed to load: {string.Join("; ", unreadable.Select(p => $"{p.Message} ({p.Path})"))}";
}
