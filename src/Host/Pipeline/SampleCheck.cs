using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Discovery;
using YamlDotNet.Core;

namespace AlpToolkit.Host.Pipeline;

/// <summary>Checks before the first event that every sample has its files, and that their heads fit the pipeline.</summary>
internal static class SampleCheck
{
    public static void Check(PipelinePlan plan, DiagnosticBag diagnostics)
    {
        foreach (PlannedSample sample in plan.Samples)
        {
            Mark at = diagnostics.PositionOf(sample.Source.OptionsObject) ?? Mark.Empty;
            try
            {
                foreach (EventStream stream in sample.Source.Open(new SourceContext(plan.BaseDirectory, () => Stream.Null) { SqrtS = plan.SqrtS, Scan = plan.Scan }))
                {
                    using EventStream opened = stream;
                    if (CanBeReadAgain(stream.Name))
                    {
                        _ = SampleFrames.Describe(plan, sample, stream.Name, stream.ReadHead());
                    }
                }
            }
            catch (PluginException e)
            {
                string message = e.Message.StartsWith($"sample '{sample.Name}'", StringComparison.Ordinal) ? e.Message : $"sample '{sample.Name}': {e.Message}";
                diagnostics.Error(at, DiagnosticIds.Refused, message);
            }
            catch (Exception e) when (!sample.Entry.IsBuiltIn)
            {
                diagnostics.Error(at, DiagnosticIds.PluginFailed, PluginFailure.Of(sample.Entry, $"for sample '{sample.Name}'", e).Message);
            }
        }
    }

    // A pipe or standard input gives its bytes once, to the run; those have no length.
    private static bool CanBeReadAgain(string name) => File.Exists(name) && new FileInfo(name).Length > 0;
}
