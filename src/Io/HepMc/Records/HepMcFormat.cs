namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Text formats of HepMC.</summary>
public enum HepMcFormat
{
    /// <summary>HepMC3's Asciiv3 (Comput. Phys. Commun. 260 (2021) 107310).</summary>
    Asciiv3,

    /// <summary>HepMC2's IO_GenEvent (Comput. Phys. Commun. 134 (2001) 41 and the manual of 2.06).</summary>
    IoGenEvent,
}

/// <summary>Units of momentum, energy and mass.</summary>
public enum HepMcMomentumUnit
{
    /// <summary>GeV.</summary>
    GeV,

    /// <summary>MeV.</summary>
    MeV,
}

/// <summary>Units of length and time times the speed of light.</summary>
public enum HepMcLengthUnit
{
    /// <summary>Millimetres.</summary>
    Mm,

    /// <summary>Centimetres.</summary>
    Cm,
}
