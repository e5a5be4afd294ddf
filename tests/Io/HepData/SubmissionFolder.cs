using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.HepData;

namespace AlpToolkit.Tests.Io.HepData;

/// <summary>A folder for one test, deleted at its end.</summary>
internal sealed class SubmissionFolder : IDisposable
{
    public SubmissionFolder() => Directory.CreateDirectory(Folder);

    public string Root { get; } = Directory.CreateTempSubdirectory("alp-hepdata-").FullName;

    public string Folder => Path.Combine(Root, "hepdata");

    public string Archive => Path.Combine(Root, "hepdata_submission.tar.gz");

    /// <summary>Writes a file of the submission.</summary>
    public SubmissionFolder With(string name, string content)
    {
        File.WriteAllText(Path.Combine(Folder, name), content);
        return this;
    }

    public IReadOnlyList<string> Errors() => HepDataValidator.ValidateFolder(Folder);

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>Builds and writes the submission of these tables.</summary>
    public IReadOnlyList<string> Write(params Table[] tables)
    {
        (HepDataSubmission submission, IReadOnlyList<string> messages) =
            HepDataSubmissionBuilder.Build(new RunTables("title", "description", tables, "alp 0.1.0"), new HepDataMetadata());
        HepDataSubmissionWriter.Write(submission, Folder, Archive);
        return messages;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
