using System.Numerics;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Tests.Physics.Amplitudes;

/// <summary>
/// |M|² of e+e- → τ+τ- → 2ℓ 4ν by brute force: traces of products of 4×4 Dirac matrices, with nothing said about spins, rest
/// frames or axes.
/// </summary>
internal static class DiracTauPair
{
    private static readonly double[] Metric = [1, -1, -1, -1];

    /// <summary>Taus on shell with propagators 1/(i m Γ); average over initial, sum over final spins.</summary>
    public static double Squared(double sqrtS, ModelParameters p, FourVector[] plus, FourVector[] minus, double width)
    {
        double momentum = Math.Sqrt(0.25 * sqrtS * sqrtS - p.ElectronMass * p.ElectronMass);
        FourVector positron = new(0.5 * sqrtS, 0, 0, momentum), electron = new(0.5 * sqrtS, 0, 0, -momentum);
        Matrix tauMinus = Decayed(minus, p, antiparticle: false), tauPlus = Decayed(plus, p, antiparticle: true);
        Complex sum = 0;
        for (int mu = 0; mu < 4; mu++)
        {
            for (int nu = 0; nu < 4; nu++)
            {
                Complex lepton = (Matrix.Slash(positron, -p.ElectronMass) * Matrix.Gamma(mu) * Matrix.Slash(electron, p.ElectronMass) * Matrix.Gamma(nu)).Trace;
                Complex tau = (tauMinus * Matrix.Gamma(mu) * tauPlus * Matrix.Gamma(nu)).Trace;
                sum += Metric[mu] * Metric[nu] * lepton * tau;
            }
        }

        double photon = p.ChargeSquared / (sqrtS * sqrtS);
        return sum.Real / 4 * photon * photon / Math.Pow(p.TauMass * width, 4);
    }

    /// <summary>
    /// (p̸ ± m) K (p̸ ± m), where K is what the amplitude squared, summed over the spins of the decay products, puts between the spinors
    /// of the τ. By Fierz's identity K = 32 G_F² (ℓ·ν_τ) ν̸_ℓ (1 − γ5): Tr[(p̸ + m) K] = 128 G_F² (p·ν_ℓ)(ℓ·ν_τ), the textbook's sum.
    /// </summary>
    private static Matrix Decayed(FourVector[] products, ModelParameters p, bool antiparticle)
    {
        FourVector tau = products[0] + products[1] + products[2];
        Matrix pole = Matrix.Slash(tau, antiparticle ? -p.TauMass : p.TauMass);
        double strength = 32 * p.FermiConstant * p.FermiConstant * products[0].Dot(products[2]);
        return pole * (strength * (Matrix.Slash(products[1], 0) * Matrix.LeftHanded)) * pole;
    }

    private sealed class Matrix(Complex[,] elements)
    {
        private static readonly Complex I = Complex.ImaginaryOne;

        // Chiral representation: γ0 off-diagonal unit, γi = [[0, σi], [−σi, 0]], γ5 = diag(−1, −1, 1, 1).
        private static readonly Matrix[] s_gamma =
        [
            new(new Complex[,] { { 0, 0, 1, 0 }, { 0, 0, 0, 1 }, { 1, 0, 0, 0 }, { 0, 1, 0, 0 } }),
            new(new Complex[,] { { 0, 0, 0, 1 }, { 0, 0, 1, 0 }, { 0, -1, 0, 0 }, { -1, 0, 0, 0 } }),
            new(new Complex[,] { { 0, 0, 0, -I }, { 0, 0, I, 0 }, { 0, I, 0, 0 }, { -I, 0, 0, 0 } }),
            new(new Complex[,] { { 0, 0, 1, 0 }, { 0, 0, 0, -1 }, { -1, 0, 0, 0 }, { 0, 1, 0, 0 } }),
        ];

        /// <summary>1 − γ5: twice the projector on the left-handed spinors that it stands to the left of.</summary>
        public static Matrix LeftHanded { get; } = new(new Complex[,] { { 2, 0, 0, 0 }, { 0, 2, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 } });

        public Complex Trace => elements[0, 0] + elements[1, 1] + elements[2, 2] + elements[3, 3];

        public static Matrix Gamma(int index) => s_gamma[index];

        public static Matrix Slash(FourVector p, double mass) => Combine((i, j) =>
            p.E * s_gamma[0][i, j] - p.X * s_gamma[1][i, j] - p.Y * s_gamma[2][i, j] - p.Z * s_gamma[3][i, j] + (i == j ? mass : 0));

        public static Matrix operator *(Matrix a, Matrix b) => Combine((i, j) => a[i, 0] * b[0, j] + a[i, 1] * b[1, j] + a[i, 2] * b[2, j] + a[i, 3] * b[3, j]);

        public static Matrix operator *(double a, Matrix b) => Combine((i, j) => a * b[i, j]);

        private Complex this[int i, int j] => elements[i, j];

        private static Matrix Combine(Func<int, int, Complex> element)
        {
            Complex[,] result = new Complex[4, 4];
            for (int i = 0; i < 4; i++)
            {
                for (int j = 0; j < 4; j++)
                {
                    result[i, j] = element(i, j);
                }
            }

            return new Matrix(result);
        }
    }
}
