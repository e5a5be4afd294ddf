using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Options with units.</summary>
internal static class Quantities
{
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
}
