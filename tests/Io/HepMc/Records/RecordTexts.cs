using System.Globalization;
using System.Text;
using AlpToolkit.Io;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.HepMc.Records;

namespace AlpToolkit.Tests.Io.HepMc.Records;

/// <summary>Reads and writes records, and says in lines of text all that they hold.</summary>
internal static class RecordTexts
{
    private static readonly string[] s_columnsOf2 = ["mpi", "event_scale", "alphaQCD", "alphaQED", "signal_process_id", "signal_process_vertex", "random_states", "GenCrossSection", "GenHeavyIon", "GenPdfInfo"];

    /// <summary>Copies a file.</summary>
    /// <returns>What was lost.</returns>
    public static IReadOnlyList<string> Convert(string source, string target, HepMcFormat? format = null)
    {
        using HepMcRecordReader reader = new(source);
        int listing = reader.Listing;
        using HepMcWriter writer = HepMcWriter.Create(target, format ?? reader.Run.Source!.Value, reader.Run);
        HepMcRecord record = new();
        while (reader.Read(record))
        {
            if (reader.Listing != listing)
            {
                listing = reader.Listing;
                writer.BeginListing(reader.Run);
            }

            writer.Write(record);
        }

        writer.Complete();
        return writer.Losses;
    }

    public static HepMcRecordReader Open(byte[] bytes, EventErrorPolicy onError = EventErrorPolicy.Stop, int pieceSize = 65536) =>
        new(InputFile.Open("signal.hepmc", new MemoryStream(bytes), null), onError, pieceSize);

    /// <summary>Every event as it is, in the file's order, with the digits of attributes.</summary>
    public static List<string> OfFile(string path) => Read(path, (record, run) => Exactly(record));

    /// <summary>Every event as vertices in the order of their ids, each with what goes in and comes out, whatever its order and barcodes; of attributes those that IO_GenEvent holds.</summary>
    public static List<string> GraphOfFile(string path) => Read(path, Graph);

    public static List<string> Read(string path, Func<HepMcRecord, HepMcRunRecord, string> text)
    {
        using HepMcRecordReader reader = new(path);
        HepMcRecord record = new();
        List<string> all = [];
        while (reader.Read(record))
        {
            all.Add(text(record, reader.Run));
        }

        return all;
    }

    public static string Exactly(HepMcRecord r)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Head(r)} {r.BeamBarcodes} {Bits(r.Position)}\n");
        for (int p = 0; p < r.ParticleCount; p++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{r.ParticleIds[p]} {r.ProductionVertices[p]} {r.EndVertices[p]} {Particle(r, p)}\n");
        }

        for (int v = 0; v < r.VertexCount; v++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Vertex(r, v)}\n");
        }

        for (int a = 0; a < r.Attributes.Count; a++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{r.Attributes.OwnerOf(a)} {r.Attributes.OwnerIndexOf(a)} {Encoding.Latin1.GetString(r.Attributes.NameOf(a))} {Encoding.Latin1.GetString(r.Attributes.TextOf(a))}\n");
        }

        return text.ToString();
    }

    private static string Graph(HepMcRecord r, HepMcRunRecord run)
    {
        List<string> lines = [Head(r), .. Attributes(r, HepMcOwner.Event, 0)];
        foreach (int v in Enumerable.Range(0, r.VertexCount).Where(v => !IsBare(r, v)).OrderByDescending(v => r.VertexIds[v]))
        {
            lines.AddRange([Vertex(r, v), .. Attributes(r, HepMcOwner.Vertex, v)]);
            lines.AddRange(Enumerable.Range(0, r.ParticleCount).Where(p => r.EndVertices[p] == v).Select(p => $"  in {Particle(r, p)}").Order(StringComparer.Ordinal));
            lines.AddRange(Enumerable.Range(0, r.ParticleCount).Where(p => r.ProductionVertices[p] == v)
                .Select(p => $"  out {Particle(r, p)} to {(r.EndVertices[p] < 0 ? 0 : r.VertexIds[r.EndVertices[p]])} {string.Join(' ', Attributes(r, HepMcOwner.Particle, p))}").Order(StringComparer.Ordinal));
        }

        lines.AddRange(Enumerable.Range(0, r.ParticleCount).Where(p => r.EndVertices[p] < 0 && (r.ProductionVertices[p] < 0 || IsBare(r, r.ProductionVertices[p])))
            .Select(p => $"alone {Particle(r, p)} {string.Join(' ', Attributes(r, HepMcOwner.Particle, p))}").Order(StringComparer.Ordinal));
        return string.Join('\n', lines);
    }

    // HepMC2 holds particles without a vertex at one that says nothing else.
    private static bool IsBare(HepMcRecord r, int v) =>
        Enumerable.Range(0, r.ParticleCount).All(p => r.EndVertices[p] != v && (r.ProductionVertices[p] != v || r.EndVertices[p] < 0))
        && (r.VertexStatus[v], r.X[v], r.Y[v], r.Z[v], r.T[v]) == (0, 0, 0, 0, 0) && !Attributes(r, HepMcOwner.Vertex, v).Any();

    private static IEnumerable<string> Attributes(HepMcRecord r, HepMcOwner owner, int index)
    {
        List<string> all = [];
        for (int a = r.Attributes.FirstOf(owner, index); a >= 0; a = r.Attributes.Next(a))
        {
            string name = Encoding.UTF8.GetString(r.Attributes.NameOf(a)), text = Encoding.UTF8.GetString(r.Attributes.TextOf(a));
            bool isHeld = owner switch
            {
                HepMcOwner.Event => s_columnsOf2.Contains(name),
                HepMcOwner.Vertex => name == "weights",
                _ => name is "theta" or "phi" || name.StartsWith("flow", StringComparison.Ordinal),
            };
            if (isHeld)
            {
                // Of a cross section the numbers of events are lost; v0 of heavy ions begins with all that HepMC2 has.
                string[] numbers = name == "GenCrossSection" ? text.Split(' ')[..2] : name == "GenHeavyIon" ? text.Split(' ')[1..14] : text.Split(' ');
                all.Add($"{name} {string.Join(' ', numbers.Select(n => double.Parse(n, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)))}");
            }
        }

        // IO_GenEvent has 0 where there is no attribute.
        return all.Where(a => !a.EndsWith(" 0", StringComparison.Ordinal) || a.StartsWith("flow", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static string Head(HepMcRecord r) =>
        string.Create(CultureInfo.InvariantCulture, $"event {r.EventNumber} {r.MomentumUnit} {r.LengthUnit} weights {string.Join(' ', r.Weights.Select(Bits))} of {string.Join('|', r.WeightNames!)}");

    private static string Particle(HepMcRecord r, int p) =>
        string.Create(CultureInfo.InvariantCulture, $"{r.PdgIds[p]} {Bits(r.Px[p])} {Bits(r.Py[p])} {Bits(r.Pz[p])} {Bits(r.E[p])} {Bits(r.M[p])} {r.Status[p]}");

    private static string Vertex(HepMcRecord r, int v) =>
        string.Create(CultureInfo.InvariantCulture, $"vertex {r.VertexIds[v]} {r.VertexStatus[v]} {Bits((r.X[v], r.Y[v], r.Z[v], r.T[v]))}");

    private static string Bits((double X, double Y, double Z, double T) at) => $"{Bits(at.X)} {Bits(at.Y)} {Bits(at.Z)} {Bits(at.T)}";

    // The sign of 0 counts.
    private static string Bits(double value) => value == 0 && double.IsNegative(value) ? "-0" : value.ToString("R", CultureInfo.InvariantCulture);
}
