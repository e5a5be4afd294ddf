namespace AlpToolkit.Core.Expressions;

internal enum TokenKind
{
    End,
    Number,
    Name,
    Plus,
    Minus,
    Times,
    Divide,
    Power,
    Percent,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Comma,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,

    /// <summary><c>!</c>, which binds as tightly as a minus sign.</summary>
    Not,

    /// <summary><c>not</c>, which binds more loosely than a comparison.</summary>
    NotWord,
    In,
}

/// <summary>A piece of a formula.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Position of its first character.</param>
/// <param name="End">Position after its last character.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End)
{
    public bool IsComparison => Kind is >= TokenKind.Less and <= TokenKind.NotEqual;
}
