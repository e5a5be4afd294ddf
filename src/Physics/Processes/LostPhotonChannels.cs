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
    /// <summary>All channels.</summary>
    public static IEnumerable<Channel> All { get; } =
    [
        .. from photons in new[] { PhotonAim.Window, PhotonAim.NearBeam, PhotonAim.FarBeam }
           from leptons in new[] { LeptonAim.Beam, LeptonAim.FirstPhoton, LeptonAim.SecondPhoton }
           where photons == PhotonAim.Window || leptons != LeptonAim.FirstPhoton
           from positron in new[] { true, false }
           select new Channel(photons, leptons, positron),
        .. from photons in Enum.GetValues<PhotonAim>() select new Channel(photons, LeptonAim.Pair, LeadIsPositron: true),
    ];

    /// <summary>One channel.</summary>
    /// <param name="Photons">How photons are found.</param>
    /// <param name="Leptons">How leptons are found.</param>
    /// <param name="LeadIsPositron">Which lepton is aimed.</param>
    internal sealed record Channel(PhotonAim Photons, LeptonAim Leptons, bool LeadIsPositron)
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
                    PhotonAim.Positron => "photon along final e+",
                    _ => "photon along final e-",
                };
                string lead = LeadIsPositron ? "e+" : "e-";
                string leptons = Leptons switch
                {
                    LeptonAim.Pair => "light pair",
                    LeptonAim.Beam => $"{lead} around its beam",
                    LeptonAim.FirstPhoton => $"{lead} along the first photon",
                    _ => $"{lead} along the second photon",
                };
                return $"{photons}; {leptons}";
            }
        }
    }

    /// <summary>Shares at a point.</summary>
    internal sealed class Shares
    {
        private readonly double _oneMinusBeta, _leptonMassSquared, _forwardEdge, _backwardEdge;

        // Squares of the collinear factors of a photon: with its near beam, its far beam, ℓ⁺, ℓ⁻. Squares keep a channel out of where another pole is nearer.
        private readonly Lanes[] _near = new Lanes[2], _far = new Lanes[2];
        private readonly Lanes[,] _final = new Lanes[2, 2];
        private readonly Lanes[] _beam = new Lanes[2];

        /// <param name="sqrtS">√s, GeV.</param>
        /// <param name="mass">m_e, GeV.</param>
        /// <param name="cuts">Where photons are lost.</param>
        public Shares(double sqrtS, double mass, GenerationCuts cuts)
        {
            _oneMinusBeta = Emitters.BeamOneMinusVelocity(sqrtS, mass);
            _leptonMassSquared = mass * mass;
            (_forwardEdge, _backwardEdge) = (Edge(Math.Cos(cuts.Photons.ThetaMin)), Edge(-Math.Cos(cuts.Photons.ThetaMax)));
        }

        /// <summary>The share of a channel.</summary>
        /// <param name="channel">The channel.</param>
        /// <param name="momenta">ℓ⁺, ℓ⁻, photons, GeV.</param>
        /// <param name="light">Share of the channels for light pairs.</param>
        public Lanes Of(Channel channel, ReadOnlySpan<FourVectorLanes> momenta, Lanes light)
        {
            Lanes window = Evaluate(momenta);
            if (channel.Leptons == LeptonAim.Pair)
            {
                Lanes total = window;
                for (int i = 0; i < 2; i++)
                {
                    total += _near[i] + _far[i] + _final[i, 0] + _final[i, 1];
                }

                return light * (channel.Photons switch
                {
                    PhotonAim.Window => window,
                    PhotonAim.NearBeam => 2.0 * _near[0],
                    PhotonAim.FarBeam => 2.0 * _far[0],
                    PhotonAim.Positron => 2.0 * _final[0, 0],
                    _ => 2.0 * _final[0, 1],
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

            int lead = channel.LeadIsPositron ? 0 : 1;
            Lanes leptons = channel.Leptons switch
            {
                LeptonAim.Beam => _beam[lead],
                LeptonAim.FirstPhoton => _final[0, lead],
                _ => _final[1, lead],
            };
            Lanes photons = channel.Photons switch
            {
                PhotonAim.Window => window,
                PhotonAim.NearBeam => 2.0 * _near[0],
                _ => 2.0 * _far[0],
            };
            return (Lanes.One - light) * photons * leptons / all;
        }

        private double Edge(double cos) => 1 / (_oneMinusBeta + 1 - cos);

        // Returns the square that stands for photons anywhere in the cones: that at their edge.
        private Lanes Evaluate(ReadOnlySpan<FourVectorLanes> momenta)
        {
            Lanes backward = Vector256.LessThan(momenta[2].Z + momenta[3].Z, Lanes.Zero);
            Lanes forwardEdge = Vector256.Create(_forwardEdge), backwardEdge = Vector256.Create(_backwardEdge);
            for (int i = 0; i < 2; i++)
            {
                Lanes forwardFactor = InCone(Emitters.BeamFactor(momenta[2 + i], _oneMinusBeta, alongMinusZ: false), forwardEdge);
                Lanes backwardFactor = InCone(Emitters.BeamFactor(momenta[2 + i], _oneMinusBeta, alongMinusZ: true), backwardEdge);
                _near[i] = Vector256.ConditionalSelect(backward, backwardFactor, forwardFactor);
                _far[i] = Vector256.ConditionalSelect(backward, forwardFactor, backwardFactor);
                for (int lepton = 0; lepton < 2; lepton++)
                {
                    Lanes factor = Emitters.FinalFactor(momenta[2 + i], momenta[lepton], _leptonMassSquared);
                    _final[i, lepton] = factor * factor;
                }
            }

            for (int lepton = 0; lepton < 2; lepton++)
            {
                Lanes factor = Emitters.BeamFactor(momenta[lepton], _oneMinusBeta, alongMinusZ: lepton == 1);
                _beam[lepton] = factor * factor;
            }

            return forwardEdge * backwardEdge;
        }

        private static Lanes InCone(Lanes factor, Lanes edge) => Vector256.GreaterThanOrEqual(factor, edge) & (factor * factor);
    }
}
