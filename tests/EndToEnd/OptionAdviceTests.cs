using AlpToolkit.Host.Commands;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>Options are named in messages as the command line has them.</summary>
public sealed class OptionAdviceTests
{
    [Theory]
    [InlineData("let on_error: skip use the events", "let --on-error skip use the events")]
    [InlineData("State energy_unit if that is wrong.", "State --energy-unit if that is wrong.")]
    [InlineData("State energy_unit.", "State --energy-unit.")]
    [InlineData("Give cross_section, or normalisation: mean or sum when", "Give --cross-section, or --normalisation mean or sum when")]
    [InlineData("Use 'normalisation: mean' or 'sum'.", "Use '--normalisation mean' or 'sum'.")]
    [InlineData("state 'normalisation' if you know it", "state '--normalisation' if you know it")]
    [InlineData("the normalisation of cross_sections", "the normalisation of cross_sections")]
    [InlineData("/data/on_error/cross_section.lhe:3: on_error: skip", "/data/on_error/cross_section.lhe:3: --on-error skip")]
    public void In_NamesOptionsOfTheCommandLine(string message, string expected) =>
        Assert.Equal(expected, new OptionAdvice("on_error", "energy_unit", "cross_section", "normalisation").In(message));

    [Fact]
    public void In_LeavesOptionsThatTheCommandHasNot() =>
        Assert.Equal("--on-error skip, cross_section", new OptionAdvice("on_error").In("on_error: skip, cross_section"));
}
