using System.Buffers.Text;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>What both versions write in the same way and the columnar reader passes over.</summary>
internal static class RecordFields
{
    /// <summary>Reads the number of an event.</summary>
    public static long ReadEventNumber(ref HepMcCursor cursor)
    {
        ReadOnlySpan<byte> word = cursor.ReadWord();
        return Utf8Parser.TryParse(word, out long number, out int length) && length == word.Length ? number : throw HepMcErrors.Field(cursor.Place, "the number of the event", isWhole: true, word);
    }

    /// <summary>Reads units, which the columnar reader found to be units.</summary>
    public static void ReadUnits(ref HepMcCursor cursor, HepMcRecord record)
    {
        record.HasUnits = true;
        record.MomentumUnit = cursor.ReadWord()[0] == (byte)'G' ? HepMcMomentumUnit.GeV : HepMcMomentumUnit.MeV;
        record.LengthUnit = cursor.ReadWord()[0] == (byte)'M' ? HepMcLengthUnit.Mm : HepMcLengthUnit.Cm;
    }

    /// <summary>Reads a position.</summary>
    public static (double X, double Y, double Z, double T) ReadPosition(ref HepMcCursor cursor)
    {
        double x = cursor.ReadDouble("x");
        double y = cursor.ReadDouble("y");
        double z = cursor.ReadDouble("z");
        return (x, y, z, cursor.ReadDouble("ct"));
    }

    /// <summary>Reads PDG code, momentum, energy, mass and status, which both versions have in this order.</summary>
    public static void ReadParticle(ref HepMcCursor cursor, int id, HepMcGraph graph, HepMcRecord record)
    {
        int place = record.ParticleCount;
        int pdgId = cursor.ReadInt32("the PDG code");
        double px = cursor.ReadDouble("px");
        double py = cursor.ReadDouble("py");
        double pz = cursor.ReadDouble("pz");
        double e = cursor.ReadDouble("the energy");
        double m = cursor.ReadDouble("the mass");
        record.AddParticle(id, pdgId, px, py, pz, e, m, cursor.ReadInt32("the status"), graph.Production[place], graph.End[place]);
    }

    /// <summary>Reads weights up to the end of their line.</summary>
    /// <returns>Where they end.</returns>
    public static EventPlace ReadWeights(ref HepMcCursor cursor, HepMcRecord record)
    {
        record.Weights.Clear();
        while (!cursor.AtLineEnd)
        {
            record.Weights.Add(cursor.ReadDouble("a weight"));
        }

        return cursor.Place;
    }

    /// <summary>Checks that there are as many weights as names of weights.</summary>
    public static void CheckNames(EventPlace weightsEnd, HepMcRecord record)
    {
        if (record.WeightNames is { Count: > 0 } names && names.Count != record.Weights.Count)
        {
            throw HepMcErrors.Count(weightsEnd, "weights by their names", names.Count, record.Weights.Count);
        }
    }
}
