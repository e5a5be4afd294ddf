using AlpToolkit.Core.Results;

namespace AlpToolkit.Tests.Io.Csv;

/// <summary>Tables of any shape that CSV can hold without loss, made from a seed.</summary>
internal static class RandomTables
{
    private static readonly string[] Words =
        ["mass", "p_miss", "N", "a,b", "say \"yes\"", "E*_γ", "it's", "x [y]", "no", "1e5", "a: b", "# c", "{d}", "- e", "cos θ", "10", "-0.5e3"];

    private static readonly double[] Special =
        [0.0, -0.0, 1e-5, 1e22, 1e21, 1e16, 123456789012345680, 5, 0.1, double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, 2.2250738585072009e-308, double.MaxValue, double.MinValue, 1.0 / 3];

    /// <summary>A finite double: any bits, or one that formats tend to get wrong.</summary>
    public static double Number(Random random)
    {
        if (random.Next(3) == 0)
        {
            return Special[random.Next(Special.Length)];
        }

        double value;
        do
        {
            value = random.Next(2) == 0 ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) : Math.Round(random.NextDouble() * 1000, 3);
        }
        while (!double.IsFinite(value));
        return value;
    }

    public static Table Make(int seed)
    {
        Random random = new(seed);
        int rows = random.Next(0, 6);
        return new Table
        {
            Name = $"sample/{Word()}",
            Description = $"{Word()} and {Word()}.",
            Keywords = [new Keyword("reactions", ["E+ E- --> E+ E- AX", "E+ E- --> TAU+ TAU-"]), new Keyword("cmenergies", ["10.58"])],
            Independent = [.. Enumerable.Range(0, random.Next(0, 3)).Select(i => Independent($"x{i} {Word()}"))],
            Dependent = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => Dependent($"y{i} {Word()}"))],
        };

        string Word() => Words[random.Next(Words.Length)];

        string Units() => random.Next(2) == 0 ? "" : "GEV**2";

        IndependentVariable Independent(string name)
        {
            int kind = random.Next(3);
            return new IndependentVariable(name, Units(), [.. Enumerable.Range(0, rows).Select(_ => kind switch
            {
                0 => IndependentValue.Number(Number(random)),
                1 => Bin(),
                _ => IndependentValue.Label(Word()),
            })]);
        }

        IndependentValue Bin()
        {
            double low = Math.Round(random.NextDouble(), 4), high = low + 0.5 + random.NextDouble();
            return random.Next(4) switch
            {
                0 => IndependentValue.Bin(double.NegativeInfinity, high),
                1 => IndependentValue.Bin(low, double.PositiveInfinity),
                2 => IndependentValue.Bin(low, high) with { Value = low + 0.1 },
                _ => IndependentValue.Bin(low, high),
            };
        }

        DependentVariable Dependent(string name)
        {
            int errors = random.Next(0, 3);
            return new DependentVariable(name, Units(), [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) switch
            {
                0 => DependentValue.Missing,
                1 => DependentValue.Label(Word()),
                _ => Value(errors),
            })])
            {
                Qualifiers = [new Qualifier("RE", "E+ E- --> E+ E- AX"), new Qualifier("SQRT(S)", "10.58", "GEV"), new Qualifier(Word(), Word())],
            };
        }

        DependentValue Value(int errors) => new()
        {
            Value = Number(random),
            Uncertainties = errors == 0
                ? null
                : [.. Enumerable.Range(0, errors).Select(i => new Uncertainty(i == 0 ? null : $"sys,{i}", Number(random), Number(random)))],
        };
    }

    /// <summary>All that a table says, numbers by their bits.</summary>
    public static string Content(Table table) => string.Join('\n',
    [
        table.Name,
        table.Description,
        .. table.Keywords.Select(k => $"{k.Name}={string.Join('|', k.Values)}"),
        .. table.Independent.Select(v => $"{v.Name}/{v.Units}: {string.Join(' ', v.Values.Select(x => $"{Bits(x.Low)},{Bits(x.High)},{Bits(x.Value)},{x.Text}"))}"),
        .. table.Dependent.Select(v => $"{v.Name}/{v.Units}: {string.Join(' ', v.Qualifiers)}: {string.Join(' ', v.Values.Select(Content))}"),
    ]);

    private static string Content(DependentValue value) =>
        $"{Bits(value.Value)},{value.Text},[{string.Join(';', (value.Uncertainties ?? []).Select(u => $"{u.Label} {Bits(u.Plus)} {Bits(u.Minus)}"))}]";

    private static string Bits(double? value) => value is { } number ? BitConverter.DoubleToInt64Bits(number).ToString("x16") : "none";
}
