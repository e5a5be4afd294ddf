namespace AlpToolkit.Tests.Io.HepData;

public sealed class HepDataValidatorTests
{
    private const string Submission =
        """
        comment: a submission
        additional_resources:
        - location: http://example.org/code
          description: code
          type: C#
          license: {name: MIT, url: http://example.org/mit, description: free}
        record_ids: [{type: inspire, id: 1}]
        modifications: [{action: Encoded, who: somebody}]
        related_to_hepdata_records: [1, 2]
        preprintyear: '2026'
        ---
        name: Table 1
        location: Figure 1
        description: A table.
        keywords:
        - {name: reactions, values: [E+ E- --> E+ E- AX]}
        - {name: cmenergies, values: [10.58]}
        data_license: {name: CC0, url: http://example.org/cc0}
        related_to_table_dois: [10.17182/hepdata.1.v1/t1]
        data_file: data1.yaml

        """;

    private const string Data =
        """
        independent_variables:
        - header: {name: M, units: GEV}
          values:
          - {low: -.inf, high: 1}
          - {low: 1.0, high: 2.5, value: 1.5}
          - {low: 2.5, high: .inf}
        dependent_variables:
        - header: {name: N}
          qualifiers:
          - {name: SQRT(S), value: 10.58, units: GEV}
          values:
          - value: 1.0e-05
            errors: [{symerror: 0.1, label: stat}, {asymerror: {plus: 0.1, minus: -0.2}, label: sys}]
          - {value: 3, errors: [{symerror: 5%}, {asymerror: {plus: 0.1, minus: ''}}]}
          - {value: '-'}

        """;

    [Fact]
    public void Validate_OfASubmissionThatUsesEveryForm_FindsNothing() => Assert.Empty(Errors(Submission, Data));

    // One entry for each rule of the schema 1.1.1 and of hepdata-validator: what is replaced in the valid submission, by what.
    [Theory]
    [InlineData("comment: a submission", "comment: 5", "submission.yaml:1: expected 'comment', a text, found the number 5. Put it in quotes")]
    [InlineData("preprintyear: '2026'", "preprintyear: 2026", "submission.yaml:10: expected 'preprintyear', a text, found the number 2026. Put it in quotes")]
    [InlineData("records: [1, 2]", "records: [1, 1]", "submission.yaml:9: the HepData record 1 stands here a second time")]
    [InlineData("records: [1, 2]", "records: [0]", "submission.yaml:9: expected the number of a HepData record, 1 or more, found the number 0")]
    [InlineData("who: somebody", "when: now", "submission.yaml:8: a modification has no 'who', which is required")]
    [InlineData("id: 1}]", "id: yes}]", "submission.yaml:7: expected a record id, a text or a number, found yes, which loads as true or false")]
    [InlineData("  description: code\n", "", "submission.yaml:3: an additional resource has no 'description', which is required")]
    [InlineData("location: http://example.org/code", "location: a/b.txt", "submission.yaml:3: expected the location of an additional resource as the name of a file without '/', found the text 'a/b.txt'")]
    [InlineData("location: http://example.org/code", "location: gone.txt", "submission.yaml:3: the additional resource 'gone.txt' is not in the submission")]
    [InlineData("type: C#", "type: 0123456789012345678901234567890123456789012345678901234567890123x", "submission.yaml:5: the type of an additional resource has 65 characters, at most 64 are allowed")]
    [InlineData("{name: MIT, url", "{name: MIT, link", "submission.yaml:6: 'license' has no key 'link'; known are name, url, description")]
    [InlineData("name: Table 1", "title: Table 1", "submission.yaml:12: a table has no 'name', which is required")]
    [InlineData("name: Table 1", "name: 0123456789012345678901234567890123456789012345678901234567890123x", "submission.yaml:12: the name of a table has 65 characters, at most 64 are allowed")]
    [InlineData("name: Table 1", "name: 2026-01-01", "submission.yaml:12: expected the name of a table, a text, found 2026-01-01, which loads as a date. Put it in quotes")]
    [InlineData("description: A table.", "description: ", "submission.yaml:14: expected the description of a table, a text, found nothing. Put it in quotes")]
    [InlineData("location: Figure 1", "locaton: Figure 1", "submission.yaml:13: a table has no key 'locaton'; did you mean 'location'?")]
    [InlineData("location: Figure 1", "name: Figure 1", "submission.yaml:13: the key 'name' of a table stands here a second time; first in line 12")]
    [InlineData("name: reactions", "name: reaction", "submission.yaml:16: expected a keyword of cmenergies, observables, reactions, phrases, found 'reaction'")]
    [InlineData("[E+ E- --> E+ E- AX]", "['$e^+ e^-$']", "submission.yaml:16: a keyword is plain text, without LaTeX; found the text '$e^+ e^-$'")]
    [InlineData("values: [10.58]", "values: [ten]", "submission.yaml:17: expected a number in GeV for cmenergies, or one range as 1.7-4.7, found the text 'ten'")]
    [InlineData("values: [10.58]", "values: [1E1]", "submission.yaml:17: expected a keyword as a number such as 1.0e-05, found '1E1', which HepData loads as text")]
    [InlineData("values: [10.58]", "values: [1.7-4.7, 5.0]", "submission.yaml:17: expected a number in GeV for cmenergies, or one range as 1.7-4.7, found the text '1.7-4.7'")]
    [InlineData("t1]", "x1]", "submission.yaml:19: expected the DOI of a table as 10.17182/hepdata.1.v1/t1, found the text '10.17182/hepdata.1.v1/x1'")]
    [InlineData("data_file: data1.yaml", "data_file: x/data1.yaml", "submission.yaml:20: expected 'data_file' as the name of a file without '/', found the text 'x/data1.yaml'")]
    [InlineData("data_file: data1.yaml", "data_file: data2.yaml", "submission.yaml:20: the data file 'data2.yaml' is not in the submission")]
    [InlineData("data_file: data1.yaml", "data_file: data2.yaml", "data1.yaml: the submission does not name this file")]
    [InlineData("data_file: data1.yaml\n", "data_file: data1.yaml\n---\n", "submission.yaml:1: the file does not end with '---': the last document is empty")]
    [InlineData("data_file: data1.yaml\n", "data_file: data1.yaml\n---\n{name: Table 1, description: again, keywords: [], data_file: data1.yaml}\n", "submission.yaml:22: the name of a table 'Table 1' stands here a second time; first in line 12")]
    [InlineData("data_file: data1.yaml\n", "data_file: data1.yaml\n---\n{name: Table 2, description: again, keywords: [], data_file: data1.yaml}\n", "submission.yaml:22: the data file 'data1.yaml' stands here a second time; first in line 20")]
    [InlineData("comment: a submission", "comment: 'a", "submission.yaml:10: the file is not YAML: While parsing")]
    [InlineData("comment: a submission", "comment: &a text", "submission.yaml:1: expected plain values, found an anchor, alias or tag of YAML")]
    public void Validate_OfAWrongSubmissionFile_SaysWhereAndWhat(string good, string bad, string message)
    {
        Assert.Contains(good, Submission);
        Assert.Contains(Errors(Submission.Replace(good, bad), Data), e => e.StartsWith(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("independent_variables:", "independents:", "data1.yaml:1: a data file has no 'independent_variables', which is required")]
    [InlineData("header: {name: M, units: GEV}", "header: {units: GEV}", "data1.yaml:2: the header of an independent variable has no 'name', which is required")]
    [InlineData("units: GEV}\n  values:", "units: no}\n  values:", "data1.yaml:2: expected the unit of an independent variable, a text, found no, which loads as true or false. Put it in quotes")]
    [InlineData("header: {name: N}", "header: {name: N, unit: GEV}", "data1.yaml:8: the header of a dependent variable has no key 'unit'; did you mean 'units'?")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: 1.0}", "data1.yaml:5: a bin of an independent variable has no 'high', which is required")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: 1E0, high: 2.5}", "data1.yaml:5: expected 'low' as a number such as 1.0e-05, found '1E0', which HepData loads as text")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: 010, high: 25.5}", "data1.yaml:5: expected 'low' as a decimal number, found '010', which HepData loads as 8")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: 1:30, high: 100.5}", "data1.yaml:5: expected 'low' as a decimal number, found '1:30', which HepData loads as 90")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: '1', high: 2.5}", "data1.yaml:5: expected 'low', a number, found the text '1'")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: 2.5, high: 1.0}", "data1.yaml:5: expected 'low' below 'high', found 2.5 and 1")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: 1.0, high: 2.5, value: '1.5'}", "data1.yaml:5: expected the 'value' of a bin, a number, found the text '1.5'")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: -.inf, high: .inf}", "data1.yaml:5: a bin has at least one finite edge, found two infinite ones")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: -.inf, high: 2.5}", "data1.yaml:5: an independent variable has at most one underflow bin, found a second")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{low: 1.0, high: .inf}", "data1.yaml:6: an independent variable has at most one overflow bin, found a second")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{value: 1.0-2.5}", "data1.yaml:5: expected a bin as {low: …, high: …}, found the text '1.0-2.5'")]
    [InlineData("{low: 1.0, high: 2.5, value: 1.5}", "{value: 2024-01-01}", "data1.yaml:5: expected 'value', a text or a number, found 2024-01-01, which loads as a date")]
    [InlineData("  - {low: 2.5, high: .inf}\n", "", "data1.yaml:11: every variable has as many values as the first, 2; found 3")]
    [InlineData("value: 10.58, units", "units", "data1.yaml:10: a qualifier has no 'value', which is required")]
    [InlineData("value: 1.0e-05", "value: 1e-05", "data1.yaml:12: expected 'value' as a number such as 1.0e-05, found '1e-05', which HepData loads as text")]
    [InlineData("value: 1.0e-05", "value: NaN", "data1.yaml:12: expected 'value' as a number such as 1.0e-05, found 'NaN', which HepData loads as text")]
    [InlineData("value: 1.0e-05", "value: 1_000", "data1.yaml:12: expected 'value' as a decimal number, found '1_000', which HepData loads as 1000")]
    [InlineData("value: 1.0e-05", "value: off", "data1.yaml:12: expected 'value', a text or a number, found off, which loads as true or false")]
    [InlineData("value: 1.0e-05", "value: null", "data1.yaml:12: expected 'value', a text or a number, found null, which loads as nothing")]
    [InlineData("{value: '-'}", "{value: '-', errors: [{symerror: 1}]}", "data1.yaml:15: a missing value '-' has no errors")]
    [InlineData("{value: '-'}", "{value: 1, errors: [{symerror: 0}, {asymerror: {plus: 0.0, minus: -0%}}]}", "data1.yaml:15: the uncertainties of a value are not all zero; leave 'errors' out")]
    [InlineData("{value: '-'}", "{value: 1, errors: [{label: stat}]}", "data1.yaml:15: an uncertainty has either 'symerror' or 'asymerror'")]
    [InlineData("{value: '-'}", "{value: 1, errors: [{symerror: 1, asymerror: {plus: 1, minus: 1}}]}", "data1.yaml:15: an uncertainty has either 'symerror' or 'asymerror'")]
    [InlineData("{value: '-'}", "{value: 1, errors: [{asymerror: {plus: 1}}]}", "data1.yaml:15: 'asymerror' has no 'minus', which is required")]
    [InlineData("{value: '-'}", "{value: 1, errors: [{symerror: small}]}", "data1.yaml:15: expected 'symerror', a number or a percentage as '5%', found the text 'small'")]
    [InlineData("{value: '-'}", "{value: 1, errors: [{symerror: 1, label: 5}]}", "data1.yaml:15: expected the label of an uncertainty, a text, found the number 5. Put it in quotes")]
    [InlineData("{value: '-'}", "{value: 1, error: []}", "data1.yaml:15: a value of a dependent variable has no key 'error'; did you mean 'errors'?")]
    [InlineData("{value: '-'}", "{\u2028value: '-'}", "data1.yaml:14: the file is not YAML after this line")]
    [InlineData("{value: '-'}", "[1]", "data1.yaml:15: expected a value of a dependent variable, a map, found a list")]
    public void Validate_OfAWrongDataFile_SaysWhereAndWhat(string good, string bad, string message)
    {
        Assert.Contains(good, Data);
        Assert.Contains(message, Errors(Submission, Data.Replace(good, bad)));
    }

    [Fact]
    public void Validate_WithoutDependentVariable_IsRefused() => Assert.Contains(
        "data1.yaml:3: there are independent variables and no dependent variable",
        Errors(Submission, "independent_variables:\n- {header: {name: M}, values: []}\ndependent_variables: []\n"));

    [Fact]
    public void Validate_OfATableWithoutVariables_FindsNothing() =>
        Assert.Empty(Errors(Submission, "independent_variables: []\ndependent_variables: []\n"));

    [Fact]
    public void Validate_OfADataFileAboveTheLimit_SaysTheSizes()
    {
        string data = Data + new string('#', 10_485_761 - Data.Length);
        Assert.Equal(["data1.yaml: the file has 10485761 bytes, HepData takes at most 10485760; attach it as an additional resource instead"], Errors(Submission, data));
        Assert.Empty(Errors(Submission, data[..^1]));
    }

    [Fact]
    public void Validate_WithoutTable_IsRefused()
    {
        using SubmissionFolder folder = new SubmissionFolder().With("submission.yaml", "comment: nothing\n");
        Assert.Equal(["submission.yaml:1: a submission has at least one table, found none"], folder.Errors());
    }

    [Fact]
    public void Validate_OfAFolderWithoutSubmissionFile_IsRefused()
    {
        using SubmissionFolder folder = new();
        Assert.Equal(["submission.yaml: the submission has no such file"], folder.Errors());
    }

    [Theory, InlineData(""), InlineData("\u001f\u008b"), InlineData("plain text")]
    public void ValidateArchive_OfNoArchive_SaysSo(string content)
    {
        using SubmissionFolder folder = new();
        File.WriteAllText(folder.Archive, content);
        Assert.NotEmpty(AlpToolkit.Io.HepData.HepDataValidator.ValidateArchive(folder.Archive));
    }

    private static IReadOnlyList<string> Errors(string submission, string data)
    {
        using SubmissionFolder folder = new SubmissionFolder().With("submission.yaml", submission).With("data1.yaml", data);
        return folder.Errors();
    }
}
