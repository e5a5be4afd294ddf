using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Host.Options;

/// <summary>Every sentence about options and YAML in one place, so that they sound alike.</summary>
internal static class OptionMessages
{
    // ---- for the user who wrote the YAML ----

    public static string NotUtf8 => "the file is no UTF-8 text from here on. Save it as UTF-8.";

    public static string Utf16 => "the file is UTF-16. Save it as UTF-8.";

    public static string Empty => "the file holds no YAML. 'alp new pipeline' writes one to start from.";

    public static string Tab => "a tab indents this line; YAML takes blanks only. Replace the tab by blanks.";

    public static string SeveralDocuments => "a second YAML document starts here; a file holds one. Remove it, or put it in its own file.";

    public static string KeyIsNoName => "a key must be a name, found a list or map. Did you mean to quote it?";

    public static string TooDeep(int limit) => $"lists and maps nest more than {limit} deep.";

    public static string TooManyAliases(int limit) => $"the aliases in this file expand to more than {limit} values.";

    public static string MergeNeedsMap => "'<<' merges a map or a list of maps, found something else.";

    public static string UnknownAnchor(string name, string? near) => $"'*{name}' refers to no anchor above it.{Suggest(near is null ? null : "&" + near)}";

    public static string CyclicAlias(string name) => $"'*{name}' stands inside '&{name}' itself. Write the value out.";

    public static string Tag(string tag) => $"the tag '{tag}' is not used here. Remove it.";

    public static string ControlCharacter(char c) => $"the character U+{(int)c:X4} cannot stand in a pipeline. Remove it.";

    public static string ScannerGaveUp => "what follows here cannot be read; is a bracket or a quotation mark left open above?";

    /// <summary>The library's reason in words for the person who wrote the file.</summary>
    /// <param name="reason">What the library says.</param>
    /// <param name="character">The character at the place of the error, if any.</param>
    public static string Syntax(string reason, char? character) => reason switch
    {
        _ when reason.Contains("invalid mapping", StringComparison.Ordinal) =>
            "a ':' stands in a value without quotes, or the line is indented too far. Quote the value or mend the indentation.",
        _ when reason.Contains("cannot start any token", StringComparison.Ordinal) => $"a value cannot start with '{character}'. Quote it.",
        _ when reason.Contains("',' or ']'", StringComparison.Ordinal) => "expected ',' or ']': a list that '[' opened is not closed before here.",
        _ when reason.Contains("',' or '}'", StringComparison.Ordinal) => "expected ',' or '}': a map that '{' opened is not closed before here.",
        _ when reason.Contains("quoted scalar, found unexpected end", StringComparison.Ordinal) => "a quote opens here and is never closed.",
        _ when reason.Contains("expected key", StringComparison.Ordinal) => "expected 'name: value'. Is the line indented like its neighbours?",
        _ when reason.Contains("<document end>", StringComparison.Ordinal) =>
            "expected the end of the file. Is a blank missing after ':', or the line indented unlike its neighbours?",
        _ => $"this is no YAML: {Sentence(reason.TrimEnd('.'))}",
    };

    public static string DuplicateKey(string key, long firstLine, long line) =>
        $"'{Shorten(key)}' stands twice in this map, in lines {firstLine} and {line}. Remove one of them.";

    public static string UnknownOption(string owner, string name, string? near, IEnumerable<string> valid) =>
        $"{owner} has no option '{Shorten(name)}'.{(near is null ? " " + ListOf(valid) : Suggest(near))}";

    public static string Missing(string owner, OptionInfo option) => $"{owner} needs '{option.Name}' ({option.TypeText}).";

    public static string NoValue(string subject, string expected) => $"{subject} has no value; expected {expected}.";

    public static string WrongType(string subject, string expected, string found) => $"{subject}: expected {expected}, found {found}.";

    public static string NeedsBrackets(string subject, string expected, string found) =>
        $"{subject}: expected {expected}, found {found}. Write it in brackets: [ ... ].";

    public static string EntryLikeOption(string name, string option) =>
        $"'{name}' is taken for a name of yours. Did you mean the option '{option}'?";

    public static string NoName(string of) => $"an entry{of} has no name.";

    public static string NotTruth(string subject, string found, string use) => $"{subject} is true or false, found '{Shorten(found)}'. Use {use}.";

    public static string NotTruth(string subject, string found) => $"{subject} is true or false, found '{Shorten(found)}'.";

    public static string BadNumber(string subject, string error) => $"{subject}: {error}{(error.EndsWith('?') ? "" : ".")}";

    public static string WrongDimension(string subject, Dimension expected, string unit)
    {
        IReadOnlyList<string> units = expected == Dimension.None ? [] : OptionWords.UnitsOf(expected);
        string use = units.Count == 0 ? "Write it without a unit." : $"Use {OptionWords.Alternatives(units)}.";
        return $"{subject} is {OptionWords.WithArticle(expected)}; '{unit}' does not convert to it. {use}";
    }

    public static string NotWhole(string subject, string found) => $"{subject} is a whole number, found '{found}'.";

    public static string OutOfRange(string subject, string minimum, string maximum, string found) =>
        $"{subject} is a whole number from {minimum} to {maximum}, found '{found}'.";

    public static string AboveMaximum(string subject, string value, string maximum) => $"{subject} is {value}, above its maximum {maximum}.";

    public static string BelowMinimum(string subject, string value, string minimum) => $"{subject} is {value}, below its minimum {minimum}.";

    public static string UnknownValue(string subject, string found, string? near, IReadOnlyList<string> words) =>
        $"{subject} cannot be '{Shorten(found)}'.{Suggest(near)} It is {OptionWords.Alternatives(words)}.";

    public static string BadFormula(string subject, string reason) => BadValue(subject, reason);

    public static string BadValue(string subject, string reason) => $"{subject}: {Sentence(reason)}";

    public static string BadText(string subject, string reason, string grammar) =>
        reason.Contains(grammar, StringComparison.Ordinal) ? BadValue(subject, reason) : $"{subject}: {Sentence(reason)} Expected {grammar}.";

    public static string BadColumnName(string subject, string name, bool role, string? near) =>
        $"{subject}: '{Shorten(name)}' cannot name a {(role ? "role" : "column")}; use a-z, 0-9 and '_', not starting with a digit.{Suggest(near)}";

    public static string LabelledNeedsOneKey(string subject, int count) =>
        $"{subject}: expected a value or one 'name: value', found a map with {count} keys.";

    public static string PluginNeedsOneKey(string subject, string kind, int count) =>
        $"{subject}: expected a {kind} as 'name' or 'name: options', found a map with {count} keys.";

    // ---- for the author of a plugin ----

    public static string NoConstructor(Type type) => $"option record {type.FullName} needs a public constructor without parameters.";

    public static string WrongDefaults(Type type, string reason) => $"option record {type.FullName} cannot be made with its defaults: {reason}";

    public static string UnsupportedType(string where, Type type) => $"{where}: a {type.Name} cannot be an option.";

    public static string EntriesNeedEntryList(string where) => $"{where}: [Entries] needs an EntryList.";

    public static string NoUnit(string where, string unit) => $"{where}: '{unit}' is not a unit.";

    public static string NoPluginKind(string where) => $"{where}: a plugin choice needs [PluginKind].";

    /// <summary>What the user wrote, short enough for a message.</summary>
    public static string Shorten(string text) => text.Length <= 60 ? text : text[..57] + "...";

    private static string Suggest(string? near) => near is null ? "" : $" Did you mean '{near}'?";

    private static string ListOf(IEnumerable<string> valid)
    {
        string[] names = [.. valid];
        return names.Length switch
        {
            0 => "It has no options.",
            1 => $"Its only option is {names[0]}.",
            _ => $"Its options are {string.Join(", ", names)}.",
        };
    }

    private static string Sentence(string text) => text.Length > 0 && text[^1] is '.' or '?' ? text : text + ".";
}
