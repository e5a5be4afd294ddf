namespace AlpToolkit.Core.Expressions;

/// <summary>A formula that cannot be read or bound.</summary>
public sealed class ExpressionException : FormatException
{
    /// <summary>An error without text.</summary>
    public ExpressionException()
    {
    }

    /// <summary>An error with its sentence.</summary>
    public ExpressionException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its sentence and cause.</summary>
    public ExpressionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error at a place in the text.</summary>
    /// <param name="position">Position of the character, from 0.</param>
    /// <param name="message">What was expected and what was found.</param>
    public ExpressionException(int position, string message)
        : base(message) => Position = position;

    /// <summary>Position of the offending character in the text, from 0.</summary>
    public int Position { get; }

    /// <summary>The name that means nothing where it stands; null when the error is another one.</summary>
    public string? UnknownName { get; init; }
}
