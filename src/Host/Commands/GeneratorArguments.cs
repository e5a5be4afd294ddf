using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Options;
using AlpToolkit.Plugins.Sources.Generator;
using McMaster.Extensions.CommandLineUtils;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Commands;

/// <summary>One option of the generator as the command line gives it.</summary>
/// <param name="Path">Its path: <c>m_a</c>, <c>cuts.theta_min</c>.</param>
/// <param name="Value">Its value, as YAML.</param>
/// <param name="Text">What was written, for messages: <c>--set m_a=1GeV</c>.</param>
internal sealed record GivenOption(string Path, string Value, string Text);

/// <summary>The process and its options, as every command that generates takes them: those of the source <c>generator</c>.</summary>
internal sealed class GeneratorArguments
{
    /// <summary>√s where none is given, GeV: that of Belle II in arXiv:2307.06369.</summary>
    public const double DefaultSqrtS = 10.58;

    private readonly CommandArgument _process;
    private readonly CommandOption _set;

    public GeneratorArguments(CommandLineApplication command)
    {
        _process = command.Argument("PROCESS", "process, see --list");
        _set = command.Option("--set <OPTION>", "option of the generator: m_a=1GeV, theta_min=22deg, sqrt_s=10.58GeV (the default); may be given several times. 'alp stages describe generator' lists them", CommandOptionType.MultipleValue);
    }

    /// <summary>The options given by <c>--set</c>.</summary>
    /// <exception cref="PluginException">One is no <c>option=value</c>, or there is no such option.</exception>
    public IReadOnlyList<GivenOption> Given => [.. _set.Values.Select(v => Parse(v!))];

    /// <summary>Prints the processes.</summary>
    public static void WriteProcesses(TextWriter output)
    {
        int width = ProcessName.All.Max(p => p.Name.Length);
        foreach ((string name, string summary) in ProcessName.All)
        {
            output.WriteLine($"{name.PadRight(width)}  {summary}");
        }
    }

    /// <summary>The path of an option that may be named without the map it is in: <c>theta_min</c> is <c>cuts.theta_min</c>.</summary>
    /// <exception cref="PluginException">There is no such option.</exception>
    public static string PathOf(string name, string text) => OptionsByPath.TryGetValue(name, out string? path)
        ? path
        : throw new PluginException($"{text}: the generator has no option '{name}'. {(DidYouMean.Find(name, OptionsByPath.Keys) is { } near ? $"Did you mean '{near}'?" : "See alp stages describe generator.")}");

    /// <summary>The option at a path.</summary>
    public static OptionInfo OptionAt(string path) => path.Split('.') is [var map, var name]
        ? CutOptions.Options.Single(o => o.Name == name && map == "cuts")
        : Model.Options.Single(o => o.Name == path);

    /// <summary>Makes the source.</summary>
    /// <param name="given">Options, each once.</param>
    /// <param name="error">Takes what is wrong with them, a line each.</param>
    /// <returns>Null when something was wrong.</returns>
    /// <exception cref="PluginException">No process is named, or there is no such process, or an option is given twice.</exception>
    public GeneratorSource? Bind(IReadOnlyList<GivenOption> given, TextWriter error)
    {
        if (given.GroupBy(g => g.Path).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new PluginException($"'{twice.Key}' is given twice: {string.Join(" and ", twice.Select(g => g.Text))}. Remove one of them.");
        }

        bool isYaml = true;
        foreach (GivenOption option in given)
        {
            DiagnosticBag own = new("command line");
            _ = YamlText.Load("command line", $"value: {option.Value}\n", own);
            isYaml &= !own.HasErrors;
            Print(own, _ => option, error);
        }

        if (!isYaml)
        {
            return null;
        }

        // One line an option, so that the line of an error tells which one it is about.
        List<string> lines = [$"process: {ProcessOf()}"];
        List<GivenOption?> origins = [null];
        foreach (GivenOption option in given.Where(g => !g.Path.Contains('.', StringComparison.Ordinal)))
        {
            lines.Add($"{option.Path}: {option.Value}");
            origins.Add(option);
        }

        GivenOption[] cuts = [.. given.Where(g => g.Path.Contains('.', StringComparison.Ordinal))];
        if (cuts.Length > 0)
        {
            lines.Add("cuts:");
            origins.Add(null);
            lines.AddRange(cuts.Select(c => $"  {c.Path.Split('.')[1]}: {c.Value}"));
            origins.AddRange(cuts);
        }

        DiagnosticBag diagnostics = new("command line");
        YamlNode? node = YamlText.Load("command line", string.Join('\n', lines) + "\n", diagnostics);
        object? options = node is null || diagnostics.HasErrors ? null : OptionBinder.Bind(typeof(GeneratorSource.Settings), node, "the generator", diagnostics);
        Print(diagnostics, line => origins[line - 1], error);
        if (options is null)
        {
            return null;
        }

        GeneratorSource source = new();
        ((Source)source).OptionsObject = options;
        return source;
    }

    private static void Print(DiagnosticBag diagnostics, Func<int, GivenOption?> optionOnLine, TextWriter error)
    {
        foreach (Diagnostic diagnostic in diagnostics.Diagnostics)
        {
            error.WriteLine($"alp: error: {(optionOnLine(diagnostic.Line) is { } option ? $"{option.Text}: " : "")}{diagnostic.Message}");
        }
    }

    private static OptionModel Model => OptionModel.Of(typeof(GeneratorSource.Settings));

    private static OptionModel CutOptions => OptionModel.Of(typeof(GeneratorSource.CutSettings));

    private static Dictionary<string, string> OptionsByPath { get; } = Model.Options
        .Where(o => o.Shape is not RecordShape && o.Name != "process")
        .Select(o => (o.Name, Path: o.Name))
        .Concat(CutOptions.Options.SelectMany(o => ((string Name, string Path)[])[(o.Name, $"cuts.{o.Name}"), ($"cuts.{o.Name}", $"cuts.{o.Name}")]))
        .ToDictionary(o => o.Name, o => o.Path);

    private static GivenOption Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || text.AsSpan().ContainsAny('\n', '\r'))
        {
            throw new PluginException($"--set {text}: expected option=value, as in --set m_a=1GeV or --set theta_min=22deg");
        }

        return new GivenOption(PathOf(text[..equals].Trim(), $"--set {text}"), text[(equals + 1)..].Trim(), $"--set {text}");
    }

    private string ProcessOf()
    {
        if (_process.Value is not { } name)
        {
            throw new PluginException($"a process is needed: {ProcessName.Grammar}");
        }

        try
        {
            return ProcessName.Parse(name).ToString();
        }
        catch (FormatException e)
        {
            throw new PluginException($"{e.Message}{(e.Message.EndsWith('?') ? "" : $" There are {ProcessName.Grammar}.")}");
        }
    }
}
