using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe.Records;

/// <summary>Reads an event with all it holds. What it refuses is what <see cref="LheEventDecoder"/> refuses, and columns that it does not read.</summary>
internal static class LheRecordParser
{
    /// <summary>Reads an event.</summary>
    /// <param name="block">Block the event is in.</param>
    /// <param name="index">Its position there.</param>
    /// <param name="before">What stands before it.</param>
    /// <param name="record">Takes it.</param>
    /// <param name="warnings">Takes what is odd but readable.</param>
    /// <exception cref="PluginException">The event is malformed.</exception>
    public static void Read(LheEventBlock block, int index, ReadOnlySpan<byte> before, LheRecord record, EventWarnings warnings)
    {
        // A comment behind a row may run up to the closing tag.
        int end = block.TextOf(index).LastIndexOf("</event"u8);
        ReadOnlySpan<byte> text = block.TextOf(index)[..end];
        int tagEnd = text.IndexOf((byte)'>') is >= 0 and int found ? found : end - 1;
        record.Clear();
        record.Number = block.FirstEvent + index + 1;
        record.SetSurroundings(before.Trim(Blanks), text["<event".Length..Math.Max("<event".Length, tagEnd)].Trim(Blanks));
        LheCursor cursor = new(text, block, index) { Position = tagEnd + 1 };
        if (!NextRow(ref cursor, text, record, 0))
        {
            throw LheErrors.NoHeader(cursor.Place);
        }

        int declared = ReadOwnRow(ref cursor, record);
        EndRow(ref cursor, text, record, 0);
        if (declared < 0)
        {
            throw LheErrors.NegativeCount(cursor.Place, declared);
        }

        bool isOrdered = true;
        for (int i = 1; i <= declared; i++)
        {
            if (!NextRow(ref cursor, text, record, i))
            {
                throw LheErrors.ParticleCount(cursor.Place, declared, i - 1);
            }

            isOrdered &= ReadParticle(ref cursor, record, i, declared);
            if (EndRow(ref cursor, text, record, i))
            {
                warnings.Count("has more than 13 columns in a particle line; the rest is kept as text", cursor.Place);
            }
        }

        record.Trailer.Read(block, index, cursor.Position, end);
        int extra = 0;
        while (cursor.NextRow())
        {
            extra++;
            cursor.EndRow();
        }

        if (extra > 0)
        {
            throw LheErrors.ParticleCount(cursor.Place, declared, declared + extra);
        }

        if (!isOrdered)
        {
            CheckAncestors(cursor.Place, record.Particles);
        }
    }

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private static int ReadOwnRow(ref LheCursor cursor, LheRecord record)
    {
        int declared = cursor.ReadInt32("the number of particles NUP", 0, 6);
        record.ProcessId = cursor.ReadInt32("the process code IDPRUP", 1, 6);
        record.Weight = cursor.ReadDouble("the weight XWGTUP", 2, 6);
        record.Scale = cursor.ReadDouble("SCALUP", 3, 6);
        record.AlphaQed = cursor.ReadDouble("AQEDUP", 4, 6);
        record.AlphaQcd = cursor.ReadDouble("AQCDUP", 5, 6);
        return declared;
    }

    // True when the mothers stand before the particle.
    private static bool ReadParticle(ref LheCursor cursor, LheRecord record, int number, int declared)
    {
        LheParticle particle = new(
            cursor.ReadInt32("the PDG code", 0, 13),
            cursor.ReadInt32("the status code", 1, 13),
            cursor.ReadInt32("the first mother", 2, 13),
            cursor.ReadInt32("the second mother", 3, 13),
            cursor.ReadInt32("the colour code ICOLUP(1)", 4, 13),
            cursor.ReadInt32("the colour code ICOLUP(2)", 5, 13),
            cursor.ReadDouble("px", 6, 13),
            cursor.ReadDouble("py", 7, 13),
            cursor.ReadDouble("pz", 8, 13),
            cursor.ReadDouble("the energy", 9, 13),
            cursor.ReadDouble("the mass", 10, 13),
            cursor.ReadDouble("VTIMUP", 11, 13),
            cursor.ReadDouble("SPINUP", 12, 13));
        foreach (int mother in (ReadOnlySpan<int>)[particle.Mother1, particle.Mother2])
        {
            if ((uint)mother > (uint)declared)
            {
                throw LheErrors.MotherOutOfRange(cursor.Place, number, mother, declared);
            }
        }

        record.AddParticle(particle);
        return particle.Mother1 < number && particle.Mother2 < number;
    }

    private static bool NextRow(ref LheCursor cursor, ReadOnlySpan<byte> text, LheRecord record, int row)
    {
        int start = cursor.Position;
        bool found = cursor.NextRow();
        record.AddRowNote(row, isBehind: false, text[start..cursor.Position].Trim(Blanks));
        return found;
    }

    private static bool EndRow(ref LheCursor cursor, ReadOnlySpan<byte> text, LheRecord record, int row)
    {
        int start = cursor.Position;
        bool more = cursor.EndRow();
        record.AddRowNote(row, isBehind: true, text[start..cursor.Position].Trim(Blanks));
        return more;
    }

    private static void CheckAncestors(EventPlace place, ReadOnlySpan<LheParticle> particles)
    {
        int[] mothers = new int[2 * particles.Length];
        for (int i = 0; i < particles.Length; i++)
        {
            (mothers[i], mothers[particles.Length + i]) = (particles[i].Mother1, particles[i].Mother2);
        }

        if (Ancestry.FindCycle(mothers.AsSpan(0, particles.Length), mothers.AsSpan(particles.Length)) is > 0 and int cyclic)
        {
            throw LheErrors.MotherCycle(place, cyclic);
        }
    }
}
