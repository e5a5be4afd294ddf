using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Options;

namespace AlpToolkit.Tests.Host.Options;

/// <summary>Every shape an option can have.</summary>
public sealed record AllShapes
{
    public enum Frame
    {
        [Help("as the detector sees it")]
        Lab,
        CentreOfMass,
    }

    [Help("smallest polar angle"), Unit("rad")] public double ThetaMin { get; init; } = 0.1;

    [Help("opening angle, written in degrees"), Unit("deg"), Bounds(0, 180)] public double Opening { get; init; } = Math.PI / 2;

    [Help("mass floor"), Unit("GeV"), Bounds(1e-6, 10)] public double Floor { get; init; } = 0.1;

    [Help("luminosity"), Unit("pb^-1")] public double? Luminosity { get; init; }

    [Help("a scale factor")] public double Scale { get; init; } = 1;

    [Help("number of events"), Bounds(1, 1e12)] public long Events { get; init; } = 1000;

    [Help("number of bins")] public int Bins { get; init; } = 50;

    [Help("seed of the random numbers")] public ulong Seed { get; init; }

    [Help("whether to smear phi too")] public bool Phi { get; init; }

    [Help("title of the table")] public string Title { get; init; } = "";

    [Help("file to read")] public string? File { get; init; }

    [Help("frame of the angles")] public Frame In { get; init; } = Frame.Lab;

    [Help("missing energy"), Unit("GeV")] public ColumnIn EMiss { get; init; } = "e_miss";

    [Help("where the result goes")] public ColumnOut Out { get; init; } = "ratio";

    [Help("the electron")] public ObjectIn Electron { get; init; } = "electron";

    [Help("the photon to assign")] public ObjectOut Photon { get; init; } = "photon";

    [Help("condition")] public Expression? When { get; init; }

    [Help("bin edges"), Unit("GeV")] public IReadOnlyList<double> Edges { get; init; } = [];

    [Help("selections")] public IReadOnlyList<Labelled<Expression>> Cuts { get; init; } = [];

    [Help("named numbers")] public EntryList<Quantity> Parameters { get; init; } = new();

    [Help("binning")] public Binning? Binning { get; init; }

    [Help("the beams")] public Beams Beams { get; init; } = new();
}

/// <summary>A text option: <c>N bins</c>.</summary>
public sealed record Binning(int Count) : ITextOption<Binning>
{
    public static string Grammar => "'N bins'";

    public static Binning Parse(string text) => text.Split(' ') is [var count, "bins"] && int.TryParse(count, out int n)
        ? new Binning(n)
        : throw new FormatException($"'{text}' is no binning: expected {Grammar}");
}

public sealed record Beams
{
    [Help("energy in the centre of mass"), Unit("GeV")] public double SqrtS { get; init; } = 10.58;

    [Help("column of the beam energy")] public ColumnIn Energy { get; init; } = "beam_energy";
}

/// <summary>A list in place of the map.</summary>
public sealed record CutList
{
    [Help("conditions"), Shorthand] public required IReadOnlyList<Labelled<Expression>> Cuts { get; init; }

    [Help("show the N-1 table")] public bool NMinusOne { get; init; } = true;
}

/// <summary>Keys of the user's choice beside options.</summary>
public sealed record Histograms
{
    [Help("fill weighted"), Unit("GeV")] public double Width { get; init; } = 1;

    [Help("histograms by name"), Entries] public EntryList<Plot> Plots { get; init; } = new();
}

public sealed record Plot
{
    [Help("what is filled"), Shorthand] public required Expression X { get; init; }

    [Help("number of bins"), Bounds(1, 10000)] public int Bins { get; init; } = 10;
}

/// <summary>The top of a pipeline, reduced.</summary>
internal sealed record SmallPipeline
{
    [Help("title")] public required string Name { get; init; }

    [Help("samples by name")] public EntryList<SmallSample> Samples { get; init; } = new();

    [Help("stages in order"), PluginKind("stage")] public required IReadOnlyList<PluginChoice> Stages { get; init; }

    [Help("output"), PluginKind("writer")] public IReadOnlyList<PluginChoice> Write { get; init; } = [];
}

internal sealed record SmallSample
{
    [Help("where events come from"), PluginKind("source")] public required PluginChoice Source { get; init; }
}

/// <summary>A record that nests in itself.</summary>
public sealed record Nested
{
    [Help("depth")] public int Depth { get; init; }

    [Help("further down")] public Nested? Inner { get; init; }
}
