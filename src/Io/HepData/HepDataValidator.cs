using System.IO.Compression;
using System.Text;
using ICSharpCode.SharpZipLib.Tar;

namespace AlpToolkit.Io.HepData;

/// <summary>
/// Checks a submission by the rules of HepData (JSON schema 1.1.1 and hepdata-validator), without network or Python. Scalars are typed
/// as HepData's loader types them, so that <c>1E-05</c>, which it takes for a text, is found. It is stricter in three points: it
/// refuses anchors and tags of YAML, keys that stand twice, and numbers that load as something else than they say.
/// </summary>
public static class HepDataValidator
{
    // The whole file is held in memory.
    private const int LargestSubmissionFile = 10_485_760;

    private const long LargestContent = 1L << 30;

    /// <summary>Checks a folder.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <returns>One line for each error: file, line, what was expected and found. Empty when the submission is valid.</returns>
    public static IReadOnlyList<string> ValidateFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            return [$"{folder}: there is no such folder"];
        }

        List<SubmissionFile> files = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => new SubmissionFile(f.Name, f is FileInfo file ? file.Length : 0, f is FileInfo ? () => File.OpenRead(f.FullName) : null))];
        return Validate(files);
    }

    /// <summary>Checks a <c>.tar.gz</c> archive; <c>submission.yaml</c> may lie in a folder of it.</summary>
    /// <param name="archive">Path of the archive.</param>
    /// <returns>One line for each error: file, line, what was expected and found. Empty when the submission is valid.</returns>
    public static IReadOnlyList<string> ValidateArchive(string archive)
    {
        ArgumentException.ThrowIfNullOrEmpty(archive);
        if (!File.Exists(archive))
        {
            return [$"{archive}: there is no such file"];
        }

        IReadOnlyList<string> tooLarge = ValidateArchiveSize(archive);
        if (tooLarge.Count > 0)
        {
            return tooLarge;
        }

        try
        {
            List<SubmissionFile> files = ReadArchive(archive);
            string? submission = files.Find(f => Path.GetFileName(f.Name) == HepDataSubmissionWriter.SubmissionFile)?.Name;
            string folder = submission is null ? "" : submission[..^HepDataSubmissionWriter.SubmissionFile.Length];
            return Validate([.. files.Where(f => f.Name.StartsWith(folder, StringComparison.Ordinal)).Select(f => f with { Name = f.Name[folder.Length..] })]);
        }
        catch (Exception e) when (e is TarException or InvalidDataException or EndOfStreamException or IOException)
        {
            return [$"{Path.GetFileName(archive)}: expected a .tar.gz archive: {e.Message.ReplaceLineEndings(" ")}"];
        }
    }

    /// <summary>Checks that hepdata.net takes an archive of this size.</summary>
    internal static IReadOnlyList<string> ValidateArchiveSize(string archive) => new FileInfo(archive).Length is var size and > HepDataLimits.ArchiveBytes
        ? [$"{Path.GetFileName(archive)}: the archive has {size} bytes, HepData takes at most {HepDataLimits.ArchiveBytes}"]
        : [];

    private static List<string> Validate(IReadOnlyList<SubmissionFile> files)
    {
        List<string> errors = [];
        SubmissionFile? submission = files.FirstOrDefault(f => f.Name == HepDataSubmissionWriter.SubmissionFile);
        if (submission?.Open is null)
        {
            return [$"{HepDataSubmissionWriter.SubmissionFile}: the submission has no such file"];
        }

        RuleChecks checks = new(submission.Name, errors);
        SubmissionRules rules = new(checks);
        if (Read(submission, LargestSubmissionFile, errors) is not { } text || Parse(text, submission.Name, errors) is not { } documents)
        {
            return errors;
        }

        rules.Check(documents);
        Dictionary<string, SubmissionFile> byName = new(StringComparer.Ordinal);
        foreach (SubmissionFile file in files.Where(f => f.Open is not null))
        {
            if (!byName.TryAdd(file.Name, file))
            {
                errors.Add($"{file.Name}: the archive holds this file more than once");
            }
        }

        foreach ((string name, int line) in rules.Resources)
        {
            if (!byName.ContainsKey(name))
            {
                checks.Error(line, $"the additional resource '{name}' is not in the submission");
            }
        }

        foreach ((string name, int line) in rules.DataFiles)
        {
            if (!byName.TryGetValue(name, out SubmissionFile? file))
            {
                checks.Error(line, $"the data file '{name}' is not in the submission");
            }
            else if (Read(file, HepDataLimits.DataFileBytes, errors) is { } data && !IsRegularAndValid(data) && Parse(data, name, errors) is { } tables)
            {
                CheckData(tables, new RuleChecks(name, errors));
            }
        }

        foreach (SubmissionFile file in files)
        {
            if (file != submission && !rules.DataFiles.ContainsKey(file.Name) && !rules.Resources.ContainsKey(file.Name))
            {
                errors.Add($"{file.Name}: the submission does not name this file");
            }
        }

        return errors;
    }

    private static void CheckData(IReadOnlyList<YamlNode?> documents, RuleChecks checks)
    {
        if (documents is [{ } table])
        {
            new DataFileRules(checks).Check(table);
        }
        else
        {
            checks.Error(1, $"expected one document with data, found {(documents.Count > 1 ? documents.Count : "none")}");
        }
    }

    /// <summary>True for a valid data file whose YAML is regular. What is wrong with any other, and where, the slower parser finds.</summary>
    private static bool IsRegularAndValid(string text)
    {
        if (RegularYaml.TryRead(text) is not { } table)
        {
            return false;
        }

        List<string> errors = [];
        new DataFileRules(new RuleChecks("", errors)).Check(table);
        return errors.Count == 0;
    }

    /// <summary>The text of a file; null, with an error, when there is none.</summary>
    private static string? Read(SubmissionFile file, int largest, List<string> errors)
    {
        if (file.Length > largest)
        {
            errors.Add($"{file.Name}: the file has {file.Length} bytes, HepData takes at most {largest}; attach it as an additional resource instead");
            return null;
        }

        try
        {
            using StreamReader text = new(file.Open!(), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return text.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            errors.Add($"{file.Name}:1: expected UTF-8 text");
            return null;
        }
    }

    private static IReadOnlyList<YamlNode?>? Parse(string text, string file, List<string> errors)
    {
        try
        {
            return YamlNode.ReadDocuments(new StringReader(text));
        }
        catch (FormatException e)
        {
            errors.Add($"{file}:{e.Message}");
            return null;
        }
    }

    /// <summary>Reads the files of an archive into memory, no more of each than HepData would take.</summary>
    private static List<SubmissionFile> ReadArchive(string archive)
    {
        List<SubmissionFile> files = [];
        long total = 0;
        using GZipStream gzip = new(File.OpenRead(archive), CompressionMode.Decompress);
        using TarInputStream tar = new(gzip, Encoding.UTF8);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.IsDirectory)
            {
                continue;
            }

            string name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            if (!name.EndsWith(".yaml", StringComparison.Ordinal) || entry.Size > HepDataLimits.DataFileBytes)
            {
                // Only its presence and size matter; the stream skips it.
                files.Add(new SubmissionFile(name, entry.Size, () => Stream.Null));
                continue;
            }

            MemoryStream content = new();
            tar.CopyEntryContents(content);
            total += content.Length;
            if (total > LargestContent)
            {
                throw new InvalidDataException($"its YAML files together have more than {LargestContent} bytes");
            }

            files.Add(new SubmissionFile(name, content.Length, () => new MemoryStream(content.GetBuffer(), 0, (int)content.Length, writable: false)));
        }

        return files;
    }

    /// <summary>A file of a submission, wherever it lies.</summary>
    /// <param name="Name">Its name in the submission.</param>
    /// <param name="Length">Its size, bytes.</param>
    /// <param name="Open">Opens it; null for what is no file.</param>
    private sealed record SubmissionFile(string Name, long Length, Func<Stream>? Open);
}
