using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Host.Figures;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Host.Running;
using AlpToolkit.Plugins.Writers;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp figure N</c>: a figure of the paper, its numbers as CSV and for HepData, and its drawing.</summary>
internal static class FigureCommand
{
    private static readonly (string Summary, Func<FigureInputs, FigureOutput> Draw)[] s_figures =
    [
        ("expected limits on g_agammagamma against m_a, and the couplings of resonant freeze-out", SensitivityFigure.Draw),
        ("ratios of cross sections against the acceptance, and cross sections against m_a", CrossSectionFigure.Draw),
        ("signal and backgrounds in the planes of the selection", PlaneFigure.Draw),
        ("missing energy of a light signal against the acceptance", MissingEnergyFigure.Draw),
        ("QED2 in missing mass and energy; m_ee_tau - m_ee of signals and tau pairs with fits", SeparationFigure.Draw),
    ];

    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication command = CommandLine.Command(alp, "figure", "Make a figure of arXiv:2307.06369: drawing, CSV and HepData tables.", "alp figure 2 --out figures/2");
        command.ExtendedHelpText += $"\n{string.Join('\n', s_figures.Select((f, i) => $"  {i + 1}  {f.Summary}"))}\n";
        CommandArgument number = command.Argument("N", "number of the figure, 1 to 5").IsRequired(errorMessage: "which figure? alp figure 1 to alp figure 5");
        CommandOption outOption = command.Option("-o|--out <DIR>", "folder for the results (default: figures/ and the number)", CommandOptionType.SingleValue);
        CommandOption reach = command.Option("--reach <DIR>", "figures 1 and 5: run folder of alp reach examples/belle2/ee-invisible.yaml; figure 1 runs it when not given", CommandOptionType.SingleValue);
        CommandOption photon = command.Option("--photon-reach <DIR>", "figure 1: run folder of alp reach examples/belle2/gamma-invisible.yaml; run when not given", CommandOptionType.SingleValue);
        CommandOption overlays = command.Option("--overlay <FILE>", "figure 1: a published curve, g in GeV^-1 against m_a in GeV, as a CSV file in HepData's layout; may be given several times", CommandOptionType.MultipleValue);
        CommandOption threadsOption = command.Option("-t|--threads <N>", "threads (default: one a core); results do not depend on it", CommandOptionType.SingleValue);
        command.OnExecute(() =>
        {
            if (!int.TryParse(number.Value, CultureInfo.InvariantCulture, out int n) || n < 1 || n > s_figures.Length)
            {
                throw new PluginException($"there is no figure '{number.Value}': the paper's are 1 to {s_figures.Length}");
            }

            string folder = outOption.Value() ?? Path.Combine("figures", n.ToString(CultureInfo.InvariantCulture));
            RunFolder.CheckReplaceable(Path.GetFullPath(folder), folder);
            FigureInputs inputs = new(error, CommandLine.Threads(threadsOption), cancellation)
            {
                Reach = reach.Value(),
                PhotonReach = photon.Value(),
                Overlays = [.. overlays.Values.Select(v => v!)],
            };
            FigureOutput figure = s_figures[n - 1].Draw(inputs);
            string program = $"AlpToolkit {ProgramVersion.Text}";
            RunTables tables = new($"Figure {n}", $"Figure {n} of arXiv:2307.06369: {s_figures[n - 1].Summary}.", figure.Tables, program);
            using RunFolder working = RunFolder.Create(folder);
            File.WriteAllText(Path.Combine(working.Working, $"figure{n}.svg"), (figure.Drawing with { Provenance = $"{program}; the paper is arXiv:2307.06369." }).ToSvg());
            new CsvWriter { OptionsObject = new CsvWriter.Settings() }.Write(tables, working.Working);
            foreach (string warning in new HepDataWriter { OptionsObject = new HepDataWriter.Settings() }.Write(tables, working.Working))
            {
                error.WriteLine($"alp: warning: {warning}");
            }

            RunRecord.WriteFigure(working.Working, $"figure {n} of arXiv:2307.06369", inputs.Files);
            cancellation.ThrowIfCancellationRequested();
            working.Complete();
            foreach (Table table in figure.Tables.Where(t => t.RowCount <= 100))
            {
                output.WriteLine(table.Name);
                TextTable.Write(output, table);
                output.WriteLine();
            }

            output.WriteLine($"figure{n}.svg and {figure.Tables.Count} tables in {folder}");
            return AlpCommand.Success;
        });
    }
}
