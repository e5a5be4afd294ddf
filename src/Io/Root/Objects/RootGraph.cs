namespace AlpToolkit.Io.Root.Objects;

/// <summary>A TGraph, TGraphErrors or TGraphAsymmErrors.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Name">Name of the graph.</param>
/// <param name="Title">Title of the graph.</param>
/// <param name="X">Where the points are.</param>
/// <param name="Y">Their values.</param>
/// <param name="XErrors">Errors of x downwards and upwards; empty lists for a TGraph.</param>
/// <param name="YErrors">Errors of y downwards and upwards; empty lists for a TGraph.</param>
public sealed record RootGraph(
    string ClassName,
    string Name,
    string Title,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Y,
    (IReadOnlyList<double> Down, IReadOnlyList<double> Up) XErrors,
    (IReadOnlyList<double> Down, IReadOnlyList<double> Up) YErrors) : RootItem(ClassName, Name, Title);

/// <summary>A TVectorT.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="First">Index of the first element.</param>
/// <param name="Values">The elements.</param>
public sealed record RootVector(string ClassName, int First, IReadOnlyList<double> Values) : RootItem(ClassName, "", "");

/// <summary>A TMatrixT or TMatrixTSym.</summary>
/// <param name="ClassName">ROOT's class.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="First">Indices of the first row and column.</param>
/// <param name="Values">All elements, row after row; of symmetric matrices too.</param>
public sealed record RootMatrix(string ClassName, int Rows, int Columns, (int Row, int Column) First, IReadOnlyList<double> Values) : RootItem(ClassName, "", "")
{
    /// <summary>An element; rows and columns count from 0.</summary>
    public double this[int row, int column] => Values[row * Columns + column];
}
