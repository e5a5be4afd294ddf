using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>
/// Coordinates of phase space from the momenta of a tau-pair point, in the order of the generator's: cos θ and φ of the τ⁻, and for each τ
/// x = 2 p·ν_ℓ/m², cosine of the lepton in the frame of lepton and ν_τ, the lepton's polar angle and azimuth in the frame of the τ, and the azimuth
/// of its neutrino around it.
/// </summary>
internal static class TauPairCoordinates
{
    public static double[] Of(FourVector[] p)
    {
        FourVector tau = p[1];
        return [tau.Z / tau.Momentum, tau.Phi, .. Decay(p[0], p[2..5], tau), .. Decay(p[1], p[5..8], tau)];
    }

    /// <summary>Direction of the neutrino of the lepton's flavour in the frame of its τ, in the axes θ̂, φ̂ and flight of the τ⁻.</summary>
    public static double[] NeutrinoDirection(FourVector tau, FourVector neutrino, FourVector tauMinus)
    {
        double[] direction = InAxes(LorentzTransform.ToRestFrameOf(tau).Apply(neutrino), tauMinus);
        double length = Math.Sqrt(direction.Sum(c => c * c));
        return [.. direction.Select(c => c / length)];
    }

    private static double[] Decay(FourVector tau, FourVector[] products, FourVector tauMinus)
    {
        LorentzTransform rest = LorentzTransform.ToRestFrameOf(tau);
        FourVector lepton = rest.Apply(products[0]), neutrino = rest.Apply(products[1]), other = rest.Apply(products[2]);
        FourVector inPair = LorentzTransform.ToRestFrameOf(lepton + other).Apply(lepton);
        double cosine = -(inPair.X * neutrino.X + inPair.Y * neutrino.Y + inPair.Z * neutrino.Z) / (inPair.Momentum * neutrino.Momentum);

        double[] l = InAxes(lepton, tauMinus), n = InAxes(neutrino, tauMinus);
        double polar = l[2] / lepton.Momentum, azimuth = Math.Atan2(l[1], l[0]), sine = Math.Sqrt(1 - polar * polar);
        double[] theta = [polar * Math.Cos(azimuth), polar * Math.Sin(azimuth), -sine], phi = [-Math.Sin(azimuth), Math.Cos(azimuth), 0];
        return [2 * tau.Dot(products[1]) / tau.MassSquared, cosine, polar, azimuth, Math.Atan2(Dot(n, phi), Dot(n, theta))];
    }

    private static double[] InAxes(FourVector p, FourVector tauMinus)
    {
        double cos = tauMinus.Z / tauMinus.Momentum, sin = Math.Sqrt(1 - cos * cos), phi = tauMinus.Phi, cosPhi = Math.Cos(phi), sinPhi = Math.Sin(phi);
        double[] v = [p.X, p.Y, p.Z];
        return [Dot(v, [cos * cosPhi, cos * sinPhi, -sin]), Dot(v, [-sinPhi, cosPhi, 0]), Dot(v, [sin * cosPhi, sin * sinPhi, cos])];
    }

    private static double Dot(double[] a, double[] b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
