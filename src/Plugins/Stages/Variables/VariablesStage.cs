using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Plugins.Stages.Variables;

/// <summary>
/// Writes per-event columns: the paper's variables by name, and the user's own as formulas over columns written before. Built-in
/// variables are computed for selected events; for the others, and where a particle is absent, they are NaN.
/// </summary>
[Stage("variables", "The paper's kinematic variables by name, and your own as formulas.")]
[Example("variables: [e_miss, m_miss2, eta_miss, m_ee, m_ee_tau, { x: \"e_miss / 5.29 GeV\" }]")]
[Example("variables: { variables: [m_ee, m_ee_tau], cos_phi: minimal }")]
public sealed class VariablesStage : Stage<VariablesStage.Settings>
{
    // Events are gathered in groups that fit the first-level cache; one variable is then computed for the whole group.
    private const int GroupSize = 32;

    private Entry[]? _entries;
    private Ingredients _ingredients;

    /// <summary>Options of the stage.</summary>
    public sealed record Settings
    {
        /// <summary>Names of built-in variables, and labelled formulas.</summary>
        [Shorthand, DeclaredByStage, Help("names of built-in variables, or { name: formula } over the columns written so far")]
        public required IReadOnlyList<Labelled<Expression>> Variables { get; init; }

        /// <summary>cos φ of Eq. (19).</summary>
        [Help("cos phi of m_ee_tau (Eq. 19): the azimuth between e+ and e-, its bounds, or a number")]
        public CosPhi CosPhi { get; init; } = CosPhi.Azimuth;

        /// <summary>m_τ of Eq. (19), GeV.</summary>
        [Help("mass of the tau in m_ee_tau (Eq. 19)"), Unit("GeV"), Bounds(0, 1e3)]
        public double TauMass { get; init; } = ParticleMasses.Tau;

        /// <summary>Role of the visible electron.</summary>
        [DeclaredByStage, Help("role of the visible electron")]
        public ObjectIn Electron { get; init; } = "electron";

        /// <summary>Role of the visible positron.</summary>
        [DeclaredByStage, Help("role of the visible positron")]
        public ObjectIn Positron { get; init; } = "positron";

        /// <summary>Role of the visible photon.</summary>
        [DeclaredByStage, Help("role of the visible photon")]
        public ObjectIn Photon { get; init; } = "photon";
    }

    /// <inheritdoc/>
    public override bool NeedsLaboratory => (_ingredients & Ingredients.Laboratory) != 0;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Word, string Meaning)> Vocabulary =>
        [.. BuiltInVariable.All.Select(v => (v.Name, v.Dimension.UnitText is { Length: > 0 } unit ? $"{v.Meaning}, in {unit}" : v.Meaning))];

    /// <inheritdoc/>
    /// <exception cref="PluginException">A name is no built-in variable, is no name, or is there twice.</exception>
    public override void Declare(DataFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _entries ??= ReadEntries(Options.Variables);
        _ingredients = _entries.Aggregate(Ingredients.None, (sum, entry) => sum | (entry.BuiltIn?.Ingredients ?? Ingredients.None));
        if (_ingredients.HasFlag(Ingredients.Electron))
        {
            flow.Reads(Options.Electron);
        }

        if (_ingredients.HasFlag(Ingredients.Positron))
        {
            flow.Reads(Options.Positron);
        }

        if (_ingredients.HasFlag(Ingredients.Photon))
        {
            flow.Reads(Options.Photon);
        }

        foreach (Entry entry in _entries)
        {
            if (entry.BuiltIn is { } variable)
            {
                flow.Writes(entry.Column, variable.Dimension, variable.Meaning);
            }
            else
            {
                flow.Reads(entry.Formula);
                flow.Writes(entry.Column, entry.Formula);
            }
        }
    }

    /// <inheritdoc/>
    public override void Process(EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (Entry entry in _entries!)
        {
            if (entry.BuiltIn is not null)
            {
                batch[entry.Column].Fill(double.NaN);
            }
        }

        if (_ingredients != Ingredients.None)
        {
            ComputeBuiltIn(batch);
        }

        foreach (Entry entry in _entries)
        {
            if (entry.BuiltIn is null)
            {
                entry.Formula.Evaluate(batch, batch[entry.Column]);
            }
        }
    }

    private void ComputeBuiltIn(EventBatch batch)
    {
        Span<EventKinematics> group = stackalloc EventKinematics[GroupSize];
        Span<int> positions = stackalloc int[GroupSize];
        int count = 0;
        foreach (int i in batch.Selection)
        {
            Gather(batch, i, ref group[count]);
            positions[count++] = i;
            if (count == GroupSize)
            {
                Write(batch, group, positions);
                count = 0;
            }
        }

        Write(batch, group[..count], positions[..count]);
    }

    private void Write(EventBatch batch, ReadOnlySpan<EventKinematics> group, ReadOnlySpan<int> positions)
    {
        foreach (Entry entry in _entries!)
        {
            if (entry.BuiltIn is null)
            {
                continue;
            }

            VariableFormula formula = entry.BuiltIn.Formula;
            Span<double> column = batch[entry.Column];
            for (int j = 0; j < group.Length; j++)
            {
                column[positions[j]] = formula(group[j], Options);
            }
        }
    }

    private void Gather(EventBatch batch, int index, ref EventKinematics kinematics)
    {
        SampleInfo sample = batch.Sample;
        kinematics.SqrtS = sample.SqrtS;
        if ((_ingredients & Ingredients.Electron) != 0)
        {
            kinematics.Electron = InCentreOfMass(batch, batch[Options.Electron][index], out kinematics.ElectronMass);
        }

        if ((_ingredients & Ingredients.Positron) != 0)
        {
            kinematics.Positron = InCentreOfMass(batch, batch[Options.Positron][index], out kinematics.PositronMass);
        }

        if ((_ingredients & Ingredients.Pair) == Ingredients.Pair)
        {
            kinematics.Missing = MissingSystem.Momentum(sample.SqrtS, kinematics.Positron, kinematics.Electron);
            kinematics.MissingInLaboratory = InLaboratory(sample, kinematics.Missing);
        }

        if ((_ingredients & Ingredients.Photon) != 0)
        {
            kinematics.Photon = InCentreOfMass(batch, batch[Options.Photon][index], out _);
            kinematics.Recoil = MissingSystem.RecoilAgainst(sample.SqrtS, kinematics.Photon);
            kinematics.RecoilInLaboratory = InLaboratory(sample, kinematics.Recoil);
        }
    }

    private static FourVector InCentreOfMass(EventBatch batch, int row, out double mass)
    {
        if (row < 0)
        {
            mass = double.NaN;
            return new FourVector(double.NaN, double.NaN, double.NaN, double.NaN);
        }

        mass = batch.Particles.M[row];
        return batch.Sample.ToCentreOfMass.Apply(batch.Particles.Momentum(row));
    }

    private FourVector InLaboratory(SampleInfo sample, in FourVector centreOfMass) =>
        (_ingredients & Ingredients.Laboratory) == 0 ? default : sample.ToLaboratory.Apply(sample.ToCentreOfMass.ApplyInverse(centreOfMass));

    private static Entry[] ReadEntries(IReadOnlyList<Labelled<Expression>> variables)
    {
        Entry[] entries = [.. variables.Select(ReadEntry)];
        return entries.GroupBy(e => e.Column.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new PluginException($"'variables' has '{twice.Key}' twice. Take one out or rename it.")
            : entries;
    }

    private static Entry ReadEntry(Labelled<Expression> entry)
    {
        if (entry.Label is { } label)
        {
            return IsName(label)
                ? new Entry(label, null, entry.Value)
                : throw new PluginException($"'{label}' cannot name a column: expected a letter or '_', then letters, digits and '_'.");
        }

        string name = entry.Value.Text.Trim();
        if (BuiltInVariable.Find(name) is { } variable)
        {
            return new Entry(name, variable, entry.Value);
        }

        if (!IsName(name))
        {
            throw new PluginException($"the formula '{name}' has no name. Write {{ name: \"{name}\" }}.");
        }

        IEnumerable<string> names = BuiltInVariable.All.Select(v => v.Name);
        throw new PluginException($"'{name}' is no built-in variable. " + (DidYouMean.Find(name, names) is { } near
            ? $"Did you mean '{near}'? A variable of your own is {{ {name}: \"formula\" }}."
            : $"There are {string.Join(", ", names)}; a variable of your own is {{ {name}: \"formula\" }}."));
    }

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private sealed record Entry(ColumnOut Column, BuiltInVariable? BuiltIn, Expression Formula);
}
