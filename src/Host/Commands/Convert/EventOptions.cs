using AlpToolkit.Io.Hepevt;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Io.Root.Events;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>How events are read and what they do not say of themselves.</summary>
internal sealed record EventOptions
{
    /// <summary>Tree of a ROOT file; null for the only one.</summary>
    public string? Tree { get; init; }

    /// <summary>How the tree holds its events.</summary>
    public RootLayout Layout { get; init; } = RootLayout.Auto;

    /// <summary>Cross section, pb; null for what the weights add up to.</summary>
    public double? CrossSection { get; init; }

    /// <summary>What the weights add up to; null for what the file says.</summary>
    public RootWeightConvention? Normalisation { get; init; }

    /// <summary>Centre-of-mass energy, GeV; null for that of the incoming particles.</summary>
    public double? SqrtS { get; init; }

    /// <summary>Unit of momenta and energies of HepMC events that do not state theirs, GeV; null when not known.</summary>
    public double? EnergyUnit { get; init; }

    /// <summary>How a ROOT file is read.</summary>
    public RootEventOptions ForRoot() => new() { Tree = Tree, Layout = Layout, CrossSection = CrossSection, Normalisation = Normalisation };

    /// <summary>How a HepMC file is read, with all its weights.</summary>
    public HepMcOptions ForHepMc() => new()
    {
        AllVariations = true,
        CrossSection = CrossSection,
        EnergyUnit = EnergyUnit,
        Normalisation = Normalisation switch
        {
            RootWeightConvention.Mean => HepMcWeightConvention.Mean,
            RootWeightConvention.Sum => HepMcWeightConvention.Sum,
            _ => HepMcWeightConvention.File,
        },
    };

    /// <summary>How HEPEVT text is read.</summary>
    public HepevtOptions ForHepevt() => new()
    {
        CrossSection = CrossSection,
        Normalisation = Normalisation switch
        {
            RootWeightConvention.Mean => HepevtWeightConvention.Mean,
            RootWeightConvention.Sum => HepevtWeightConvention.Sum,
            _ => HepevtWeightConvention.Relative,
        },
    };
}
