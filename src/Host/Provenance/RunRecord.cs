using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Pipeline;
using AlpToolkit.Host.Running;

namespace AlpToolkit.Host.Provenance;

/// <summary>
/// Writes <c>run.json</c>: program, platform, configuration, inputs with sizes and SHA-256, seeds, cross sections, sums of weights,
/// warnings, and the SHA-256 of every result file. It states no time and no number of threads: the same run gives the same file.
/// </summary>
internal static class RunRecord
{
    public static void Write(string directory, PipelinePlan plan, IReadOnlyList<Override> overrides, IReadOnlyList<SampleRun> samples, IReadOnlyList<string> warnings)
    {
        List<(string Path, long Bytes, string Sha256)> files = Hash(directory);
        using FileStream stream = File.Create(Path.Combine(directory, RunFolder.RecordFile));
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        WriteProgram(json);
        WriteConfiguration(json, plan, overrides);
        json.WriteStartArray("samples");
        foreach (SampleRun sample in samples)
        {
            WriteSample(json, plan, sample);
        }

        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (string warning in warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        WriteFiles(json, files);
        json.WriteEndObject();
    }

    /// <summary>Writes the record of a figure: program, figure, the earlier runs and files that it took, and its own files.</summary>
    /// <param name="directory">Folder of the figure.</param>
    /// <param name="figure">What was made.</param>
    /// <param name="inputs">Files that were read.</param>
    public static void WriteFigure(string directory, string figure, IReadOnlyList<string> inputs)
    {
        List<(string Path, long Bytes, string Sha256)> files = Hash(directory);
        using FileStream stream = File.Create(Path.Combine(directory, RunFolder.RecordFile));
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        WriteProgram(json);
        json.WriteString("figure", figure);
        json.WriteStartArray("inputs");
        foreach (string input in inputs)
        {
            json.WriteStartObject();
            json.WriteString("path", input);
            json.WriteString("sha256", Sha256(input));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteFiles(json, files);
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, List<(string Path, long Bytes, string Sha256)> files)
    {
        json.WriteStartArray("files");
        foreach ((string path, long bytes, string sha256) in files)
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteNumber("bytes", bytes);
            json.WriteString("sha256", sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("digest", Digest(files));
    }

    private static void WriteProgram(Utf8JsonWriter json)
    {
        json.WriteStartObject("program");
        json.WriteString("name", "alp");
        json.WriteString("version", ProgramVersion.Text);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
        json.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter json, PipelinePlan plan, IReadOnlyList<Override> overrides)
    {
        json.WriteStartObject("pipeline");
        json.WriteString("name", plan.Settings.Name);
        json.WriteString("file", Path.GetFileName(plan.File));
        json.WriteString("sha256", Sha256(plan.File));
        json.WriteStartArray("overrides");
        foreach (Override change in overrides)
        {
            json.WriteStringValue(change.Text);
        }

        json.WriteEndArray();
        json.WriteString("resolved", ResolvedConfiguration.FileName);
        json.WriteNumber("seed", plan.Settings.Seed);
        json.WriteNumber("events_per_block", EventBatch.Capacity);
        WriteNumber(json, "luminosity_inverse_pb", plan.Settings.Luminosity);
        json.WriteStartArray("plugins");
        foreach (Discovery.PluginEntry entry in plan.Stages.Select(s => s.Entry).Concat(plan.Samples.Select(s => s.Entry)).Concat(plan.Writers.Select(w => w.Entry)).Where(e => !e.IsBuiltIn).Distinct())
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteString("file", Path.GetFileName(entry.Origin));
            json.WriteString("sha256", Sha256(entry.Origin));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSample(Utf8JsonWriter json, PipelinePlan plan, SampleRun sample)
    {
        SampleTotals totals = sample.Totals;
        json.WriteStartObject();
        json.WriteString("name", totals.Info.Name);
        json.WriteString("role", totals.Info.Role.ToString().ToLowerInvariant());
        WriteNumber(json, "sqrt_s_gev", totals.Info.SqrtS);
        json.WriteNumber("events", totals.Events);
        WriteNumber(json, "cross_section_pb", totals.CrossSection);
        WriteNumber(json, "cross_section_error_pb", totals.CrossSectionError);
        WriteNumber(json, "sum_of_squared_weights_pb2", totals.SumOfSquaredWeights);
        WriteNumber(json, "effective_luminosity_inverse_pb", totals.EffectiveLuminosity);
        json.WriteStartArray("weights");
        foreach (string name in totals.Info.WeightNames)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("inputs");
        foreach (StreamRecord stream in sample.Streams)
        {
            json.WriteStartObject();
            json.WriteString("name", Path.IsPathRooted(stream.Name) ? Path.GetRelativePath(plan.BaseDirectory, stream.Name).Replace('\\', '/') : stream.Name);
            if (stream.Summary.InputBytes is { } bytes)
            {
                json.WriteNumber("bytes", bytes);
            }

            if (stream.Summary.InputSha256 is { } sha256)
            {
                json.WriteString("sha256", sha256);
            }

            if (stream.Summary.Seed is { } seed)
            {
                json.WriteNumber("seed", seed);
            }

            json.WriteNumber("events", stream.Totals.Events);
            json.WriteNumber("skipped_events", stream.Summary.SkippedEvents);
            WriteNumber(json, "sum_of_weights_as_read", stream.Totals.SumOfWeights);
            WriteNumber(json, "cross_section_pb", stream.Summary.CrossSection);
            WriteNumber(json, "cross_section_error_pb", stream.Summary.CrossSectionError);
            WriteNumber(json, "weight_factor", stream.Summary.WeightFactor);
            json.WriteString("normalisation", stream.Summary.Normalisation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // JSON has no NaN: what is not known is null.
    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static List<(string Path, long Bytes, string Sha256)> Hash(string directory) =>
        [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(f => (Path: Path.GetRelativePath(directory, f).Replace('\\', '/'), Full: f))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, new FileInfo(f.Full).Length, Sha256(f.Full)))];

    private static string Digest(List<(string Path, long Bytes, string Sha256)> files) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{f.Sha256}  {f.Path}\n")))));

    private static string Sha256(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
