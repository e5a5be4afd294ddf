using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.RootFiles;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Io.Hepevt;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Plugins.Sources;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary><c>alp convert</c>.</summary>
internal static class ConvertCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication convert = CommandLine.Command(
            alp, "convert", "Write a file in another format: tables as ROOT or CSV, events as LHE, HepMC or ROOT. What the other format cannot hold is named.", "alp convert signal.lhe.gz signal.root");
        CommandArgument source = convert.Argument("SOURCE", "file to read: ROOT, CSV, LHE, HepMC or HEPEVT text, told by what is in it").IsRequired();
        CommandArgument target = convert.Argument("TARGET", "file to write: .root, .csv, .lhe, .hepmc3 (Asciiv3), .hepmc2 (IO_GenEvent) or .hepmc (the version of the source); text also with .gz").IsRequired();
        CommandOption name = convert.Option("--object <PATH>", "tree, RNTuple or histogram to read from a ROOT file (default: the only tree or RNTuple)", CommandOptionType.SingleValue);
        CommandOption branches = convert.Option("--branch <NAME>", "branch or field to convert; may be given several times (default: all)", CommandOptionType.MultipleValue);
        CommandOption rntuple = convert.Option("--rntuple", "write an RNTuple in place of a tree", CommandOptionType.NoValue);
        CommandOption compression = convert.Option("--compression <NAME>", $"how a ROOT file is compressed: {string.Join(", ", Enum.GetNames<RootCompressionKind>()).ToLowerInvariant()} (default: zlib)", CommandOptionType.SingleValue);
        CommandOption layout = convert.Option("--layout <NAME>", "how a tree holds its events, as in the source 'root' (default: auto)", CommandOptionType.SingleValue);
        CommandOption crossSection = convert.Option("--cross-section <PB>", "cross section of the events of a ROOT, HepMC or HEPEVT file, with its unit", CommandOptionType.SingleValue);
        CommandOption normalisation = convert.Option("--normalisation <NAME>", "what the weights of a ROOT, HepMC or HEPEVT file add up to, in pb: sum or mean (default: the cross section, or what the file says)", CommandOptionType.SingleValue);
        CommandOption sqrtS = convert.Option("--sqrt-s <GEV>", "centre-of-mass energy of events that do not have their beams among their particles, with its unit", CommandOptionType.SingleValue);
        CommandOption energyUnit = Quantities.EnergyUnitOption(convert);
        ErrorPolicyOption onError = new(convert);
        CommandOption force = convert.Option("--force", "replace the target if it is there", CommandOptionType.NoValue);
        convert.OnExecute(() =>
        {
            if (source.Value == FilePatterns.StandardInput)
            {
                throw new PluginException("-: alp convert reads its file more than once; name a file");
            }

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
                EnergyUnit = Quantities.Of(energyUnit, "GeV"),
            };
            Refuse(from, to, name, branches, rntuple, compression, layout, [crossSection, normalisation], sqrtS, energyUnit);
            if (onError.HasValue && from is not (FileFormat.Lhe or FileFormat.HepMc or FileFormat.Hepevt))
            {
                throw new PluginException("--on-error is for conversions that read an event file of text");
            }

            // Where the cross section does not count, messages name it as other commands have it.
            bool countsWeights = from is not FileFormat.Lhe && (from, to) is not (FileFormat.HepMc, FileFormat.HepMc);
            OptionAdvice advice = new(countsWeights ? ["on_error", "energy_unit", "cross_section", "normalisation"] : ["on_error", "energy_unit"]);
            HepMcMomentumUnit? unit = (from, to) is (FileFormat.HepMc, FileFormat.HepMc) ? Quantities.UnitOf(energyUnit) : null;
            long leftOut = 0;
            string summary = advice.In(() => Write(new Conversion(source.Value!, from, target.Value!, to), table, events, onError.Of<EventErrorPolicy>(), unit, advice.For(error), cancellation, out leftOut));
            output.WriteLine($"{target.Value}: {summary}");
            return leftOut > 0 ? AlpCommand.LeftOut : AlpCommand.Success;
        });
    }

    private static string Write(Conversion files, TableOptions table, EventOptions events, EventErrorPolicy policy, HepMcMomentumUnit? unit, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        (string source, string target) = (files.Source, files.Target);
        leftOut = 0;
        return (files.From, files.To) switch
        {
            (FileFormat.Root, FileFormat.Csv) => RootToCsv(source, target, events.Tree, table, error, cancellation),
            (FileFormat.Root, FileFormat.Root) => RootToRoot(source, target, events.Tree, table, error, cancellation),
            (FileFormat.Csv, FileFormat.Root) => TableToRoot.Write(source, target, table, error, cancellation),
            (FileFormat.Root, FileFormat.Lhe) => EventsToLhe.Write(source, target, events, error, cancellation),
            (FileFormat.Root, FileFormat.HepMc) => EventsToHepMc.Write(source, target, events, error, cancellation),
            (FileFormat.Lhe, FileFormat.Lhe) => LheToLhe.Write(source, target, policy, error, cancellation, out leftOut),
            (FileFormat.Lhe, FileFormat.HepMc) => EventsToHepMc.Write(source, Lhe, target, "colours, lifetimes, spins, scales and the header of the LHE file are not in the HepMC file; of status codes it has 4 (incoming), 1 and 2", error, cancellation, out leftOut),
            (FileFormat.Lhe, FileFormat.Root) => EventsToRoot.Write(source, Lhe, target, table, "colours, lifetimes, spins, scales and the header of the LHE file", error, cancellation, out leftOut),
            (FileFormat.HepMc, FileFormat.HepMc) => HepMcToHepMc.Write(source, target, policy, unit, error, cancellation, out leftOut),
            (FileFormat.HepMc, FileFormat.Lhe) => EventsToLhe.Write(source, () => HepMc(all: false), target, events, "weights beside the nominal, positions, attributes and tools are not in the LHE file, which is made without", error, cancellation, out leftOut),
            (FileFormat.HepMc, FileFormat.Root) => EventsToRoot.Write(source, () => HepMc(all: true), target, table, "positions, other status codes than incoming, final and decayed, attributes and tools of the HepMC file", error, cancellation, out leftOut),
            (FileFormat.Hepevt, FileFormat.HepMc) => EventsToHepMc.Write(source, Hepevt, target, "places and times of the HEPEVT text are not in the HepMC file; of status codes it has 4 (incoming), 1 and 2", error, cancellation, out leftOut),
            (FileFormat.Hepevt, FileFormat.Lhe) => EventsToLhe.Write(source, Hepevt, target, events, "places and times are not in the LHE file, which is made without", error, cancellation, out leftOut),
            (FileFormat.Hepevt, FileFormat.Root) => EventsToRoot.Write(source, Hepevt, target, table, "places, times and other status codes than incoming, final and decayed of the HEPEVT text", error, cancellation, out leftOut),
            _ => throw new PluginException($"{source} is {FileFormats.Name(files.From)}, and {FileFormats.Name(files.To)} is not made of it. ROOT becomes CSV, LHE, HepMC or ROOT; LHE and HepMC become one another, themselves or ROOT; HEPEVT text becomes LHE, HepMC or ROOT; CSV becomes ROOT."),
        };

        LheEventStream Lhe() => new(source, new LheOptions { AllVariations = true, OnError = policy });
        HepMcEventStream HepMc(bool all) => new(source, events.ForHepMc() with { AllVariations = all, OnError = policy });
        HepevtEventStream Hepevt() => new(source, events.ForHepevt() with { OnError = policy });
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
    private static void Refuse(FileFormat from, FileFormat to, CommandOption name, CommandOption branches, CommandOption rntuple, CommandOption compression, CommandOption layout, IReadOnlyList<CommandOption> weights, CommandOption sqrtS, CommandOption energyUnit)
    {
        bool toText = to is FileFormat.Lhe or FileFormat.HepMc, toRoot = to == FileFormat.Root, fromRoot = from == FileFormat.Root, fromText = from is FileFormat.Lhe or FileFormat.HepMc or FileFormat.Hepevt;
        foreach ((CommandOption option, bool isUsed, string purpose) in ((CommandOption, bool, string)[])
        [
            (name, fromRoot, "read from a ROOT file"), (branches, fromRoot && !toText, "make a table of a ROOT file"), (rntuple, toRoot && !fromText, "make a ROOT file of a table"), (compression, toRoot, "write a ROOT file"),
            (layout, fromRoot && toText, "make events of a ROOT file"), (sqrtS, from is (FileFormat.Root or FileFormat.HepMc or FileFormat.Hepevt) && to == FileFormat.Lhe, "make LHE events of a ROOT, HepMC or HEPEVT file"), (energyUnit, from == FileFormat.HepMc, "read a HepMC file"),
            .. weights.Select(w => (w, (fromRoot && toText) || (from == FileFormat.HepMc && to != FileFormat.HepMc) || from == FileFormat.Hepevt, "make events of a ROOT or HEPEVT file, or a ROOT or LHE file of HepMC events")),
        ])
        {
            if (option.HasValue() && !isUsed)
            {
                throw new PluginException($"--{option.LongName} is for conversions that {purpose}");
            }
        }
    }

    private sealed record Conversion(string Source, FileFormat From, string Target, FileFormat To);
}
