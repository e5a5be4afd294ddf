using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Figures;
using AlpToolkit.Host.Pipeline;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp dark-matter</c>: couplings with which resonant freeze-out leaves the dark matter observed.</summary>
internal static class DarkMatterCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output)
    {
        CommandLineApplication command = CommandLine.Command(alp, "dark-matter", "Couplings of resonant freeze-out, Eq. (4) of arXiv:2307.06369, with x_* and sigma_f.o. of arXiv:1204.3622.", "alp dark-matter --scan m_a=0.1:10:log9");
        CommandOption scan = command.Option("--scan <GRID>", "masses of the ALP in GeV (default: m_a=0.02:12:log12)", CommandOptionType.SingleValue);
        command.OnExecute(() =>
        {
            ScanValues grid;
            try
            {
                grid = ScanValues.Parse(scan.Value() ?? "m_a=0.02:12:log12");
            }
            catch (FormatException e)
            {
                throw new PluginException($"--scan {scan.Value()}: {e.Message}", e);
            }

            double[] masses = [.. grid.Values.Select(v => v.Value)];
            if (grid.Parameter != "m_a")
            {
                throw new PluginException($"--scan {scan.Value()}: '{grid.Parameter}' cannot be scanned here, 'm_a' can: m_a=0.1:10:log9, say");
            }

            if (masses.Any(m => m is not (>= 0.02 and <= 1e5)))
            {
                throw new PluginException($"--scan {scan.Value()}: expected masses of the ALP from 0.02 GeV, below which dark matter would freeze out during nucleosynthesis, as in m_a=0.1:10:log9");
            }

            TextTable.Write(output, SensitivityFigure.FreezeOutTable(masses));
            return AlpCommand.Success;
        });
    }
}
