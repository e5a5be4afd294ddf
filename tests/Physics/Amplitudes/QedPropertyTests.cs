using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Tests.Physics.Amplitudes;

/// <summary>What QED amplitudes must obey whatever the point: gauge invariance, symmetries, limits, analytic formulas.</summary>
public sealed class QedPropertyTests
{
    private const double Alpha = 1 / 137.035999084, E2 = 4 * Math.PI * Alpha;

    // Amplitudes below 1e-10 of the typical ones: their squares below 1e-20.
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Bhabha_WithMomentumForAPolarisationVector_Vanishes(int photons)
    {
        Random random = new(photons);
        for (int i = 0; i < 20; i++)
        {
            QedPoint point = QedPoint.RandomLeptons(random, photons);
            LeptonPairPhotonsAmplitude bhabha = Bhabha(point);
            double typical = bhabha.Squared(point.Lanes)[0];
            bhabha.LongitudinalPhoton = i % photons;
            Assert.InRange(bhabha.Squared(point.Lanes)[0] / typical, 0, 1e-20);
        }
    }

    [Theory, InlineData(2), InlineData(3), InlineData(4)]
    public void Photons_WithMomentumForAPolarisationVector_Vanish(int photons)
    {
        Random random = new(photons);
        for (int i = 0; i < 20; i++)
        {
            QedPoint point = QedPoint.RandomPhotons(random, photons);
            PhotonsAmplitude amplitude = Photons(point);
            double typical = amplitude.Squared(point.Lanes)[0];
            amplitude.LongitudinalPhoton = i % photons;
            Assert.InRange(amplitude.Squared(point.Lanes)[0] / typical, 0, 1e-20);
        }
    }

    // Eikonal factor −e² (Σ ± p/(p·k))² and 1/n of identical photons; what is left out is of relative order ω/E.
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Bhabha_WithASoftPhoton_Factorises(int photons)
    {
        Random random = new(photons);
        for (int i = 0; i < 10; i++)
        {
            QedPoint hard = QedPoint.RandomLeptons(random, photons - 1);
            double theta = 0.3 + 2.5 * random.NextDouble(), phi = 6 * random.NextDouble(), without = Bhabha(hard).Squared(hard.Lanes)[0];
            double coarse = Math.Abs(Ratio(1) - 1), fine = Math.Abs(Ratio(1e-3) - 1);
            Assert.InRange(coarse, 1e-7, 0.02);
            Assert.InRange(fine, 0, 2e-5);

            double Ratio(double energy)
            {
                QedPoint soft = hard.WithPhoton(energy, theta, phi);
                DecimalVector k = soft.Outgoing[^1];
                return Bhabha(soft).Squared(soft.Lanes)[0]
                    / (without * Eikonal(k, (1, soft.PositronBeam), (-1, soft.ElectronBeam), (-1, soft.Outgoing[0]), (1, soft.Outgoing[1])) / photons);
            }
        }
    }

    [Theory, InlineData(3), InlineData(4)]
    public void Photons_WithASoftPhoton_Factorise(int photons)
    {
        Random random = new(photons);
        for (int i = 0; i < 10; i++)
        {
            QedPoint hard = QedPoint.RandomPhotons(random, photons - 1);
            QedPoint soft = hard.WithPhoton(1e-3, 0.3 + 2.5 * random.NextDouble(), 6 * random.NextDouble());
            double eikonal = Eikonal(soft.Outgoing[^1], (1, soft.PositronBeam), (-1, soft.ElectronBeam));
            Assert.Equal(1, Photons(soft).Squared(soft.Lanes)[0] / (Photons(hard).Squared(hard.Lanes)[0] * eikonal / photons), 2e-5);
        }
    }

    [Theory, InlineData(2), InlineData(3)]
    public void Bhabha_WithPhotonsInAnotherOrder_IsTheSame(int photons)
    {
        QedPoint point = QedPoint.RandomLeptons(new Random(3), photons);
        FourVectorLanes[] lanes = point.Lanes;
        FourVectorLanes[] permuted = [lanes[0], lanes[1], .. lanes[3..], lanes[2]];
        Assert.Equal(1, Bhabha(point).Squared(permuted)[0] / Bhabha(point).Squared(lanes)[0], 1e-13);
    }

    [Theory, InlineData(2), InlineData(3), InlineData(4)]
    public void Photons_InAnotherOrder_AreTheSame(int photons)
    {
        QedPoint point = QedPoint.RandomPhotons(new Random(3), photons);
        FourVectorLanes[] lanes = point.Lanes;
        Assert.Equal(1, Photons(point).Squared([.. lanes[1..], lanes[0]])[0] / Photons(point).Squared(lanes)[0], 1e-13);
    }

    // Electrons and positrons exchanged, then half a turn about x that puts the beams back.
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Bhabha_AfterChargeConjugation_IsTheSame(int photons)
    {
        QedPoint point = QedPoint.RandomLeptons(new Random(5), photons);
        FourVectorLanes[] turned = [.. point.Lanes.Select(p => new FourVectorLanes(p.E, p.X, -p.Y, -p.Z))];
        Assert.Equal(1, Bhabha(point).Squared([turned[1], turned[0], .. turned[2..]])[0] / Bhabha(point).Squared(point.Lanes)[0], 1e-13);
    }

    [Theory, InlineData(2), InlineData(3), InlineData(4)]
    public void Photons_AfterChargeConjugation_AreTheSame(int photons)
    {
        QedPoint point = QedPoint.RandomPhotons(new Random(5), photons);
        FourVectorLanes[] turned = [.. point.Lanes.Select(p => new FourVectorLanes(p.E, p.X, -p.Y, -p.Z))];
        Assert.Equal(1, Photons(point).Squared(turned)[0] / Photons(point).Squared(point.Lanes)[0], 1e-13);
    }

    // Reflection turns all helicities round; since the half that is evaluated does not change, the other half is equal to it.
    [Theory, InlineData(1), InlineData(3)]
    public void HelicitySquares_AtTheReflectedPoint_AreTheSame(int photons)
    {
        QedPoint point = QedPoint.RandomLeptons(new Random(6), photons, 200, 1000);
        LeptonPairPhotonsAmplitude here = Bhabha(point), there = Bhabha(point);
        double squared = here.Squared(point.Lanes)[0], sum = 0;
        there.Squared([.. point.Lanes.Select(p => p with { Y = -p.Y })]);
        Assert.Equal(8 << photons, here.HelicitySquares.Length);
        for (int h = 0; h < here.HelicitySquares.Length; h++)
        {
            Assert.Equal(here.HelicitySquares[h][0], there.HelicitySquares[h][0], 1e-13 * squared);
            sum += here.HelicitySquares[h][0];
        }

        Assert.Equal(squared, 2 * sum, 1e-14 * squared);
    }

    // Without mass chirality is helicity: an annihilating or scattering line changes none. 6 of 16 sets are left without photons,
    // of which 3 have an electron of helicity −1.
    [Fact]
    public void HelicitySquares_WithoutMass_ConserveChirality()
    {
        QedPoint point = QedPoint.RandomLeptons(new Random(8), 0, 0);
        LeptonPairPhotonsAmplitude bhabha = Bhabha(point);
        double squared = bhabha.Squared(point.Lanes)[0];
        List<int> contributing = [];
        for (int h = 0; h < 8; h++)
        {
            if (bhabha.HelicitySquares[h][0] > 1e-28 * squared)
            {
                contributing.Add(h);
            }
        }

        // Bits: incoming positron, outgoing electron, outgoing positron.
        Assert.Equal([0b000, 0b011, 0b101], contributing);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Bhabha_OfLightElectrons_TendsToTheMassless(int photons)
    {
        QedPoint light = QedPoint.RandomLeptons(new Random(9), photons, 1e-3), massless = QedPoint.RandomLeptons(new Random(9), photons, 0);
        Assert.Equal(1, Bhabha(light).Squared(light.Lanes)[0] / Bhabha(massless).Squared(massless.Lanes)[0], 1e-10);
    }

    [Theory, InlineData(2), InlineData(3), InlineData(4)]
    public void Photons_OfLightElectrons_TendToTheMassless(int photons)
    {
        QedPoint point = QedPoint.RandomPhotons(new Random(9), photons, 0);
        Assert.Equal(1, Photons(point with { Mass = 1e-3m }).Squared(point.Lanes)[0] / Photons(point).Squared(point.Lanes)[0], 1e-10);
    }

    // Møller scattering as in Berestetskii, Lifshitz, Pitaevskii, Quantum Electrodynamics, § 81, crossed to e+e-: any mass, any energy.
    [Theory, InlineData(0.51099895, 10580), InlineData(200, 1000), InlineData(499, 1000), InlineData(0, 10580)]
    public void Bhabha_WithoutPhotons_IsTheAnalyticFormula(double mass, double sqrtS)
    {
        Random random = new(10);
        for (int i = 0; i < 10; i++)
        {
            QedPoint point = QedPoint.RandomLeptons(random, 0, mass, sqrtS);
            double s = sqrtS * sqrtS, m2 = mass * mass, t = (double)(point.PositronBeam - point.Outgoing[0]).Square, u = 4 * m2 - s - t;
            double sum = ((s * s + u * u) / 2 + 4 * m2 * (t - m2)) / (t * t) + ((t * t + u * u) / 2 + 4 * m2 * (s - m2)) / (s * s)
                + 4 * (u / 2 - m2) * (u / 2 - 3 * m2) / (s * t);
            Assert.Equal(1, Bhabha(point).Squared(point.Lanes)[0] / (4 * E2 * E2 * sum), 1e-11);
        }
    }

    // Klein-Nishina, crossed: 2e⁴ [x/y + y/x + 2m²(1/x + 1/y) − m⁴(1/x + 1/y)²] with x = p·k₁, y = p·k₂; half of it for two identical photons.
    [Theory, InlineData(0.51099895, 10580), InlineData(200, 1000), InlineData(0, 10580)]
    public void Photons_Two_AreTheAnalyticFormula(double mass, double sqrtS)
    {
        Random random = new(12);
        for (int i = 0; i < 10; i++)
        {
            QedPoint point = QedPoint.RandomPhotons(random, 2, mass, sqrtS);
            double x = (double)Product(point.ElectronBeam, point.Outgoing[0]), y = (double)Product(point.ElectronBeam, point.Outgoing[1]), m2 = mass * mass;
            double inverse = 1 / x + 1 / y, sum = x / y + y / x + 2 * m2 * inverse - m2 * m2 * inverse * inverse;
            Assert.Equal(1, Photons(point).Squared(point.Lanes)[0] / (E2 * E2 * sum), 1e-11);
        }
    }

    // 8e⁴/s² [(p·q)(p'·q') + (p·q')(p'·q) + M² p·p' + m² q·q' + 2 m²M²], both masses kept.
    [Fact]
    public void OtherLeptons_WithoutPhotons_AreTheAnalyticFormula()
    {
        const double mass = 200, sqrtS = 1000;
        QedPoint point = QedPoint.RandomLeptons(new Random(13), 0, 300, sqrtS);
        QedPoint beams = point with { Mass = (decimal)mass };
        (DecimalVector p, DecimalVector q) = (beams.ElectronBeam, point.Outgoing[1]);
        (DecimalVector pBar, DecimalVector qBar) = (beams.PositronBeam, point.Outgoing[0]);
        decimal sum = Product(p, q) * Product(pBar, qBar) + Product(p, qBar) * Product(pBar, q)
            + 90000 * Product(p, pBar) + 40000 * Product(q, qBar) + 2 * 90000 * 40000m;
        double expected = 8 * E2 * E2 * (double)sum / Math.Pow(sqrtS, 4);
        double value = LeptonPairPhotonsAmplitude.OtherLeptons(sqrtS / 1000, Alpha, mass / 1000, 0.3, 0).Squared(point.Lanes)[0];
        Assert.Equal(1, value / expected, 1e-12);
    }

    [Fact]
    public void Squared_OfDifferentPoints_IsEachPointsOwn()
    {
        Random random = new(14);
        QedPoint[] points = [.. Enumerable.Range(0, Vector256<double>.Count).Select(_ => QedPoint.RandomLeptons(random, 2))];
        FourVectorLanes[] together = new FourVectorLanes[4];
        for (int particle = 0; particle < 4; particle++)
        {
            int index = particle;
            together[particle] = new FourVectorLanes(Lane(p => p.E), Lane(p => p.X), Lane(p => p.Y), Lane(p => p.Z));

            Vector256<double> Lane(Func<FourVectorLanes, Vector256<double>> component) =>
                Vector256.Create([.. points.Select(point => component(point.Lanes[index])[0])]);
        }

        Vector256<double> squared = Bhabha(points[0]).Squared(together);
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            Assert.Equal(Bhabha(points[0]).Squared(points[lane].Lanes)[0], squared[lane]);
        }
    }

    [Fact]
    public void Squared_Allocates_Nothing()
    {
        QedPoint leptons = QedPoint.RandomLeptons(new Random(15), 3), photons = QedPoint.RandomPhotons(new Random(15), 4);
        (LeptonPairPhotonsAmplitude bhabha, PhotonsAmplitude annihilation) = (Bhabha(leptons), Photons(photons));
        (FourVectorLanes[] leptonLanes, FourVectorLanes[] photonLanes) = (leptons.Lanes, photons.Lanes);
        bhabha.Squared(leptonLanes);
        annihilation.Squared(photonLanes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bhabha.Squared(leptonLanes);
        annihilation.Squared(photonLanes);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static LeptonPairPhotonsAmplitude Bhabha(QedPoint point) =>
        LeptonPairPhotonsAmplitude.Bhabha((double)point.SqrtS / 1000, Alpha, (double)point.Mass / 1000, point.Outgoing.Length - 2);

    private static PhotonsAmplitude Photons(QedPoint point) =>
        new((double)point.SqrtS / 1000, Alpha, (double)point.Mass / 1000, point.Outgoing.Length);

    private static double Eikonal(DecimalVector k, params (decimal Sign, DecimalVector Momentum)[] charges)
    {
        DecimalVector current = charges.Aggregate(default(DecimalVector), (sum, c) => sum + c.Sign / Product(c.Momentum, k) * c.Momentum);
        return -E2 * 1e6 * (double)current.Square;
    }

    private static decimal Product(DecimalVector a, DecimalVector b) => a.E * b.E - a.X * b.X - a.Y * b.Y - a.Z * b.Z;
}
