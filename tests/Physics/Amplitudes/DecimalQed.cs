namespace AlpToolkit.Tests.Physics.Amplitudes;

/// <summary>
/// |M|² of QED with 28 digits, from Feynman diagrams written out one by one: Dirac basis, spin states at rest, linear polarisations,
/// all orderings of photons on a line. Shares nothing with the recursion that it checks. Momenta in MeV, which suits decimals.
/// </summary>
internal static class DecimalQed
{
    /// <summary>e+e- → e+e- + photons, without couplings: average over initial and sum over final spins, no 1/n!; MeV to the power −2n.</summary>
    public static decimal Bhabha(decimal mass, DecimalVector positronIn, DecimalVector electronIn, DecimalVector positronOut, DecimalVector electronOut, DecimalVector[] photons)
    {
        int all = (1 << photons.Length) - 1;
        decimal sum = 0;
        for (int polarisations = 0; polarisations <= all; polarisations++)
        {
            DecimalVector[] vectors = [.. photons.Select((k, i) => k.Polarisation(polarisations >> i & 1))];
            DecimalLine Line(DecimalVector row, bool rowParticle, DecimalVector column, bool columnParticle) =>
                new(mass, row, rowParticle, column, columnParticle, photons, vectors);
            DecimalLine electron = Line(electronOut, true, electronIn, true), positron = Line(positronIn, false, positronOut, false);
            DecimalLine annihilated = Line(positronIn, false, electronIn, true), created = Line(electronOut, true, positronOut, false);
            for (int spins = 0; spins < 16; spins++)
            {
                (int e, int p, int eOut, int pOut) = (spins & 1, spins >> 1 & 1, spins >> 2 & 1, spins >> 3);
                DecimalComplex amplitude = default;
                for (int mask = 0; mask <= all; mask++)
                {
                    amplitude += 1 / electron.VirtualMassSquared(mask) * DecimalLine.Contract(electron.Current(mask, eOut, e), positron.Current(all ^ mask, p, pOut));
                    amplitude -= 1 / created.VirtualMassSquared(mask) * DecimalLine.Contract(created.Current(mask, eOut, pOut), annihilated.Current(all ^ mask, p, e));
                }

                sum += amplitude.MagnitudeSquared;
            }
        }

        return sum / 4;
    }

    /// <summary>e+e- → photons, likewise; MeV to the power 4 − 2n.</summary>
    public static decimal Photons(decimal mass, DecimalVector positronIn, DecimalVector electronIn, DecimalVector[] photons)
    {
        decimal sum = 0;
        for (int polarisations = 0; polarisations < 1 << photons.Length; polarisations++)
        {
            DecimalVector[] vectors = [.. photons.Select((k, i) => k.Polarisation(polarisations >> i & 1))];
            DecimalLine line = new(mass, positronIn, false, electronIn, true, photons, vectors);
            for (int spins = 0; spins < 4; spins++)
            {
                sum += line.Amplitude(spins >> 1, spins & 1).MagnitudeSquared;
            }
        }

        return sum / 4;
    }
}

/// <summary>A fermion line with its external spinors and photons; every ordering is a diagram.</summary>
internal sealed class DecimalLine(
    decimal mass, DecimalVector row, bool rowParticle, DecimalVector column, bool columnParticle, DecimalVector[] photons, DecimalVector[] polarisations)
{
    private readonly Dictionary<(int, int, int), DecimalComplex[]> _currents = [];
    private readonly DecimalVector _rowFlow = rowParticle ? row : -row, _columnFlow = columnParticle ? column : -column;

    /// <summary>(p_column − p_row − k)² of the virtual photon.</summary>
    public decimal VirtualMassSquared(int mask) => (_columnFlow - _rowFlow - Sum(mask)).Square;

    /// <summary>J^μ with the photons of a set attached in all orders, on both sides of γ^μ.</summary>
    public DecimalComplex[] Current(int mask, int rowSpin, int columnSpin)
    {
        if (!_currents.TryGetValue((mask, rowSpin, columnSpin), out DecimalComplex[]? current))
        {
            current = new DecimalComplex[4];
            foreach (int[] order in Orders(mask))
            {
                for (int split = 0; split <= order.Length; split++)
                {
                    DecimalComplex[] right = Chain(Spinor(column, columnParticle, columnSpin), _columnFlow, -1, order.AsSpan(0, split));
                    int[] onTheLeft = [.. order.Skip(split).Reverse()];
                    DecimalComplex[] left = Chain(Spinor(row, rowParticle, rowSpin), _rowFlow, 1, onTheLeft);
                    for (int mu = 0; mu < 4; mu++)
                    {
                        DecimalComplex term = BarProduct(left, Slash(DecimalVector.Unit(mu), right));
                        current[mu] += mu == 0 ? term : -1 * term;
                    }
                }
            }

            _currents.Add((mask, rowSpin, columnSpin), current);
        }

        return current;
    }

    /// <summary>All photons on the line and nothing else.</summary>
    public DecimalComplex Amplitude(int rowSpin, int columnSpin)
    {
        DecimalComplex sum = default;
        foreach (int[] order in Orders((1 << photons.Length) - 1))
        {
            DecimalComplex[] right = Chain(Spinor(column, columnParticle, columnSpin), _columnFlow, -1, order.AsSpan(..^1));
            sum += BarProduct(Spinor(row, rowParticle, rowSpin), Slash(polarisations[order[^1]], right));
        }

        return sum;
    }

    public static DecimalComplex Contract(DecimalComplex[] j, DecimalComplex[] k) => j[0] * k[0] - j[1] * k[1] - j[2] * k[2] - j[3] * k[3];

    /// <summary>Photons attached to a spinor, the first of them next to it. Vectors are real, so ψ̄ a̸ b̸ is the bar of b̸ a̸ ψ and rows need no code of their own.</summary>
    private DecimalComplex[] Chain(DecimalComplex[] spinor, DecimalVector flow, decimal side, ReadOnlySpan<int> order)
    {
        foreach (int photon in order)
        {
            flow += side * photons[photon];
            DecimalComplex[] emitted = Slash(polarisations[photon], spinor), moved = Slash(flow, emitted);
            decimal denominator = flow.Square - mass * mass;
            spinor = [.. moved.Zip(emitted, (a, b) => 1 / denominator * (a + mass * b))];
        }

        return spinor;
    }

    /// <summary>u = (p̸ + m)(ξ, 0)/√(E + m), v = (−p̸ + m)(0, ξ)/√(E + m).</summary>
    private DecimalComplex[] Spinor(DecimalVector p, bool particle, int spin)
    {
        DecimalComplex[] rest = new DecimalComplex[4];
        rest[particle ? spin : 2 + spin] = new DecimalComplex(1, 0);
        DecimalComplex[] moved = Slash(particle ? p : -p, rest);
        decimal norm = 1 / DecimalVector.Root(p.E + mass);
        return [.. moved.Zip(rest, (a, b) => norm * (a + mass * b))];
    }

    private DecimalVector Sum(int mask) =>
        Enumerable.Range(0, photons.Length).Where(i => (mask >> i & 1) != 0).Aggregate(default(DecimalVector), (sum, i) => sum + photons[i]);

    private static IEnumerable<int[]> Orders(int mask)
    {
        if (mask == 0)
        {
            yield return [];
        }

        for (int i = 0; mask >> i != 0; i++)
        {
            if ((mask >> i & 1) != 0)
            {
                foreach (int[] rest in Orders(mask & ~(1 << i)))
                {
                    yield return [i, .. rest];
                }
            }
        }
    }

    /// <summary>a̸ ψ = (a⁰ φ − a·σ χ, a·σ φ − a⁰ χ) in the Dirac basis.</summary>
    private static DecimalComplex[] Slash(DecimalVector a, DecimalComplex[] s) =>
    [
        a.E * s[0] - Sigma(a, s[2], s[3]).Up, a.E * s[1] - Sigma(a, s[2], s[3]).Down,
        Sigma(a, s[0], s[1]).Up - a.E * s[2], Sigma(a, s[0], s[1]).Down - a.E * s[3],
    ];

    private static (DecimalComplex Up, DecimalComplex Down) Sigma(DecimalVector a, DecimalComplex up, DecimalComplex down)
    {
        DecimalComplex transverse = new(a.X, a.Y);
        return (a.Z * up + transverse.Conjugate * down, transverse * up - a.Z * down);
    }

    private static DecimalComplex BarProduct(DecimalComplex[] a, DecimalComplex[] b) =>
        a[0].Conjugate * b[0] + a[1].Conjugate * b[1] - a[2].Conjugate * b[2] - a[3].Conjugate * b[3];
}

internal readonly record struct DecimalComplex(decimal Re, decimal Im)
{
    public DecimalComplex Conjugate => new(Re, -Im);

    public decimal MagnitudeSquared => Re * Re + Im * Im;

    public static DecimalComplex operator +(DecimalComplex a, DecimalComplex b) => new(a.Re + b.Re, a.Im + b.Im);

    public static DecimalComplex operator -(DecimalComplex a, DecimalComplex b) => new(a.Re - b.Re, a.Im - b.Im);

    public static DecimalComplex operator *(decimal a, DecimalComplex b) => new(a * b.Re, a * b.Im);

    public static DecimalComplex operator *(DecimalComplex a, DecimalComplex b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
}

internal readonly record struct DecimalVector(decimal E, decimal X, decimal Y, decimal Z)
{
    public decimal Square => E * E - X * X - Y * Y - Z * Z;

    public static DecimalVector Unit(int mu) => new(mu == 0 ? 1 : 0, mu == 1 ? 1 : 0, mu == 2 ? 1 : 0, mu == 3 ? 1 : 0);

    /// <summary>One of two real polarisation vectors of a massless momentum that is not along z.</summary>
    public DecimalVector Polarisation(int index)
    {
        decimal transverse = Root(X * X + Y * Y);
        return index == 0
            ? new DecimalVector(0, -Y / transverse, X / transverse, 0)
            : new DecimalVector(0, X * Z / (transverse * E), Y * Z / (transverse * E), -transverse / E);
    }

    /// <summary>√x by Newton's method from the double's root.</summary>
    public static decimal Root(decimal x)
    {
        decimal root = (decimal)Math.Sqrt((double)x);
        for (int i = 0; i < 2; i++)
        {
            root = (root + x / root) / 2;
        }

        return root;
    }

    public static DecimalVector operator +(DecimalVector a, DecimalVector b) => new(a.E + b.E, a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static DecimalVector operator -(DecimalVector a, DecimalVector b) => new(a.E - b.E, a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static DecimalVector operator -(DecimalVector a) => new(-a.E, -a.X, -a.Y, -a.Z);

    public static DecimalVector operator *(decimal a, DecimalVector b) => new(a * b.E, a * b.X, a * b.Y, a * b.Z);
}
