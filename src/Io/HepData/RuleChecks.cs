using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Io.HepData;

/// <summary>Checks of one file, with what every JSON schema needs: keys, types, lengths. Collects one line for each error.</summary>
/// <param name="file">Name of the file for messages.</param>
/// <param name="errors">Receives the errors.</param>
internal sealed class RuleChecks(string file, List<string> errors)
{
    // A file that is wrong in every row is told so a few times.
    private const int MostErrorsOfAFile = 50;

    private int _count;

    /// <summary>Adds an error.</summary>
    public void Error(int line, string message)
    {
        if (_count++ < MostErrorsOfAFile)
        {
            errors.Add($"{file}:{line}: {message}");
        }
    }

    /// <summary>True for a map with these keys, every one at most once.</summary>
    public bool Map(YamlNode node, string what, ReadOnlySpan<string> required, ReadOnlySpan<string> optional, bool anyOther = false)
    {
        if (node.Kind != YamlKind.Map)
        {
            Error(node.Line, $"expected {what}, a map, found {node.Described}");
            return false;
        }

        for (int i = 0; i < node.Items.Count; i += 2)
        {
            YamlNode key = node.Items[i];
            if (key.Kind != YamlKind.Scalar || (!anyOther && !required.Contains(key.Text) && !optional.Contains(key.Text)))
            {
                string[] known = [.. required, .. optional];
                string? near = DidYouMean.Find(key.Text, known);
                string suggestion = near is null ? $"known are {string.Join(", ", known)}" : $"did you mean '{near}'?";
                Error(key.Line, $"{what} has no key '{key.Text}'; {suggestion}");
            }

            for (int j = 0; j < i; j += 2)
            {
                if (node.Items[j].Text == key.Text)
                {
                    Error(key.Line, $"the key '{key.Text}' of {what} stands here a second time; first in line {node.Items[j].Line}");
                }
            }
        }

        bool complete = true;
        foreach (string key in required)
        {
            if (node[key] is null)
            {
                Error(node.Line, $"{what} has no '{key}', which is required");
                complete = false;
            }
        }

        return complete;
    }

    /// <summary>The items of a list; none when it is not there or, with an error, no list.</summary>
    public IReadOnlyList<YamlNode> List(YamlNode? node, string what)
    {
        if (node is null || node.Kind == YamlKind.List)
        {
            return node?.Items ?? [];
        }

        Error(node.Line, $"expected {what}, a list, found {node.Described}");
        return [];
    }

    /// <summary>True for a text of at most so many characters; false without an error when there is no node.</summary>
    public bool Text(YamlNode? node, string what, int longest = int.MaxValue)
    {
        if (node is null)
        {
            return false;
        }

        if (!node.IsText)
        {
            Error(node.Line, $"expected {what}, a text, found {node.Described}{(node.Kind == YamlKind.Scalar ? ". Put it in quotes" : "")}");
            return false;
        }

        return NotLongerThan(node, what, longest);
    }

    /// <summary>True for a number that loads as what it looks like; false without an error when there is no node.</summary>
    public bool Number(YamlNode? node, string what)
    {
        if (node is null || !NoTrap(node, what))
        {
            return false;
        }

        if (!node.IsNumber)
        {
            Error(node.Line, $"expected {what}, a number, found {node.Described}");
        }

        return node.IsNumber;
    }

    /// <summary>True for a text or a number; false without an error when there is no node.</summary>
    public bool TextOrNumber(YamlNode? node, string what, int longest = int.MaxValue)
    {
        if (node is null || !NoTrap(node, what))
        {
            return false;
        }

        if (!node.IsNumber && !node.IsText)
        {
            Error(node.Line, $"expected {what}, a text or a number, found {node.Described}");
            return false;
        }

        return NotLongerThan(node, what, longest);
    }

    private bool NotLongerThan(YamlNode node, string what, int longest)
    {
        int length = longest == int.MaxValue ? 0 : node.Text.EnumerateRunes().Count();
        if (node.IsText && length > longest)
        {
            Error(node.Line, $"{what} has {length} characters, at most {longest} are allowed");
            return false;
        }

        return true;
    }

    /// <summary>False, with an error, for a plain scalar that loads as something else than it says.</summary>
    private bool NoTrap(YamlNode node, string what)
    {
        if (node.Kind != YamlKind.Scalar || !node.IsPlain || !YamlScalar.IsNumberTrap(node.Text, node.Type))
        {
            return true;
        }

        Error(node.Line, node.IsNumber
            ? $"expected {what} as a decimal number, found '{node.Text}', which HepData loads as {node.Number:R}"
            : $"expected {what} as a number such as 1.0e-05, found '{node.Text}', which HepData loads as text");
        return false;
    }
}
