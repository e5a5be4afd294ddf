using System.Globalization;

namespace AlpToolkit.Io.Csv;

/// <summary>What <see cref="CsvTableWriter"/> and <see cref="CsvTableReader"/> must read the same way.</summary>
internal static class CsvHead
{
    private static readonly string[] Keys = ["table_doi: ", "name: ", "description: ", "data_file: ", "data_license: ", "keyword "];

    /// <summary>True for a text that stands for a line of the head when it follows <c>#: </c>.</summary>
    public static bool IsHeadLine(string text) => Keys.Any(k => text.StartsWith(k, StringComparison.Ordinal));

    /// <summary>True for a header that ends with <c> [unit]</c>.</summary>
    public static bool EndsWithUnits(string header) => header.EndsWith(']') && header.Contains(" [", StringComparison.Ordinal);

    /// <summary>Splits <c>name [unit]</c>; the unit is empty when there is none.</summary>
    public static (string Name, string Units) SplitUnits(string header)
    {
        if (!EndsWithUnits(header))
        {
            return (header, "");
        }

        int at = header.LastIndexOf(" [", StringComparison.Ordinal);
        return (header[..at], header[(at + 2)..^1]);
    }

    /// <summary>The centre that the converter gives a bin without one.</summary>
    public static double Centre(double low, double high) => 0.5 * (low + high);

    /// <summary>Reads a number as it may stand in a cell: decimal, <c>inf</c>, <c>-inf</c>, <c>nan</c>.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double number)
    {
        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        switch (text)
        {
            case "inf":
                number = double.PositiveInfinity;
                return true;
            case "-inf":
                number = double.NegativeInfinity;
                return true;
            case "nan":
                number = double.NaN;
                return true;
            default:
                number = 0;
                // .NET also reads its own names of infinity and NaN, and rounds 1e999 to infinity: neither is a number here.
                return double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
        }
    }
}
