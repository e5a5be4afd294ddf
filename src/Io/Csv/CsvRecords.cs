using System.Text;

namespace AlpToolkit.Io.Csv;

/// <summary>A field of a CSV record.</summary>
/// <param name="Text">Its text without quotes.</param>
/// <param name="Quoted">True when it stood in quotes.</param>
internal readonly record struct CsvField(string Text, bool Quoted);

/// <summary>Takes CSV text apart into records of fields; quotes may hold commas, line breaks and doubled quotes.</summary>
internal sealed class CsvRecords(TextReader text)
{
    private string? _next = text.ReadLine();

    /// <summary>Line of the record read last, from 1.</summary>
    public int Line { get; private set; }

    private int _linesRead = 1;

    /// <summary>The next line as it stands; null at the end.</summary>
    public string? Peek => _next;

    /// <summary>Takes the next line as it stands.</summary>
    public string TakeLine()
    {
        string line = _next!;
        Line = _linesRead++;
        _next = text.ReadLine();
        return line;
    }

    /// <summary>Takes the next record into a list that is reused.</summary>
    /// <exception cref="FormatException">A quote is not closed, or text follows a closing quote.</exception>
    public void TakeRecord(List<CsvField> fields)
    {
        fields.Clear();
        string line = TakeLine();
        int first = Line, at = 0;
        while (true)
        {
            if (at < line.Length && line[at] == '"')
            {
                fields.Add(new CsvField(Quoted(ref line, ref at), true));
                if (at < line.Length && line[at] != ',')
                {
                    throw new FormatException($"line {Line}: expected a comma after the closing quote, found '{line[at]}'");
                }
            }
            else
            {
                int comma = line.IndexOf(',', at);
                int end = comma < 0 ? line.Length : comma;
                fields.Add(new CsvField(line[at..end], false));
                at = end;
            }

            if (at >= line.Length)
            {
                Line = first;
                return;
            }

            at++;
        }
    }

    private string Quoted(ref string line, ref int at)
    {
        StringBuilder value = new();
        int opened = Line;
        at++;
        while (true)
        {
            int quote = line.IndexOf('"', at);
            if (quote < 0)
            {
                value.Append(line, at, line.Length - at).Append('\n');
                if (_next is null)
                {
                    throw new FormatException($"line {opened}: a quote is opened and not closed before the end of the file");
                }

                line = TakeLine();
                at = 0;
                continue;
            }

            value.Append(line, at, quote - at);
            at = quote + 1;
            if (at >= line.Length || line[at] != '"')
            {
                return value.ToString();
            }

            value.Append('"');
            at++;
        }
    }
}
