using System.Globalization;

namespace AlpToolkit.Io.Csv;

/// <summary>Finds whole numbers that lose digits where their column becomes one of real numbers.</summary>
/// <param name="columns">Number of columns.</param>
internal sealed class ExactIntegers(int columns)
{
    // 2^53 has sixteen digits.
    private const int FewestDigits = 16;
    private readonly (int Line, string Text)[] _first = new (int, string)[columns];

    /// <summary>Looks at a cell.</summary>
    public void Look(int column, string text, int line)
    {
        if (text.Length >= FewestDigits && _first[column].Text is null && Int128.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out Int128 value) && (Int128)(double)value != value)
        {
            _first[column] = (line, text);
        }
    }

    /// <summary>What is rounded, in words.</summary>
    public IEnumerable<string> Rounded(string path, IReadOnlyList<string> names, IReadOnlyList<CellKind> kinds)
    {
        foreach ((int column, (int line, string text)) in _first.Index().Where(f => f.Item.Text is not null && kinds[f.Index] == CellKind.Number))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{path}:{line}: {text} is rounded to {(double)Int128.Parse(text, CultureInfo.InvariantCulture):R}: column '{names[column]}' holds real numbers, or whole ones of both signs beyond 64 bits");
        }
    }
}
