namespace AlpToolkit.Host.Diagnostics;

/// <summary>Stable identifiers of what can be wrong in a YAML file. A number once given keeps its meaning.</summary>
internal static class DiagnosticIds
{
    /// <summary>The text is no YAML.</summary>
    public const string Syntax = "ALP100";

    /// <summary>The file cannot be read as text, or holds nothing.</summary>
    public const string Unreadable = "ALP101";

    /// <summary>A tab indents a line.</summary>
    public const string Tab = "ALP102";

    /// <summary>An option that the record does not have.</summary>
    public const string UnknownOption = "ALP103";

    /// <summary>A unit that measures something else than the option.</summary>
    public const string WrongDimension = "ALP104";

    /// <summary>A list where a map is expected, a text where a truth value is, and the like.</summary>
    public const string WrongType = "ALP105";

    /// <summary>A number outside the bounds of its option.</summary>
    public const string OutOfBounds = "ALP106";

    /// <summary>A mandatory option is not there, or has no value.</summary>
    public const string Missing = "ALP107";

    /// <summary>A key that stands twice in one map.</summary>
    public const string DuplicateKey = "ALP108";

    /// <summary>A word that is none of the words an option takes.</summary>
    public const string UnknownValue = "ALP109";

    /// <summary>A column or role is read that no earlier stage writes.</summary>
    public const string UnknownColumn = "ALP110";

    /// <summary>A formula that cannot be read.</summary>
    public const string Formula = "ALP111";

    /// <summary>A text that does not follow the grammar of its option.</summary>
    public const string Grammar = "ALP112";

    /// <summary>A name that cannot be a column or role.</summary>
    public const string ColumnName = "ALP113";

    /// <summary>A number or unit that cannot be read.</summary>
    public const string Number = "ALP114";

    /// <summary>A part of YAML that pipelines do not use: several documents, tags, keys that are no names, cyclic aliases.</summary>
    public const string Unsupported = "ALP115";

    /// <summary>An alias of an anchor that is not defined above it, or that contains itself.</summary>
    public const string Alias = "ALP116";

    /// <summary>A column or role that two stages write, or a column with the name of a parameter.</summary>
    public const string WrittenTwice = "ALP117";

    /// <summary>A result that two stages report.</summary>
    public const string ReportedTwice = "ALP118";

    /// <summary>A result that a stage needs and no earlier stage reports.</summary>
    public const string ResultMissing = "ALP119";

    /// <summary>A name that cannot become part of a file name.</summary>
    public const string Name = "ALP120";

    /// <summary>A stage, source or writer that does not exist.</summary>
    public const string UnknownPlugin = "ALP121";

    /// <summary>A plugin that cannot be used: it failed to load, or two own its name.</summary>
    public const string PluginFailed = "ALP122";

    /// <summary>Options that a plugin refuses, or a file that it cannot find.</summary>
    public const string Refused = "ALP123";
}
