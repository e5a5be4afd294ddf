using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.PhaseSpace;
using AlpToolkit.Physics.Processes;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>The channels share the cross section of every point among them, whatever the cuts leave of them.</summary>
public sealed class LostPhotonChannelsTests
{
    private const double Energy = 10.58, Mass = 0.51099895e-3;

    private static readonly GenerationCuts s_open = new()
    {
        PhotonEnergyMin = 0.01,
        Photons = new AcceptanceRegion(0.38, 2.7, 0.25),
        VisiblePhotons = 0,
        MissingEnergy = new Interval(1, 10),
        MissingPseudorapidityMax = 2,
    };

    [Fact]
    public void Shares_AddUpToOne_WithEveryChannel() => Check(s_open, [.. Enum.GetValues<PhotonAim>()], hasPairs: true);

    [Fact]
    public void Shares_AddUpToOne_WithoutLightPairs() =>
        Check(s_open with { PairMass = new Interval(4, 10) }, [PhotonAim.Window, PhotonAim.NearBeam, PhotonAim.FarBeam], hasPairs: false);

    // Eq. (15): photons along the beams leave no light and central missing momentum of so much energy.
    [Fact]
    public void Shares_AddUpToOne_WithoutPhotonsAlongBeams() =>
        Check(s_open with { PairMass = new Interval(3.4, 4.2), MissingEnergy = new Interval(4.85, 5.3), MissingMassSquared = new Interval(7, 8), MissingPseudorapidityMin = 1.2, MissingPseudorapidityMax = 1.3 }, [PhotonAim.Window], hasPairs: false);

    // Either lepton leads in half of the points, and either photon is the first in half of those of all channels but the even ones, whose first is the harder.
    private static void Check(GenerationCuts cuts, PhotonAim[] photonAims, bool hasPairs)
    {
        LostPhotonChannels.Channel[] channels = [.. LostPhotonChannels.Of(Energy, cuts)];
        Assert.Equal(photonAims, channels.Select(c => c.Photons).Distinct().Order());
        Assert.Equal(hasPairs, channels.Any(c => c.Leptons == LeptonAim.Pair));
        LostPhotonChannels.Shares shares = new(Energy, Mass, cuts);
        int points = 0;
        foreach ((LostPhotonChannels.Channel origin, int seed) in channels.SelectMany(c => Enumerable.Range(0, 4).Select(seed => (c, seed))))
        {
            PointBlock block = new(LostPhotonPair.Dimensions, 4);
            Fill(block, seed);
            new LostPhotonPair(origin.Photons, origin.Leptons, Energy, Mass, Mass, cuts).Generate(block);
            new CutEvaluator(cuts, Energy, [0, 1], [2, 3]).Apply(block);
            block.Compress();
            for (int v = 0; v < block.Survivors / PointBlock.Width; v++)
            {
                FourVectorLanes[] momenta = [.. Enumerable.Range(0, 4).Select(particle => block.Load(particle, v))];
                FourVectorLanes[] swapped = [momenta[0], momenta[1], momenta[3], momenta[2]];
                Lanes pairSquared = (momenta[0] + momenta[1]).Dot(momenta[0] + momenta[1]), light = LostPhotonChannels.LightPair(Energy, Mass, pairSquared), sum = Lanes.Zero;
                foreach (LostPhotonChannels.Channel channel in channels)
                {
                    foreach (Lanes lead in (Lanes[])[Lanes.Zero, Lanes.AllBitsSet])
                    {
                        sum += 0.25 * (shares.Of(channel, momenta, lead, light) + shares.Of(channel, swapped, lead, light));
                    }
                }

                for (int i = 0; i < PointBlock.Width; i++)
                {
                    Assert.Equal(1, sum[i], 1e-12);
                    points++;
                }
            }
        }

        Assert.InRange(points, 50, int.MaxValue);
    }

    private static void Fill(PointBlock block, int seed)
    {
        Random random = new(seed);
        block.Begin(PointBlock.Capacity);
        for (int d = 0; d < LostPhotonPair.Dimensions; d++)
        {
            Span<double> coordinates = block.Coordinate(d);
            for (int i = 0; i < coordinates.Length; i++)
            {
                coordinates[i] = random.NextDouble();
            }
        }
    }
}
