using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using YamlDotNet.Core;

namespace AlpToolkit.Host.Pipeline;

/// <summary>
/// Gives every column and role of a pipeline its slot, stage by stage, and checks that what is read was written before, that
/// nothing is written twice, and that formulas name only what there is.
/// </summary>
internal sealed class ColumnLayout(IReadOnlyDictionary<string, Quantity> parameters, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, int> _columnSlots = [], _roleSlots = [];
    private readonly Dictionary<string, Dimension?> _dimensions = [];
    private readonly Dictionary<string, string> _writers = [];
    private readonly Dictionary<string, string> _reporters = [];
    private readonly HashSet<string> _missing = [];
    private readonly Dictionary<string, string> _words = [];
    private bool _incomplete;

    public int ColumnCount => _columnSlots.Count;

    public int RoleCount => _roleSlots.Count;

    /// <summary>
    /// A stage could not be taken in, so that nobody knows what it writes: what later stages read is no longer reported as missing.
    /// One mistake gives one error.
    /// </summary>
    public void MissAStage() => _incomplete = true;

    /// <summary>Takes in the next stage.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="uses">What it reads and writes.</param>
    /// <param name="vocabulary">Columns that it could write when asked.</param>
    /// <param name="start">Where it stands in the file.</param>
    public void Add(string stage, IReadOnlyList<ColumnUse> uses, IEnumerable<string> vocabulary, Mark start)
    {
        foreach (string word in vocabulary)
        {
            _words.TryAdd(word, stage);
        }

        foreach (ColumnUse use in uses)
        {
            if (use.Expression is { } expression)
            {
                Bind(expression, start);
            }
            else if (use.Result is not null)
            {
                Exchange(stage, use, start);
            }
            else if (use.Reference is null)
            {
                use.TakeAll(_columnSlots, _roleSlots);
            }
            else if (use.IsWrite)
            {
                Write(stage, use, start);
            }
            else
            {
                Read(stage, use, start);
            }
        }
    }

    private void Bind(Expression expression, Mark start)
    {
        try
        {
            expression.Bind(new ExpressionScope(parameters, _dimensions));
        }
        catch (ExpressionException) when (_incomplete)
        {
            return;
        }
        catch (ExpressionException e)
        {
            string message = e.UnknownName is { } name && _words.TryGetValue(name, out string? stage) ? $"'{name}' is not written yet: add it to the stage '{stage}' above" : e.Message;
            diagnostics.Error(diagnostics.PositionWithin(expression, e.Position) ?? start, DiagnosticIds.Formula, message);
            return;
        }

        foreach (ColumnIn column in expression.Columns)
        {
            column.Slot = _columnSlots[column.Name];
        }
    }

    private void Read(string stage, ColumnUse use, Mark start)
    {
        ColumnReference reference = use.Reference!;
        Dictionary<string, int> slots = use.IsRole ? _roleSlots : _columnSlots;
        if (slots.TryGetValue(reference.Name, out int slot))
        {
            reference.Slot = slot;
            return;
        }

        if (_incomplete)
        {
            return;
        }

        string kind = use.IsRole ? "role" : "column";
        string verb = use.IsRole ? "assigns" : "writes";
        string? near = DidYouMean.Find(reference.Name, slots.Keys);
        string hint = near is not null ? $" Did you mean '{near}'?"
            : slots.Count == 0 ? $" No earlier stage {verb} any."
            : $" Earlier stages {verb[..^1]} {string.Join(", ", slots.Keys.Order(StringComparer.Ordinal))}.";
        if (_missing.Add($"{stage} {kind} {reference.Name} {start.Line}"))
        {
            diagnostics.Error(diagnostics.PositionOf(reference) ?? start, DiagnosticIds.UnknownColumn, $"stage '{stage}' reads the {kind} '{reference.Name}', which no earlier stage {verb}.{hint}");
        }
    }

    private void Write(string stage, ColumnUse use, Mark start)
    {
        ColumnReference reference = use.Reference!;
        Dictionary<string, int> slots = use.IsRole ? _roleSlots : _columnSlots;
        string kind = use.IsRole ? "role" : "column";
        if (!_writers.TryAdd($"{kind} {reference.Name}", stage))
        {
            diagnostics.Error(diagnostics.PositionOf(reference) ?? start, DiagnosticIds.WrittenTwice, $"stage '{stage}' writes the {kind} '{reference.Name}', which stage '{_writers[$"{kind} {reference.Name}"]}' writes already. Give one of them another name.");
        }
        else if (!use.IsRole && parameters.ContainsKey(reference.Name))
        {
            diagnostics.Error(diagnostics.PositionOf(reference) ?? start, DiagnosticIds.WrittenTwice, $"stage '{stage}' writes the column '{reference.Name}', which is the name of a parameter. Give one of them another name.");
        }

        slots.TryAdd(reference.Name, slots.Count);
        reference.Slot = slots[reference.Name];
        if (!use.IsRole)
        {
            _dimensions[reference.Name] = use.DimensionOf?.Dimension ?? use.Dimension;
        }
    }

    private void Exchange(string stage, ColumnUse use, Mark start)
    {
        string name = use.Result!;
        if (use.IsReport)
        {
            if (!_reporters.TryAdd(name, stage))
            {
                diagnostics.Error(start, DiagnosticIds.ReportedTwice, $"stage '{stage}' reports a result '{name}', which stage '{_reporters[name]}' reports already. Give one of them another name.");
            }
        }
        else if (!_incomplete && !_reporters.ContainsKey(name))
        {
            string? near = DidYouMean.Find(name, _reporters.Keys);
            string hint = near is not null ? $" Did you mean '{near}'?" : _reporters.Count == 0 ? " No earlier stage reports any." : $" Earlier stages report {string.Join(", ", _reporters.Keys)}.";
            diagnostics.Error(start, DiagnosticIds.ResultMissing, $"stage '{stage}' needs the result '{name}', which no earlier stage reports.{hint}");
        }
    }
}
