using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.RootFiles;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Writing;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary><c>alp convert</c>.</summary>
internal static class ConvertCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication convert = CommandLine.Command(
            alp, "convert", "Write a file in another format: tables as ROOT or CSV, events as LHE, HepMC or ROOT. What the other format cannot hold is named.", "alp convert signal.lhe.gz signal.root");
        CommandArgument source = convert.Argument("SOURCE", "file to read: ROOT, CSV, LHE or HepMC, told by what is in it").IsRequired();
        CommandArgument target = convert.Argument("TARGET", "file to write: .root, .csv, .lhe, .hepmc3 (Asciiv3), .hepmc2 (IO_GenEvent) or .hepmc (the version of the source); text also with .gz").IsRequired();
        CommandOption name = convert.Option("--object <PATH>", "tree, RNTuple or histogram to read from a ROOT file (default: the only tree or RNTuple)", CommandOptionType.SingleValue);
        CommandOption branches = convert.Option("--branch <NAME>", "branch or field to convert; may be given several times (default: all)", CommandOptionType.MultipleValue);
        CommandOption rntuple = convert.Option("--rntuple", "write an RNTuple in place of a tree", CommandOptionType.NoValue);
        CommandOption compression = convert.Option("--compression <NAME>", $"how a ROOT file is compressed: {string.Join(", ", Enum.GetNames<RootCompressionKind>()).ToLowerInvariant()} (default: zlib)", CommandOptionType.SingleValue);
        CommandOption layout = convert.Option("--layout <NAME>", "how a tree holds its events, as in the source 'root' (default: auto)", CommandOptionType.SingleValue);
        CommandOption crossSection = convert.Option("--cross-section <PB>", "cross section of the events of a ROOT or HepMC file, with its unit", CommandOptionType.SingleValue);
        CommandOption normalisation = convert.Option("--normalisation <NAME>", "what the weights of a ROOT or HepMC file add up to, in pb: sum or mean (default: the cross section, or what the file says)", CommandOptionType.SingleValue);
        CommandOption sqrtS = convert.Option("--sqrt-s <GEV>", "centre-of-mass energy of events that do not have their beams among their particles, with its unit", CommandOptionType.SingleValue);
        ErrorPolicyOption onError = new(convert);
        CommandOption force = convert.Option("--force", "replace the target if it is there", CommandOptionType.NoValue);
        convert.OnExecute(() =>
        {
            InspectCommand.CheckExists(source.Value!);
            if (!RootInspect.IsRoot(source.Value!))
            {
                RootPaths.CheckRoot(source.Value!);
            }

            FileFormat from = FileFormats.OfContents(source.Value!), to = FileFormats.OfName(target.Value!);
            MergeCommand.CheckTarget(target.Value!, [source.Value!], force.HasValue());
            TableOptions table = new()
            {
                Columns = [.. branches.Values.Select(v => v!)],
                IsNTuple = rntuple.HasValue(),
                Compression = Named<RootCompressionKind>(compression, RootCompressionKind.Zlib),
            };
            EventOptions events = new()
            {
                Tree = name.Value(),
                Layout = Named(layout, Io.Root.Events.RootLayout.Auto),
                CrossSection = Quantities.Of(crossSection, "pb"),
                Normalisation = normalisation.HasValue() ? Named(normalisation, Io.Root.Events.RootWeightConvention.Sum) : null,
                SqrtS = Quantities.Of(sqrtS, "GeV"),
            };
            Refuse(from, to, name, branches, rntuple, compression, layout, [crossSection, normalisation], sqrtS);
            if (onError.HasValue && from is not (FileFormat.Lhe or FileFormat.HepMc))
            {
                throw new PluginException("--on-error is for conversions that read an event file of text");
            }

            long leftOut = 0;
            string summary = (from, to) switch
            {
                (FileFormat.Root, FileFormat.Csv) => RootToCsv(source.Value!, target.Value!, name.Value(), table, error, cancellation),
                (FileFormat.Root, FileFormat.Root) => RootToRoot(source.Value!, target.Value!, name.Value(), table, error, cancellation),
                (FileFormat.Csv, FileFormat.Root) => TableToRoot.Write(source.Value!, target.Value!, table, error, cancellation),
                (FileFormat.Root, FileFormat.Lhe) => EventsToLhe.Write(source.Value!, target.Value!, events, error, cancellation),
                (FileFormat.Root, FileFormat.HepMc) => EventsToHepMc.Write(source.Value!, target.Value!, events, error, cancellation),
                (FileFormat.HepMc, FileFormat.HepMc) => HepMcToHepMc.Write(source.Value!, target.Value!, onError.Of<EventErrorPolicy>(), error, cancellation, out leftOut),
                (FileFormat.Lhe, FileFormat.HepMc) => EventsToHepMc.Write(
                    source.Value!, () => new LheEventStream(source.Value!, new LheOptions { AllVariations = true, OnError = onError.Of<EventErrorPolicy>() }), target.Value!, "colours, lifetimes, spins, scales and the header of the LHE file are not in the HepMC file; of status codes it has 4 (incoming), 1 and 2", error, cancellation, out leftOut),
                (FileFormat.HepMc, FileFormat.Lhe) => EventsToLhe.Write(
                    source.Value!, () => new HepMcEventStream(source.Value!, events.ForHepMc() with { AllVariations = false, OnError = onError.Of<EventErrorPolicy>() }), target.Value!, events, "weights beside the nominal, positions, attributes and tools are not in the LHE file, which is made without", error, cancellation, out leftOut),
                (FileFormat.Lhe, FileFormat.Root) => EventsToRoot.Write(
                    source.Value!, () => new LheEventStream(source.Value!, new LheOptions { AllVariations = true, OnError = onError.Of<EventErrorPolicy>() }), target.Value!, table, "colours, lifetimes, spins, scales and the header of the LHE file", error, cancellation, out leftOut),
                (FileFormat.HepMc, FileFormat.Root) => EventsToRoot.Write(
                    source.Value!, () => new HepMcEventStream(source.Value!, events.ForHepMc() with { OnError = onError.Of<EventErrorPolicy>() }), target.Value!, table, "positions, other status codes than incoming, final and decayed, attributes and tools of the HepMC file", error, cancellation, out leftOut),
                (FileFormat.Lhe, FileFormat.Lhe) => LheToLhe.Write(source.Value!, target.Value!, onError.Of<EventErrorPolicy>(), error, cancellation, out leftOut),
                _ => throw new PluginException($"{source.Value} is {FileFormats.Name(from)}, and {FileFormats.Name(to)} is not made of it. ROOT becomes CSV, LHE, HepMC or ROOT; LHE and HepMC become one another, themselves or ROOT; CSV becomes ROOT."),
            };
            output.WriteLine($"{target.Value}: {summary}");
            return leftOut > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }

    private static string RootToCsv(string source, string target, string? name, TableOptions options, TextWriter error, CancellationToken cancellation)
    {
        using RootFile file = RootPaths.Open(source);
        RootKey key = RootPaths.FindTable(file, name);
        return EntryTable.TryOpen(file, key) is { } table ? TableToCsv.Write(table, target, options.Columns, error, cancellation) : TableToCsv.WriteObject(file, key, target);
    }

    private static string RootToRoot(string source, string target, string? name, TableOptions options, TextWriter error, CancellationToken cancellation)
    {
        using RootFile file = RootPaths.Open(source);
        RootKey key = RootPaths.FindTable(file, name);
        return EntryTable.TryOpen(file, key) is { } table
            ? TableToRoot.Write(table, key.Name, key.Title, target, options, error, cancellation)
            : throw new PluginException($"{source}: '{name}' is a {key.ClassName}; only trees and RNTuples become one another. alp root merge and slim copy other objects.");
    }

    private static T Named<T>(CommandOption option, T otherwise)
        where T : struct, Enum
    {
        if (!option.HasValue())
        {
            return otherwise;
        }

        string[] names = [.. Enum.GetNames<T>().Select(Options.OptionNames.SnakeCase)];
        int found = Array.IndexOf(names, option.Value());
        return found >= 0 ? Enum.GetValues<T>()[found] : throw new PluginException($"--{option.LongName} {option.Value()}: expected {string.Join(", ", names)}");
    }

    // An option that would do nothing is a mistake.
    private static void Refuse(FileFormat from, FileFormat to, CommandOption name, CommandOption branches, CommandOption rntuple, CommandOption compression, CommandOption layout, IReadOnlyList<CommandOption> weights, CommandOption sqrtS)
    {
        bool toText = to is FileFormat.Lhe or FileFormat.HepMc, toRoot = to == FileFormat.Root, fromRoot = from == FileFormat.Root, fromText = from is FileFormat.Lhe or FileFormat.HepMc;
        foreach ((CommandOption option, bool isUsed, string purpose) in ((CommandOption, bool, string)[])
        [
            (name, fromRoot, "read from a ROOT file"), (branches, fromRoot && !toText, "make a table of a ROOT file"), (rntuple, toRoot && !fromText, "make a ROOT file of a table"), (compression, toRoot, "write a ROOT file"),
            (layout, fromRoot && toText, "make events of a ROOT file"), (sqrtS, (fromRoot || from == FileFormat.HepMc) && to == FileFormat.Lhe, "make LHE events of a ROOT or HepMC file"),
            .. weights.Select(w => (w, (fromRoot && toText) || (from == FileFormat.HepMc && to != FileFormat.HepMc), "make events of a ROOT file, or a ROOT or LHE file of HepMC events")),
        ])
        {
            if (option.HasValue() && !isUsed)
            {
                throw new PluginException($"--{option.LongName} is for conversions that {purpose}");
            }
        }
    }
}
