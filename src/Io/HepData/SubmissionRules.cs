using System.Text.RegularExpressions;

namespace AlpToolkit.Io.HepData;

/// <summary>
/// The rules for <c>submission.yaml</c>: submission_schema.json, additional_info_schema.json and additional_resources_schema.json 1.1.1,
/// and what hepdata-validator checks beside them. Collects the files that the submission names.
/// </summary>
internal sealed partial class SubmissionRules(RuleChecks checks)
{
    private static readonly string[] TableKeys = ["name", "description", "keywords", "data_file"];

    private static readonly string[] OptionalTableKeys =
        ["location", "data_license", "additional_resources", "data_schema", "table_doi", "related_to_table_dois"];

    private static readonly string[] InformationKeys =
    [
        "comment", "additional_resources", "record_ids", "preprintyear", "publicationyear", "dateupdated", "modifications",
        "related_to_hepdata_records",
    ];

    private static readonly string[] KeywordKeys = ["name", "values"];
    private static readonly string[] LicenceKeys = ["name", "url"];
    private static readonly string[] Description = ["description"];
    private static readonly string[] ResourceKeys = ["location", "description"];
    private static readonly string[] OptionalResourceKeys = ["type", "license"];
    private static readonly string[] RecordKeys = ["type", "id"];
    private static readonly string[] ModificationKeys = ["action", "who"];

    private readonly Dictionary<string, int> _tables = [];

    /// <summary>Data files, and the line that names them.</summary>
    public Dictionary<string, int> DataFiles { get; } = [];

    /// <summary>Attached files, and the line that names them.</summary>
    public Dictionary<string, int> Resources { get; } = [];

    /// <summary>Checks the documents.</summary>
    public void Check(IReadOnlyList<YamlNode?> documents)
    {
        for (int i = 0; i < documents.Count; i++)
        {
            YamlNode? document = documents[i];
            if (document is null)
            {
                if (i == documents.Count - 1 && i > 0)
                {
                    checks.Error(1, "the file does not end with '---': the last document is empty");
                }
            }
            else if (document.Kind == YamlKind.Map && i == 0 && document["data_file"] is null)
            {
                CheckInformation(document);
            }
            else
            {
                CheckTable(document);
            }
        }

        if (DataFiles.Count == 0)
        {
            checks.Error(1, "a submission has at least one table, found none");
        }
    }

    private void CheckInformation(YamlNode information)
    {
        checks.Map(information, "the first document", [], InformationKeys, anyOther: true);
        checks.Text(information["comment"], "'comment'");
        checks.Text(information["preprintyear"], "'preprintyear'");
        checks.Text(information["publicationyear"], "'publicationyear'");
        checks.Text(information["dateupdated"], "'dateupdated'");
        CheckResources(information["additional_resources"]);
        foreach (YamlNode record in checks.List(information["record_ids"], "record_ids"))
        {
            if (checks.Map(record, "a record id", RecordKeys, []))
            {
                checks.Text(record["type"], "the type of a record id");
                checks.TextOrNumber(record["id"], "a record id");
            }
        }

        foreach (YamlNode modification in checks.List(information["modifications"], "modifications"))
        {
            if (checks.Map(modification, "a modification", ModificationKeys, [], anyOther: true))
            {
                checks.Text(modification["action"], "the action of a modification");
                checks.Text(modification["who"], "who made a modification");
            }
        }

        HashSet<double> records = [];
        foreach (YamlNode record in checks.List(information["related_to_hepdata_records"], "related_to_hepdata_records"))
        {
            if (record.Kind != YamlKind.Scalar || record.Type != YamlType.Integer || record.Number < 1)
            {
                checks.Error(record.Line, $"expected the number of a HepData record, 1 or more, found {record.Described}");
            }
            else if (!records.Add(record.Number))
            {
                checks.Error(record.Line, $"the HepData record {record.Text} stands here a second time");
            }
        }
    }

    private void CheckTable(YamlNode table)
    {
        if (!checks.Map(table, "a table", TableKeys, OptionalTableKeys))
        {
            return;
        }

        if (checks.Text(table["name"], "the name of a table", HepDataLimits.TableName))
        {
            Unique(table["name"]!, _tables, "name of a table");
        }

        checks.Text(table["description"], "the description of a table");
        checks.Text(table["location"], "the location of a table", HepDataLimits.Location);
        checks.Text(table["data_schema"], "'data_schema'");
        checks.Text(table["table_doi"], "'table_doi'");
        CheckLicence(table["data_license"], "'data_license'");
        CheckResources(table["additional_resources"]);
        CheckKeywords(table["keywords"]!);
        CheckRelatedTables(table["related_to_table_dois"]);
        if (checks.Text(table["data_file"], "'data_file'") && IsFileName(table["data_file"]!, "'data_file'"))
        {
            Unique(table["data_file"]!, DataFiles, "data file");
        }
    }

    private void CheckKeywords(YamlNode keywords)
    {
        foreach (YamlNode keyword in checks.List(keywords, "keywords"))
        {
            if (!checks.Map(keyword, "a keyword", KeywordKeys, []) || !checks.Text(keyword["name"], "the name of a keyword"))
            {
                continue;
            }

            string name = keyword["name"]!.Text;
            IReadOnlyList<YamlNode> values = checks.List(keyword["values"], "the values of a keyword");
            if (!SubmissionKeywords.Names.Contains(name))
            {
                checks.Error(keyword.Line, $"expected a keyword of {string.Join(", ", SubmissionKeywords.Names)}, found '{name}'");
                continue;
            }

            foreach (YamlNode value in values)
            {
                if (checks.TextOrNumber(value, "a keyword", HepDataLimits.Keyword))
                {
                    CheckKeyword(name, value, values.Count == 1);
                }
            }
        }
    }

    private void CheckKeyword(string name, YamlNode value, bool isOnlyValue)
    {
        if (name == SubmissionKeywords.CentreOfMassEnergies)
        {
            if (!value.IsNumber && !(isOnlyValue && SubmissionKeywords.EnergyRange().IsMatch(value.Text)))
            {
                checks.Error(value.Line, $"expected a number in GeV for cmenergies, or one range as 1.7-4.7, found {value.Described}");
            }
        }
        else if (value.IsText && SubmissionKeywords.Objection(name, value.Text, isOnlyValue) is { } objection)
        {
            checks.Error(value.Line, $"{objection}; found {value.Described}");
        }
    }

    private void CheckRelatedTables(YamlNode? related)
    {
        HashSet<string> seen = [];
        foreach (YamlNode doi in checks.List(related, "related_to_table_dois"))
        {
            if (!checks.Text(doi, "the DOI of a table", HepDataLimits.Keyword))
            {
                continue;
            }

            if (!TableDoi().IsMatch(doi.Text))
            {
                checks.Error(doi.Line, $"expected the DOI of a table as 10.17182/hepdata.1.v1/t1, found {doi.Described}");
            }
            else if (!seen.Add(doi.Text))
            {
                checks.Error(doi.Line, $"the DOI '{doi.Text}' stands here a second time");
            }
        }
    }

    private void CheckLicence(YamlNode? licence, string what)
    {
        if (licence is not null && checks.Map(licence, what, LicenceKeys, Description))
        {
            checks.Text(licence["name"], "the name of a licence", HepDataLimits.Location);
            checks.Text(licence["url"], "the URL of a licence", HepDataLimits.Location);
            checks.Text(licence["description"], "the description of a licence");
        }
    }

    private void CheckResources(YamlNode? resources)
    {
        foreach (YamlNode resource in checks.List(resources, "additional_resources"))
        {
            if (!checks.Map(resource, "an additional resource", ResourceKeys, OptionalResourceKeys))
            {
                continue;
            }

            checks.Text(resource["description"], "the description of an additional resource");
            checks.Text(resource["type"], "the type of an additional resource", HepDataLimits.ResourceType);
            CheckLicence(resource["license"], "'license'");
            YamlNode location = resource["location"]!;
            if (checks.Text(location, "the location of an additional resource", HepDataLimits.Location)
                && !location.Text.StartsWith("http", StringComparison.Ordinal) && IsFileName(location, "the location of an additional resource"))
            {
                Resources.TryAdd(location.Text, location.Line);
            }
        }
    }

    private bool IsFileName(YamlNode node, string what)
    {
        if (node.Text.Length == 0 || node.Text is "." or ".." || node.Text.AsSpan().ContainsAny('/', '\\', '\0'))
        {
            checks.Error(node.Line, $"expected {what} as the name of a file without '/', found {node.Described}");
            return false;
        }

        return true;
    }

    private void Unique(YamlNode node, Dictionary<string, int> seen, string what)
    {
        if (!seen.TryAdd(node.Text, node.Line))
        {
            checks.Error(node.Line, $"the {what} '{node.Text}' stands here a second time; first in line {seen[node.Text]}");
        }
    }

    [GeneratedRegex(@"^10\.17182/hepdata\.[0-9]+\.v[0-9]+/t[0-9]+\z")]
    private static partial Regex TableDoi();
}
