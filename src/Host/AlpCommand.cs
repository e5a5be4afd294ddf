using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands;
using AlpToolkit.Host.Discovery;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host;

/// <summary>The <c>alp</c> command.</summary>
public static class AlpCommand
{
    /// <summary>Exit code of a run that did what it should.</summary>
    public const int Success = 0;

    /// <summary>Exit code when the toolkit itself is wrong.</summary>
    public const int InternalError = 1;

    /// <summary>Exit code of <c>alp root diff</c> for files that differ, as diff counts it.</summary>
    public const int Different = 1;

    /// <summary>Exit code when the user, a file or a plugin of theirs is wrong.</summary>
    public const int UserError = 2;

    /// <summary>Exit code when all was done, but malformed or truncated input was left out as <c>on_error</c> says.</summary>
    public const int LeftOut = 3;

    /// <summary>Exit code after Ctrl-C, as shells count it.</summary>
    public const int Cancelled = 130;

    /// <summary>Runs the command line.</summary>
    /// <param name="args">Arguments without the program's name.</param>
    /// <param name="output">Takes what was asked for.</param>
    /// <param name="error">Takes progress, warnings and errors.</param>
    /// <returns>0 for success, 2 for a mistake of the user's, 1 for ours or for files that differ, 3 when damaged input was left out, 130 after Ctrl-C.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        bool verbose = args.Contains("--verbose") || args.Contains("-v");
        using CancellationTokenSource cancellation = new();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            // The first Ctrl-C ends the run in order; a second one ends the process.
            e.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            // The library prints a hint of its own beside every parsing error: its text is shown only when there was none.
            StringWriter help = new();
            int exitCode = CommandLine.Build(help, output, error, cancellation.Token).Execute(args);
            output.Write(help.ToString());
            return exitCode;
        }
        catch (CommandParsingException e)
        {
            string near = e is UnrecognizedCommandParsingException { NearestMatches: { } matches } && matches.FirstOrDefault() is { } match ? $" Did you mean '{match}'?" : "";
            return Fail(error, UserError, $"{e.Message.TrimEnd('.')}.{near} See alp {CommandPath(e.Command)}--help.", e, verbose);
        }
        catch (PluginException e)
        {
            return Fail(error, UserError, e.Message, e, verbose);
        }
        catch (PluginFailure e)
        {
            return Fail(error, e.IsBuiltIn ? InternalError : UserError, e.IsBuiltIn ? $"{e.Message} This is a mistake of ours; --verbose shows where." : e.Message, e, verbose);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            error.WriteLine("alp: cancelled; nothing was written");
            return Cancelled;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or IOException)
        {
            return Fail(error, UserError, e.Message, e, verbose);
        }
        catch (Exception e)
        {
            return Fail(error, InternalError, $"{e.GetType().Name}: {e.Message} This is a mistake of ours; --verbose shows where.", e, verbose);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    // "stages list " for alp stages list, "" for alp itself.
    private static string CommandPath(CommandLineApplication command) =>
        command.Parent is { } parent ? $"{CommandPath(parent)}{command.Name} " : "";

    private static int Fail(TextWriter error, int code, string message, Exception exception, bool verbose)
    {
        error.WriteLine($"alp: error: {message}");
        if (verbose)
        {
            error.WriteLine(exception);
        }

        return code;
    }
}
