using System.Globalization;
using System.Text;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Csv;

/// <summary>
/// Writes numbers as CSV, a row an entry: comments behind <c>#</c>, a row of names, then the numbers as the shortest text that reads back as the same bits. A number that is none is
/// <c>nan</c>, as numpy and pandas have it. UTF-8 with <c>\n</c> line ends.
/// </summary>
public sealed class CsvRowWriter : IDisposable
{
    private readonly StreamWriter _out;
    private readonly char[] _number = new char[ShortestDecimal.MaximumLength];

    /// <summary>Writes comments and names.</summary>
    /// <param name="stream">Where to; it is closed with the writer.</param>
    /// <param name="comments">Lines before the names.</param>
    /// <param name="names">Names of the columns, without commas and quotes.</param>
    public CsvRowWriter(Stream stream, IEnumerable<string> comments, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(comments);
        _out = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        foreach (string comment in comments)
        {
            _out.WriteLine($"# {comment}");
        }

        _out.WriteLine(string.Join(',', names));
    }

    /// <summary>Writes rows.</summary>
    /// <param name="columns">Columns of int, long or double, with as many numbers each.</param>
    public void Write(IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        int rows = columns[0].Count;
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns.Count; i++)
            {
                if (i > 0)
                {
                    _out.Write(',');
                }

                Write(columns[i], row);
            }

            _out.Write('\n');
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _out.Dispose();

    private void Write(Column column, int row)
    {
        switch (column)
        {
            case PrimitiveColumn<double> doubles:
                Write(doubles.Values.Span[row]);
                break;
            case PrimitiveColumn<int> integers:
                Write(integers.Values.Span[row]);
                break;
            case PrimitiveColumn<long> integers:
                Write(integers.Values.Span[row]);
                break;
            default:
                throw new ArgumentException($"a CSV file cannot hold a {column.GetType().Name}", nameof(column));
        }
    }

    private void Write(double value)
    {
        if (double.IsFinite(value))
        {
            _out.Write(_number.AsSpan(0, ShortestDecimal.Format(value, _number, pointInMantissa: false)));
        }
        else
        {
            _out.Write(double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
        }
    }

    private void Write(long value)
    {
        value.TryFormat(_number, out int length, provider: CultureInfo.InvariantCulture);
        _out.Write(_number.AsSpan(0, length));
    }
}
