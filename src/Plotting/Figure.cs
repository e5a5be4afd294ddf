namespace AlpToolkit.Plotting;

/// <summary>A drawing: panels side by side.</summary>
public sealed record Figure
{
    /// <summary>What the drawing shows, for readers who cannot see it (the SVG's title); not drawn.</summary>
    public required string Title { get; init; }

    /// <summary>Where its numbers come from: program, version, samples; the SVG's description.</summary>
    public string Provenance { get; init; } = "";

    /// <summary>Panels, row by row.</summary>
    public required IReadOnlyList<Panel> Panels { get; init; }

    /// <summary>Panels in a row.</summary>
    public int Columns { get; init; } = 2;

    /// <summary>The drawing as an SVG 1.1 document; the same bytes for the same figure.</summary>
    /// <exception cref="ArgumentException">A panel has an axis without extent.</exception>
    public string ToSvg() => FigureDrawing.Draw(this);
}

/// <summary>A pair of axes and what is drawn between them.</summary>
public sealed record Panel
{
    /// <summary>Horizontal axis.</summary>
    public required PlotAxis X { get; init; }

    /// <summary>Vertical axis.</summary>
    public required PlotAxis Y { get; init; }

    /// <summary>What is drawn, from back to front.</summary>
    public required IReadOnlyList<Layer> Layers { get; init; }

    /// <summary>Line above the panel; empty for none. <see cref="MathText"/> markup.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where the legend stands.</summary>
    public Corner Legend { get; init; } = Corner.TopRight;
}

/// <summary>A corner of a panel.</summary>
public enum Corner
{
    /// <summary>Top right.</summary>
    TopRight,

    /// <summary>Top left.</summary>
    TopLeft,

    /// <summary>Bottom right.</summary>
    BottomRight,

    /// <summary>Bottom left.</summary>
    BottomLeft,

    /// <summary>To the right of the panel.</summary>
    Outside,
}
