namespace AlpToolkit.Io.Root.Writing;

/// <summary>Colours, fonts and sizes that ROOT gives to new objects. Numbers of colours and fonts are ROOT's own.</summary>
internal static class PlotStyle
{
    private const int Solid = 1, Black = 1, White = 0;

    /// <summary>Lines of histograms are dark blue.</summary>
    public const int HistogramLine = 602;

    /// <summary>Lines of graphs and trees are black.</summary>
    public const int BlackLine = Black;

    /// <summary>A TAttLine.</summary>
    public static void WriteLine(RootBuffer buffer, int colour)
    {
        int start = buffer.Begin(2);
        buffer.UInt16(colour);
        buffer.UInt16(Solid);
        buffer.UInt16(1);
        buffer.End(start);
    }

    /// <summary>A TAttFill.</summary>
    public static void WriteFill(RootBuffer buffer)
    {
        const int solid = 1001;
        int start = buffer.Begin(2);
        buffer.UInt16(White);
        buffer.UInt16(solid);
        buffer.End(start);
    }

    /// <summary>A TAttMarker.</summary>
    public static void WriteMarker(RootBuffer buffer)
    {
        int start = buffer.Begin(2);
        buffer.UInt16(Black);
        buffer.UInt16(1);
        buffer.Single(1);
        buffer.End(start);
    }

    /// <summary>A TAttAxis.</summary>
    public static void WriteAxis(RootBuffer buffer)
    {
        const int version = 4, divisions = 510, helvetica = 42;
        const float labelOffset = 0.005f, textSize = 0.035f, tickLength = 0.03f, titleOffset = 1;
        int start = buffer.Begin(version);
        buffer.Int32(divisions);
        buffer.UInt16(Black);
        buffer.UInt16(Black);
        buffer.UInt16(helvetica);
        buffer.Single(labelOffset);
        buffer.Single(textSize);
        buffer.Single(tickLength);
        buffer.Single(titleOffset);
        buffer.Single(textSize);
        buffer.UInt16(Black);
        buffer.UInt16(helvetica);
        buffer.End(start);
    }
}
