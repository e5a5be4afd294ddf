namespace AlpToolkit.Io.Root.Streamer;

/// <summary>A C++ type: a name, and its template arguments.</summary>
/// <param name="Name">Name without std::, const and blanks that do not matter.</param>
/// <param name="Arguments">Template arguments; empty for none.</param>
internal sealed record TypeName(string Name, IReadOnlyList<TypeName> Arguments)
{
    private const int Deepest = 32;

    /// <summary>True for a pointer to the type.</summary>
    public bool IsPointer { get; init; }

    /// <summary>Reads a type; null when its brackets do not close.</summary>
    public static TypeName? Parse(string text) => Parse(text, 0);

    /// <summary>The type as ROOT writes it.</summary>
    public override string ToString()
    {
        string arguments = string.Join(",", Arguments);
        return (Arguments.Count == 0 ? Name : $"{Name}<{arguments}{(arguments.EndsWith('>') ? " " : "")}>") + (IsPointer ? "*" : "");
    }

    private static TypeName? Parse(string text, int depth)
    {
        text = Bare(text);
        if (text.EndsWith('*'))
        {
            return depth > Deepest ? null : Parse(text.TrimEnd('*', ' '), depth + 1) is { } target ? target with { IsPointer = true } : null;
        }

        if (depth > Deepest || LastBracket(text) is not { } open)
        {
            return null;
        }

        // A type inside of a template class, such as an enumeration, has the brackets of the class.
        if (open < 0 || !text.EndsWith('>'))
        {
            return new TypeName(text, []);
        }

        List<TypeName> arguments = [];
        int level = 0, start = open + 1;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (level == 0 && (c == ',' || i == text.Length - 1))
            {
                if (Parse(text[start..i], depth + 1) is not { } argument)
                {
                    return null;
                }

                arguments.Add(argument);
                start = i + 1;
            }

            level += c switch
            {
                '<' => 1,
                '>' => -1,
                _ => 0,
            };
        }

        return new TypeName(text[..open].Trim(), arguments);
    }

    // Where the last bracket opens that is in no other; -1 for none, null when they do not close.
    private static int? LastBracket(string text)
    {
        int level = 0, open = -1;
        for (int i = 0; i < text.Length && level >= 0; i++)
        {
            if (text[i] == '<' && level++ == 0)
            {
                open = i;
            }
            else if (text[i] == '>')
            {
                level--;
            }
        }

        return level == 0 ? open : null;
    }

    private static string Bare(string text)
    {
        text = text.Trim();
        if (text.StartsWith("const ", StringComparison.Ordinal))
        {
            text = text["const ".Length..];
        }

        return text.StartsWith("std::", StringComparison.Ordinal) ? text["std::".Length..].Trim() : text.Trim();
    }
}
