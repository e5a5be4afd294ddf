using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.PhaseSpace;
using AlpToolkit.Physics.Processes;
using Xunit.Abstractions;

namespace AlpToolkit.Tests.Physics.PhaseSpace;

/// <summary>
/// Every way to find two lost photons and the leptons beside them covers the same phase space: its volume is that of the points of another
/// parametrisation, which knows nothing of lost photons, that pass the cuts.
/// </summary>
public sealed class LostPhotonPairTests(ITestOutputHelper output)
{
    private const double Energy = 10.58, Mass = 0.51099895e-3;

    // Cones of different size: what is near and what is far has to follow the missing momentum. Central ones in which the larger cone is nearer though it is the far
    // one; and so little energy that both photons may be too soft to be seen.
    private static readonly Dictionary<string, GenerationCuts> s_regions = new()
    {
        ["window"] = new GenerationCuts
        {
            PhotonEnergyMin = 0.05,
            Photons = new AcceptanceRegion(0.5, 2.8, 0.4),
            VisiblePhotons = 0,
            MissingMassSquared = new Interval(3, 30),
            MissingEnergy = new Interval(2, 6),
            MissingPseudorapidityMax = 1.3,
            PairMass = new Interval(2, 9),
        },
        ["central"] = new GenerationCuts
        {
            PhotonEnergyMin = 0.05,
            Photons = new AcceptanceRegion(0.3, Math.PI - 0.6, 0.05),
            VisiblePhotons = 0,
            MissingMassSquared = new Interval(20, 90),
            MissingEnergy = new Interval(4, 9.5),
            MissingPseudorapidityMax = 0.15,
        },
        ["soft"] = new GenerationCuts
        {
            PhotonEnergyMin = 0.05,
            Photons = new AcceptanceRegion(0.3, Math.PI - 0.6, 0.4),
            VisiblePhotons = 0,
            MissingMassSquared = new Interval(0.01, 1),
            MissingEnergy = new Interval(0.1, 0.9),
            MissingPseudorapidityMax = 1.2,
        },
    };

    public static TheoryData<string, string> Aims()
    {
        TheoryData<string, string> aims = [];
        foreach (PhotonAim photons in Enum.GetValues<PhotonAim>())
        {
            foreach (LeptonAim leptons in Enum.GetValues<LeptonAim>())
            {
                if (photons != PhotonAim.Lepton || leptons == LeptonAim.Pair)
                {
                    aims.Add(photons.ToString(), leptons.ToString());
                }
            }
        }

        return aims;
    }

    [Theory]
    [InlineData("central")]
    [InlineData("soft")]
    public void Volume_IsThatOfAnotherParametrisation_AtTheEdges(string region) => Check(PhotonAim.Window, LeptonAim.Beam, s_regions[region]);

    [Theory]
    [MemberData(nameof(Aims))]
    public void Volume_IsThatOfAnotherParametrisation(string photons, string leptons) =>
        Check(Enum.Parse<PhotonAim>(photons), Enum.Parse<LeptonAim>(leptons), s_regions["window"]);

    private void Check(PhotonAim aim, LeptonAim leptons, GenerationCuts cuts)
    {
        LostPhotonPair map = new(aim, leptons, Energy, Mass, Mass, cuts);
        MissingSystemSplit split = new([Emitter.BeamPositron], 2, Energy, Mass, Mass, cuts);

        IntegrationResult own = Integrate(LostPhotonPair.Dimensions, map.Generate, aim, cuts);
        IntegrationResult other = Integrate(split.Dimensions, split.Generate, aim, cuts);

        output.WriteLine($"{own.CrossSection:G6} ± {own.Error:G2}, {other.CrossSection:G6} ± {other.Error:G2}");
        Assert.InRange((own.CrossSection - other.CrossSection) / Math.Sqrt(own.Error * own.Error + other.Error * other.Error), -3.5, 3.5);
        Assert.InRange(own.Error / own.CrossSection, 1e-6, 0.012);
    }

    // Along a beam the first photon is in that beam's cone; all other ways lead everywhere.
    private static IntegrationResult Integrate(int dimensions, Action<PointBlock> generate, PhotonAim aim, GenerationCuts cuts)
    {
        CutEvaluator evaluator = new(cuts, Energy, [0, 1], [2, 3]);
        VolumeProcess process = new(Energy, Mass, 4, dimensions, block =>
        {
            generate(block);
            evaluator.Apply(block);
            for (int i = 0; i < block.Count; i++)
            {
                double z = block.Momentum(2, 3)[i], cos = z / block.Momentum(2, 0)[i];
                bool forward = cos >= cuts.Photons.CosThetaMin, backward = cos <= cuts.Photons.CosThetaMax, missingIsForward = z + block.Momentum(3, 3)[i] >= 0;
                if ((aim == PhotonAim.NearBeam && !(missingIsForward ? forward : backward)) || (aim == PhotonAim.FarBeam && !(missingIsForward ? backward : forward)))
                {
                    block.WeightVectors[i / PointBlock.Width] = block.WeightVectors[i / PointBlock.Width].WithElement(i % PointBlock.Width, 0);
                }
            }
        });
        return new ProcessIntegrator(process, new IntegrationSettings { Threads = 2, RelativeError = 0.01, MaximumPoints = 6_000_000 }).Run(null, CancellationToken.None);
    }
}
