namespace AlpToolkit.Core.Expressions;

/// <summary>Cuts the text of a formula into tokens.</summary>
internal static class Tokenizer
{
    public static List<Token> Split(string text)
    {
        List<Token> tokens = [];
        int position = 0;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
            {
                position++;
            }

            if (position == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, position, position));
                return tokens;
            }

            Token token = Next(text, position);
            tokens.Add(token);
            position = token.End;
        }
    }

    private static Token Next(string text, int start)
    {
        char c = text[start];
        char following = start + 1 < text.Length ? text[start + 1] : '\0';
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(following)))
        {
            return new Token(TokenKind.Number, start, NumberEnd(text, start));
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            int end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_' || IsPointInName(text, end)))
            {
                end++;
            }

            return new Token(KindOfWord(text.AsSpan(start, end - start)), start, end);
        }

        (TokenKind kind, int length) = (c, following) switch
        {
            ('*', '*') => throw ExpressionErrors.UseInstead(start, "**", "a power is written '^'"),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('<', '>') => throw ExpressionErrors.UseInstead(start, "<>", "'not equal' is written '!='"),
            ('=', '=') => (TokenKind.Equal, 2),
            ('=', '<') => throw ExpressionErrors.UseInstead(start, "=<", "write '<='"),
            ('=', '>') => throw ExpressionErrors.UseInstead(start, "=>", "write '>='"),
            ('=', _) => throw ExpressionErrors.UseInstead(start, "=", "'equal' is written '=='"),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('&', '&') => (TokenKind.And, 2),
            ('&', _) => throw ExpressionErrors.UseInstead(start, "&", "'and' is written '&&'"),
            ('|', '|') => (TokenKind.Or, 2),
            ('|', _) => throw ExpressionErrors.UseInstead(start, "|", "'or' is written '||' and an absolute value 'abs(x)'"),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', _) => (TokenKind.Times, 1),
            ('/', _) => (TokenKind.Divide, 1),
            ('^', _) => (TokenKind.Power, 1),
            ('%', _) => (TokenKind.Percent, 1),
            ('(', _) => (TokenKind.OpenParenthesis, 1),
            (')', _) => (TokenKind.CloseParenthesis, 1),
            ('[', _) => (TokenKind.OpenBracket, 1),
            (']', _) => (TokenKind.CloseBracket, 1),
            (',', _) => (TokenKind.Comma, 1),
            ('<', _) => (TokenKind.Less, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('!', _) => (TokenKind.Not, 1),
            _ => throw ExpressionErrors.UnexpectedCharacter(text, start),
        };
        return new Token(kind, start, start + length);
    }

    // Members of objects in trees: Event.Weight.
    private static bool IsPointInName(string text, int position) => text[position] == '.' && position + 1 < text.Length && (char.IsAsciiLetter(text[position + 1]) || text[position + 1] == '_');

    private static TokenKind KindOfWord(ReadOnlySpan<char> word) => word switch
    {
        "and" => TokenKind.And,
        "or" => TokenKind.Or,
        "not" => TokenKind.NotWord,
        "in" => TokenKind.In,
        _ => TokenKind.Name,
    };

    private static int NumberEnd(string text, int start)
    {
        int end = Digits(text, start);
        if (end < text.Length && text[end] == '.')
        {
            end = Digits(text, end + 1);
        }

        // 1e-3 is a number, 1eV a number and its unit.
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int digits = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            int last = Digits(text, digits);
            end = last > digits ? last : end;
        }

        return end;
    }

    private static int Digits(string text, int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }
}
