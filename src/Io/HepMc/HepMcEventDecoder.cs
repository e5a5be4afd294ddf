using System.Runtime.CompilerServices;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>Reads one event of either version. Allocates nothing but for an error, once it has seen events of the size.</summary>
/// <param name="energyUnit">GeV in a unit of momentum, for events that do not state theirs; null when not known.</param>
/// <param name="warnings">Takes what is odd but readable.</param>
internal sealed class HepMcEventDecoder(double? energyUnit, EventWarnings warnings)
{
    private const double MeV = 1e-3;
    private const int HepMcBeam = 4, Incoming = -1, Final = 1, Intermediate = 2;

    /// <summary>Reads the particles of an event and where its weights are.</summary>
    /// <param name="block">Block the event is in.</param>
    /// <param name="index">Its position there.</param>
    /// <param name="particles">Takes its particles.</param>
    /// <param name="read">Takes what else is known of it.</param>
    /// <exception cref="Core.Plugins.PluginException">The event is malformed; particles may have been added.</exception>
    public void Decode(HepMcEventBlock block, int index, ParticleTable particles, HepMcEvent read)
    {
        int first = particles.Count;
        read.Clear();
        HepMcCursor cursor = new(block.TextOf(index), block, index);
        bool isAsciiv3 = block.ListingOf(index).IsAsciiv3;
        if (isAsciiv3)
        {
            Asciiv3Event.Read(ref cursor, particles, read);
        }
        else
        {
            IoGenEvent.Read(ref cursor, particles, read);
        }

        int cycle = read.Graph.SetMothers(particles.Mother1[first..], particles.Mother2[first..]);
        if (cycle > 0)
        {
            throw HepMcErrors.Cycle(cursor.Place, cycle);
        }

        if (read.EnergyUnit == 0)
        {
            // HepMC2 before 2.05 wrote no units; its own was MeV.
            read.EnergyUnit = energyUnit ?? (isAsciiv3 ? throw HepMcErrors.NoUnits(cursor.Place) : MeV);
            read.HasNoUnits = energyUnit is null;
        }

        if (read.EnergyUnit != 1)
        {
            Scale(particles, first, read.EnergyUnit);
        }

        if (read.HasUnknownLine | read.HasNoUnits | read.HasVertexOfNothing | read.HasOddCrossSection | read.Graph.HasCircle)
        {
            Report(read, new EventPlace(block, index, 0));
        }
    }

    /// <summary>Reads a line of units: GEV or MEV, MM or CM.</summary>
    public static void ReadUnits(ref HepMcCursor cursor, HepMcEvent read)
    {
        ReadOnlySpan<byte> momentum = cursor.ReadWord();
        read.EnergyUnit = momentum.SequenceEqual("GEV"u8) ? 1 : momentum.SequenceEqual("MEV"u8) ? MeV : throw HepMcErrors.Unit(cursor.Place, "GEV or MEV", momentum);
        ReadOnlySpan<byte> length = cursor.ReadWord();
        if (!length.SequenceEqual("MM"u8) && !length.SequenceEqual("CM"u8))
        {
            throw HepMcErrors.Unit(cursor.Place, "MM or CM", length);
        }
    }

    /// <summary>Reads a cross section and its error, pb.</summary>
    public static void ReadCrossSection(ref HepMcCursor cursor, HepMcEvent read)
    {
        bool isNumber = cursor.TryReadDouble(out double crossSection);
        read.CrossSection = isNumber ? crossSection : read.CrossSection;
        read.CrossSectionError = isNumber && cursor.TryReadDouble(out double error) ? error : double.NaN;
        read.HasOddCrossSection |= !isNumber;
    }

    /// <summary>Reads PDG code, momentum, energy, mass and status, which both versions have in this order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReadParticle(ref HepMcCursor cursor, ParticleTable particles)
    {
        int pdgId = cursor.ReadInt32("the PDG code");
        double px = cursor.ReadDouble("px");
        double py = cursor.ReadDouble("py");
        double pz = cursor.ReadDouble("pz");
        double e = cursor.ReadDouble("the energy");
        double m = cursor.ReadDouble("the mass");
        int status = cursor.ReadInt32("the status") switch
        {
            HepMcBeam => Incoming,
            Final => Final,
            _ => Intermediate,
        };
        particles.Add(new Particle(pdgId, status, new FourVector(e, px, py, pz), m));
    }

    private static void Scale(ParticleTable particles, int first, double unit)
    {
        Scale(particles.Px[first..], unit);
        Scale(particles.Py[first..], unit);
        Scale(particles.Pz[first..], unit);
        Scale(particles.E[first..], unit);
        Scale(particles.M[first..], unit);
    }

    private static void Scale(Span<double> values, double unit)
    {
        foreach (ref double value in values)
        {
            value *= unit;
        }
    }

    private void Report(HepMcEvent read, EventPlace place)
    {
        if (read.HasUnknownLine)
        {
            warnings.Count("has a line of an unknown kind, which is not read", place);
        }

        if (read.HasNoUnits)
        {
            warnings.Count("does not state its units; MeV are taken, as HepMC before 2.05 did. State energy_unit if that is wrong", place);
        }

        if (read.HasVertexOfNothing)
        {
            warnings.Count("has a vertex that particles come out of and none goes in", place);
        }

        if (read.Graph.HasCircle)
        {
            warnings.Count("has particles that are among their own ancestors", place);
        }

        if (read.HasOddCrossSection)
        {
            warnings.Count("states a cross section that is no number", place);
        }
    }
}
