using AlpToolkit.Core.Events;

namespace AlpToolkit.Core.Expressions;

/// <summary>Where an operand lies.</summary>
internal enum Place
{
    /// <summary>A number that holds for the whole batch.</summary>
    Scalar,

    /// <summary>A column of the batch.</summary>
    Column,

    /// <summary>A temporary for a run of events.</summary>
    Register,

    /// <summary>Where the values of the formula go.</summary>
    Result,
}

/// <summary>An operand or target.</summary>
internal readonly record struct Location(Place Place, int Index);

/// <summary>One step on operands that lie somewhere.</summary>
internal readonly record struct Instruction(Operation Operation, Location Left, Location Right, Location Target, int Exponent, Function? Function);

/// <summary>
/// A formula as a list of steps, immutable: one program serves all threads. Steps that do not depend on the event run once a
/// batch; the others run over 512 events at a time, so that their temporaries stay in the first-level cache.
/// </summary>
internal sealed class ExpressionProgram
{
    private const int RunLength = 512;

    private readonly ColumnIn[] _columns;
    private readonly double[] _constants;
    private readonly int _scalarCount, _registerCount;
    private readonly Instruction[] _perSample, _perEvent;
    private readonly Location _value;

    /// <summary>Takes what <see cref="ProgramBuilder"/> made.</summary>
    /// <param name="columns">Columns that are read.</param>
    /// <param name="constants">First scalars; √s is the one after them.</param>
    /// <param name="scalarCount">Number of scalars.</param>
    /// <param name="registerCount">Number of temporaries.</param>
    /// <param name="perSample">Steps on scalars.</param>
    /// <param name="perEvent">Steps on events; the last one writes the values, if there is one.</param>
    /// <param name="value">Where the value lies when no step computes it.</param>
    public ExpressionProgram(ColumnIn[] columns, double[] constants, int scalarCount, int registerCount, Instruction[] perSample, Instruction[] perEvent, Location value)
    {
        _columns = columns;
        _constants = constants;
        _scalarCount = scalarCount;
        _registerCount = registerCount;
        _perSample = perSample;
        _perEvent = perEvent;
        _value = value;
    }

    public void Evaluate(EventBatch batch, Span<double> values)
    {
        Span<double> scalars = stackalloc double[_scalarCount];
        _constants.CopyTo(scalars);
        scalars[_constants.Length] = batch.Sample.SqrtS;
        foreach (ref readonly Instruction step in _perSample.AsSpan())
        {
            Kernels.Run(step.Operation, scalars.Slice(step.Left.Index, 1), scalars.Slice(step.Right.Index, 1), scalars.Slice(step.Target.Index, 1), step.Exponent, step.Function);
        }

        if (_perEvent.Length == 0)
        {
            CopyValue(batch, scalars, values);
            return;
        }

        Span<double> registers = stackalloc double[_registerCount * RunLength];
        for (int start = 0; start < values.Length; start += RunLength)
        {
            int count = Math.Min(RunLength, values.Length - start);
            foreach (ref readonly Instruction step in _perEvent.AsSpan())
            {
                Span<double> target = step.Target.Place == Place.Result ? values.Slice(start, count) : registers.Slice(step.Target.Index * RunLength, count);
                Kernels.Run(
                    step.Operation,
                    Operand(step.Left, batch, scalars, registers, start, count),
                    Operand(step.Right, batch, scalars, registers, start, count),
                    target,
                    step.Exponent,
                    step.Function);
            }
        }
    }

    private ReadOnlySpan<double> Operand(Location location, EventBatch batch, ReadOnlySpan<double> scalars, ReadOnlySpan<double> registers, int start, int count) => location.Place switch
    {
        Place.Scalar => scalars.Slice(location.Index, 1),
        Place.Column => batch[_columns[location.Index]].Slice(start, count),
        _ => registers.Slice(location.Index * RunLength, count),
    };

    private void CopyValue(EventBatch batch, ReadOnlySpan<double> scalars, Span<double> values)
    {
        if (_value.Place == Place.Column)
        {
            batch[_columns[_value.Index]].CopyTo(values);
        }
        else
        {
            values.Fill(scalars[_value.Index]);
        }
    }
}
