using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Plugins.Writers;

/// <summary>Writes every histogram to a ROOT file: a directory for every sample, contents in pb.</summary>
[Writer("root", "Every histogram as a TH1D or TH2D in a ROOT file, in a directory for every sample: cross sections in pb with their squared errors, under- and overflow.")]
[Example("root")]
[Example("root: { file: histograms.root, compression: lz4 }")]
public sealed class RootWriter : Writer<RootWriter.Settings>
{
    /// <summary>A ROOT file has a time in it; the same results give the same bytes.</summary>
    internal static DateTime Time { get; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Options.</summary>
    public sealed record Settings
    {
        /// <summary>Name of the file.</summary>
        [Help("name of the file, in the run folder"), Shorthand]
        public FileName File { get; init; } = new("histograms.root");

        /// <summary>Compression.</summary>
        [Help("how objects are compressed")]
        public RootCompressionKind Compression { get; init; } = RootCompressionKind.Zlib;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Write(RunTables run, string directory)
    {
        ArgumentNullException.ThrowIfNull(run);
        using RootFileWriter file = RootFileWriter.Create(Path.Combine(directory, Options.File.Value), new RootWriteOptions { Compression = Options.Compression, Time = Time });
        foreach ((string sample, Histogram histogram) in run.Histograms)
        {
            for (int variation = 0; variation < histogram.WeightNames.Count; variation++)
            {
                string name = variation == 0 ? histogram.Name : $"{histogram.Name}_{histogram.WeightNames[variation]}";
                file.Write($"{sample}/{name}", RootHistogram.Of(histogram, variation));
            }
        }

        file.Commit();
        return run.Histograms.Count > 0 ? [] : [$"{Options.File}: there is no histogram to write; tables are in csv and hepdata."];
    }
}
