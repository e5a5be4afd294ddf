namespace AlpToolkit.Core.Numerics;

/// <summary>
/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC'11): four random words are a pure
/// function of key and counter, so that an event's random numbers depend on nothing but the seed and the event.
/// </summary>
public static class Philox
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    /// <summary>The 128 random bits at a counter.</summary>
    /// <param name="key">Key: the seed.</param>
    /// <param name="counter0">Lowest counter word.</param>
    /// <param name="counter1">Second counter word.</param>
    /// <param name="counter2">Third counter word.</param>
    /// <param name="counter3">Highest counter word.</param>
    public static (uint R0, uint R1, uint R2, uint R3) Words(ulong key, uint counter0, uint counter1, uint counter2, uint counter3)
    {
        uint key0 = (uint)key, key1 = (uint)(key >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)Multiplier0 * counter0;
            ulong product1 = (ulong)Multiplier1 * counter2;
            counter0 = (uint)(product1 >> 32) ^ counter1 ^ key0;
            counter2 = (uint)(product0 >> 32) ^ counter3 ^ key1;
            counter1 = (uint)product1;
            counter3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (counter0, counter1, counter2, counter3);
    }

    /// <summary>Two independent uniform numbers in the open interval (0, 1), 52 bits each, of one event.</summary>
    /// <param name="key">Key: seed and sample, see <see cref="Key"/>.</param>
    /// <param name="eventNumber">Global number of the event in its sample, from 0.</param>
    /// <param name="stream">Number of the stage instance that draws.</param>
    /// <param name="draw">Number of the draw in this event and stage, from 0.</param>
    public static (double U0, double U1) Uniforms(ulong key, long eventNumber, uint stream, uint draw)
    {
        (uint r0, uint r1, uint r2, uint r3) = Words(key, (uint)eventNumber, (uint)(eventNumber >> 32), stream, draw);
        return (OpenUnit(((ulong)r1 << 32) | r0), OpenUnit(((ulong)r3 << 32) | r2));
    }

    /// <summary>Two independent standard Gaussian numbers of one event (Box and Muller).</summary>
    /// <inheritdoc cref="Uniforms"/>
    public static (double G0, double G1) Gaussians(ulong key, long eventNumber, uint stream, uint draw)
    {
        (double u0, double u1) = Uniforms(key, eventNumber, stream, draw);
        double radius = Math.Sqrt(-2 * Math.Log(u0));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * u1);
        return (radius * cos, radius * sin);
    }

    /// <summary>The key of a sample: its numbers are independent of those of every other sample name under the same seed.</summary>
    /// <param name="seed">The pipeline's seed.</param>
    /// <param name="sampleName">Name of the sample; hashed by FNV-1a (64 bit).</param>
    public static ulong Key(ulong seed, string sampleName)
    {
        ArgumentNullException.ThrowIfNull(sampleName);
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in sampleName)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        (uint r0, uint r1, _, _) = Words(seed, (uint)hash, (uint)(hash >> 32), 0, 0);
        return ((ulong)r1 << 32) | r0;
    }

    private static double OpenUnit(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / (1UL << 52));
}
