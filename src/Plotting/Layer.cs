namespace AlpToolkit.Plotting;

/// <summary>Something drawn in a panel.</summary>
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>Entry in the legend, <see cref="MathText"/> markup; empty for none.</summary>
    public string Legend { get; init; } = "";

    /// <summary>Colour.</summary>
    public string Colour { get; init; } = Palette.Black;
}

/// <summary>How a line is drawn.</summary>
public enum LineStyle
{
    /// <summary>Without gaps.</summary>
    Solid,

    /// <summary>Dashes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,

    /// <summary>Dash and dot in turn.</summary>
    DashDotted,
}

/// <summary>A line through points; it breaks at values that are not finite or have no place on the axis.</summary>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates, as many.</param>
public sealed record Curve(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Layer
{
    /// <summary>How it is drawn.</summary>
    public LineStyle Style { get; init; }

    /// <summary>Width, pixels.</summary>
    public double Width { get; init; } = 2;
}

/// <summary>The area between two lines, as for an uncertainty; an infinite bound reaches the edge of the panel.</summary>
/// <param name="X">Abscissae.</param>
/// <param name="Low">Lower ordinates.</param>
/// <param name="High">Upper ordinates.</param>
public sealed record Band(IReadOnlyList<double> X, IReadOnlyList<double> Low, IReadOnlyList<double> High) : Layer
{
    /// <summary>0 for invisible, 1 for opaque.</summary>
    public double Opacity { get; init; } = 0.3;
}

/// <summary>A histogram: one step a bin.</summary>
/// <param name="Edges">Edges of the bins, one more than there are values.</param>
/// <param name="Values">Contents.</param>
public sealed record Steps(IReadOnlyList<double> Edges, IReadOnlyList<double> Values) : Layer
{
    /// <summary>How the outline is drawn.</summary>
    public LineStyle Style { get; init; }

    /// <summary>Opacity of the area below the steps; 0 for the outline alone.</summary>
    public double Fill { get; init; }
}

/// <summary>Points with vertical errors.</summary>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates.</param>
public sealed record Markers(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Layer
{
    /// <summary>Sizes of the errors downwards; null for none.</summary>
    public IReadOnlyList<double>? ErrorsDown { get; init; }

    /// <summary>Sizes of the errors upwards; null for none.</summary>
    public IReadOnlyList<double>? ErrorsUp { get; init; }
}

/// <summary>A rectangle of a heat map.</summary>
/// <param name="XLow">Left edge.</param>
/// <param name="XHigh">Right edge.</param>
/// <param name="YLow">Lower edge.</param>
/// <param name="YHigh">Upper edge.</param>
/// <param name="Value">What the colour says.</param>
public readonly record struct HeatCell(double XLow, double XHigh, double YLow, double YHigh, double Value);

/// <summary>A distribution in a plane: colours for values, with a colour bar at the right.</summary>
/// <param name="Cells">Bins; those whose value has no place on the colour axis stay blank.</param>
/// <param name="Colours">Axis of the colour bar.</param>
public sealed record HeatMap(IReadOnlyList<HeatCell> Cells, PlotAxis Colours) : Layer
{
    /// <summary>Colours from the lowest value to the highest.</summary>
    public IReadOnlyList<string> Scale { get; init; } = Palette.Viridis;

    /// <summary>0 for invisible, 1 for opaque.</summary>
    public double Opacity { get; init; } = 1;
}

/// <summary>A straight line across the panel at one value.</summary>
/// <param name="Value">Where.</param>
/// <param name="IsVertical">True for a line at an abscissa, false for one at an ordinate.</param>
public sealed record Rule(double Value, bool IsVertical = true) : Layer
{
    /// <summary>How it is drawn.</summary>
    public LineStyle Style { get; init; } = LineStyle.Dashed;
}

/// <summary>A text in the panel.</summary>
/// <param name="X">Abscissa of its beginning.</param>
/// <param name="Y">Ordinate of its base line.</param>
/// <param name="Text"><see cref="MathText"/> markup.</param>
public sealed record Note(double X, double Y, string Text) : Layer
{
    /// <summary>Counter-clockwise rotation, degrees.</summary>
    public double Angle { get; init; }
}
