namespace AlpToolkit.Io.HepMc;

/// <summary>What a listing of events says before the first: a file has one, or several when files were joined.</summary>
/// <param name="number">Its number in the file, from 1.</param>
/// <param name="line">Line on which it begins, from 1.</param>
/// <param name="isAsciiv3">True for HepMC3's Asciiv3, false for HepMC2's IO_GenEvent.</param>
internal sealed class HepMcListing(int number, long line, bool isAsciiv3)
{
    private HepMcWeightPlaces? _places;

    /// <summary>Its number in the file, from 1.</summary>
    public int Number => number;

    /// <summary>Line on which it begins, from 1.</summary>
    public long Line => line;

    /// <summary>True for HepMC3's Asciiv3, false for HepMC2's IO_GenEvent.</summary>
    public bool IsAsciiv3 => isAsciiv3;

    /// <summary>Text behind <c>HepMC::Version</c>; empty when there is none.</summary>
    public required string Version { get; init; }

    /// <summary>Lines T and A before the first event, where they are kept.</summary>
    public List<byte[]> RunLines { get; } = [];

    /// <summary>Names of the weights; empty when they have none, and in HepMC2, where every event has its own.</summary>
    public IReadOnlyList<string> WeightNames { get; set; } = [];

    /// <summary>Where the weights that were asked for are; any thread, once the first event was met.</summary>
    public HepMcWeightPlaces PlacesFor(HepMcVariations variations) => _places ??= variations.PlacesIn(WeightNames);
}
