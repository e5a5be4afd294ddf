using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Options;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.Host.Options;

internal static class Yaml
{
    /// <summary>Binds text to a record as the options of stage 'test'.</summary>
    public static (T? Options, DiagnosticBag Diagnostics) Bind<T>(string text)
        where T : class
    {
        DiagnosticBag diagnostics = new("bad.yaml");
        YamlNode? node = YamlText.Load("bad.yaml", text, diagnostics);
        return (node is null ? null : (T?)OptionBinder.Bind(typeof(T), node, "stage 'test'", diagnostics), diagnostics);
    }

    /// <summary>Binds text that is right.</summary>
    public static T Good<T>(string text)
        where T : class
    {
        (T? options, DiagnosticBag diagnostics) = Bind<T>(text);
        Assert.Empty(diagnostics.Diagnostics.Select(d => d.ToString()));
        return Assert.IsType<T>(options);
    }

    /// <summary>The lines that are printed for text that is wrong.</summary>
    public static string[] Errors<T>(string text)
        where T : class
    {
        (T? options, DiagnosticBag diagnostics) = Bind<T>(text);
        Assert.True(diagnostics.HasErrors);
        Assert.Null(options);
        return [.. diagnostics.Diagnostics.Select(d => d.ToString())];
    }
}
