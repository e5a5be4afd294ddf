using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Objects;

/// <summary>Makes plain values from the members of an object. Every object is shown once, so that rings of pointers end.</summary>
/// <param name="place">Where the object is.</param>
internal sealed class ItemReader(RootPlace place)
{
    // As deep as the reader of objects goes; references could lead deeper.
    private const int Deepest = 150;
    private readonly HashSet<RootObject> _shown = [];
    private int _depth;

    /// <summary>The value of an object.</summary>
    /// <exception cref="PluginException">Its members contradict each other.</exception>
    public RootItem Item(RootObject source)
    {
        if (_depth >= Deepest || !_shown.Add(source))
        {
            return new RootReference(source.ClassName, source.String("fName"), source.String("fTitle"));
        }

        _depth++;
        RootItem item = source.Unread is null ? Known(source) ?? Structure(source) : Structure(source);
        _depth--;
        return item;
    }

    private RootItem? Known(RootObject source)
    {
        string name = source.ClassName;
        switch (name)
        {
            case "TObjString":
                return new RootText(name, source.String("fString"));
            case "string":
                return new RootText(name, source.String("text"));
            case "TList" or "THashList" or "TSortedList" or "TObjArray":
                return new RootList(name, source.String("fName"), Items(source.Items));
            case "TMap":
                RootItem?[] items = Items(source.Items);
                return new RootMap(name, source.String("fName"), [.. Enumerable.Range(0, items.Length / 2).Select(i => (items[2 * i], items[2 * i + 1]))]);
            case "TProfile" or "TProfile2D" or "TProfile3D":
                return HistogramReader.Profile(source, place);
            case "TEfficiency" when source.Object("fPassedHistogram") is { } passed && source.Object("fTotalHistogram") is { } total && HistogramReader.Dimensions(passed) > 0 && HistogramReader.Dimensions(total) > 0:
                return new RootEfficiency(
                    name,
                    source.String("fName"),
                    source.String("fTitle"),
                    HistogramReader.Histogram(passed, place),
                    HistogramReader.Histogram(total, place),
                    source.Number("fConfLevel"),
                    (int)source.Integer("fStatisticOption"),
                    source.Number("fWeight"));
            case "TGraph" or "TGraphErrors" or "TGraphAsymmErrors":
                return Graph(source);
            case var _ when name.StartsWith("THnSparseT<", StringComparison.Ordinal) && source.Object("fAxes") is not null:
                return SparseReader.Histogram(source, place);
            case var _ when HistogramReader.Dimensions(source) > 0:
                return HistogramReader.Histogram(source, place);
            case var _ when name.StartsWith("TParameter<", StringComparison.Ordinal) && source.Members.GetValueOrDefault("fVal") is IConvertible value and not string:
                return new RootParameter(name, source.String("fName"), value);
            case var _ when name.StartsWith("TVectorT<", StringComparison.Ordinal) && source.Members.ContainsKey("fElements"):
                return new RootVector(name, (int)source.Integer("fRowLwb"), source.Numbers("fElements"));
            case var _ when (name.StartsWith("TMatrixT<", StringComparison.Ordinal) || name.StartsWith("TMatrixTSym<", StringComparison.Ordinal)) && source.Members.ContainsKey("fElements"):
                return Matrix(source);
            default:
                return null;
        }
    }

    private RootItem?[] Items(IReadOnlyList<object?> items) => [.. items.Select(i => i is RootObject item ? Item(item) : null)];

    private RootStructure Structure(RootObject source)
    {
        List<(string Name, object? Value)> members = [];
        foreach ((string name, object? value) in source.Members)
        {
            members.Add((name, Value(value)));
        }

        return new RootStructure(source.ClassName, source.String("fName"), source.String("fTitle"), members, Items(source.Items), source.Unread);
    }

    private object? Value(object? value) => value switch
    {
        RootObject item => Item(item),
        object?[] several => several.Select(Value).ToArray(),
        EmbeddedBasket => new RootReference("TBasket", "", ""),
        _ => value,
    };

    private RootGraph Graph(RootObject source)
    {
        double[] x = source.Numbers("fX"), y = source.Numbers("fY");
        double[] Errors(string member)
        {
            double[] errors = source.Numbers(member);
            return errors.Length == x.Length ? errors : throw RootErrors.Damaged(place, $"{x.Length} points with {errors.Length} values of {member}");
        }

        if (x.Length != y.Length)
        {
            throw RootErrors.Damaged(place, $"{x.Length} values of x and {y.Length} of y");
        }

        ((double[], double[]) X, (double[], double[]) Y) errors = source.ClassName switch
        {
            "TGraphErrors" => ((Errors("fEX"), Errors("fEX")), (Errors("fEY"), Errors("fEY"))),
            "TGraphAsymmErrors" => ((Errors("fEXlow"), Errors("fEXhigh")), (Errors("fEYlow"), Errors("fEYhigh"))),
            _ => (([], []), ([], [])),
        };
        return new RootGraph(source.ClassName, source.String("fName"), source.String("fTitle"), x, y, errors.X, errors.Y);
    }

    private RootMatrix Matrix(RootObject source)
    {
        double[] elements = source.Numbers("fElements");
        long rows = source.Integer("fNrows"), columns = source.Integer("fNcols");
        bool isSymmetric = source.ClassName.StartsWith("TMatrixTSym<", StringComparison.Ordinal);
        long expected = isSymmetric ? rows * (rows + 1) / 2 : rows * columns;
        if (rows < 0 || columns < 0 || rows > int.MaxValue || columns > int.MaxValue || expected != elements.Length || (isSymmetric && rows != columns))
        {
            throw RootErrors.Damaged(place, $"a {source.ClassName} of {rows} x {columns} with {elements.Length} elements");
        }

        double[] values = elements;
        if (isSymmetric)
        {
            values = new double[rows * rows];
            SymmetricMatrixNode<double>.Mirror(elements, values, (int)rows);
        }

        return new RootMatrix(source.ClassName, (int)rows, (int)columns, ((int)source.Integer("fRowLwb"), (int)source.Integer("fColLwb")), values);
    }
}
