using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace AlpToolkit.Benchmarks;

/// <summary>
/// Files of events as generators write them, the same for the same seed: LHE with columns of MadGraph's width, HepMC3's Asciiv3 and
/// HepMC2's IO_GenEvent with numbers of 17 digits. Momenta are random; what they are has no influence on how they are read.
/// </summary>
internal static class EventFiles
{
    private const double BeamEnergy = 5.29; // GeV
    private const int FewestParticles = 5, MostParticles = 8, HepMcParticles = 100, Beams = 2, MostDaughters = 4;

    /// <summary>Writes a file unless it is there.</summary>
    /// <param name="path">Its path; packed with gzip, level 6, when it ends with <c>.gz</c>.</param>
    /// <param name="write">Writes the text.</param>
    public static void Make(string path, Action<EventText> write)
    {
        if (File.Exists(path))
        {
            return;
        }

        string unfinished = $"{path}.part";
        using (FileStream file = File.Create(unfinished))
        using (Stream packed = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Optimal) : file)
        using (EventText text = new(packed))
        {
            write(text);
        }

        File.Move(unfinished, path);
    }

    /// <summary>Events of MadGraph, 5 to 8 particles each.</summary>
    public static void Lhe(EventText text, int events, int weights)
    {
        Random random = new(1);
        text.Add("<LesHouchesEvents version=\"3.0\">\n<header>\n");
        if (weights > 0)
        {
            text.Add("<initrwgt>\n<weightgroup name='scale variation' combine='envelope'>\n");
            for (int i = 1; i <= weights; i++)
            {
                text.Add($"<weight id='{i}'> muR=0.{i} </weight>\n");
            }

            text.Add("</weightgroup>\n</initrwgt>\n");
        }

        text.Add("</header>\n<init>\n11 -11 5.29e+00 5.29e+00 0 0 0 0 -4 1\n1.0e+00 1.0e-02 1.0e+00 1\n</init>\n");
        for (int i = 0; i < events; i++)
        {
            int particles = random.Next(FewestParticles, MostParticles + 1);
            text.Add($"<event>\n{particles,2}      1 +1.0000000e+00 1.05800000e+01 7.54677100e-03 1.72484500e-01\n");
            for (int p = 0; p < particles; p++)
            {
                text.Add(p < Beams ? (p == 0 ? "      -11 -1    0    0    0    0" : "       11 -1    0    0    0    0") : "       22  1    1    2    0    0");
                text.Add(" ").Signed(p < Beams ? 0 : Momentum(random), 10).Add(" ").Signed(p < Beams ? 0 : Momentum(random), 10).Add(" ").Signed(Momentum(random), 10);
                text.Add(" ").Number(10 * random.NextDouble(), 10).Add(" 0.0000000000e+00 0.0000e+00 ").Add(random.Next(2) == 0 ? "-1.0000e+00\n" : "1.0000e+00\n");
            }

            if (weights > 0)
            {
                text.Add("<rwgt>\n");
                for (int w = 1; w <= weights; w++)
                {
                    text.Add($"<wgt id='{w}'> ").Signed(0.5 + random.NextDouble(), 7).Add(" </wgt>\n");
                }

                text.Add("</rwgt>\n");
            }

            text.Add("</event>\n");
        }

        text.Add("</LesHouchesEvents>\n");
    }

    /// <summary>Events of HepMC3: particles that decay into up to four; every fourth vertex has a position.</summary>
    public static void Asciiv3(EventText text, int events, int particles = HepMcParticles)
    {
        Random random = new(2);
        text.Add("HepMC::Version 3.02.05\nHepMC::Asciiv3-START_EVENT_LISTING\nW nominal\n");
        for (int i = 0; i < events; i++)
        {
            int[] parents = Parents(random, particles);
            text.Add($"E {i} {1 + parents.Distinct().Count(p => p >= 0)} {particles}\nU GEV MM\nW 1.0000000000000000e+00\nA 0 GenCrossSection 1.00000000e+02 1.00000000e+00 -1 -1\nA 0 alphaQCD 0.118\n");
            int vertex = 0, last = -1;
            for (int p = 0; p < particles; p++)
            {
                string mother = p < Beams ? "0" : $"{parents[p] + 1}";
                if (p == Beams)
                {
                    text.Add($"V {--vertex} 0 [1,2]\n");
                }
                else if (p > Beams && parents[p] != last)
                {
                    vertex--;
                    if (vertex % 4 == 0)
                    {
                        text.Add($"V {vertex} 0 [{mother}] @");
                        Position(text, random, 4).Add("\n");
                    }
                }

                last = parents[p];
                bool named = p >= Beams && (last < 0 || vertex % 4 == 0);
                text.Add($"P {p + 1} {(named ? $"{vertex}" : mother)} {Code(p)}");
                Kinematics(text, random, p, "0.0000000000000000e+00").Add($" {Status(p, parents)}\n");
            }
        }

        text.Add("HepMC::Asciiv3-END_EVENT_LISTING\n");
    }

    /// <summary>Events of HepMC2 with the same structure.</summary>
    public static void IoGenEvent(EventText text, int events, int particles = HepMcParticles)
    {
        Random random = new(3);
        text.Add("HepMC::Version 2.06.09\nHepMC::IO_GenEvent-START_EVENT_LISTING\n");
        for (int i = 0; i < events; i++)
        {
            int[] parents = Parents(random, particles);
            int[] decays = [.. parents.Where(p => p >= 0).Distinct()];
            text.Add($"E {i} -1 -1.0000000000000000e+00 1.1799999999999999e-01 7.5467710000000004e-03 1 -1 {1 + decays.Length} 10001 10002 0 1 1.0000000000000000e+00\n");
            text.Add("N 1 \"nominal\"\nU GEV MM\nC 1.0000000000000000e+02 1.0000000000000000e+00\n");
            text.Add($"V -1 0 0 0 0 0 2 {parents.Skip(Beams).Count(p => p < 0)} 0\n");
            int vertex = -1;
            for (int p = 0; p < particles; p++)
            {
                if (p > Beams && parents[p] >= 0 && parents[p] != parents[p - 1])
                {
                    text.Add($"V {--vertex} 0");
                    (vertex % 4 == 0 ? Position(text, random, 4) : text.Add(" 0 0 0 0")).Add($" 0 {parents.Count(q => q == parents[p])} 0\n");
                }

                text.Add($"P {10001 + p} {Code(p)}");
                int end = p < Beams ? -1 : Array.IndexOf(decays, p) is >= 0 and int decay ? -2 - decay : 0;
                Kinematics(text, random, p, "0").Add($" {Status(p, parents)} 0 0 {end} 0\n");
            }
        }

        text.Add("HepMC::IO_GenEvent-END_EVENT_LISTING\n");
    }

    // For each particle the one it comes from, in order; −1 for beams and what they make.
    private static int[] Parents(Random random, int particles)
    {
        int[] parents = new int[particles];
        Array.Fill(parents, -1);
        int next = Math.Min(particles, Beams + MostDaughters);
        for (int parent = Beams; next < particles; parent++)
        {
            for (int daughters = random.Next(1, MostDaughters + 1); daughters > 0 && next < particles; daughters--)
            {
                parents[next++] = parent;
            }
        }

        return parents;
    }

    private static string Status(int p, int[] parents) => p < Beams ? "4" : parents.AsSpan().Contains(p) ? "2" : "1";

    private static string Code(int p) => p < Beams ? (p == 0 ? "11" : "-11") : (p % 3) switch { 0 => "22", 1 => "-211", _ => "211" };

    private static double Momentum(Random random) => Math.Pow(10, 4 * random.NextDouble() - 3) * (random.Next(2) == 0 ? 1 : -1);

    private static EventText Kinematics(EventText text, Random random, int p, string zero)
    {
        if (p < Beams)
        {
            return text.Add($" {zero} {zero} ").Number(p == 0 ? BeamEnergy : -BeamEnergy, 16).Add(" ").Number(BeamEnergy, 16).Add($" {zero}");
        }

        text.Add(" ").Number(Momentum(random), 16).Add(" ").Number(Momentum(random), 16).Add(" ").Number(Momentum(random), 16);
        text.Add(" ").Number(Math.Abs(Momentum(random)), 16);
        return random.Next(3) == 0 ? text.Add(" ").Add(zero) : text.Add(" ").Number(0.1395706, 16);
    }

    private static EventText Position(EventText text, Random random, int count)
    {
        for (int i = 0; i < count; i++)
        {
            text.Add(" ").Number(1e-3 * Momentum(random), 16);
        }

        return text;
    }
}

/// <summary>Text written to a stream, numbers as C's <c>%.Ne</c> writes them.</summary>
internal sealed class EventText(Stream stream) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _length;

    /// <summary>Writes text.</summary>
    public EventText Add(string text)
    {
        if (_length + text.Length > _buffer.Length)
        {
            Flush();
        }

        _length += Encoding.ASCII.GetBytes(text, _buffer.AsSpan(_length));
        return this;
    }

    /// <summary>Writes a number with its sign.</summary>
    public EventText Signed(double value, int decimals) => (double.IsNegative(value) ? this : Add("+")).Number(value, decimals);

    /// <summary>Writes a number.</summary>
    public EventText Number(double value, int decimals)
    {
        if (_length + 32 > _buffer.Length)
        {
            Flush();
        }

        // .NET writes exponents of three digits: e+002 for e+02.
        value.TryFormat(_buffer.AsSpan(_length), out int written, $"e{decimals}", CultureInfo.InvariantCulture);
        _length += written;
        if (_buffer[_length - 3] == (byte)'0')
        {
            (_buffer[_length - 3], _buffer[_length - 2]) = (_buffer[_length - 2], _buffer[_length - 1]);
            _length--;
        }

        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => Flush();

    private void Flush()
    {
        stream.Write(_buffer.AsSpan(0, _length));
        _length = 0;
    }
}
