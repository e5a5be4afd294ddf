using System.Globalization;
using System.Text;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Csv;

/// <summary>What the cells of a column hold.</summary>
internal enum CellKind
{
    None,
    Empty,
    Flag,
    Whole,
    Integer,
    Unsigned,
    Number,
    EmptyList,
    Flags,
    Integers,
    Numbers,
    Text,
}

/// <summary>Collects the cells of a column.</summary>
internal abstract class CellBuffer
{
    /// <summary>A buffer for cells of a kind.</summary>
    public static CellBuffer For(CellKind kind) => kind switch
    {
        CellKind.Flag => new Numbers<bool>(bool.TryParse),
        CellKind.Whole or CellKind.Integer => new Numbers<long>(TryInteger),
        CellKind.Unsigned => new Numbers<ulong>(TryUnsigned),
        CellKind.Number or CellKind.Empty or CellKind.None => new Numbers<double>(TryNumberOrNothing),
        CellKind.Flags => new Lists<bool>(bool.TryParse),
        CellKind.Integers or CellKind.EmptyList => new Lists<long>(TryInteger),
        CellKind.Numbers => new Lists<double>(TryNumber),
        _ => new Texts(),
    };

    /// <summary>Adds a cell; false when it is of another kind.</summary>
    public abstract bool TryAdd(string text);

    /// <summary>The cells so far, which the buffer forgets.</summary>
    public abstract Column Take();

    public static bool TryInteger(ReadOnlySpan<char> text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value);

    public static bool TryUnsigned(ReadOnlySpan<char> text, out ulong value) => ulong.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value);

    /// <summary>A number, or one of the names that programs give to those that are not finite.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        ReadOnlySpan<char> bare = text.Trim();
        if (bare.Equals("inf", StringComparison.OrdinalIgnoreCase) || bare.Equals("+inf", StringComparison.OrdinalIgnoreCase))
        {
            value = double.PositiveInfinity;
            return true;
        }

        if (bare.Equals("-inf", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NegativeInfinity;
            return true;
        }

        return double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryNumberOrNothing(ReadOnlySpan<char> text, out double value)
    {
        value = double.NaN;
        return text.IsEmpty || TryNumber(text, out value);
    }

    private delegate bool Parser<T>(ReadOnlySpan<char> text, out T value);

    private sealed class Numbers<T>(Parser<T> parse) : CellBuffer
        where T : unmanaged
    {
        private readonly List<T> _values = [];

        public override bool TryAdd(string text)
        {
            bool isNumber = parse(text, out T value);
            _values.Add(value);
            return isNumber;
        }

        public override Column Take()
        {
            PrimitiveColumn<T> column = new([.. _values]);
            _values.Clear();
            return column;
        }
    }

    private sealed class Lists<T>(Parser<T> parse) : CellBuffer
        where T : unmanaged
    {
        private readonly List<T> _values = [];
        private readonly List<int> _offsets = [0];

        public override bool TryAdd(string text)
        {
            if (text.Length < 2 || text[0] != '[' || text[^1] != ']')
            {
                return false;
            }

            ReadOnlySpan<char> items = text.AsSpan(1, text.Length - 2);
            bool isList = true;
            if (!items.Trim().IsEmpty)
            {
                foreach (Range item in items.Split(','))
                {
                    isList &= parse(items[item], out T value);
                    _values.Add(value);
                }
            }

            _offsets.Add(_values.Count);
            return isList;
        }

        public override Column Take()
        {
            JaggedColumn column = new([.. _offsets], new PrimitiveColumn<T>([.. _values]));
            _values.Clear();
            _offsets.Clear();
            _offsets.Add(0);
            return column;
        }
    }

    private sealed class Texts : CellBuffer
    {
        private readonly List<byte> _bytes = [];
        private readonly List<int> _offsets = [0];

        public override bool TryAdd(string text)
        {
            _bytes.AddRange(Encoding.UTF8.GetBytes(text));
            _offsets.Add(_bytes.Count);
            return true;
        }

        public override Column Take()
        {
            StringColumn column = new([.. _offsets], [.. _bytes]);
            _bytes.Clear();
            _offsets.Clear();
            _offsets.Add(0);
            return column;
        }
    }
}
