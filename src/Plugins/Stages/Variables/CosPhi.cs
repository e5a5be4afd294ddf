using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Plugins.Stages.Variables;

/// <summary>
/// cos φ of Eq. (19), the angle between the decay planes of the two τ. The direction of the τ is not observed, so that something must
/// stand for it: <c>azimuth</c>, the azimuth between e⁺ and e⁻ around the beam axis, which puts τ pairs on m_ee = m_ee^τ;
/// <c>maximal</c> (+1); <c>minimal</c> (−1); or a number in between.
/// </summary>
public sealed class CosPhi : ITextOption<CosPhi>
{
    private readonly double? _value;

    private CosPhi(double? value) => _value = value;

    /// <summary>The azimuth between e⁺ and e⁻.</summary>
    public static CosPhi Azimuth { get; } = new(null);

    /// <inheritdoc/>
    public static string Grammar => "azimuth, maximal, minimal, or a number from -1 to 1";

    /// <inheritdoc/>
    public static CosPhi Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        return trimmed switch
        {
            "azimuth" => Azimuth,
            "maximal" => new CosPhi(1),
            "minimal" => new CosPhi(-1),
            _ when double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= -1 and <= 1 => new CosPhi(value),
            _ => throw new FormatException($"'{trimmed}' is no cos phi: expected {Grammar}." + Suggestion(trimmed)),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => _value switch
    {
        null => "azimuth",
        1 => "maximal",
        -1 => "minimal",
        double value => value.ToString("R", CultureInfo.InvariantCulture),
    };

    internal double Of(in FourVector positron, in FourVector electron) => _value ?? ElectronPair.CosAzimuth(positron, electron);

    private static string Suggestion(string text) =>
        DidYouMean.Find(text, ["azimuth", "maximal", "minimal"]) is { } near ? $" Did you mean '{near}'?" : "";
}
