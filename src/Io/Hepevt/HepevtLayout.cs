using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Hepevt;

/// <summary>How the particles of a file are written; the first of its particles says it.</summary>
/// <param name="Columns">Columns in the line of a particle: 8 (status, code, daughters, p, mass), 11 (mothers before the daughters, energy before the mass), 14 or 15 (a place, and a time, behind them).</param>
/// <param name="HasVertexLines">True when a line of place and time follows every particle, as HepMC writes it.</param>
internal sealed record HepevtLayout(int Columns, bool HasVertexLines)
{
    /// <summary>Columns of the short form.</summary>
    public const int Short = 8;

    /// <summary>Columns of the long form.</summary>
    public const int Long = 11;

    private const int VertexColumns = 4;

    /// <summary>Lines of a particle.</summary>
    public int Lines => HasVertexLines ? 2 : 1;

    /// <summary>Columns behind the mass, and in the line after it.</summary>
    public int VertexNumbers => HasVertexLines ? VertexColumns : Math.Max(0, Columns - Long);

    /// <summary>The layout of two lines.</summary>
    /// <param name="first">Line of the first particle.</param>
    /// <param name="second">The line after it.</param>
    /// <returns>Null when there is none with that number of columns.</returns>
    public static HepevtLayout? Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => CountColumns(first) switch
    {
        Long => new HepevtLayout(Long, CountColumns(second) == VertexColumns),
        Short or 14 or 15 => new HepevtLayout(CountColumns(first), HasVertexLines: false),
        _ => null,
    };

    /// <summary>True when the columns of a particle are whole numbers and numbers as they should be.</summary>
    /// <param name="first">Its line.</param>
    /// <param name="second">The line after it.</param>
    public bool Fits(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        const int shortWhole = 4, longWhole = 6;
        int whole = Columns == Short ? shortWhole : longWhole;
        return HasNumbers(first, whole, Columns - whole) && (!HasVertexLines || HasNumbers(second, 0, VertexColumns));
    }

    /// <summary>Number of words in a line.</summary>
    public static int CountColumns(ReadOnlySpan<byte> line)
    {
        int columns = 0;
        for (bool inWord = false; !line.IsEmpty; line = line[1..])
        {
            columns += !inWord && line[0] > (byte)' ' ? 1 : 0;
            inWord = line[0] > (byte)' ';
        }

        return columns;
    }

    /// <summary>Reads the head of an event: its particles, and its weight where there is one.</summary>
    /// <returns>False when it is none.</returns>
    public static bool TryReadHead(ReadOnlySpan<byte> line, out int particles, out double weight)
    {
        (particles, weight) = (0, 1);
        int at = 0;
        Skip(line, ref at);
        bool hasLetter = line[at..].StartsWith("E "u8) || line[at..].StartsWith("E\t"u8);
        at += hasLetter ? 1 : 0;
        int numbers = 0, last = 0;
        for (; numbers < 2 && TryReadWhole(line, ref at, out int value); numbers++)
        {
            last = value;
        }

        particles = last;
        Skip(line, ref at);
        bool hasWeight = numbers == 2 && !hasLetter && NumberText.TryReadDouble(line, ref at, out weight);
        weight = hasWeight ? weight : 1;
        Skip(line, ref at);
        return at == line.Length && (hasLetter ? numbers == 2 : numbers > 0) && particles >= 0;
    }

    private static bool HasNumbers(ReadOnlySpan<byte> line, int whole, int real)
    {
        int at = 0;
        for (int column = 0; column < whole + real; column++)
        {
            Skip(line, ref at);
            if (!(column < whole ? NumberText.TryReadInt32(line, ref at, out _) : NumberText.TryReadDouble(line, ref at, out _)))
            {
                return false;
            }
        }

        Skip(line, ref at);
        return at == line.Length;
    }

    private static bool TryReadWhole(ReadOnlySpan<byte> line, ref int at, out int value)
    {
        Skip(line, ref at);
        return NumberText.TryReadInt32(line, ref at, out value);
    }

    private static void Skip(ReadOnlySpan<byte> line, ref int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            at++;
        }
    }
}
