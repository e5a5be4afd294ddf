using System.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>What a listing says before its first event.</summary>
public sealed record HepMcRunRecord
{
    /// <summary>Format of the listing; null when it was not read from a file.</summary>
    public HepMcFormat? Source { get; init; }

    /// <summary>Text behind <c>HepMC::Version</c> of the file that was read; empty otherwise. A writer states its own.</summary>
    public string Version { get; init; } = "";

    /// <summary>Names of the weights, in their order; empty when they have none. HepMC2 names them in every event: these are those of the first.</summary>
    public IReadOnlyList<string> WeightNames { get; init; } = [];

    /// <summary>Programs that made the events. HepMC2 has none.</summary>
    public IReadOnlyList<HepMcTool> Tools { get; init; } = [];

    /// <summary>Attributes of the run. HepMC2 has none.</summary>
    public IReadOnlyList<HepMcRunAttribute> Attributes { get; init; } = [];

    internal static HepMcRunRecord Of(HepMcListing listing)
    {
        List<HepMcTool> tools = [];
        List<HepMcRunAttribute> attributes = [];
        foreach (ReadOnlySpan<byte> line in listing.RunLines)
        {
            ReadOnlySpan<byte> rest = line[2..];
            if (line[0] == (byte)'T')
            {
                tools.Add(HepMcTool.Of(rest));
            }
            else
            {
                int blank = rest.IndexOf((byte)' ');
                attributes.Add(new HepMcRunAttribute(Encoding.UTF8.GetString(blank < 0 ? rest : rest[..blank]), HepMcEscapes.Decode(blank < 0 ? [] : rest[(blank + 1)..])));
            }
        }

        return new HepMcRunRecord
        {
            Source = listing.IsAsciiv3 ? HepMcFormat.Asciiv3 : HepMcFormat.IoGenEvent,
            Version = listing.Version,
            WeightNames = listing.WeightNames,
            Tools = tools,
            Attributes = attributes,
        };
    }
}

/// <summary>A program that made events.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Description">What it did.</param>
public sealed record HepMcTool(string Name, string Version, string Description)
{
    // Three texts, separated as lines are.
    internal static HepMcTool Of(ReadOnlySpan<byte> line)
    {
        string[] parts = HepMcEscapes.Decode(line).Split('\n', 3);
        return new HepMcTool(parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
    }
}

/// <summary>An attribute of a run.</summary>
/// <param name="Name">Its name: no blanks.</param>
/// <param name="Text">Its value as text.</param>
public sealed record HepMcRunAttribute(string Name, string Text);
