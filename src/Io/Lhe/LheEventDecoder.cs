using System.Runtime.CompilerServices;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// Reads one event (hep-ph/0609017): its line of six numbers, a line of 13 for each particle, then whatever the generator adds,
/// of which only weights are read, and only when asked for. Allocates nothing but for an error.
/// </summary>
/// <param name="warnings">Takes what is odd but readable.</param>
internal sealed class LheEventDecoder(EventWarnings warnings)
{
    // E < |p| by rounding is everyday: 8 digits in old files, on momenta of 1e4 times the mass.
    private const double SpaceLikeTolerance = 1e-3;

    /// <summary>Reads an event.</summary>
    /// <param name="block">Block the event is in.</param>
    /// <param name="index">Its position there.</param>
    /// <param name="particles">Takes its particles.</param>
    /// <param name="afterParticles">Place after the particles in the event's text.</param>
    /// <returns>The nominal weight XWGTUP.</returns>
    /// <exception cref="Core.Plugins.PluginException">The event is malformed; particles may have been added.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Decode(LheEventBlock block, int index, ParticleTable particles, out int afterParticles)
    {
        ReadOnlySpan<byte> text = block.TextOf(index);
        LheCursor cursor = new(text, block, index) { Position = text.IndexOf((byte)'>') + 1 };
        if (!cursor.NextRow())
        {
            throw LheErrors.NoHeader(cursor.Place);
        }

        int declared = cursor.ReadInt32("the number of particles NUP", 0, 6);
        cursor.Skip("the process code IDPRUP", 1, 6);
        double weight = cursor.ReadDouble("the weight XWGTUP", 2, 6);
        cursor.Skip("SCALUP", 3, 6);
        cursor.Skip("AQEDUP", 4, 6);
        cursor.Skip("AQCDUP", 5, 6);
        cursor.EndRow();
        if (declared < 0)
        {
            throw LheErrors.NegativeCount(cursor.Place, declared);
        }

        int first = particles.Count;
        bool ordered = true;
        Oddities oddities = default;
        for (int i = 1; i <= declared; i++)
        {
            if (!cursor.NextRow())
            {
                throw LheErrors.ParticleCount(cursor.Place, declared, i - 1);
            }

            ordered &= ReadParticle(ref cursor, particles, i, declared, ref oddities);
        }

        int extra = 0;
        afterParticles = cursor.Position;
        while (cursor.NextRow())
        {
            extra++;
            cursor.EndRow();
        }

        if (extra > 0)
        {
            throw LheErrors.ParticleCount(cursor.Place, declared, declared + extra);
        }

        if (!ordered)
        {
            CheckAncestors(cursor.Place, particles.Mother1[first..], particles.Mother2[first..]);
        }

        if (oddities.Any)
        {
            Report(oddities, cursor.Place);
        }

        if (cursor.OddField is { } field)
        {
            warnings.Count($"has something else than a number as {field}, which is not used", cursor.Place);
        }

        return weight;
    }

    // True when the mothers stand before the particle.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool ReadParticle(ref LheCursor cursor, ParticleTable particles, int number, int declared, ref Oddities oddities)
    {
        int pdgId = cursor.ReadInt32("the PDG code", 0, 13);
        int status = cursor.ReadInt32("the status code", 1, 13);
        int mother1 = cursor.ReadInt32("the first mother", 2, 13);
        int mother2 = cursor.ReadInt32("the second mother", 3, 13);
        cursor.Skip("ICOLUP(1)", 4, 13);
        cursor.Skip("ICOLUP(2)", 5, 13);
        double px = cursor.ReadDouble("px", 6, 13);
        double py = cursor.ReadDouble("py", 7, 13);
        double pz = cursor.ReadDouble("pz", 8, 13);
        double e = cursor.ReadDouble("the energy", 9, 13);
        double m = cursor.ReadDouble("the mass", 10, 13);
        cursor.Skip("VTIMUP", 11, 13);
        cursor.Skip("SPINUP", 12, 13);
        if ((uint)mother1 > (uint)declared || (uint)mother2 > (uint)declared)
        {
            throw LheErrors.MotherOutOfRange(cursor.Place, number, (uint)mother1 > (uint)declared ? mother1 : mother2, declared);
        }

        oddities.ExtraColumns |= cursor.EndRow();
        if (status == 1)
        {
            oddities.NegativeEnergy |= e < 0;
            oddities.SpaceLike |= e * e * (1 + SpaceLikeTolerance) < px * px + py * py + pz * pz;
        }

        particles.Add(new Particle(pdgId, status, new FourVector(e, px, py, pz), m, mother1, mother2));
        return mother1 < number && mother2 < number;
    }

    /// <summary>Refuses particles that are their own ancestors.</summary>
    /// <exception cref="Core.Plugins.PluginException">There is a cycle.</exception>
    public static void CheckAncestors(EventPlace place, ReadOnlySpan<int> mother1, ReadOnlySpan<int> mother2)
    {
        int cyclic = Ancestry.FindCycle(mother1, mother2);
        if (cyclic > 0)
        {
            throw LheErrors.MotherCycle(place, cyclic);
        }
    }

    private void Report(Oddities oddities, EventPlace place)
    {
        if (oddities.ExtraColumns)
        {
            warnings.Count("has more than 13 columns in a particle line; the rest is not read", place);
        }

        if (oddities.NegativeEnergy)
        {
            warnings.Count("has a final-state particle of negative energy", place);
        }

        if (oddities.SpaceLike)
        {
            warnings.Count("has a final-state particle with E < |p|, by more than rounding", place);
        }
    }

    private struct Oddities
    {
        public bool ExtraColumns, NegativeEnergy, SpaceLike;

        public readonly bool Any => ExtraColumns | NegativeEnergy | SpaceLike;
    }
}
