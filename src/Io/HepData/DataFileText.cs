using System.Text;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Io.HepData;

/// <summary>The data file of a table (data_schema.json 1.1.1).</summary>
internal sealed class DataFileText
{
    /// <summary>Stands for a missing value.</summary>
    public const string Missing = "-";

    private readonly YamlText _yaml;

    private DataFileText(TextWriter output) => _yaml = new YamlText(output);

    /// <summary>Writes the data file; the stream stays open.</summary>
    public static void Write(Table table, Stream stream)
    {
        using StreamWriter output = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        new DataFileText(output).Write(table);
    }

    private void Write(Table table)
    {
        _yaml.Markup(table.Independent.Count == 0 ? "independent_variables: []\n" : "independent_variables:\n");
        foreach (IndependentVariable variable in table.Independent)
        {
            WriteHeader(variable.Name, variable.Units);
            WriteValues(variable.Values, WriteValue);
        }

        _yaml.Markup(table.Dependent.Count == 0 ? "dependent_variables: []\n" : "dependent_variables:\n");
        foreach (DependentVariable variable in table.Dependent)
        {
            WriteHeader(variable.Name, variable.Units);
            WriteQualifiers(variable.Qualifiers);
            WriteValues(variable.Values, value => WriteValue(value, variable.IsCount));
        }
    }

    private void WriteHeader(string name, string units)
    {
        _yaml.Markup("- header: {name: ");
        _yaml.Text(name);
        if (units.Length > 0)
        {
            _yaml.Markup(", units: ");
            _yaml.Text(units);
        }

        _yaml.Markup("}\n");
    }

    private void WriteQualifiers(IReadOnlyList<Qualifier> qualifiers)
    {
        if (qualifiers.Count == 0)
        {
            return;
        }

        _yaml.Markup("  qualifiers:\n");
        foreach (Qualifier qualifier in qualifiers)
        {
            _yaml.Markup("  - {name: ");
            _yaml.Text(qualifier.Name);
            _yaml.Markup(", value: ");
            _yaml.Text(qualifier.Value);
            if (!string.IsNullOrEmpty(qualifier.Units))
            {
                _yaml.Markup(", units: ");
                _yaml.Text(qualifier.Units);
            }

            _yaml.Markup("}\n");
        }
    }

    private void WriteValues<T>(IReadOnlyList<T> values, Action<T> write)
    {
        _yaml.Markup(values.Count == 0 ? "  values: []\n" : "  values:\n");
        for (int i = 0; i < values.Count; i++)
        {
            _yaml.Markup("  - {");
            write(values[i]);
            _yaml.Markup("}\n");
        }
    }

    private void WriteValue(IndependentValue value)
    {
        if (value is { Low: { } low, High: { } high } && !double.IsNaN(low) && !double.IsNaN(high))
        {
            if (double.IsInfinity(low) && double.IsInfinity(high))
            {
                // HepData refuses a bin without any finite edge; as a text it says the same.
                _yaml.Markup("value: all");
                return;
            }

            _yaml.Markup("low: ");
            _yaml.Number(low);
            _yaml.Markup(", high: ");
            _yaml.Number(high);
            if (value.Value is { } centre && !double.IsNaN(centre))
            {
                _yaml.Markup(", value: ");
                _yaml.Number(centre);
            }

            return;
        }

        _yaml.Markup("value: ");
        if (value.Text is null && value.Value is { } number && !double.IsNaN(number))
        {
            _yaml.Number(number);
        }
        else
        {
            _yaml.Text(value.Text ?? Missing);
        }
    }

    private void WriteValue(DependentValue value, bool isCount)
    {
        _yaml.Markup("value: ");
        bool isNumber = value.Text is null && value.Value is { } finite && !double.IsNaN(finite);
        if (isNumber)
        {
            _yaml.Number(value.Value!.Value, isCount);
        }
        else
        {
            _yaml.Text(value.Text ?? Missing);
        }

        if ((isNumber || (value.Text is not null && value.Text != Missing)) && HasUncertainty(value.Uncertainties))
        {
            WriteUncertainties(value.Uncertainties!);
        }
    }

    /// <summary>False also when every uncertainty is zero, which HepData refuses.</summary>
    private static bool HasUncertainty(IReadOnlyList<Uncertainty>? uncertainties)
    {
        for (int i = 0; i < (uncertainties?.Count ?? 0); i++)
        {
            if (IsKnown(uncertainties![i]) && (uncertainties[i].Plus != 0 || uncertainties[i].Minus != 0))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsKnown(Uncertainty uncertainty) => !(double.IsNaN(uncertainty.Plus) && double.IsNaN(uncertainty.Minus));

    private void WriteUncertainties(IReadOnlyList<Uncertainty> uncertainties)
    {
        string separator = ", errors: [{";
        for (int i = 0; i < uncertainties.Count; i++)
        {
            Uncertainty uncertainty = uncertainties[i];
            if (!IsKnown(uncertainty))
            {
                continue;
            }

            _yaml.Markup(separator);
            separator = ", {";
            if (uncertainty.IsSymmetric)
            {
                _yaml.Markup("symerror: ");
                _yaml.Number(uncertainty.Plus);
            }
            else
            {
                _yaml.Markup("asymerror: {plus: ");
                WriteSide(uncertainty.Plus);
                _yaml.Markup(", minus: ");
                WriteSide(uncertainty.Minus);
                _yaml.Markup("}");
            }

            if (uncertainty.Label is { } label)
            {
                _yaml.Markup(", label: ");
                _yaml.Text(label);
            }

            _yaml.Markup("}");
        }

        _yaml.Markup("]");
    }

    /// <summary>One side of an asymmetric uncertainty; the empty text stands for a side that is not known, or that there is not.</summary>
    private void WriteSide(double side)
    {
        if (double.IsNaN(side) || side == 0)
        {
            _yaml.Text("");
        }
        else
        {
            _yaml.Number(side);
        }
    }
}
