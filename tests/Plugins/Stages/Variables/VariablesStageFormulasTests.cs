using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Plugins.Stages.Variables;

namespace AlpToolkit.Tests.Plugins.Stages.Variables;

public sealed class VariablesStageFormulasTests
{
    private static readonly Particle s_electron = new(11, 1, new FourVector(2, 1.2, 0, 1.6)), s_positron = new(-11, 1, new FourVector(3, 0, 3, 0));

    // E*_miss = 10.58 − 5 = 5.58 GeV; a formula reads what an entry before it wrote, built in or not.
    [Fact]
    public void Process_OfLabelledFormulas_EvaluatesThemInOrder()
    {
        StageHarness<VariablesStage.Settings> harness = new(new VariablesStage(), new() { Variables = [Entry(null, "e_miss"), Entry("x", "e_miss / 5.29 GeV"), Entry("y", "2 * x")] });
        harness.Event(1, s_electron, s_positron).Role("electron", 0).Role("positron", 1).Run();
        Assert.Equal(5.58 / 5.29, harness.Column("x")[0], 1e-14);
        Assert.Equal(2 * 5.58 / 5.29, harness.Column("y")[0], 1e-14);
    }

    [Fact]
    public void Run_OfAFormulaBeforeItsColumn_IsRefused()
    {
        StageHarness<VariablesStage.Settings> harness = new(new VariablesStage(), new() { Variables = [Entry("x", "e_miss / 5.29 GeV"), Entry(null, "e_miss")] });
        Assert.Throws<ExpressionException>(() => harness.Event(1, s_electron, s_positron).Role("electron", 0).Role("positron", 1).Run());
    }

    private static Labelled<Expression> Entry(string? label, string text) => new(label, Expression.Parse(text));
}
