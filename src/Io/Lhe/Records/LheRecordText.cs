using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe.Records;

/// <summary>The text of an event (hep-ph/0609017): its numbers as the shortest decimals, all else as it was read.</summary>
internal static class LheRecordText
{
    /// <summary>Adds the event; what stands before it is its groups' matter.</summary>
    /// <exception cref="PluginException">A number is not finite.</exception>
    public static void Append(ByteText text, LheRecord record, LheEventGroups groups)
    {
        groups.Append(text, record.Before, record.ContinuesGroup);
        text.Append("<event"u8);
        if (!record.Attributes.IsEmpty)
        {
            text.Append((byte)' ');
            text.Append(record.Attributes);
        }

        text.Append(">\n"u8);
        int note = 0;
        for (int row = 0; row <= record.ParticleCount; row++)
        {
            AppendNotes(text, record, row, isBehind: false, ref note);
            if (row == 0)
            {
                AppendOwnRow(text, record);
            }
            else
            {
                AppendParticle(text, record.Particles[row - 1]);
            }

            AppendNotes(text, record, row, isBehind: true, ref note);
            text.Append((byte)'\n');
        }

        text.Append(record.After);
        text.Append("</event>\n"u8);
    }

    private static void AppendNotes(ByteText text, LheRecord record, int row, bool isBehind, ref int note)
    {
        while (note < record.RowNotes.Count && record.RowNotes[note] is { } next && (next.Row, next.IsBehind) == (row, isBehind))
        {
            text.Append(isBehind ? " "u8 : []);
            text.Append(record.TextOf(next));
            text.Append(isBehind ? [] : "\n"u8);
            note++;
        }
    }

    private static void AppendOwnRow(ByteText text, LheRecord record)
    {
        text.Append(record.ParticleCount);
        text.Append((byte)' ');
        text.Append(record.ProcessId);
        foreach (double number in (ReadOnlySpan<double>)[record.Weight, record.Scale, record.AlphaQed, record.AlphaQcd])
        {
            text.Append((byte)' ');
            text.Append(number);
        }
    }

    private static void AppendParticle(ByteText text, in LheParticle p)
    {
        text.Append(p.PdgId);
        foreach (int number in (ReadOnlySpan<int>)[p.Status, p.Mother1, p.Mother2, p.Colour1, p.Colour2])
        {
            text.Append((byte)' ');
            text.Append(number);
        }

        foreach (double number in (ReadOnlySpan<double>)[p.Px, p.Py, p.Pz, p.E, p.M, p.Lifetime, p.Spin])
        {
            text.Append((byte)' ');
            text.Append(number);
        }
    }
}
