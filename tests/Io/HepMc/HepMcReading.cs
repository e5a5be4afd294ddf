using System.Text;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Tests.Io.Text;

namespace AlpToolkit.Tests.Io.HepMc;

/// <summary>Reads HepMC as the host reads it.</summary>
internal static class HepMcReading
{
    public static readonly HepMcOptions OnePicobarn = new() { CrossSection = 1 };

    public static EventReading OfText(string text, HepMcOptions? options = null, int pieceSize = 65536) =>
        OfBytes(Encoding.Latin1.GetBytes(text), options, pieceSize);

    public static EventReading OfBytes(byte[] bytes, HepMcOptions? options = null, int pieceSize = 65536)
    {
        using HepMcEventStream stream = new("signal.hepmc", () => InputFile.Open("signal.hepmc", new MemoryStream(bytes), null), options ?? OnePicobarn, pieceSize);
        return EventReading.Of(stream);
    }

    public static EventReading OfFile(string path, HepMcOptions options)
    {
        using HepMcEventStream stream = new(path, options);
        return EventReading.Of(stream);
    }
}

/// <summary>HepMC text made by hand.</summary>
internal static class HepMcTexts
{
    /// <summary>Two beams, a resonance, two photons: every origin there is (none, a vertex, a mother).</summary>
    public const string Particles3 =
        """
        P 1 0 -11 0 0 5.29 5.29 5.11e-4 4
        P 2 0 11 0 0 -5.29 5.29 5.11e-4 4
        V -1 0 [1,2]
        P 3 -1 9000005 3 4 0 10.58 9.3 2
        P 4 3 22 1.5 2 5 5.5 0 1
        P 5 3 22 1.5 2 -5 5.08 0 1

        """;

    public const string Particles2 =
        """
        V -1 0 0 0 0 0 2 1 0
        P 10001 -11 0 0 5.29 5.29 5.11e-4 4 0 0 -1 0
        P 10002 11 0 0 -5.29 5.29 5.11e-4 4 0 0 -1 0
        P 10003 9000005 3 4 0 10.58 9.3 2 0 0 -2 0
        V -2 0 0 0 0 0 0 2 0
        P 10004 22 1.5 2 5 5.5 0 1 0 0 0 2 1 501 2 502
        P 10005 22 1.5 2 -5 5.08 0 1 0 0 0 0

        """;

    public static string Event3(string weights = "W 1.5\n", string extra = "", string units = "U GEV MM\n", string particles = Particles3, int vertices = 2, int count = 5) =>
        $"E 7 {vertices} {count}\n{units}{weights}{extra}{particles}";

    public static string Event2(string weights = "1 1.5", string extra = "U GEV MM\n", string particles = Particles2, int vertices = 2) =>
        $"E 7 -1 91 0.13 0.0078 9999 -1 {vertices} 10001 10002 2 11 -12 {weights}\n{extra}{particles}";

    public static string File3(params string[] events) => Listing3("", events);

    public static string Listing3(string head, params string[] events) =>
        $"HepMC::Version 3.02.06\nHepMC::Asciiv3-START_EVENT_LISTING\n{head}{string.Concat(events)}HepMC::Asciiv3-END_EVENT_LISTING\n\n";

    public static string File2(params string[] events) =>
        $"\nHepMC::Version 2.06.09\nHepMC::IO_GenEvent-START_EVENT_LISTING\n{string.Concat(events)}HepMC::IO_GenEvent-END_EVENT_LISTING\n";
}
