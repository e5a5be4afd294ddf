namespace AlpToolkit.Core.Expressions;

/// <summary>What one step of a formula does.</summary>
internal enum Operation
{
    Constant,
    Column,

    /// <summary>√s of the batch's sample.</summary>
    SqrtS,
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,

    /// <summary>A power with an exponent that is no fixed whole number.</summary>
    Power,

    /// <summary>A power with a fixed whole exponent, by repeated squaring.</summary>
    WholePower,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Not,
    Minimum,
    Maximum,
    Absolute,
    SquareRoot,
    Square,
    Floor,
    Ceiling,
    Sign,
    IsNaN,
    IsFinite,

    /// <summary>A function of one number, one event at a time.</summary>
    CallOne,

    /// <summary>A function of two numbers, one event at a time.</summary>
    CallTwo,
}
