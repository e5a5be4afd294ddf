using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Expressions;

/// <summary>Gives the names of a formula their meaning, checks dimensions, and turns it into terms.</summary>
internal sealed class Binder(string text, ExpressionScope scope)
{
    // Higher powers are no faster by multiplication than by Math.Pow, and less exact.
    private const int LargestWholePower = 64;

    private readonly Dictionary<string, Term> _columns = [];

    /// <summary>Columns that the formula reads, in the order of their first use.</summary>
    public List<ColumnIn> Columns { get; } = [];

    public (Term Term, Measure Measure) Bind(Syntax syntax) => syntax switch
    {
        NumberSyntax number => (Term.Constant(number.Quantity.Value), number.Quantity.Dimension is null ? Measure.Plain : new Measure(number.Quantity.Dimension)),
        NameSyntax name => BindName(name),
        UnarySyntax unary => BindUnary(unary),
        BinarySyntax binary => BindBinary(binary),
        ComparisonSyntax comparison => BindComparison(comparison),
        CallSyntax call => BindCall(call),
        _ => throw new InvalidOperationException($"no meaning for {syntax.GetType().Name}"),
    };

    private (Term Term, Measure Measure) BindName(NameSyntax syntax)
    {
        string name = syntax.Name;
        bool isColumn = scope.Columns.TryGetValue(name, out Dimension? dimension);
        bool isParameter = scope.Parameters.TryGetValue(name, out Quantity parameter);
        if (isColumn && isParameter)
        {
            throw ExpressionErrors.AmbiguousName(syntax.Start, name, "column", "parameter");
        }

        if ((isParameter || (isColumn && !scope.ColumnsHideConstants)) && Constants.Names.Contains(name))
        {
            throw ExpressionErrors.AmbiguousName(syntax.Start, name, isColumn ? "column" : "parameter", "constant");
        }

        if (isColumn)
        {
            return (ColumnTerm(name), new Measure(dimension));
        }

        return isParameter
            ? (Term.Constant(parameter.Value), new Measure(parameter.Dimension))
            : Constants.Find(name) ?? throw ExpressionErrors.UnknownName(syntax.Start, name, [.. scope.Columns.Keys, .. scope.Parameters.Keys, .. Constants.Names, .. Functions.Names]);
    }

    private Term ColumnTerm(string name)
    {
        if (!_columns.TryGetValue(name, out Term? term))
        {
            ColumnIn column = new(name);
            Columns.Add(column);
            term = Term.OfColumn(column);
            _columns.Add(name, term);
        }

        return term;
    }

    private (Term Term, Measure Measure) BindUnary(UnarySyntax syntax)
    {
        (Term operand, Measure measure) = Bind(syntax.Operand);
        return (Term.Of(syntax.Operation, operand), measure);
    }

    private (Term Term, Measure Measure) BindBinary(BinarySyntax syntax)
    {
        (Term left, Measure leftMeasure) = Bind(syntax.Left);
        (Term right, Measure rightMeasure) = Bind(syntax.Right);
        switch (syntax.Operation)
        {
            case Operation.Power:
                return Power(syntax.Left, left, leftMeasure, syntax.Right, right, rightMeasure);
            case Operation.Add or Operation.Subtract:
                CheckSame($"'{syntax.Symbol}'", syntax.Left, leftMeasure, syntax.Right, rightMeasure);
                return (Term.Of(syntax.Operation, left, right), Measure.Common(leftMeasure, rightMeasure));
            case Operation.Multiply:
                return (Term.Of(syntax.Operation, left, right), leftMeasure * rightMeasure);
            case Operation.Divide:
                return (Term.Of(syntax.Operation, left, right), leftMeasure / rightMeasure);
            default:
                return (Term.Of(syntax.Operation, left, right), Measure.Number);
        }
    }

    private (Term Term, Measure Measure) BindComparison(ComparisonSyntax syntax)
    {
        (Term Term, Measure Measure)[] operands = [.. syntax.Operands.Select(Bind)];
        Term? all = null;
        for (int i = 0; i < syntax.Operations.Count; i++)
        {
            CheckSame($"'{syntax.Symbol}'", syntax.Operands[i], operands[i].Measure, syntax.Operands[i + 1], operands[i + 1].Measure);
            Term one = Term.Of(syntax.Operations[i], operands[i].Term, operands[i + 1].Term);
            all = all is null ? one : Term.Of(Operation.And, all, one);
        }

        return (all!, Measure.Number);
    }

    private (Term Term, Measure Measure) BindCall(CallSyntax syntax)
    {
        Function function = syntax.Function;
        (Term Term, Measure Measure)[] arguments = [.. syntax.Arguments.Select(Bind)];
        if (function.Rule == DimensionRule.Power)
        {
            return Power(syntax.Arguments[0], arguments[0].Term, arguments[0].Measure, syntax.Arguments[1], arguments[1].Term, arguments[1].Measure);
        }

        Measure measure = MeasureOf(syntax, [.. arguments.Select(a => a.Measure)]);
        Term term = Term.Of(function.Operation, arguments[0].Term, arguments.Length > 1 ? arguments[1].Term : null, function: function);
        for (int i = 2; i < arguments.Length; i++)
        {
            term = Term.Of(function.Operation, term, arguments[i].Term, function: function);
        }

        return (term, measure);
    }

    private Measure MeasureOf(CallSyntax syntax, Measure[] measures)
    {
        Measure first = measures[0];
        switch (syntax.Function.Rule)
        {
            case DimensionRule.Same or DimensionRule.AngleOfTwo:
                Measure common = first;
                for (int i = 1; i < measures.Length; i++)
                {
                    CheckSame($"'{syntax.Function.Name}'", syntax.Arguments[0], common, syntax.Arguments[i], measures[i]);
                    common = Measure.Common(common, measures[i]);
                }

                return syntax.Function.Rule == DimensionRule.Same ? common : Measure.Angle;
            case DimensionRule.Number or DimensionRule.Angle:
                if (!first.FitsNumber)
                {
                    throw Wrong(syntax, "a number: divide by a unit, as in 'x / 1 GeV'", first);
                }

                return syntax.Function.Rule == DimensionRule.Angle ? Measure.Angle : first.IsPlain ? Measure.Plain : Measure.Number;
            case DimensionRule.SquareRoot:
                return first.Power(0.5);
            case DimensionRule.Square:
                return first.Power(2);
            case DimensionRule.EnergyToItsSquare:
                return first.Dimension is null || first == Measure.Energy ? Measure.Energy.Power(2) : throw Wrong(syntax, "an energy", first);
            default:
                return Measure.Number;
        }
    }

    private (Term Term, Measure Measure) Power(Syntax baseSyntax, Term operand, Measure measure, Syntax exponentSyntax, Term exponent, Measure exponentMeasure)
    {
        if (!exponentMeasure.FitsNumber)
        {
            throw ExpressionErrors.WrongDimension(exponentSyntax.Start, "an exponent", "a number", Text(exponentSyntax), exponentMeasure.Dimension!.Value);
        }

        if (exponent.Rate != Rate.Constant)
        {
            return measure.FitsNumber
                ? (Term.Of(Operation.Power, operand, exponent), measure.IsPlain || measure.Dimension is not null ? Measure.Number : Measure.Unknown)
                : throw ExpressionErrors.WrongDimension(baseSyntax.Start, "a power that differs from event to event", "a number as its base", Text(baseSyntax), measure.Dimension!.Value);
        }

        Term term = Math.Abs(exponent.Value) <= LargestWholePower && exponent.Value == Math.Truncate(exponent.Value)
            ? Term.Of(Operation.WholePower, operand, exponent: (int)exponent.Value)
            : Term.Of(Operation.Power, operand, exponent);
        return (term, measure.Power(exponent.Value));
    }

    private void CheckSame(string context, Syntax left, Measure leftMeasure, Syntax right, Measure rightMeasure)
    {
        if (leftMeasure.Dimension is not { } x || rightMeasure.Dimension is not { } y || x == y)
        {
            return;
        }

        throw left.Start < right.Start
            ? ExpressionErrors.DifferentDimensions(right.Start, context, Text(left), x, Text(right), y)
            : ExpressionErrors.DifferentDimensions(left.Start, context, Text(right), y, Text(left), x);
    }

    private ExpressionException Wrong(CallSyntax syntax, string expected, Measure found) => ExpressionErrors.WrongDimension(
        syntax.Arguments[0].Start, $"'{syntax.Function.Name}'", expected, Text(syntax.Arguments[0]), found.Dimension!.Value);

    private string Text(Syntax syntax) => text[syntax.Start..syntax.End];
}
