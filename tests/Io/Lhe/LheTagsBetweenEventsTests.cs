using AlpToolkit.Tests.Io.Text;
using static AlpToolkit.Tests.Io.Lhe.LheTexts;

namespace AlpToolkit.Tests.Io.Lhe;

/// <summary>What stands between and within events and only looks like a tag, or only nearly.</summary>
public sealed class LheTagsBetweenEventsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65536)]
    public void Apostrophes_InTagsBetweenEvents_HideNoEvent(int pieceSize)
    {
        string first = Event(), last = Event();
        string text = File(first + "<note x=don't>\n" + string.Concat(Enumerable.Repeat(Event(), 50)) + "<note x=can't>\n" + last);
        EventReading reading = LheReading.OfText(text, pieceSize: pieceSize);
        Assert.Null(reading.Error);
        Assert.Equal(52, reading.Events.Count);
    }

    [Theory]
    [InlineData("</event\t>")]
    [InlineData("</event >")]
    [InlineData("</event\n>")]
    public void ClosingTag_WithABlank_ClosesTheEvent(string closing)
    {
        EventReading reading = LheReading.OfText(File(Event().Replace("</event>", closing, StringComparison.Ordinal), Event()));
        Assert.Null(reading.Error);
        Assert.Equal(2, reading.Events.Count);
        Assert.DoesNotContain(reading.Summary!.Warnings, w => w.Contains("between events", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("# a comment on </event>\n")]
    [InlineData("# and on <event>\n")]
    [InlineData("<!-- </event> -->\n")]
    public void Tag_WithinACommentOfAnEvent_IsText(string comment)
    {
        EventReading reading = LheReading.OfText(File(Event().Replace("</event>", comment + "</event>", StringComparison.Ordinal), Event()));
        Assert.Null(reading.Error);
        Assert.Equal(2, reading.Events.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public void TagAcrossPieces_IsOneTag(int pieceSize)
    {
        string text = File("<eventgroup nreal=\"2\" ncounter=\"0\" note=\"a > b\">\n" + Event() + Event() + "</eventgroup>\n");
        EventReading reading = LheReading.OfText(text, pieceSize: pieceSize);
        Assert.Null(reading.Error);
        Assert.Equal(2, reading.Events.Count);
        Assert.Empty(reading.Summary!.Warnings);
    }
}
