using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Pipeline;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.Host.Pipeline;

public sealed class OverrideTests
{
    private const string Yaml = "luminosity: 50\nstages: [acceptance, { smearing: { frame: laboratory } }]\nsamples: { signal: { role: signal } }\n";

    [Theory]
    [InlineData("luminosity=1 ab^-1", "luminosity: 1 ab^-1")]
    [InlineData("beams.sqrt_s=91.2", "sqrt_s: 91.2")]
    [InlineData("samples.signal.role=background", "role: background")]
    [InlineData("stages.smearing.frame=centre_of_mass", "frame: centre_of_mass")]
    [InlineData("stages.acceptance.theta_min=17deg", "theta_min: 17deg")]
    [InlineData("stages.1.smearing.frame=x", "frame: x")]
    public void ApplyTo_APathThatLeadsSomewhere_ChangesTheValue(string change, string expected) =>
        Assert.Contains(expected, Apply(change), StringComparison.Ordinal);

    [Theory]
    [InlineData("luminosity.x=1", "'luminosity' is a single value and has no 'x'")]
    [InlineData("stages.smeering.frame=x", "'stages' has no entry 'smeering'. Did you mean 'smearing'?")]
    [InlineData("stages.7=x", "'stages' has no entry '7'. It has 2 entries: acceptance, smearing.")]
    [InlineData("luminosity=[1", "the value is no YAML")]
    public void ApplyTo_APathThatLeadsNowhere_SaysWhere(string change, string expected) =>
        Assert.Contains(expected, Assert.Throws<PluginException>(() => Apply(change)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("luminosity")]
    [InlineData("=5")]
    [InlineData("a..b=5")]
    public void Parse_WithoutKeyOrValue_IsAnError(string text) =>
        Assert.Contains("expected key=value", Assert.Throws<PluginException>(() => Override.Parse(text)).Message, StringComparison.Ordinal);

    private static string Apply(string change)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(Yaml));
        Override.Parse(change).ApplyTo(stream.Documents[0].RootNode);
        StringWriter text = new();
        stream.Save(text, assignAnchors: false);
        return text.ToString();
    }
}
