using AlpToolkit.Io.Text;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Io.Text;

public sealed class TextWordTests
{
    // Byte after byte, as the definition says.
    [Property(MaxTest = 5000)]
    public void End_OfAnyBytes_IsTheFirstByteThatIsNoPartOfAWord(byte[] bytes, bool tagEnds)
    {
        // Mostly letters, so that words are longer than eight bytes; the rest is whatever it is.
        byte[] text = [.. bytes.Select((b, i) => i % 5 == 4 ? b : (byte)('!' + b % 94))];
        for (int start = 0; start <= text.Length; start++)
        {
            int length = text.AsSpan(start).ToArray().TakeWhile(b => b > ' ' && !(tagEnds && b == '<')).Count();
            Assert.Equal(start + length, TextWord.End(text, start, tagEnds));
        }
    }

    [Fact]
    public void End_OfEveryByteAtEveryPlaceAmongEight_IsThatPlaceForThoseThatEndAWord()
    {
        for (int b = 0; b < 256; b++)
        {
            for (int place = 0; place < 8; place++)
            {
                byte[] text = "12345678 12345678"u8.ToArray();
                text[place] = (byte)b;
                Assert.Equal(b <= ' ' ? place : 8, TextWord.End(text, 0, tagEnds: false));
                Assert.Equal(b <= ' ' || b == '<' ? place : 8, TextWord.End(text, 0, tagEnds: true));
            }
        }
    }
}
