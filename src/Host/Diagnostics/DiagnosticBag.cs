using System.Runtime.CompilerServices;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Diagnostics;

/// <summary>Collects everything there is to say about one YAML file, and remembers where bound values were written.</summary>
/// <param name="file">File as the user named it.</param>
internal sealed class DiagnosticBag(string file)
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<Diagnostic> _said = [];
    private readonly ConditionalWeakTable<object, object> _positions = [];
    private readonly ConditionalWeakTable<object, Func<int, Mark>> _within = [];

    /// <summary>File as the user named it.</summary>
    public string File => file;

    /// <summary>Everything reported, by position; what was reported first comes first where positions are equal.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => [.. _diagnostics.OrderBy(d => d.Line).ThenBy(d => d.Column)];

    /// <summary>True when something was reported that stops the run.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>Number of errors so far: a caller that remembers it knows whether a step it called failed.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Reports an error at the start of a node.</summary>
    public void Error(YamlNode node, string id, string message) => Error(node.Start, id, message);

    /// <summary>Reports an error at a place.</summary>
    public void Error(Mark mark, string id, string message) => Add(mark, Severity.Error, id, message);

    /// <summary>Counts an error that was reported before, where one more step fails because of it.</summary>
    public void RepeatError() => ErrorCount++;

    /// <summary>Reports a warning at the start of a node.</summary>
    public void Warn(YamlNode node, string id, string message) => Warn(node.Start, id, message);

    /// <summary>Reports a warning at a place.</summary>
    public void Warn(Mark mark, string id, string message) => Add(mark, Severity.Warning, id, message);

    /// <summary>Keeps the place of a bound value, by reference identity; the last call for an object counts.</summary>
    public void Remember(object bound, Mark start) => _positions.AddOrUpdate(bound, start);

    /// <summary>Keeps how to find the place of a character of a bound text: quotation marks and line breaks move it.</summary>
    public void RememberWithin(object bound, Func<int, Mark> placeOfCharacter) => _within.AddOrUpdate(bound, placeOfCharacter);

    /// <summary>Place of a character of a bound text, from 0; null when the text did not come from this file.</summary>
    public Mark? PositionWithin(object bound, int character) => _within.TryGetValue(bound, out Func<int, Mark>? place) ? place(character) : PositionOf(bound);

    /// <summary>Place of a bound value, null when it did not come from this file.</summary>
    public Mark? PositionOf(object bound) => _positions.TryGetValue(bound, out object? mark) ? (Mark)mark : null;

    private void Add(Mark mark, Severity severity, string id, string message)
    {
        // A node reached through several aliases is checked once for each: the same sentence is said once.
        Diagnostic diagnostic = new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column), severity, id, OneLine(message));
        ErrorCount += severity == Severity.Error ? 1 : 0;
        if (_said.Add(diagnostic))
        {
            _diagnostics.Add(diagnostic);
        }
    }

    // What the user wrote is quoted in messages: a line feed in it must not make two lines, nor an escape reach the terminal.
    private static string OneLine(string message) =>
        message.Any(char.IsControl) ? string.Concat(message.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString())) : message;
}
