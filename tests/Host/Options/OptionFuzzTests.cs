using System.Text;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Options;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Host.Options;

public sealed class OptionFuzzTests
{
    private const string Good = """
        floor: 250 MeV
        base: &b {sqrt_s: 91.2, energy: e}
        phi: true
        in: centre_of_mass
        events: 1_000_000
        seed: 18446744073709551615
        when: "e_miss > 1 GeV"
        edges: [0, 500 MeV, 2]
        cuts:
          - a < 1
          - central: 'b < 2'
        parameters: {m: 1 TeV, n: 3}
        binning: 12 bins
        beams: {<<: *b, sqrt_s: 10.58 GeV}
        """;

    private static readonly string[] s_pieces =
        ["\t", "\n", ": ", "- ", "[", "]", "{", "}", "&b ", "*b", "<<: ", "'", "\"", "|", ">", "?", "#", "!x ", "---\n", "%", "\0", "~", "1e999", "-", "µ", "\uD800", "  ", "@", ","];

    [Property(MaxTest = 2000)]
    public void Bind_OfMutatedYaml_NeverThrows(int seed)
    {
        string text = Mutate(seed);
        DiagnosticBag diagnostics = new("fuzz.yaml");
        if (YamlText.Load("fuzz.yaml", text, diagnostics) is { } root)
        {
            foreach (Type type in (Type[])[typeof(AllShapes), typeof(Histograms), typeof(CutList), typeof(SmallPipeline), typeof(Nested)])
            {
                int before = diagnostics.ErrorCount;
                object? bound = OptionBinder.Bind(type, root, "stage 'fuzz'", diagnostics);
                Assert.True(bound is not null || diagnostics.HasErrors);
                Assert.True(bound is null || diagnostics.ErrorCount == before);
            }
        }
        else
        {
            Assert.True(diagnostics.HasErrors);
        }

        Assert.All(diagnostics.Diagnostics, d => Assert.DoesNotContain(d.ToString(), char.IsControl));
        int lines = text.Count(c => c == '\n') + 2;
        Assert.All(diagnostics.Diagnostics, d => Assert.InRange(d.Line, 1, lines));
    }

    [Property(MaxTest = 500)]
    public void Load_OfAnyBytes_NeverThrows(byte[] bytes)
    {
        DiagnosticBag diagnostics = new("fuzz.yaml");
        Assert.True(YamlText.Load("fuzz.yaml", bytes, diagnostics) is not null || diagnostics.HasErrors);
    }

    // A few edits: delete, insert a piece of syntax, double or swap a stretch, so that most texts stay nearly YAML.
    private static string Mutate(int seed)
    {
        Random random = new(seed);
        StringBuilder text = new(Good);
        for (int edit = random.Next(1, 6); edit > 0; edit--)
        {
            int at = random.Next(text.Length), length = Math.Min(random.Next(1, 20), text.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 2:
                    text[at] = (char)random.Next(1, 0x180);
                    break;
                default:
                    text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
