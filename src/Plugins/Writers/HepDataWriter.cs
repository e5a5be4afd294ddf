using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.HepData;

namespace AlpToolkit.Plugins.Writers;

/// <summary>Writes every table as a submission to HepData: a folder, and the archive that is uploaded.</summary>
[Writer("hepdata", "Every table as a submission to HepData, checked by its rules: a folder and the .tar.gz to upload.")]
[Example("hepdata")]
[Example("""
    hepdata:
      comment: Search for invisible axion-like particles in e+e- collisions with missing energy.
      reactions: [signal: E+ E- --> E+ E- AX, tautau: E+ E- --> TAU+ TAU-]
      phrases: [Axion-like particle, Missing energy]
    """)]
public sealed class HepDataWriter : Writer<HepDataWriter.Settings>
{
    /// <summary>Options.</summary>
    public sealed record Settings
    {
        /// <summary>What holds for all tables.</summary>
        [Help("what holds for all tables, such as the abstract; title and description of the pipeline when left out")]
        public string? Comment { get; init; }

        /// <summary>Reactions: with the name of a sample those of its tables, without one keyword of every table.</summary>
        [Help("reactions: of the tables of one sample, as 'signal: E+ E- --> E+ E- AX', or of every table, as E+ E- --> E+ E- AX")]
        public IReadOnlyList<Labelled<KeywordText>> Reactions { get; init; } = [];

        /// <summary>Observables, keyword of every table.</summary>
        [Help("observables of every table, as SIG or N")]
        public IReadOnlyList<KeywordText> Observables { get; init; } = [];

        /// <summary>Phrases, keyword of every table.</summary>
        [Help("phrases that the tables are found by")]
        public IReadOnlyList<KeywordText> Phrases { get; init; } = [];

        /// <summary>Licence of the data.</summary>
        [Help("licence of the data; CC0, as HepData has it, when left out")]
        public LicenceSettings? Licence { get; init; }

        /// <summary>Folder of the files.</summary>
        [Help("folder of the files, in the run folder")]
        public FileName Directory { get; init; } = new("hepdata");

        /// <summary>Name of the archive.</summary>
        [Help("name of the archive to upload, in the run folder")]
        public FileName Archive { get; init; } = new("hepdata_submission.tar.gz");
    }

    /// <summary>A licence.</summary>
    public sealed record LicenceSettings
    {
        /// <summary>Name.</summary>
        [Help("name of the licence, as CC-BY-4.0")]
        public required KeywordText Name { get; init; }

        /// <summary>Where it can be read.</summary>
        [Help("where the licence can be read")]
        public required KeywordText Url { get; init; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Write(RunTables run, string directory)
    {
        ArgumentNullException.ThrowIfNull(run);
        (HepDataSubmission submission, IReadOnlyList<string> messages) = HepDataSubmissionBuilder.Build(run, new HepDataMetadata
        {
            Comment = Options.Comment,
            Reactions = [.. Options.Reactions.Where(r => r.Label is not null).Select(r => new SampleReaction(r.Label!, r.Value.Value))],
            Keywords = [.. Keyword(SubmissionKeywords.Reactions, [.. Options.Reactions.Where(r => r.Label is null).Select(r => r.Value)]), .. Keyword("observables", Options.Observables), .. Keyword("phrases", Options.Phrases)],
            Licence = Options.Licence is { } licence ? new DataLicence(licence.Name.Value, licence.Url.Value) : null,
        });
        if (submission.Tables.Count == 0)
        {
            return [.. messages, "hepdata: the run has no table that HepData takes; no submission is written"];
        }

        HepDataSubmissionWriter.Write(submission, Path.Combine(directory, Options.Directory.Value), Path.Combine(directory, Options.Archive.Value));
        return messages;
    }

    private static IEnumerable<Keyword> Keyword(string name, IReadOnlyList<KeywordText> values) =>
        values.Count == 0 ? [] : [new Keyword(name, [.. values.Select(v => v.Value)])];
}
