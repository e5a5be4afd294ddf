using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Host.Options;
using AlpToolkit.Host.Running;
using AlpToolkit.Io.Csv;
using AlpToolkit.Physics.EquivalentPhotons;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Plugins.Sources.Generator;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp xsec PROCESS</c>: the cross section, at one point or along a scan of one option.</summary>
internal static class CrossSectionCommand
{
    private const string WithPhotons = "alp-electrons";

    // The band of Fig. 2 right of arXiv:2307.06369, in units of m_a.
    private static readonly double[] s_scales = [0.1, 1, 10];

    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication command = CommandLine.Command(alp, "xsec", "Integrate the cross section of a process, at one point or along a scan.", "alp xsec alp-electrons --scan m_a=0.01:10:log20 --set theta_min=22deg --out scan.csv");
        GeneratorArguments arguments = new(command);
        CommandOption scan = command.Option("--scan <GRID>", "scan an option: m_a=0.01:10:log20, theta_min=1deg:22deg:lin8, m_a=0.1,1,4", CommandOptionType.SingleValue);
        CommandOption precision = command.Option("-p|--precision <ERROR>", "relative error (default: 0.2%)", CommandOptionType.SingleValue);
        CommandOption outOption = command.Option("-o|--out <FILE>", "CSV file to write, in the layout of HepData", CommandOptionType.SingleValue);
        CommandOption photons = command.Option("--equivalent-photons", "beside alp-electrons, the equivalent-photon approximation without acceptance, at scales of 0.1, 1 and 10 m_a", CommandOptionType.NoValue);
        CommandOption threadsOption = command.Option("-t|--threads <N>", "threads (default: one a core); the result does not depend on it", CommandOptionType.SingleValue);
        CommandOption list = command.Option("-l|--list", "list the processes", CommandOptionType.NoValue);
        command.OnExecute(() =>
        {
            if (list.HasValue())
            {
                GeneratorArguments.WriteProcesses(output);
                return AlpCommand.Success;
            }

            int threads = CommandLine.Threads(threadsOption);
            string? file = FileOf(outOption);
            List<GivenOption> given = [.. arguments.Given];
            if (precision.HasValue())
            {
                given.Add(new GivenOption("precision", precision.Value() ?? "", $"--precision {precision.Value()}"));
            }

            // Everything is checked before the first point is integrated.
            ScanGrid? grid = scan.HasValue() ? ScanGrid.Parse(scan.Value() ?? "") : null;
            List<GeneratorStream> streams = [];
            foreach (string? value in (IEnumerable<string?>?)grid?.Values ?? [null])
            {
                GivenOption[] point = value is null ? [] : [new GivenOption(grid!.Path, value, $"--scan {grid.Text}")];
                if (arguments.Bind([.. given, .. point], error) is not { } source)
                {
                    return AlpCommand.UserError;
                }

                streams.Add(source.OpenStream(new SourceContext(Directory.GetCurrentDirectory(), () => Stream.Null) { SqrtS = GeneratorArguments.DefaultSqrtS, Threads = threads }));
            }

            bool withPhotons = photons.HasValue();
            if (withPhotons && streams[0].Options.Process.ToString() != WithPhotons)
            {
                throw new PluginException($"--equivalent-photons: the approximation is one of {WithPhotons}, not of {streams[0].Options.Process}");
            }

            Integrate(streams, error, cancellation);
            Write(streams, grid, output, withPhotons);
            if (file is not null)
            {
                WriteCsv(file, TableOf(streams, grid, withPhotons));
                output.WriteLine($"wrote {file}");
            }

            for (int i = 0; i < streams.Count; i++)
            {
                foreach (string warning in streams[i].Integral.Warnings)
                {
                    error.WriteLine($"alp: warning: {(grid is null ? "" : $"{grid.Path} = {grid.Values[i]}: ")}{warning}");
                }
            }

            return AlpCommand.Success;
        });
    }

    private static void Integrate(List<GeneratorStream> streams, TextWriter error, CancellationToken cancellation)
    {
        using RunProgress progress = RunProgress.On(error);
        for (int i = 0; i < streams.Count; i++)
        {
            GeneratorStream stream = streams[i];
            int number = i;
            progress.Begin(stream.Name, () => (number + stream.Progress) / streams.Count);
            stream.Integrate(cancellation);
        }
    }

    private static void Write(List<GeneratorStream> streams, ScanGrid? grid, TextWriter output, bool withPhotons)
    {
        output.WriteLine($"{streams[0].Options.Process}{(grid?.Path == "sqrt_s" ? "" : $" at sqrt_s = {Text(streams[0].Process.SqrtS, "G8")} GeV")}");
        string[] head = ["cross section [pb]", "error [pb]", "relative", "chi2/dof", "points", "unweighting efficiency"];
        if (grid is null)
        {
            IntegrationResult only = streams[0].Integral;
            List<string[]> rows = [["share of", .. head]];
            foreach (ChannelResult channel in only.Channels.Count > 1 ? only.Channels : [])
            {
                rows.Add([channel.Name, Text(channel.CrossSection, "G6"), Text(channel.Error, "G2"), Relative(channel.Error, channel.CrossSection), "", Text(channel.Points, "0"), Text(channel.UnweightingEfficiency, "P2")]);
            }

            rows.Add(["all", .. Cells(only)]);
            TextTable.Write(output, rows, leftAligned: 1);
            foreach (double scale in withPhotons ? s_scales : [])
            {
                output.WriteLine($"{ApproximationName(scale)}: {Text(Approximation(streams[0], scale), "G6")} pb");
            }

            return;
        }

        OptionInfo option = GeneratorArguments.OptionAt(grid.Path);
        List<string[]> scanned = [[$"{option.Name}{(UnitText(option) is { Length: > 0 } unit ? $" [{unit}]" : "")}", .. head, .. withPhotons ? s_scales.Select(scale => $"{ApproximationName(scale)} [pb]") : []]];
        scanned.AddRange(streams.Select(s => (string[])[ValueText(option, s), .. Cells(s.Integral), .. withPhotons ? s_scales.Select(scale => Text(Approximation(s, scale), "G6")) : []]));
        TextTable.Write(output, scanned, leftAligned: 0);
    }

    private static string[] Cells(IntegrationResult r) =>
    [
        Text(r.CrossSection, "G6"), Text(r.Error, "G2"), Relative(r.Error, r.CrossSection), Text(r.ChiSquaredPerDegreeOfFreedom, "F2"), Text(r.Points, "0"), Text(r.UnweightingEfficiency, "P2"),
    ];

    private static Table TableOf(List<GeneratorStream> streams, ScanGrid? grid, bool withPhotons)
    {
        GeneratorStream first = streams[0];
        OptionInfo option = GeneratorArguments.OptionAt(grid?.Path ?? "sqrt_s");
        IndependentValue[] values = [.. streams.Select(s => NumberOf(option, s) is { } number ? IndependentValue.Number(number) : IndependentValue.Label(ValueText(option, s)))];
        return new Table
        {
            Name = "cross_section",
            Description = $"Cross section of {first.Options.Process}, tree level.",
            Independent = [new IndependentVariable(option.Name, UnitText(option), values)],
            Dependent =
            [
                new DependentVariable("cross section", "pb", [.. streams.Select(s => DependentValue.WithError(s.Integral.CrossSection, s.Integral.Error, "stat"))]),
                .. (withPhotons ? s_scales : []).Select(scale => new DependentVariable(ApproximationName(scale), "pb", [.. streams.Select(s => DependentValue.Number(Approximation(s, scale)))])),
                new DependentVariable("chi2 per degree of freedom", "", [.. streams.Select(s => DependentValue.Number(s.Integral.ChiSquaredPerDegreeOfFreedom))]),
                new DependentVariable("unweighting efficiency", "", [.. streams.Select(s => DependentValue.Number(s.Integral.UnweightingEfficiency))]),
            ],
        };
    }

    private static void WriteCsv(string file, Table table)
    {
        string working = $"{file}.partial-{Environment.ProcessId}";
        using (FileStream stream = File.Create(working))
        {
            CsvTableWriter.Write(table, stream);
        }

        File.Move(working, file, overwrite: true);
    }

    private static string? FileOf(CommandOption option)
    {
        if (!option.HasValue())
        {
            return null;
        }

        string file = option.Value() ?? "";
        if (!file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new PluginException($"--out {file}: the table is written as CSV; name the file .csv");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return Directory.Exists(folder) ? file : throw new PluginException($"--out {file}: there is no folder {folder}");
    }

    private static object? BoundValue(OptionInfo option, GeneratorStream stream) =>
        option.Property.GetValue(option.Property.DeclaringType == typeof(GeneratorSource.CutSettings) ? stream.Options.Cuts : stream.Options);

    // In the unit of the option, as it is printed: 22 deg, not 0.3839724354387525.
    private static double? NumberOf(OptionInfo option, GeneratorStream stream) => BoundValue(option, stream) is { } value && double.TryParse(ValueText(option, value).Split(' ')[0], CultureInfo.InvariantCulture, out double number) ? number : null;

    private static string ValueText(OptionInfo option, GeneratorStream stream) => ValueText(option, BoundValue(option, stream)).Split(' ')[0];

    private static string ValueText(OptionInfo option, object? value) => OptionWords.Value(value, option.UnitOfOption) ?? "";

    private static string UnitText(OptionInfo option) => option.UnitOfOption is { } unit && unit.Dimension != Dimension.None ? unit.Symbol : "";

    private static double Approximation(GeneratorStream stream, double scale) =>
        EquivalentPhotonApproximation.CrossSection(stream.Process.SqrtS, stream.Model, scale * stream.Model.AlpMass);

    private static string ApproximationName(double scale) => $"equivalent photons, scale {Text(scale, "R")} m_a";

    private static string Relative(double error, double value) => value > 0 ? Text(error / value, "P2") : "-";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
