using System.Globalization;
using System.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// The text of an LHE file up to its first event (arXiv:1405.1067; <c>&lt;init&gt;</c>: hep-ph/0109068 table 1). Its length does not
/// depend on the number of events and their largest weight, so that it can be written anew in place when they are known.
/// </summary>
internal static class LheHeadText
{
    private const int CountWidth = 19, NumberWidth = 24;

    public static byte[] Of(LheFileHead head, long events, double maximalWeight)
    {
        LheHead init = head.Init;
        LheProcess process = init.Processes.Count == 1
            ? init.Processes[0]
            : throw new ArgumentException($"a written file has one process, found {init.Processes.Count}", nameof(head));
        StringBuilder text = new();
        text.Append("<LesHouchesEvents version=\"3.0\">\n<header>\n");
        text.Append(CultureInfo.InvariantCulture, $"<{head.Title}>\n# events in this file: {events.ToString(CultureInfo.InvariantCulture).PadRight(CountWidth)}\n");
        foreach (string line in head.Text.TrimEnd('\n').Split('\n'))
        {
            text.Append(Escaped(line)).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"</{head.Title}>\n</header>\n<init>\n");
        text.Append(CultureInfo.InvariantCulture, $"{init.Beam1PdgId} {init.Beam2PdgId} {Number(init.Beam1Energy)} {Number(init.Beam2Energy)} {string.Join(' ', init.PdfCodes)} {init.WeightStrategy} 1\n");
        text.Append(CultureInfo.InvariantCulture, $"{Number(process.CrossSection)} {Number(process.CrossSectionError)} {Number(maximalWeight).PadRight(NumberWidth)} {process.Id}\n");
        foreach (LheGenerator generator in init.Generators)
        {
            text.Append(Generator(generator));
        }

        return Encoding.UTF8.GetBytes(text.Append("</init>\n").ToString());
    }

    /// <summary>The tag of a generator, on a line.</summary>
    public static string Generator(LheGenerator generator) =>
        $"<generator name=\"{Escaped(generator.Name ?? "")}\" version=\"{Escaped(generator.Version ?? "")}\">{Escaped(generator.Text)}</generator>\n";

    private static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : throw new ArgumentException("LHE has no number that is not finite");

    /// <summary>Text that stands in XML as it is meant.</summary>
    public static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
