using System.Globalization;

namespace AlpToolkit.Io.HepData;

/// <summary>The rules for a data file: data_schema.json 1.1.1 and what hepdata-validator checks beside it.</summary>
internal sealed class DataFileRules(RuleChecks checks)
{
    private static readonly string[] TableKeys = ["independent_variables", "dependent_variables"];
    private static readonly string[] VariableKeys = ["header", "values"];
    private static readonly string[] HeaderKeys = ["name"];
    private static readonly string[] Units = ["units"];
    private static readonly string[] Qualifiers = ["qualifiers"];
    private static readonly string[] QualifierKeys = ["name", "value"];
    private static readonly string[] ValueKey = ["value"];
    private static readonly string[] Errors = ["errors"];
    private static readonly string[] EdgeKeys = ["low", "high"];
    private static readonly string[] ErrorKeys = ["symerror", "asymerror", "label"];
    private static readonly string[] SideKeys = ["plus", "minus"];

    /// <summary>Checks the one document of a data file.</summary>
    public void Check(YamlNode table)
    {
        if (!checks.Map(table, "a data file", TableKeys, []))
        {
            return;
        }

        IReadOnlyList<YamlNode> independent = checks.List(table["independent_variables"], "independent_variables");
        IReadOnlyList<YamlNode> dependent = checks.List(table["dependent_variables"], "dependent_variables");
        if (independent.Count > 0 && dependent.Count == 0)
        {
            checks.Error(table["dependent_variables"]!.Line, "there are independent variables and no dependent variable");
        }

        int? length = null;
        foreach (YamlNode variable in independent)
        {
            if (CheckVariable(variable, "an independent variable", [], ref length) is { } values)
            {
                CheckIndependentValues(values, independent.Count);
            }
        }

        foreach (YamlNode variable in dependent)
        {
            if (CheckVariable(variable, "a dependent variable", Qualifiers, ref length) is { } values)
            {
                CheckQualifiers(variable["qualifiers"]);
                foreach (YamlNode value in values)
                {
                    CheckDependentValue(value);
                }
            }
        }
    }

    private IReadOnlyList<YamlNode>? CheckVariable(YamlNode variable, string what, ReadOnlySpan<string> optional, ref int? length)
    {
        if (!checks.Map(variable, what, VariableKeys, optional))
        {
            return null;
        }

        YamlNode header = variable["header"]!;
        if (checks.Map(header, $"the header of {what}", HeaderKeys, Units))
        {
            checks.Text(header["name"], $"the name of {what}");
            checks.Text(header["units"], $"the unit of {what}");
        }

        IReadOnlyList<YamlNode> values = checks.List(variable["values"], $"the values of {what}");
        length ??= values.Count;
        if (values.Count != length)
        {
            checks.Error(variable["values"]!.Line, $"every variable has as many values as the first, {length}; found {values.Count}");
        }

        return values;
    }

    private void CheckIndependentValues(IReadOnlyList<YamlNode> values, int variables)
    {
        List<double> underflows = [], overflows = [];
        foreach (YamlNode value in values)
        {
            if (value["low"] is null && value["high"] is null)
            {
                if (checks.Map(value, "a value of an independent variable", ValueKey, EdgeKeys) && checks.TextOrNumber(value["value"], "'value'")
                    && value["value"] is { IsText: true } text && IsRange(text.Text))
                {
                    checks.Error(text.Line, $"expected a bin as {{low: …, high: …}}, found the text '{text.Text}'");
                }
            }
            else if (checks.Map(value, "a bin of an independent variable", EdgeKeys, ValueKey)
                && checks.Number(value["low"], "'low'") & checks.Number(value["high"], "'high'"))
            {
                if (value["value"] is { } centre)
                {
                    checks.Number(centre, "the 'value' of a bin");
                }

                CheckBin(value.Line, value["low"]!.Number, value["high"]!.Number, underflows, overflows, variables);
            }
        }
    }

    private void CheckBin(int line, double low, double high, List<double> underflows, List<double> overflows, int variables)
    {
        if (double.IsNaN(low) || double.IsNaN(high) || low > high)
        {
            checks.Error(line, $"expected 'low' below 'high', found {Shown(low)} and {Shown(high)}");
        }
        else if (double.IsInfinity(low) && double.IsInfinity(high))
        {
            checks.Error(line, "a bin has at least one finite edge, found two infinite ones");
        }
        else if (double.IsInfinity(low))
        {
            CountOutside(line, high, underflows, "underflow", variables);
        }
        else if (double.IsInfinity(high))
        {
            CountOutside(line, low, overflows, "overflow", variables);
        }
    }

    /// <summary>With several independent variables the same underflow bin of one stands in many rows.</summary>
    private void CountOutside(int line, double edge, List<double> seen, string what, int variables)
    {
        if (variables > 1 && seen.Contains(edge))
        {
            return;
        }

        seen.Add(edge);
        if (seen.Count == 2)
        {
            checks.Error(line, $"an independent variable has at most one {what} bin, found a second");
        }
    }

    private void CheckQualifiers(YamlNode? qualifiers)
    {
        foreach (YamlNode qualifier in checks.List(qualifiers, "qualifiers"))
        {
            if (checks.Map(qualifier, "a qualifier", QualifierKeys, Units))
            {
                checks.Text(qualifier["name"], "the name of a qualifier");
                checks.TextOrNumber(qualifier["value"], "the value of a qualifier");
                checks.Text(qualifier["units"], "the unit of a qualifier");
            }
        }
    }

    private void CheckDependentValue(YamlNode value)
    {
        if (!checks.Map(value, "a value of a dependent variable", ValueKey, Errors) || !checks.TextOrNumber(value["value"], "'value'"))
        {
            return;
        }

        IReadOnlyList<YamlNode> errors = checks.List(value["errors"], "errors");
        if (errors.Count > 0 && value["value"]!.Text == DataFileText.Missing)
        {
            checks.Error(value.Line, "a missing value '-' has no errors");
        }

        bool allZero = errors.Count > 0;
        foreach (YamlNode error in errors)
        {
            allZero &= CheckError(error);
        }

        if (allZero)
        {
            checks.Error(value.Line, "the uncertainties of a value are not all zero; leave 'errors' out");
        }
    }

    /// <summary>Checks an uncertainty; true when it is zero.</summary>
    private bool CheckError(YamlNode error)
    {
        if (!checks.Map(error, "an uncertainty", [], ErrorKeys))
        {
            return false;
        }

        checks.Text(error["label"], "the label of an uncertainty");
        (YamlNode? symmetric, YamlNode? asymmetric) = (error["symerror"], error["asymerror"]);
        if (symmetric is null == asymmetric is null)
        {
            checks.Error(error.Line, "an uncertainty has either 'symerror' or 'asymerror'");
            return false;
        }

        return symmetric is not null
            ? CheckSide(symmetric, "'symerror'")
            : checks.Map(asymmetric!, "'asymerror'", SideKeys, []) && CheckSide(asymmetric!["plus"]!, "'plus'") & CheckSide(asymmetric["minus"]!, "'minus'");
    }

    /// <summary>A number, a percentage or, for a side that is not known, an empty text; true when it is zero.</summary>
    private bool CheckSide(YamlNode side, string what)
    {
        if (!checks.TextOrNumber(side, what))
        {
            return false;
        }

        if (side.IsNumber)
        {
            return side.Number == 0;
        }

        if (side.Text.Length == 0)
        {
            return false;
        }

        if (side.Text.EndsWith('%') && double.TryParse(side.Text.AsSpan(0, side.Text.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double percent))
        {
            return percent == 0;
        }

        checks.Error(side.Line, $"expected {what}, a number or a percentage as '5%', found {side.Described}");
        return false;
    }

    /// <summary>True for a text as <c>1-2</c> or <c>0.5 - 1.5</c>, which HepData reads as a bin nowhere.</summary>
    private static bool IsRange(string text)
    {
        int hyphen = text.Length > 1 ? text.IndexOf('-', 1) : -1;
        return hyphen > 0 && IsDecimal(text.AsSpan(0, hyphen)) && IsDecimal(text.AsSpan(hyphen + 1));

        static bool IsDecimal(ReadOnlySpan<char> part) => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private static string Shown(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
