using System.Globalization;
using AlpToolkit.Host.Provenance;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary>The commands of <c>alp</c> and their options.</summary>
internal static class CommandLine
{
    public static CommandLineApplication Build(TextWriter help, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication alp = new()
        {
            Name = "alp",
            Description = "Event-processing pipelines for searches for new light particles at e+e- colliders.",
            Out = help,
            Error = error,
        };
        alp.HelpOption("-h|--help", inherited: true);
        alp.VersionOption("--version", $"alp {ProgramVersion.Text}");
        alp.Option("-v|--verbose", "show where an error comes from", CommandOptionType.NoValue, inherited: true);
        alp.ExtendedHelpText = """

            Examples:
              alp run examples/lhe/pipeline.yaml
              alp inspect signal.lhe.gz
              alp root dump histograms.root hpx
              alp convert histograms.root hpx.csv --object hpx
              alp generate alp-electrons --events 10000 --set m_a=1GeV --set theta_min=22deg --out signal.lhe.gz
              alp reach examples/belle2/ee-invisible.yaml
              alp figure 2
              alp xsec alp-electrons --scan m_a=0.01:10:log20
              alp stages describe acceptance
            """;
        RunCommand.AddTo(alp, output, error, cancellation);
        RunCommand.AddReachTo(alp, output, error, cancellation);
        ValidateCommand.AddTo(alp, output, error);
        ExplainCommand.AddTo(alp, output, error);
        InspectCommand.AddTo(alp, output, error, cancellation);
        RootFiles.RootCommand.AddTo(alp, output, error, cancellation);
        Convert.ConvertCommand.AddTo(alp, output, error, cancellation);
        Events.EventsCommand.AddTo(alp, output, error, cancellation);
        GenerateCommand.AddTo(alp, output, error, cancellation);
        CrossSectionCommand.AddTo(alp, output, error, cancellation);
        FigureCommand.AddTo(alp, output, error, cancellation);
        DarkMatterCommand.AddTo(alp, output);
        StagesCommand.AddTo(alp, output);
        SchemaCommand.AddTo(alp, output);
        NewCommand.AddTo(alp, output);
        alp.OnExecute(() =>
        {
            alp.ShowHelp();
            return AlpCommand.UserError;
        });
        ShareWriters(alp);
        return alp;
    }

    // "root dump" for alp root dump.
    private static string PathOf(CommandLineApplication command) => command.Parent?.Parent is null ? command.Name! : $"{PathOf(command.Parent)} {command.Name}";

    // Commands of commands do not take their writers from above.
    private static void ShareWriters(CommandLineApplication command)
    {
        foreach (CommandLineApplication child in command.Commands)
        {
            (child.Out, child.Error) = (command.Out, command.Error);
            ShareWriters(child);
        }
    }

    /// <summary>Adds a command with its help and example.</summary>
    public static CommandLineApplication Command(CommandLineApplication parent, string name, string description, string example) =>
        parent.Command(name, c =>
        {
            c.Description = description;
            c.ExtendedHelpText = $"\nExample:\n  {example}\n";
            c.OnValidationError(result =>
            {
                c.Error.WriteLine($"alp: error: {result.ErrorMessage?.TrimEnd('.')}. See alp {PathOf(c)} --help.");
                return AlpCommand.UserError;
            });
        });

    /// <summary>The option that names folders with plugins.</summary>
    public static CommandOption PluginsOption(CommandLineApplication command) =>
        command.Option("--plugins <DIR>", "folder with plugins, besides those that the pipeline names; may be given several times", CommandOptionType.MultipleValue);

    /// <summary>The folders given by <see cref="PluginsOption"/>.</summary>
    /// <exception cref="Core.Plugins.PluginException">A folder does not exist.</exception>
    public static IReadOnlyList<string> PluginDirectories(CommandOption option)
    {
        foreach (string? folder in option.Values)
        {
            if (!Directory.Exists(folder))
            {
                throw new Core.Plugins.PluginException($"--plugins {folder}: there is no such folder");
            }
        }

        return [.. option.Values.Select(v => Path.GetFullPath(v!))];
    }

    /// <summary>The number given by an option, or one a core.</summary>
    /// <exception cref="Core.Plugins.PluginException">It is no number of threads.</exception>
    public static int Threads(CommandOption option)
    {
        if (!option.HasValue())
        {
            return Environment.ProcessorCount;
        }

        return int.TryParse(option.Value(), CultureInfo.InvariantCulture, out int threads) && threads is >= 1 and <= 1024
            ? threads
            : throw new Core.Plugins.PluginException($"--threads {option.Value()}: expected a number from 1 to 1024");
    }
}
