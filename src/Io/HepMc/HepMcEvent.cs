namespace AlpToolkit.Io.HepMc;

/// <summary>What is known of an event while it is read, beside its particles; used again for the next.</summary>
internal sealed class HepMcEvent
{
    /// <summary>GeV in the event's unit of momentum; 0 while not known.</summary>
    public double EnergyUnit;

    /// <summary>Place behind what precedes the weights in the event's text; −1 when it has none.</summary>
    public int WeightsAt;

    /// <summary>How many weights are declared; −1 when they fill their line.</summary>
    public int WeightsDeclared;

    /// <summary>Where the names of weights begin and end in the event's text; −1 when it has none.</summary>
    public int NamesAt, NamesEnd;

    /// <summary>Cross section and its error as the event states them, pb; NaN when it does not.</summary>
    public double CrossSection, CrossSectionError;

    /// <summary>What is odd but readable.</summary>
    public bool HasUnknownLine, HasNoUnits, HasVertexOfNothing, HasOddCrossSection;

    /// <summary>Particles and vertices.</summary>
    public HepMcGraph Graph { get; } = new();

    /// <summary>Vertices by their codes.</summary>
    public BarcodeTable VertexCodes { get; } = new();

    /// <summary>Particles by their codes.</summary>
    public BarcodeTable ParticleCodes { get; } = new();

    /// <summary>Particles that vertices of HepMC3 list as incoming, from 1, and the vertices.</summary>
    public List<(int Particle, int Vertex)> Incoming { get; } = [];

    /// <summary>Forgets the event.</summary>
    public void Clear()
    {
        (EnergyUnit, WeightsAt, WeightsDeclared, NamesAt, NamesEnd) = (0, -1, -1, -1, -1);
        (CrossSection, CrossSectionError) = (double.NaN, double.NaN);
        (HasUnknownLine, HasNoUnits, HasVertexOfNothing, HasOddCrossSection) = (false, false, false, false);
        Graph.Clear();
        VertexCodes.Clear();
        ParticleCodes.Clear();
        Incoming.Clear();
    }
}
