using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Discovery;
using YamlDotNet.Core;

namespace AlpToolkit.Host.Pipeline;

/// <summary>Checks before the first event that every sample has its files.</summary>
internal static class SampleCheck
{
    public static void FindFiles(PipelinePlan plan, DiagnosticBag diagnostics)
    {
        foreach (PlannedSample sample in plan.Samples)
        {
            Mark at = diagnostics.PositionOf(sample.Source.OptionsObject) ?? Mark.Empty;
            try
            {
                foreach (EventStream stream in sample.Source.Open(new SourceContext(plan.BaseDirectory, () => Stream.Null)))
                {
                    stream.Dispose();
                }
            }
            catch (PluginException e)
            {
                diagnostics.Error(at, DiagnosticIds.Refused, $"sample '{sample.Name}': {e.Message}");
            }
            catch (Exception e) when (!sample.Entry.IsBuiltIn)
            {
                diagnostics.Error(at, DiagnosticIds.PluginFailed, PluginFailure.Of(sample.Entry, $"for sample '{sample.Name}'", e).Message);
            }
        }
    }
}
