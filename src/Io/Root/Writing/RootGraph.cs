namespace AlpToolkit.Io.Root.Writing;

/// <summary>Points: a TGraph; with errors a TGraphErrors; with errors that differ above and below a TGraphAsymmErrors.</summary>
public sealed record RootGraph : RootPlot
{
    /// <summary>x of the points.</summary>
    public required ReadOnlyMemory<double> X { get; init; }

    /// <summary>y of the points.</summary>
    public required ReadOnlyMemory<double> Y { get; init; }

    /// <summary>Errors of x, or those below where those above are given; empty for none.</summary>
    public ReadOnlyMemory<double> XErrors { get; init; }

    /// <summary>Errors of y, or those below where those above are given; empty for none.</summary>
    public ReadOnlyMemory<double> YErrors { get; init; }

    /// <summary>Errors of x above; empty where they are those below.</summary>
    public ReadOnlyMemory<double> XErrorsAbove { get; init; }

    /// <summary>Errors of y above; empty where they are those below.</summary>
    public ReadOnlyMemory<double> YErrorsAbove { get; init; }

    /// <inheritdoc/>
    internal override string ClassName => !XErrorsAbove.IsEmpty || !YErrorsAbove.IsEmpty ? "TGraphAsymmErrors" : !XErrors.IsEmpty || !YErrors.IsEmpty ? "TGraphErrors" : "TGraph";

    /// <inheritdoc/>
    internal override void Write(RootBuffer buffer, string name)
    {
        const int version = 3;
        CheckLength(Y, X.Length, "y");
        ReadOnlyMemory<double>[] errors = ClassName switch
        {
            "TGraph" => [],
            "TGraphErrors" => [Errors(XErrors), Errors(YErrors)],
            _ => [Errors(XErrors), Errors(XErrorsAbove.IsEmpty ? XErrors : XErrorsAbove), Errors(YErrors), Errors(YErrorsAbove.IsEmpty ? YErrors : YErrorsAbove)],
        };
        int start = errors.Length == 0 ? 0 : buffer.Begin(version);
        WriteGraph(buffer, name);
        foreach (ReadOnlyMemory<double> values in errors)
        {
            buffer.Counted(values.Span);
        }

        if (errors.Length > 0)
        {
            buffer.End(start);
        }
    }

    private void WriteGraph(RootBuffer buffer, string name)
    {
        const int version = 4;
        const double notSet = -1111;
        int start = buffer.Begin(version);
        buffer.Named(name, Title);
        PlotStyle.WriteLine(buffer, PlotStyle.BlackLine);
        PlotStyle.WriteFill(buffer);
        PlotStyle.WriteMarker(buffer);
        buffer.Int32(X.Length);
        buffer.Counted(X.Span);
        buffer.Counted(Y.Span);
        buffer.BeginPointer("TList", out int list);
        HistogramBase.WriteEmptyList(buffer);
        buffer.End(list);

        // The frame is for who draws it.
        buffer.Null();
        buffer.Double(notSet);
        buffer.Double(notSet);
        buffer.End(start);
    }

    private ReadOnlyMemory<double> Errors(ReadOnlyMemory<double> values)
    {
        ReadOnlyMemory<double> errors = values.IsEmpty ? new double[X.Length] : values;
        CheckLength(errors, X.Length, "an error");
        return errors;
    }
}
