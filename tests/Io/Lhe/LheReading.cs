using System.Text;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Tests.Io.Text;

namespace AlpToolkit.Tests.Io.Lhe;

/// <summary>Reads LHE as the host reads it.</summary>
internal static class LheReading
{
    public static EventReading OfText(string text, LheOptions? options = null, int pieceSize = 65536) =>
        OfBytes(Encoding.Latin1.GetBytes(text), options, pieceSize);

    public static EventReading OfBytes(byte[] bytes, LheOptions? options = null, int pieceSize = 65536) =>
        OfStream(new MemoryStream(bytes), options, pieceSize);

    public static EventReading OfStream(Stream stream, LheOptions? options = null, int pieceSize = 65536)
    {
        using LheEventStream lhe = new("signal.lhe", () => InputFile.Open("signal.lhe", stream, null), options ?? new LheOptions(), pieceSize);
        return EventReading.Of(lhe);
    }

    public static EventReading OfFile(string path, LheOptions? options = null)
    {
        using LheEventStream lhe = new(path, options ?? new LheOptions());
        return EventReading.Of(lhe);
    }
}

/// <summary>LHE text made by hand.</summary>
internal static class LheTexts
{
    public const string Init = "<init>\n-11 11 5.29 5.29 0 0 0 0 -4 1\n1.5e+00 1.0e-02 1.5e+00 1\n</init>\n";

    public const string Particles =
        """
         -11 -1 0 0 0 0 +0.0e+00 +0.0e+00 +5.29e+00 5.29e+00 5.11e-04 0. 9.
         11 -1 0 0 0 0 +0.0e+00 +0.0e+00 -5.29e+00 5.29e+00 5.11e-04 0. 9.
         22 1 1 2 0 0 +3.0e+00 +4.0e+00 0. 5.0 0. 0. 9.
         9000005 1 1 2 0 0 -3.0e+00 -4.0e+00 0. 5.58 2.4784e+00 0. 9.

        """;

    public static string Event(double weight = 1.5, string after = "") => Raw($"4 1 {weight:R} 10.58 7.3e-3 0.12\n{Particles}{after}");

    public static string Raw(string body) => $"<event>\n{body}</event>\n";

    public static string File(params string[] events) => WithInit(Init, events);

    public static string WithInit(string init, params string[] events) =>
        $"<LesHouchesEvents version=\"3.0\">\n<header>\n</header>\n{init}{string.Concat(events)}</LesHouchesEvents>\n";
}
