namespace AlpToolkit.Core.Numerics;

/// <summary>The physical dimension of a number, as exponents of energy, angle, area and length.</summary>
/// <param name="Energy">Exponent of energy (GeV).</param>
/// <param name="Angle">Exponent of angle (rad).</param>
/// <param name="Area">Exponent of cross section (pb); −1 for an integrated luminosity.</param>
/// <param name="Length">Exponent of length (mm).</param>
public readonly record struct Dimension(int Energy, int Angle = 0, int Area = 0, int Length = 0)
{
    /// <summary>A pure number.</summary>
    public static Dimension None => default;

    /// <summary>Name in the field's words: <c>energy</c>, <c>angle</c>, <c>cross section</c>, <c>luminosity</c>, <c>energy^2</c>, …</summary>
    public string Name => this switch
    {
        (0, 0, 0, 0) => "number",
        (0, 0, 1, 0) => "cross section",
        (0, 0, -1, 0) => "luminosity",
        _ => string.Join(' ', new[] { Factor("energy", Energy), Factor("angle", Angle), Factor("cross section", Area), Factor("length", Length) }.Where(f => f.Length > 0)),
    };

    /// <summary>The internal unit of this dimension, as it is printed: <c>GeV</c>, <c>rad</c>, <c>pb</c>, <c>GeV^2</c>; empty for a pure number.</summary>
    public string UnitText => string.Join(' ', new[] { Factor("GeV", Energy), Factor("rad", Angle), Factor("pb", Area), Factor("mm", Length) }.Where(f => f.Length > 0));

    /// <summary>Dimension of a product.</summary>
    public static Dimension operator *(Dimension left, Dimension right) =>
        new(left.Energy + right.Energy, left.Angle + right.Angle, left.Area + right.Area, left.Length + right.Length);

    /// <summary>Dimension of a quotient.</summary>
    public static Dimension operator /(Dimension left, Dimension right) =>
        new(left.Energy - right.Energy, left.Angle - right.Angle, left.Area - right.Area, left.Length - right.Length);

    /// <summary>Dimension of an integer power.</summary>
    public Dimension Power(int exponent) => new(Energy * exponent, Angle * exponent, Area * exponent, Length * exponent);

    private static string Factor(string name, int exponent) =>
        exponent switch { 0 => "", 1 => name, _ => $"{name}^{exponent}" };
}
