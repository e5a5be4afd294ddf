using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Expressions;

/// <summary>A part of a formula as written: its place in the text, and whether it is a condition or a number.</summary>
internal abstract class Syntax(int start, int end, bool isCondition, int depth)
{
    public int Start { get; private set; } = start;

    public int End { get; private set; } = end;

    public bool IsCondition { get; } = isCondition;

    /// <summary>Levels of operations below and including this one.</summary>
    public int Depth { get; } = depth;

    /// <summary>Takes the parentheses around this part into its text.</summary>
    public void Widen(int start, int end) => (Start, End) = (start, end);
}

/// <summary>A number, with its unit where one was written.</summary>
internal sealed class NumberSyntax(int start, int end, Quantity quantity) : Syntax(start, end, isCondition: false, depth: 1)
{
    public Quantity Quantity { get; } = quantity;
}

/// <summary>The name of a column, parameter or constant.</summary>
internal sealed class NameSyntax(int start, int end, string name) : Syntax(start, end, isCondition: false, depth: 1)
{
    public string Name { get; } = name;
}

/// <summary>A sign or a negation.</summary>
internal sealed class UnarySyntax(int start, Operation operation, Syntax operand)
    : Syntax(start, operand.End, operation == Operation.Not, operand.Depth + 1)
{
    public Operation Operation { get; } = operation;

    public Syntax Operand { get; } = operand;
}

/// <summary>Two operands joined by arithmetic or logic.</summary>
internal sealed class BinarySyntax(Operation operation, string symbol, Syntax left, Syntax right)
    : Syntax(left.Start, right.End, operation is Operation.And or Operation.Or, Math.Max(left.Depth, right.Depth) + 1)
{
    public Operation Operation { get; } = operation;

    public string Symbol { get; } = symbol;

    public Syntax Left { get; } = left;

    public Syntax Right { get; } = right;
}

/// <summary>Comparisons in a row, <c>0.5 &lt; x &lt;= 2</c>; an interval <c>x in [a, b]</c> is <c>a &lt;= x &lt;= b</c>.</summary>
internal sealed class ComparisonSyntax(int start, int end, IReadOnlyList<Syntax> operands, IReadOnlyList<Operation> operations, string symbol)
    : Syntax(start, end, isCondition: true, operands.Max(o => o.Depth) + operations.Count)
{
    /// <summary>The compared numbers, one more than <see cref="Operations"/>.</summary>
    public IReadOnlyList<Syntax> Operands { get; } = operands;

    public IReadOnlyList<Operation> Operations { get; } = operations;

    public string Symbol { get; } = symbol;
}

/// <summary>A function of its arguments.</summary>
internal sealed class CallSyntax(int start, int end, Function function, IReadOnlyList<Syntax> arguments)
    : Syntax(start, end, function.IsCondition, arguments.Max(a => a.Depth) + arguments.Count)
{
    public Function Function { get; } = function;

    public IReadOnlyList<Syntax> Arguments { get; } = arguments;
}
