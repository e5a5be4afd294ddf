using AlpToolkit.Core.Events;

namespace AlpToolkit.Core.Expressions;

/// <summary>Orders the terms of a formula into steps and gives them registers.</summary>
internal sealed class ProgramBuilder
{
    private readonly ColumnIn[] _columns;
    private readonly List<double> _constants = [];
    private readonly List<Instruction> _perSample = [], _perEvent = [];
    private readonly Dictionary<Term, Location> _locations = [];
    private readonly Dictionary<Term, int> _pendingUses = [];
    private readonly SortedSet<int> _freeRegisters = [];
    private int _scalarCount, _registerCount;

    private ProgramBuilder(ColumnIn[] columns) => _columns = columns;

    public static ExpressionProgram Build(Term term, IEnumerable<ColumnIn> columns)
    {
        ProgramBuilder builder = new([.. columns]);
        builder.Collect(term);
        builder._scalarCount = builder._constants.Count + 1;
        Location value = builder.Emit(term);
        if (builder._perEvent.Count > 0)
        {
            builder._perEvent[^1] = builder._perEvent[^1] with { Target = new Location(Place.Result, 0) };
        }

        return new ExpressionProgram(builder._columns, [.. builder._constants], builder._scalarCount, builder._registerCount, [.. builder._perSample], [.. builder._perEvent], value);
    }

    /// <summary>Counts the uses of each term and places constants and columns.</summary>
    private void Collect(Term term)
    {
        int uses = _pendingUses.GetValueOrDefault(term);
        _pendingUses[term] = uses + 1;
        if (uses > 0)
        {
            return;
        }

        if (term.Operation == Operation.Constant)
        {
            _locations[term] = new Location(Place.Scalar, _constants.Count);
            _constants.Add(term.Value);
        }
        else if (term.Operation == Operation.Column)
        {
            _locations[term] = new Location(Place.Column, Array.IndexOf(_columns, term.Column!));
        }

        foreach (Term operand in Operands(term))
        {
            Collect(operand);
        }
    }

    private Location Emit(Term term)
    {
        if (_locations.TryGetValue(term, out Location known))
        {
            return known;
        }

        if (term.Operation == Operation.SqrtS)
        {
            return _locations[term] = new Location(Place.Scalar, _constants.Count);
        }

        Location left, right;
        if (term.Right is { } second && second.RegisterNeed > term.Left!.RegisterNeed)
        {
            right = Emit(second);
            left = Emit(term.Left);
        }
        else
        {
            left = Emit(term.Left!);
            right = term.Right is null ? left : Emit(term.Right);
        }

        foreach (Term operand in Operands(term))
        {
            Release(operand);
        }

        bool perEvent = term.Rate == Rate.PerEvent;
        Location target = perEvent ? new Location(Place.Register, TakeRegister()) : new Location(Place.Scalar, _scalarCount++);
        (perEvent ? _perEvent : _perSample).Add(new Instruction(term.Operation, left, right, target, term.Exponent, term.Function));
        return _locations[term] = target;
    }

    private static IEnumerable<Term> Operands(Term term)
    {
        if (term.Left is not null)
        {
            yield return term.Left;
        }

        if (term.Right is not null)
        {
            yield return term.Right;
        }
    }

    private void Release(Term operand)
    {
        if (--_pendingUses[operand] == 0 && _locations[operand] is { Place: Place.Register, Index: int register })
        {
            _freeRegisters.Add(register);
        }
    }

    private int TakeRegister()
    {
        if (_freeRegisters.Count == 0)
        {
            return _registerCount++;
        }

        int register = _freeRegisters.Min;
        _freeRegisters.Remove(register);
        return register;
    }
}
