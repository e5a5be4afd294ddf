using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Plugins.Stages.Cuts;
using BenchmarkDotNet.Attributes;

namespace AlpToolkit.Benchmarks;

/// <summary>
/// Formulas and the cuts stage on a full block of 4,096 events from memory. Times are per event; events/s = 10⁹ / (time in ns).
/// </summary>
[MemoryDiagnoser]
public class ExpressionBenchmarks
{
    private const int Events = EventBatch.Capacity;

    private static readonly string[] s_columns = ["e_miss", "m_miss2", "eta_miss"];

    private static readonly Dictionary<string, Quantity> s_parameters = new() { ["m_a"] = new(1, new Dimension(1)), ["kappa"] = new(2.8, null) };

    private readonly double[] _values = new double[Events];
    private readonly EventBatch _batch = new(s_columns.Length, 0);
    private readonly Expression _interval = Expression.Parse("e_miss in [1.8 GeV, (s + m_a^2) / (2 * sqrt_s)]");
    private readonly Expression _selection = Expression.Parse("abs(eta_miss) < 1.4 && e_miss > 1.8 GeV");
    private readonly Expression _arithmetic = Expression.Parse("sqrt(abs(m_miss2)) / e_miss + (e_miss - 1) * (e_miss + 1)");
    private readonly Expression _transcendental = Expression.Parse("log(e_miss / 1 GeV) + tanh(eta_miss)");
    private readonly CutsStage _cuts = new();
    private CutFlowPartial _partial = null!;

    [GlobalSetup]
    public void Setup()
    {
        SampleInfo sample = new() { Name = "signal", SqrtS = 10.58 };
        _batch.Begin(sample, 0);
        for (int i = 0; i < Events; i++)
        {
            _batch.EndEvent(1e-3);
            (double u, double v) = Philox.Uniforms(1, i, 0, 0);
            _batch.ColumnArray(0)[i] = 0.5 + 5 * u;
            _batch.ColumnArray(1)[i] = 4 * v - 1;
            _batch.ColumnArray(2)[i] = 6 * (u + v) - 6;
        }

        Expression[] cuts = [Expression.Parse("abs(m_miss2 - m_a^2) <= kappa * delta_m_miss2(m_a)"), Expression.Parse(_interval.Text), Expression.Parse("abs(eta_miss) <= 1.4")];
        foreach (Expression expression in (Expression[])[_interval, _selection, _arithmetic, _transcendental, .. cuts])
        {
            Bind(expression);
        }

        _cuts.OptionsObject = new CutsStage.Settings { Cuts = [.. cuts.Select(c => new Labelled<Expression>(null, c))] };
        _cuts.Prepare(new StageContext());
        _partial = _cuts.NewPartial(sample);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public void Interval() => _interval.Evaluate(_batch, _values);

    [Benchmark(OperationsPerInvoke = Events)]
    public void Selection() => _selection.Evaluate(_batch, _values);

    [Benchmark(OperationsPerInvoke = Events)]
    public void Arithmetic() => _arithmetic.Evaluate(_batch, _values);

    [Benchmark(OperationsPerInvoke = Events)]
    public void Transcendental() => _transcendental.Evaluate(_batch, _values);

    /// <summary>The selection of Eq. (21) and (22): three cuts, with ranges, cut-flow and N−1 counts.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void CutsStage()
    {
        _batch.EndFilling();
        _partial.Clear();
        _cuts.Process(_batch, _partial);
    }

    private static void Bind(Expression expression)
    {
        expression.Bind(new ExpressionScope(s_parameters, s_columns.ToDictionary(name => name, _ => (Dimension?)null)));
        foreach (ColumnIn column in expression.Columns)
        {
            column.Slot = Array.IndexOf(s_columns, column.Name);
        }
    }
}
