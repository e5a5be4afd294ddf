using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.PhaseSpace;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.Processes;

/// <summary>
/// The channels of e⁺e⁻ → e⁺e⁻γγ with both photons lost, and their shares of the cross section: one for every way in which a photon goes along a beam or
/// evenly where it is lost, and a lepton along a photon or around its beam; for light pairs a photon along a lepton instead. Shares add up to 1.
/// </summary>
internal static class LostPhotonChannels
{
    // The channels of light pairs take over where m_ee² falls below this share of s: the pole of the pair's photon. Windows beyond four times that do without them.
    private const double LightPairShare = 0.02, HeavyPairShare = 4 * LightPairShare;

    /// <summary>The channels that the cuts leave something to.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="cuts">Windows, with the bounds on E*_miss that those on m_ee make.</param>
    public static IEnumerable<Channel> Of(double sqrtS, GenerationCuts cuts)
    {
        LostPhotons lost = new(cuts);
        List<PhotonAim> heavy = [PhotonAim.Window, .. lost.AllowsNearBeam ? [PhotonAim.NearBeam] : (PhotonAim[])[], .. lost.AllowsFarBeam ? [PhotonAim.FarBeam] : (PhotonAim[])[]];
        IEnumerable<Channel> channels =
            from photons in heavy
            from leptons in Enum.GetValues<LeptonAim>()
            where leptons != LeptonAim.Pair && (photons == PhotonAim.Window || leptons != LeptonAim.FirstPhoton)
            select new Channel(photons, leptons);
        return HasLightPairs(sqrtS, cuts) ? channels.Concat(heavy.Append(PhotonAim.Lepton).Select(photons => new Channel(photons, LeptonAim.Pair))) : channels;
    }

    /// <summary>Whether channels for light pairs have a share of what the cuts leave.</summary>
    public static bool HasLightPairs(double sqrtS, GenerationCuts cuts) => !(cuts.PairMass.Minimum > Math.Sqrt(HeavyPairShare) * sqrtS);

    /// <summary>What channels for light pairs take: all of the lightest, little of heavy ones.</summary>
    public static Lanes LightPair(double sqrtS, double mass, Lanes pairSquared)
    {
        Lanes ratio = Vector256.Create(LightPairShare * sqrtS * sqrtS) / pairSquared;
        Lanes lightest = Vector256.LessThan(pairSquared, Vector256.Create(DirectedPair.Lightest(sqrtS, mass)));
        return Vector256.ConditionalSelect(lightest, Lanes.One, ratio * ratio / (Lanes.One + ratio * ratio));
    }

    /// <summary>One channel.</summary>
    /// <param name="Photons">How photons are found.</param>
    /// <param name="Leptons">How leptons are found.</param>
    internal sealed record Channel(PhotonAim Photons, LeptonAim Leptons)
    {
        /// <summary>Name in the table of channels.</summary>
        public string Name
        {
            get
            {
                string photons = Photons switch
                {
                    PhotonAim.Window => "lost photons",
                    PhotonAim.NearBeam => "photon along the near beam",
                    PhotonAim.FarBeam => "photon along the far beam",
                    _ => "photon along a lepton",
                };
                string leptons = Leptons switch
                {
                    LeptonAim.Pair => "light pair",
                    LeptonAim.Beam => "lepton around its beam",
                    LeptonAim.FirstPhoton => "lepton along the first photon",
                    _ => "lepton along the second photon",
                };
                return $"{photons}; {leptons}";
            }
        }
    }

    /// <summary>Shares at a point.</summary>
    internal sealed class Shares
    {
        private readonly double _oneMinusBeta, _leptonMassSquared, _forwardEdge, _backwardEdge;
        private readonly Lanes _hasLightPairs, _allowsNearBeam, _allowsFarBeam;

        // Squares of the collinear factors of a photon: with its near beam, its far beam, ℓ⁺, ℓ⁻. Squares keep a channel out of where another pole is nearer.
        private readonly Lanes[] _near = new Lanes[2], _far = new Lanes[2];
        private readonly Lanes[,] _final = new Lanes[2, 2], _alongLightPair = new Lanes[2, 2];
        private readonly Lanes[] _beam = new Lanes[2];

        /// <param name="sqrtS">√s, GeV.</param>
        /// <param name="mass">m_e, GeV.</param>
        /// <param name="cuts">Where photons are lost.</param>
        public Shares(double sqrtS, double mass, GenerationCuts cuts)
        {
            _oneMinusBeta = Emitters.BeamOneMinusVelocity(sqrtS, mass);
            _leptonMassSquared = mass * mass;
            LostPhotons lost = new(cuts);
            _hasLightPairs = Mask(HasLightPairs(sqrtS, cuts));
            (_allowsNearBeam, _allowsFarBeam) = (Mask(lost.AllowsNearBeam), Mask(lost.AllowsFarBeam));
            (_forwardEdge, _backwardEdge) = (Edge(Math.Cos(cuts.Photons.ThetaMin)), Edge(-Math.Cos(cuts.Photons.ThetaMax)));
        }

        /// <summary>The share of a channel.</summary>
        /// <param name="channel">The channel.</param>
        /// <param name="momenta">ℓ⁺, ℓ⁻, photons, GeV.</param>
        /// <param name="leadIsPositron">Which lepton was aimed.</param>
        /// <param name="light">Share of the channels for light pairs.</param>
        public Lanes Of(Channel channel, ReadOnlySpan<FourVectorLanes> momenta, Lanes leadIsPositron, Lanes light)
        {
            Lanes window = Evaluate(momenta);
            light &= _hasLightPairs;
            if (channel.Leptons == LeptonAim.Pair)
            {
                Lanes total = window;
                for (int i = 0; i < 2; i++)
                {
                    total += _near[i] + _far[i] + _alongLightPair[i, 0] + _alongLightPair[i, 1];
                }

                return light * (channel.Photons switch
                {
                    PhotonAim.Window => window,
                    PhotonAim.NearBeam => 2.0 * _near[0],
                    PhotonAim.FarBeam => 2.0 * _far[0],
                    _ => 4.0 * Vector256.ConditionalSelect(leadIsPositron, _alongLightPair[0, 0], _alongLightPair[0, 1]),
                }) / total;
            }

            Lanes all = Lanes.Zero;
            for (int lepton = 0; lepton < 2; lepton++)
            {
                all += window * (_final[0, lepton] + _final[1, lepton] + _beam[lepton]);
                for (int i = 0; i < 2; i++)
                {
                    all += (_near[i] + _far[i]) * (_final[1 - i, lepton] + _beam[lepton]);
                }
            }

            // Either lepton leads in half of the points.
            Lanes leptons = 2.0 * (channel.Leptons switch
            {
                LeptonAim.Beam => Vector256.ConditionalSelect(leadIsPositron, _beam[0], _beam[1]),
                LeptonAim.FirstPhoton => Vector256.ConditionalSelect(leadIsPositron, _final[0, 0], _final[0, 1]),
                _ => Vector256.ConditionalSelect(leadIsPositron, _final[1, 0], _final[1, 1]),
            });
            Lanes photons = channel.Photons switch
            {
                PhotonAim.Window => window,
                PhotonAim.NearBeam => 2.0 * _near[0],
                _ => 2.0 * _far[0],
            };
            return (Lanes.One - light) * photons * leptons / all;
        }

        private static Lanes Mask(bool set) => set ? Lanes.AllBitsSet : Lanes.Zero;

        private double Edge(double cos) => 1 / (_oneMinusBeta + 1 - cos);

        // Returns the square that stands for photons anywhere in the cones: that at their edge. Poles have shares where they are nearer than the edge alone: the map
        // of a pole hardly finds what lies at the edge.
        private Lanes Evaluate(ReadOnlySpan<FourVectorLanes> momenta)
        {
            Lanes backward = Vector256.LessThan(momenta[2].Z + momenta[3].Z, Lanes.Zero);
            Lanes forwardEdge = Vector256.Create(_forwardEdge), backwardEdge = Vector256.Create(_backwardEdge), edge = Vector256.Max(forwardEdge, backwardEdge);
            for (int i = 0; i < 2; i++)
            {
                Lanes forwardFactor = SquareBeyond(Emitters.BeamFactor(momenta[2 + i], _oneMinusBeta, alongMinusZ: false), forwardEdge);
                Lanes backwardFactor = SquareBeyond(Emitters.BeamFactor(momenta[2 + i], _oneMinusBeta, alongMinusZ: true), backwardEdge);
                _near[i] = _allowsNearBeam & Vector256.ConditionalSelect(backward, backwardFactor, forwardFactor);
                _far[i] = _allowsFarBeam & Vector256.ConditionalSelect(backward, forwardFactor, backwardFactor);
                for (int lepton = 0; lepton < 2; lepton++)
                {
                    Lanes factor = Emitters.FinalFactor(momenta[2 + i], momenta[lepton], _leptonMassSquared);
                    _final[i, lepton] = factor * factor;
                    _alongLightPair[i, lepton] = SquareBeyond(factor, edge);
                }
            }

            for (int lepton = 0; lepton < 2; lepton++)
            {
                Lanes factor = Emitters.BeamFactor(momenta[lepton], _oneMinusBeta, alongMinusZ: lepton == 1);
                _beam[lepton] = factor * factor;
            }

            return forwardEdge * backwardEdge;
        }

        private static Lanes SquareBeyond(Lanes factor, Lanes edge)
        {
            Lanes beyond = Vector256.Max(factor - 2.0 * edge, Lanes.Zero);
            return beyond * beyond;
        }
    }
}
