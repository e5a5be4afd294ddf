using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Numerics;
using AlpToolkit.Physics.Processes;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// m² of an ALP that decays to χχ, with the spectral density
/// <code>ρ(m²) = (1/π) m Γ(a→χχ; m) / ((m² − m_a²)² + m_a²Γ²)</code>
/// whose integral over a narrow resonance is the branching ratio. Up to a few widths above it by a Breit-Wigner map; beyond, where the running
/// width makes ρ fall as 1/m² only, with density 1/(m² − m_a²).
/// </summary>
internal sealed class AlpMassMap
{
    private readonly double _alpMassSquared, _massTimesWidth, _thresholdSquared, _least, _peakShare, _atanLeast, _atanRange, _side, _tailLeast, _tailLog, _spectral;

    /// <param name="alpMass">m_a, GeV.</param>
    /// <param name="decay">Masses and widths.</param>
    /// <param name="range">Range of m², GeV².</param>
    public AlpMassMap(double alpMass, AlpToDarkMatter decay, Interval range)
    {
        _alpMassSquared = alpMass * alpMass;
        _massTimesWidth = alpMass * decay.TotalWidth;
        _thresholdSquared = 4 * decay.Mass * decay.Mass;
        _least = Math.Max(_thresholdSquared, range.Minimum);
        double most = Math.Max(_least, range.Maximum);
        _spectral = decay.Coupling * decay.Coupling * decay.Mass * decay.Mass / (16 * Math.PI * Math.PI);

        // Far from the resonance a Breit-Wigner map would be a difference of two arc tangents next to ±π/2.
        double near = Math.Min(_alpMassSquared, 10 * _massTimesWidth);
        bool below = _alpMassSquared - most > near, above = _least - _alpMassSquared > near;
        double split = below || above ? _least : Math.Clamp(_alpMassSquared + near, _least, most);
        if (_least < split)
        {
            _atanLeast = Math.Atan((_least - _alpMassSquared) / _massTimesWidth);
            _atanRange = Math.Atan((split - _alpMassSquared) / _massTimesWidth) - _atanLeast;
        }

        _side = below ? -1 : 1;
        if (split < most)
        {
            _tailLeast = below ? _alpMassSquared - most : split - _alpMassSquared;
            _tailLog = Math.Log((below ? _alpMassSquared - _least : most - _alpMassSquared) / _tailLeast);
        }

        // Shares of ∫ρ: m²/((m² − m_a²)² + …) over both parts, roughly.
        double peak = _least < split ? _alpMassSquared / _massTimesWidth * _atanRange : 0, tail = split < most ? _alpMassSquared / _tailLeast + _tailLog : 0;
        _peakShare = split >= most ? 1 : _least >= split ? 0 : Math.Clamp(peak / (peak + tail), 0.1, 0.95);
    }

    /// <summary>m² at four points; multiplies the weight by ρ(m²) dm²/du.</summary>
    public Lanes Sample(Lanes u, ref Lanes weight)
    {
        Lanes share = Vector256.Create(_peakShare), inPeak = Vector256.LessThan(u, share);
        Lanes peakU = u / Math.Max(_peakShare, 1e-300), tailU = (u - share) / Math.Max(1 - _peakShare, 1e-300);
        (Lanes sin, Lanes cos) = LaneFunctions.SinCos(Vector256.ConditionalSelect(inPeak, peakU * _atanRange + Vector256.Create(_atanLeast), Lanes.Zero));
        Lanes peak = sin / cos * _massTimesWidth, tail = _tailLeast * LaneFunctions.Exp(Vector256.ConditionalSelect(inPeak, Lanes.Zero, tailU * _tailLog));
        Lanes distance = Vector256.ConditionalSelect(inPeak, peak, tail * _side);
        Lanes massSquared = Vector256.Max(distance + Vector256.Create(_alpMassSquared), Vector256.Create(_least));
        Lanes velocity = Vector256.Sqrt(Vector256.Max(Lanes.One - Vector256.Create(_thresholdSquared) / massSquared, Lanes.Zero));

        // The Breit-Wigner denominator cancels against the map's; m Γ(m)/π = g²M²m²β/16π².
        Lanes peakJacobian = Vector256.Create(_atanRange / (_massTimesWidth * Math.Max(_peakShare, 1e-300)));
        Lanes tailJacobian = tail * (_tailLog / Math.Max(1 - _peakShare, 1e-300)) / (tail * tail + Vector256.Create(_massTimesWidth * _massTimesWidth));
        weight *= _spectral * massSquared * velocity * Vector256.ConditionalSelect(inPeak, peakJacobian, tailJacobian);
        return massSquared;
    }
}
