using System.Numerics;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Tests.Physics.Amplitudes;

/// <summary>
/// |M|² of e⁺e⁻ → f⁺f⁻a by sixteen products of Dirac spinors along fixed axes, (p̸ ± m) applied to unit vectors, and the determinant of
/// four four-vectors: slow and simple, for comparison.
/// </summary>
internal static class AlpDiracSpinors
{
    private static readonly double[] Metric = [1, -1, -1, -1];

    public static (double Fusion, double Dalitz, double Total) Squared(double sqrtS, ModelParameters parameters, double mass, FourVector positive, FourVector negative)
    {
        double me = parameters.ElectronMass, beam = Math.Sqrt(0.25 * sqrtS * sqrtS - me * me);
        double[] p1 = [sqrtS / 2, 0, 0, beam], p2 = [sqrtS / 2, 0, 0, -beam], p3 = Components(positive), p4 = Components(negative);
        double[] q1 = Subtract(p1, p3), q2 = Subtract(p2, p4), total = [sqrtS, 0, 0, 0], pair = [.. p3.Zip(p4, (a, b) => a + b)];
        double fusion = 0, dalitz = 0, sum = 0;
        for (int spins = 0; spins < 16; spins++)
        {
            Complex[] v1 = Spinor(p1, me, -1, spins & 1), u2 = Spinor(p2, me, 1, (spins >> 1) & 1);
            Complex[] v3 = Spinor(p3, mass, -1, (spins >> 2) & 1), u4 = Spinor(p4, mass, 1, (spins >> 3) & 1);
            Complex t = Determinant(Current(v1, v3), Current(u4, u2), q1, q2) / (Square(q1) * Square(q2));
            Complex s = -Determinant(Current(v1, u2), Current(u4, v3), total, [.. pair.Select(x => -x)]) / (sqrtS * sqrtS * Square(pair));
            fusion += Norm(t);
            dalitz += Norm(s);
            sum += Norm(t + s);
        }

        double factor = Math.Pow(parameters.ChargeSquared * parameters.AlpPhotonCoupling, 2) / 4;
        return (factor * fusion, factor * dalitz, factor * sum);
    }

    private static double[] Components(FourVector p) => [p.E, p.X, p.Y, p.Z];

    private static double[] Subtract(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double Square(double[] a) => Enumerable.Range(0, 4).Sum(i => Metric[i] * a[i] * a[i]);

    private static double Norm(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;

    /// <summary>Dirac representation: u with rest spin up or down along z for sign +1, v for −1; ūu = ±2m.</summary>
    private static Complex[] Spinor(double[] p, double mass, int sign, int spin)
    {
        double norm = Math.Sqrt(p[0] + mass);
        Complex[] chi = spin == 0 ? [1, 0] : [0, 1];
        Complex i = Complex.ImaginaryOne;
        Complex[] small = [(p[3] * chi[0] + (p[1] - i * p[2]) * chi[1]) / norm, ((p[1] + i * p[2]) * chi[0] - p[3] * chi[1]) / norm];
        Complex[] large = [norm * chi[0], norm * chi[1]];
        return sign > 0 ? [.. large, .. small] : [.. small, .. large];
    }

    /// <summary>ψ̄γ^μφ in the Dirac representation.</summary>
    private static Complex[] Current(Complex[] psi, Complex[] phi)
    {
        Complex[] bar = [.. psi.Select(Complex.Conjugate)];
        Complex i = Complex.ImaginaryOne;
        return
        [
            bar[0] * phi[0] + bar[1] * phi[1] + bar[2] * phi[2] + bar[3] * phi[3],
            bar[0] * phi[3] + bar[1] * phi[2] + bar[2] * phi[1] + bar[3] * phi[0],
            -i * bar[0] * phi[3] + i * bar[1] * phi[2] - i * bar[2] * phi[1] + i * bar[3] * phi[0],
            bar[0] * phi[2] - bar[1] * phi[3] + bar[2] * phi[0] - bar[3] * phi[1],
        ];
    }

    private static Complex Determinant(Complex[] a, Complex[] b, double[] c, double[] d)
    {
        Complex sum = 0;
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                for (int k = 0; k < 4; k++)
                {
                    int l = 6 - i - j - k;
                    if (i != j && i != k && j != k)
                    {
                        int sign = Math.Sign((j - i) * (k - i) * (l - i) * (k - j) * (l - j) * (l - k));
                        sum += sign * a[i] * b[j] * c[k] * d[l];
                    }
                }
            }
        }

        return sum;
    }
}
