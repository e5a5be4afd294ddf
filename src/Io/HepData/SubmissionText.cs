using System.Globalization;
using System.Text;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Io.HepData;

/// <summary>The file <c>submission.yaml</c>: one document for the submission, one for each table (submission_schema.json 1.1.1).</summary>
internal sealed class SubmissionText
{
    private readonly YamlText _yaml;

    private SubmissionText(TextWriter output) => _yaml = new YamlText(output);

    /// <summary>Writes the file; the stream stays open.</summary>
    public static void Write(HepDataSubmission submission, Stream stream)
    {
        using StreamWriter output = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        new SubmissionText(output).Write(submission);
    }

    private void Write(HepDataSubmission submission)
    {
        Line("", "comment", submission.Comment);
        if (submission.AdditionalResources.Count > 0)
        {
            _yaml.Markup("additional_resources:\n");
            foreach (AdditionalResource resource in submission.AdditionalResources)
            {
                WriteResource(resource);
            }
        }

        foreach (SubmittedTable table in submission.Tables)
        {
            // HepData does not allow a separator after the last document, so it stands before each.
            _yaml.Markup("---\n");
            Line("", "name", table.Name);
            Line("", "description", table.Table.Description);
            WriteKeywords(table.Table.Keywords);
            Line("", "data_file", table.DataFile);
            WriteLicence("", "data_license", table.Licence);
        }
    }

    private void WriteResource(AdditionalResource resource)
    {
        Line("- ", "location", resource.Location);
        Line("  ", "description", resource.Description);
        if (resource.Type is { } type)
        {
            Line("  ", "type", type);
        }

        WriteLicence("  ", "license", resource.Licence);
    }

    private void WriteLicence(string indent, string key, DataLicence? licence)
    {
        if (licence is null)
        {
            return;
        }

        _yaml.Markup($"{indent}{key}:\n");
        Line(indent + "  ", "name", licence.Name);
        Line(indent + "  ", "url", licence.Url);
        if (licence.Description is { } description)
        {
            Line(indent + "  ", "description", description);
        }
    }

    private void WriteKeywords(IReadOnlyList<Keyword> keywords)
    {
        _yaml.Markup(keywords.Count == 0 ? "keywords: []\n" : "keywords:\n");
        foreach (Keyword keyword in keywords)
        {
            _yaml.Markup($"- name: {keyword.Name}\n  values: [");
            for (int i = 0; i < keyword.Values.Count; i++)
            {
                _yaml.Markup(i > 0 ? ", " : "");
                if (keyword.Name == SubmissionKeywords.CentreOfMassEnergies
                    && double.TryParse(keyword.Values[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double energy))
                {
                    _yaml.Number(energy);
                }
                else
                {
                    _yaml.Text(keyword.Values[i]);
                }
            }

            _yaml.Markup("]\n");
        }
    }

    private void Line(string indent, string key, string value)
    {
        _yaml.Markup($"{indent}{key}: ");
        _yaml.Text(value);
        _yaml.Markup("\n");
    }
}
