using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Expressions;

/// <summary>
/// Reads a formula by recursive descent. From loose to tight: <c>||</c>, <c>&amp;&amp;</c>, <c>not</c>, comparisons and
/// <c>in</c>, <c>+ -</c>, <c>* /</c>, signs and <c>!</c>, <c>^</c> (right associative), numbers with units.
/// </summary>
internal sealed class Parser
{
    /// <summary>Longest text, characters.</summary>
    public const int LengthLimit = 4000;

    /// <summary>Most levels of operations; keeps every recursion over a formula far from the end of a thread's stack.</summary>
    public const int DepthLimit = 200;

    private readonly string _text;
    private readonly List<Token> _tokens;
    private int _next, _depth;

    private Parser(string text)
    {
        _text = text;
        _tokens = Tokenizer.Split(text);
    }

    private Token Current => _tokens[_next];

    public static Syntax Parse(string text)
    {
        if (text.Length > LengthLimit)
        {
            throw ExpressionErrors.TooLong(text.Length, LengthLimit);
        }

        Parser parser = new(text);
        if (parser.Current.Kind == TokenKind.End)
        {
            throw ExpressionErrors.Empty();
        }

        Syntax whole = parser.Disjunction();
        return parser.Current.Kind == TokenKind.End ? whole : throw parser.Unexpected("an operator or the end");
    }

    private Syntax Disjunction()
    {
        Syntax left = Conjunction();
        while (Current.Kind == TokenKind.Or)
        {
            string symbol = Take();
            Condition(left, symbol);
            left = Checked(new BinarySyntax(Operation.Or, symbol, left, Condition(Conjunction(), symbol)));
        }

        return left;
    }

    private Syntax Conjunction()
    {
        Syntax left = Negation();
        while (Current.Kind == TokenKind.And)
        {
            string symbol = Take();
            Condition(left, symbol);
            left = Checked(new BinarySyntax(Operation.And, symbol, left, Condition(Negation(), symbol)));
        }

        return left;
    }

    private Syntax Negation()
    {
        if (Current.Kind != TokenKind.NotWord)
        {
            return Comparison();
        }

        int start = Current.Start;
        string symbol = Take();
        Descend(start);
        Syntax operand = Condition(Negation(), symbol);
        _depth--;
        return Checked(new UnarySyntax(start, Operation.Not, operand));
    }

    private Syntax Comparison()
    {
        Syntax first = Sum();
        if (Current.Kind == TokenKind.In)
        {
            return Interval(first);
        }

        if (!Current.IsComparison)
        {
            return first;
        }

        List<Syntax> operands = [first];
        List<Operation> operations = [];
        string symbol = "";
        while (Current.IsComparison)
        {
            operations.Add(ComparisonOf(Current.Kind));
            symbol = Take();
            Number(operands[^1], symbol);
            operands.Add(Number(Sum(), symbol));
        }

        return Checked(new ComparisonSyntax(first.Start, operands[^1].End, operands, operations, symbol));
    }

    private Syntax Interval(Syntax value)
    {
        string symbol = Take();
        Number(value, symbol);
        Expect(TokenKind.OpenBracket, "'[' of an interval, as in 'x in [1, 2]'");
        Syntax low = Number(Sum(), symbol);
        Expect(TokenKind.Comma, "',' between the ends of the interval");
        Syntax high = Number(Sum(), symbol);
        int end = Current.End;
        Expect(TokenKind.CloseBracket, "']' at the end of the interval");
        return Checked(new ComparisonSyntax(value.Start, end, [low, value, high], [Operation.LessOrEqual, Operation.LessOrEqual], symbol));
    }

    private Syntax Sum()
    {
        Syntax left = Product();
        while (Current.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            Operation operation = Current.Kind == TokenKind.Plus ? Operation.Add : Operation.Subtract;
            string symbol = Take();
            Number(left, symbol);
            left = Checked(new BinarySyntax(operation, symbol, left, Number(Product(), symbol)));
        }

        return left;
    }

    private Syntax Product()
    {
        Syntax left = Signed();
        while (Current.Kind is TokenKind.Times or TokenKind.Divide)
        {
            Operation operation = Current.Kind == TokenKind.Times ? Operation.Multiply : Operation.Divide;
            string symbol = Take();
            Number(left, symbol);
            left = Checked(new BinarySyntax(operation, symbol, left, Number(Signed(), symbol)));
        }

        return left;
    }

    private Syntax Signed()
    {
        int start = Current.Start;
        TokenKind kind = Current.Kind;
        Descend(start);
        if (kind is TokenKind.Minus or TokenKind.Plus or TokenKind.Not)
        {
            _next++;
        }

        Syntax result = kind switch
        {
            TokenKind.Minus => new UnarySyntax(start, Operation.Negate, Number(Signed(), "-")),
            TokenKind.Plus => Number(Signed(), "+"),
            TokenKind.Not => new UnarySyntax(start, Operation.Not, Condition(Signed(), "!")),
            _ => Power(),
        };
        _depth--;
        return Checked(result);
    }

    private Syntax Power()
    {
        Syntax operand = Primary();
        if (Current.Kind != TokenKind.Power)
        {
            return operand;
        }

        string symbol = Take();
        Number(operand, symbol);
        return Checked(new BinarySyntax(Operation.Power, symbol, operand, Number(Signed(), symbol)));
    }

    private Syntax Primary()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _next++;
                return Literal(token);
            case TokenKind.Name:
                string name = Take();
                return Current.Kind == TokenKind.OpenParenthesis ? Call(token, name) : new NameSyntax(token.Start, token.End, name);
            case TokenKind.OpenParenthesis:
                _next++;
                Syntax inner = Disjunction();
                inner.Widen(token.Start, Current.End);
                Expect(TokenKind.CloseParenthesis, "')'");
                return inner;
            default:
                throw Unexpected("a number, a name or '('");
        }
    }

    private NumberSyntax Literal(Token number)
    {
        string text = TextOf(number.Start, number.End);
        int end = number.End;
        if (Current.Kind is TokenKind.Name or TokenKind.Percent)
        {
            (string unit, end) = UnitSuffix();
            text = $"{text} {unit}";
        }

        return Quantity.TryParse(text, out Quantity quantity, out string? error)
            ? new NumberSyntax(number.Start, end, quantity)
            : throw ExpressionErrors.BadNumber(number.Start, error!);
    }

    private (string Unit, int End) UnitSuffix()
    {
        Token token = Current;
        string symbol = Take();
        if (!Unit.TryParse(symbol, out _))
        {
            throw ExpressionErrors.NotAUnit(token.Start, symbol);
        }

        if (Current.Kind != TokenKind.Power)
        {
            return (symbol, token.End);
        }

        int start = Current.Start;
        _next++;
        string sign = Current.Kind == TokenKind.Minus ? Take() : "";
        int end = Current.End;
        string unit = Current.Kind == TokenKind.Number ? $"{symbol}^{sign}{Take()}" : "";
        return Unit.TryParse(unit, out _) && Current.Kind != TokenKind.Power
            ? (unit, end)
            : throw ExpressionErrors.BadUnitExponent(start, symbol);
    }

    private CallSyntax Call(Token nameToken, string name)
    {
        Function function = Functions.Find(name) ?? throw ExpressionErrors.UnknownFunction(nameToken.Start, name);
        _next++;
        List<Syntax> arguments = [];
        if (Current.Kind != TokenKind.CloseParenthesis)
        {
            arguments.Add(Number(Disjunction(), name));
            while (Current.Kind == TokenKind.Comma)
            {
                _next++;
                arguments.Add(Number(Disjunction(), name));
            }
        }

        int end = Current.End;
        Expect(TokenKind.CloseParenthesis, $"',' or ')' after an argument of '{name}'");
        if (arguments.Count < function.MinimumCount || arguments.Count > function.MaximumCount)
        {
            throw ExpressionErrors.WrongArgumentCount(nameToken.Start, function, arguments.Count);
        }

        CallSyntax call = new(nameToken.Start, end, function, arguments);
        return (CallSyntax)Checked(call);
    }

    private static Operation ComparisonOf(TokenKind kind) => kind switch
    {
        TokenKind.Less => Operation.Less,
        TokenKind.LessOrEqual => Operation.LessOrEqual,
        TokenKind.Greater => Operation.Greater,
        TokenKind.GreaterOrEqual => Operation.GreaterOrEqual,
        TokenKind.Equal => Operation.Equal,
        _ => Operation.NotEqual,
    };

    private Syntax Number(Syntax syntax, string context) => syntax.IsCondition
        ? throw ExpressionErrors.NeedsNumber(syntax.Start, $"'{context}'", TextOf(syntax.Start, syntax.End))
        : syntax;

    private Syntax Condition(Syntax syntax, string context) => syntax.IsCondition
        ? syntax
        : throw ExpressionErrors.NeedsCondition(syntax.Start, $"'{context}'", TextOf(syntax.Start, syntax.End));

    private void Descend(int position)
    {
        if (++_depth > DepthLimit)
        {
            throw ExpressionErrors.TooDeep(position, DepthLimit);
        }
    }

    private static Syntax Checked(Syntax syntax) =>
        syntax.Depth > DepthLimit ? throw ExpressionErrors.TooDeep(syntax.Start, DepthLimit) : syntax;

    private string Take()
    {
        Token token = Current;
        _next++;
        return TextOf(token.Start, token.End);
    }

    private void Expect(TokenKind kind, string expected)
    {
        if (Current.Kind != kind)
        {
            throw Unexpected(expected);
        }

        _next++;
    }

    private ExpressionException Unexpected(string expected) => ExpressionErrors.Expected(
        Current.Start, expected, Current.Kind == TokenKind.End ? "the end" : $"'{TextOf(Current.Start, Current.End)}'");

    private string TextOf(int start, int end) => _text[start..end];
}
