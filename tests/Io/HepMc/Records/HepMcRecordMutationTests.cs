using System.Diagnostics;
using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.HepMc.Records;

/// <summary>Damaged files give errors or events, and what is read can be written in both formats.</summary>
public sealed class HepMcRecordMutationTests
{
    private static readonly byte[] s_three = Encoding.Latin1.GetBytes(HepMcTexts.Listing3("W up\nT one\\|1\\|x\nA y z\n", HepMcTexts.Event3(extra: "A 0 GenCrossSection 1 0.5 -1 -1\nA 3 flow1 5\nA -1 weights 1\n"), HepMcTexts.Event3()));
    private static readonly byte[] s_two = Encoding.Latin1.GetBytes(HepMcTexts.File2(HepMcTexts.Event2(extra: "N 1 \"a\"\nU GEV MM\nC 1 0.5\nH 1 2 3 4 5 6 7 8 9 1 1 1 1\nF 1 2 3 4 5 6 7 8 9\n"), HepMcTexts.Event2(extra: "N 1 \"a\"\n")));

    [Theory, InlineData(true), InlineData(false)]
    public void Mutations_GiveErrorsOrEvents(bool isThree)
    {
        using TemporaryFolder folder = new();
        byte[] good = isThree ? s_three : s_two;
        Random random = new(4711);
        ReadOnlySpan<byte> alphabet = "0123456789-+.eE \n\\|[],@\"PVEUWANTCHFx\0\r"u8;
        Stopwatch time = Stopwatch.StartNew();
        int read = 0, refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            List<byte> bytes = [.. good];
            for (int k = random.Next(1, 4); k > 0; k--)
            {
                int place = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0:
                        bytes[place] = alphabet[random.Next(alphabet.Length)];
                        break;
                    case 1:
                        bytes.Insert(place, alphabet[random.Next(alphabet.Length)]);
                        break;
                    default:
                        bytes.RemoveAt(place);
                        break;
                }
            }

            if (Survives([.. bytes], i % 10 == 0 ? folder : null))
            {
                read++;
            }
            else
            {
                refused++;
            }
        }

        Assert.True(read > 300 && refused > 300, $"{read} read, {refused} refused");
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(60), $"{time.Elapsed}");
    }

    [Theory, InlineData(true), InlineData(false)]
    public void CutAtAnyByte_TheWholeEventsBeforeAreRead(bool isThree)
    {
        byte[] good = isThree ? s_three : s_two;
        int second = Encoding.Latin1.GetString(good).LastIndexOf("\nE ", StringComparison.Ordinal);
        for (int length = 0; length < good.Length; length++)
        {
            int events = 0;
            try
            {
                using HepMcRecordReader reader = RecordTexts.Open(good[..length], pieceSize: 64);
                HepMcRecord record = new();
                while (reader.Read(record))
                {
                    events++;
                }
            }
            catch (PluginException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }

            Assert.True(length <= second + 1 || events >= 1, $"cut at {length}: {events} events");
        }
    }

    private static bool Survives(byte[] bytes, TemporaryFolder? folder)
    {
        try
        {
            using HepMcRecordReader reader = RecordTexts.Open(bytes, pieceSize: 512);
            using HepMcWriter? two = folder is null ? null : HepMcWriter.Create(folder["2.hepmc"], HepMcFormat.IoGenEvent, reader.Run);
            using HepMcWriter? three = folder is null ? null : HepMcWriter.Create(folder["3.hepmc"], HepMcFormat.Asciiv3, reader.Run);
            HepMcRecord record = new();
            while (reader.Read(record))
            {
                two?.Write(record);
                three?.Write(record);
            }

            two?.Complete();
            three?.Complete();
            if (folder is not null)
            {
                Assert.Equal(two!.Events, RecordTexts.OfFile(folder["2.hepmc"]).Count);
                Assert.Equal(three!.Events, RecordTexts.OfFile(folder["3.hepmc"]).Count);
            }

            return true;
        }
        catch (PluginException e)
        {
            Assert.StartsWith("signal.hepmc", e.Message, StringComparison.Ordinal);
            return false;
        }
    }
}
