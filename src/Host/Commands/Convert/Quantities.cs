using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.HepMc.Records;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Options with units.</summary>
internal static class Quantities
{
    private const double MeV = 1e-3;

    /// <summary>The positive value of an option in the internal unit; null when it is not given.</summary>
    /// <param name="option">The option.</param>
    /// <param name="unit">A unit of its dimension, which a bare number has.</param>
    /// <exception cref="PluginException">It is no positive number, or of another dimension.</exception>
    public static double? Of(CommandOption option, string unit)
    {
        if (!option.HasValue())
        {
            return null;
        }

        string text = option.Value() ?? "";
        _ = Quantity.TryParse($"1 {unit}", out Quantity one, out _);
        return !Quantity.TryParse(text, out Quantity quantity, out string? error) ? throw new PluginException($"--{option.LongName} {text}: {error}")
            : quantity.Dimension is { } dimension && dimension != one.Dimension ? throw new PluginException($"--{option.LongName} {text}: expected a number in units like {unit}")
            : quantity.Value > 0 && double.IsFinite(quantity.Value) ? quantity.Value
            : throw new PluginException($"--{option.LongName} {text}: expected a number above 0");
    }

    /// <summary>Adds <c>--energy-unit</c>, which is <c>energy_unit</c> of the source <c>hepmc</c>.</summary>
    public static CommandOption EnergyUnitOption(CommandLineApplication command) =>
        command.Option("--energy-unit <GEV>", "unit of momenta and energies of HepMC events that do not state theirs, as 1GeV or 1MeV", CommandOptionType.SingleValue);

    /// <summary>The unit that HepMC has for a value of <c>--energy-unit</c>; null when it is not given.</summary>
    /// <exception cref="PluginException">It is no unit of HepMC's.</exception>
    public static HepMcMomentumUnit? UnitOf(CommandOption option) => Of(option, "GeV") switch
    {
        null => null,
        1 => HepMcMomentumUnit.GeV,
        MeV => HepMcMomentumUnit.MeV,
        _ => throw new PluginException($"--{option.LongName} {option.Value()}: expected 1GeV or 1MeV, the units that HepMC has"),
    };
}
