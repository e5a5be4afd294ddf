using System.IO.Compression;
using System.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>The samples of <c>examples/lhe</c>, and larger ones made by repeating their events.</summary>
internal static class ExampleSamples
{
    public static string Folder { get; } = Path.Combine(SharedData.RepositoryRoot, "examples", "lhe");

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static string Text(string name)
    {
        using GZipStream gzip = new(File.OpenRead(PathOf(name)), CompressionMode.Decompress);
        using StreamReader reader = new(gzip, Encoding.ASCII);
        return reader.ReadToEnd();
    }

    /// <summary>The sample's text with its events repeated.</summary>
    public static string Repeated(string name, int times)
    {
        string text = Text(name);
        int first = text.IndexOf("<event>", StringComparison.Ordinal);
        int end = text.LastIndexOf("</event>", StringComparison.Ordinal) + "</event>\n".Length;
        StringBuilder all = new(text[..first]);
        for (int i = 0; i < times; i++)
        {
            all.Append(text, first, end - first);
        }

        return all.Append(text, end, text.Length - end).ToString();
    }
}
