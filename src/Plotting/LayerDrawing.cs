namespace AlpToolkit.Plotting;

/// <summary>Draws layers in the rectangle of a panel.</summary>
internal sealed class LayerDrawing(SvgText svg, Panel panel, double left, double top, double width, double height)
{
    private const double NoteSize = 12.5;

    public void Draw(Layer layer)
    {
        switch (layer)
        {
            case Curve curve:
                Draw(curve);
                break;
            case Band band:
                Draw(band);
                break;
            case Steps steps:
                Draw(steps);
                break;
            case Markers markers:
                Draw(markers);
                break;
            case HeatMap map:
                Draw(map);
                break;
            case Rule rule:
                Draw(rule);
                break;
            case Note note:
                svg.Text(X(note.X), Y(note.Y), note.Text, NoteSize, angle: note.Angle, colour: note.Colour);
                break;
            default:
                throw new ArgumentException($"a layer of kind {layer.GetType().Name} cannot be drawn", nameof(layer));
        }
    }

    /// <summary>The entry of a layer in the legend.</summary>
    public static void Sample(SvgText svg, Layer layer, double x, double y, double width)
    {
        switch (layer)
        {
            case Curve curve:
                svg.Line(x, y, x + width, y, curve.Colour, curve.Width, curve.Style);
                break;
            case Rule rule:
                svg.Line(x, y, x + width, y, rule.Colour, 1.5, rule.Style);
                break;
            case Band band:
                svg.Rectangle(x, y - 6, width, 12, band.Colour, opacity: band.Opacity);
                break;
            case Steps { Fill: > 0 } filled:
                svg.Rectangle(x, y - 6, width, 12, filled.Colour, filled.Colour, filled.Fill);
                break;
            case Steps steps:
                svg.Line(x, y, x + width, y, steps.Colour, 1.8, steps.Style);
                break;
            case HeatMap map:
                svg.Rectangle(x, y - 6, width, 12, Palette.At(map.Scale, 0.6), opacity: map.Opacity);
                break;
            default:
                svg.Circle(x + width / 2, y, 3, layer.Colour);
                break;
        }
    }

    private void Draw(Curve curve)
    {
        Check(curve.X.Count, curve.Y.Count, nameof(Curve));
        List<(double, double)> points = [];
        for (int i = 0; i < curve.X.Count; i++)
        {
            (double x, double y) = (X(curve.X[i]), Y(curve.Y[i]));
            if (double.IsFinite(x) && double.IsFinite(y))
            {
                points.Add((x, y));
                continue;
            }

            svg.Polyline(points, curve.Colour, curve.Width, curve.Style);
            points.Clear();
        }

        svg.Polyline(points, curve.Colour, curve.Width, curve.Style);
    }

    private void Draw(Band band)
    {
        Check(band.X.Count, band.Low.Count, nameof(Band));
        Check(band.X.Count, band.High.Count, nameof(Band));
        List<(double, double)> points = [];
        for (int i = 0; i < band.X.Count; i++)
        {
            points.Add((X(band.X[i]), Bounded(band.High[i])));
        }

        for (int i = band.X.Count - 1; i >= 0; i--)
        {
            points.Add((X(band.X[i]), Bounded(band.Low[i])));
        }

        svg.Polygon([.. points.Where(p => double.IsFinite(p.Item1))], band.Colour, band.Opacity);
    }

    private void Draw(Steps steps)
    {
        Check(steps.Edges.Count, steps.Values.Count + 1, nameof(Steps));
        List<(double X, double Y)> points = [(X(steps.Edges[0]), top + height)];
        for (int i = 0; i < steps.Values.Count; i++)
        {
            double y = Bounded(steps.Values[i]);
            points.Add((X(steps.Edges[i]), y));
            points.Add((X(steps.Edges[i + 1]), y));
        }

        points.Add((points[^1].X, top + height));
        if (steps.Fill > 0)
        {
            svg.Polygon(points, steps.Colour, steps.Fill);
        }

        svg.Polyline(points, steps.Colour, 1.6, steps.Style);
    }

    private void Draw(Markers markers)
    {
        Check(markers.X.Count, markers.Y.Count, nameof(Markers));
        for (int i = 0; i < markers.X.Count; i++)
        {
            (double x, double y) = (X(markers.X[i]), Y(markers.Y[i]));
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                continue;
            }

            svg.Circle(x, y, 2.5, markers.Colour);
            (double down, double up) = (markers.ErrorsDown?[i] ?? 0, markers.ErrorsUp?[i] ?? 0);
            if (down != 0 || up != 0)
            {
                svg.Line(x, Bounded(markers.Y[i] - down), x, Bounded(markers.Y[i] + up), markers.Colour, 1.2);
            }
        }
    }

    private void Draw(HeatMap map)
    {
        foreach (HeatCell cell in map.Cells)
        {
            double place = map.Colours.Position(cell.Value);
            (double x1, double x2, double y1, double y2) = (BoundedX(cell.XLow), BoundedX(cell.XHigh), Bounded(cell.YHigh), Bounded(cell.YLow));
            if (double.IsFinite(place) && x2 > x1 && y2 > y1)
            {
                // A little larger than the bin, so that no hairlines show between neighbours; where colours are seen through each other, its size.
                double more = map.Opacity < 1 ? 0 : 0.3;
                svg.Rectangle(x1, y1, x2 - x1 + more, y2 - y1 + more, Palette.At(map.Scale, place), opacity: map.Opacity);
            }
        }
    }

    private void Draw(Rule rule)
    {
        if (rule.IsVertical)
        {
            svg.Line(X(rule.Value), top, X(rule.Value), top + height, rule.Colour, 1.5, rule.Style);
        }
        else
        {
            svg.Line(left, Y(rule.Value), left + width, Y(rule.Value), rule.Colour, 1.5, rule.Style);
        }
    }

    private double X(double value) => left + width * panel.X.Position(value);

    private double Y(double value) => top + height * (1 - panel.Y.Position(value));

    // What lies outside of the axis ends at its edge, also zero on a logarithmic one.
    private double Bounded(double value) => top + height * (1 - Clamp(panel.Y, value));

    private double BoundedX(double value) => left + width * Clamp(panel.X, value);

    private static double Clamp(PlotAxis axis, double value)
    {
        double place = value == double.PositiveInfinity ? 1 : axis.Position(value);
        return double.IsNaN(place) ? 0 : Math.Clamp(place, 0, 1);
    }

    private static void Check(int first, int second, string layer)
    {
        if (first != second)
        {
            throw new ArgumentException($"{layer}: {first} values beside {second}", nameof(first));
        }
    }
}
