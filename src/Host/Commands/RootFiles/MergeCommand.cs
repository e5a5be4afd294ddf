using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Copying;
using AlpToolkit.Plugins.Sources;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary><c>alp root merge</c>.</summary>
internal static class MergeCommand
{
    public static void AddTo(CommandLineApplication root, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication merge = CommandLine.Command(
            root, "merge", "Make one file of several, as hadd does: entries of trees and RNTuples one after the other, histograms added.", "alp root merge all.root 'part_*.root'");
        CommandArgument target = merge.Argument("TARGET", "file to write").IsRequired();
        CommandArgument sources = merge.Argument("SOURCE", "ROOT files, or patterns with *, in the order of their entries", multipleValues: true).IsRequired();
        CommandOption force = merge.Option("--force", "replace the target if it is there", CommandOptionType.NoValue);
        merge.OnExecute(() =>
        {
            IReadOnlyList<string> files = FilePatterns.Expand(Directory.GetCurrentDirectory(), [.. sources.Values.Select(v => v!)]);
            CheckTarget(target.Value!, files, force.HasValue());
            foreach (string note in RootMerge.Write(files, target.Value!, cancellation: cancellation))
            {
                error.WriteLine($"alp: warning: {note}");
            }

            output.WriteLine($"{target.Value}: {files.Count} file{(files.Count == 1 ? "" : "s")} merged");
            return AlpCommand.Success;
        });
    }

    /// <summary>Checks a file that is to be written.</summary>
    /// <exception cref="PluginException">It is a folder, one of the files that are read, or there already.</exception>
    public static void CheckTarget(string target, IEnumerable<string> sources, bool force)
    {
        string path = Path.GetFullPath(target);
        if (sources.Any(s => Path.GetFullPath(s) == path))
        {
            throw new PluginException($"{target} would be read and written at the same time. Name another file to write.");
        }

        CheckTarget(target, force);
    }

    /// <summary>Checks a file that is to be written.</summary>
    /// <exception cref="PluginException">It is a folder, its folder is not there, or it is there already.</exception>
    public static void CheckTarget(string target, bool force)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
        if (Directory.Exists(target))
        {
            throw new PluginException($"{target} is a folder; name a file in it");
        }

        if (!Directory.Exists(folder))
        {
            throw new PluginException($"{target}: there is no folder {folder}");
        }

        if (File.Exists(target) && !force)
        {
            throw new PluginException($"{target} is there already; --force replaces it");
        }
    }
}
