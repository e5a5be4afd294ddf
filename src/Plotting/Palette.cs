namespace AlpToolkit.Plotting;

/// <summary>
/// Colours that readers with any colour vision can tell apart: the eight of M. Okabe and K. Ito, Color Universal Design (2008), and
/// scales whose lightness changes in one direction.
/// </summary>
public static class Palette
{
    /// <summary>Black.</summary>
    public const string Black = "#000000";

    /// <summary>Blue.</summary>
    public const string Blue = "#0072b2";

    /// <summary>Vermillion, the red of the palette.</summary>
    public const string Red = "#d55e00";

    /// <summary>Bluish green.</summary>
    public const string Green = "#009e73";

    /// <summary>Orange.</summary>
    public const string Orange = "#e69f00";

    /// <summary>Reddish purple.</summary>
    public const string Purple = "#cc79a7";

    /// <summary>Sky blue.</summary>
    public const string Sky = "#56b4e9";

    /// <summary>Yellow.</summary>
    public const string Yellow = "#f0e442";

    /// <summary>Grey, for what is known already.</summary>
    public const string Grey = "#8c8c8c";

    /// <summary>Colours in the order in which curves take them.</summary>
    public static IReadOnlyList<string> Curves { get; } = [Blue, Red, Green, Orange, Purple, Sky, Black];

    /// <summary>Dark blue over green to yellow, after matplotlib's viridis.</summary>
    public static IReadOnlyList<string> Viridis { get; } = ["#440154", "#482878", "#3e4a89", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"];

    /// <summary>Light to dark blue.</summary>
    public static IReadOnlyList<string> Blues { get; } = ["#deebf7", "#9ecae1", "#4292c6", "#08519c", "#08306b"];

    /// <summary>Light to dark red.</summary>
    public static IReadOnlyList<string> Reds { get; } = ["#fee5d9", "#fcae91", "#fb6a4a", "#cb181d", "#67000d"];

    /// <summary>Colour of a scale at a position from 0 to 1.</summary>
    /// <param name="scale">Colours as <c>#rrggbb</c>.</param>
    /// <param name="position">Position; what lies outside is moved to the end.</param>
    public static string At(IReadOnlyList<string> scale, double position)
    {
        ArgumentNullException.ThrowIfNull(scale);
        double place = Math.Clamp(position, 0, 1) * (scale.Count - 1);
        int below = Math.Min((int)place, scale.Count - 2);
        double share = place - below;
        Span<int> mixed = stackalloc int[3];
        for (int i = 0; i < 3; i++)
        {
            mixed[i] = (int)Math.Round((1 - share) * Channel(scale[below], i) + share * Channel(scale[below + 1], i));
        }

        return $"#{mixed[0]:x2}{mixed[1]:x2}{mixed[2]:x2}";
    }

    private static int Channel(string colour, int i) => Convert.ToInt32(colour.Substring(1 + 2 * i, 2), 16);
}
