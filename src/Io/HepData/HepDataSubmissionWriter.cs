namespace AlpToolkit.Io.HepData;

/// <summary>Writes a submission as a folder and as the archive that is uploaded to HepData, and checks what it wrote.</summary>
public static class HepDataSubmissionWriter
{
    /// <summary>Name of the file that lists the tables.</summary>
    public const string SubmissionFile = "submission.yaml";

    /// <summary>Writes <c>submission.yaml</c>, one data file for each table and the attached files, then all of them as <c>.tar.gz</c>.</summary>
    /// <param name="submission">The submission; its names are unique.</param>
    /// <param name="folder">An empty folder, or one that does not exist yet.</param>
    /// <param name="archive">Path of the archive. The same submission gives the same bytes.</param>
    /// <exception cref="ArgumentException">A file name has a folder in it.</exception>
    /// <exception cref="InvalidOperationException">What was written does not follow HepData's rules: an error of the program.</exception>
    public static void Write(HepDataSubmission submission, string folder, string archive)
    {
        ArgumentNullException.ThrowIfNull(submission);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(archive);
        Directory.CreateDirectory(folder);
        List<(string Name, string Path)> files = [];
        Create(SubmissionFile, stream => SubmissionText.Write(submission, stream));
        foreach (SubmittedTable table in submission.Tables)
        {
            Create(table.DataFile, stream => DataFileText.Write(table.Table, stream));
        }

        foreach (AdditionalResource resource in submission.AdditionalResources)
        {
            if (resource.Content is { } content)
            {
                Create(resource.Location, stream => stream.Write(content.Span));
            }
        }

        SubmissionArchive.Write(files, archive);
        IReadOnlyList<string> errors = [.. HepDataValidator.ValidateFolder(folder), .. HepDataValidator.ValidateArchiveSize(archive)];
        if (errors.Count > 0)
        {
            throw new InvalidOperationException($"the HepData submission that was written is not valid: {string.Join("; ", errors.Take(3))}");
        }

        void Create(string name, Action<Stream> write)
        {
            if (name != Path.GetFileName(name))
            {
                throw new ArgumentException($"a file of a submission has no folder in its name: {name}", nameof(submission));
            }

            string path = Path.Combine(folder, name);
            using FileStream stream = File.Create(path);
            write(stream);
            files.Add((name, path));
        }
    }
}
