using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Physics.Kinematics;

/// <summary>Random four-momenta for properties, from a seed that FsCheck chooses.</summary>
internal static class RandomMomenta
{
    public static FourVector OfMass(Random random, double mass, double maximalMomentum = 5)
    {
        double cosTheta = 2 * random.NextDouble() - 1, phi = 2 * Math.PI * random.NextDouble(), p = maximalMomentum * random.NextDouble();
        double sinTheta = Math.Sqrt(1 - cosTheta * cosTheta);
        return new FourVector(Math.Sqrt(p * p + mass * mass), p * sinTheta * Math.Cos(phi), p * sinTheta * Math.Sin(phi), p * cosTheta);
    }

    /// <summary>A boost with a moderate velocity, |β| below 0.9 or so.</summary>
    public static LorentzTransform Boost(Random random) => LorentzTransform.ToRestFrameOf(OfMass(random, 1, 2));

    public static void AssertClose(in FourVector expected, in FourVector actual, double tolerance)
    {
        Assert.Equal(expected.E, actual.E, tolerance);
        Assert.Equal(expected.X, actual.X, tolerance);
        Assert.Equal(expected.Y, actual.Y, tolerance);
        Assert.Equal(expected.Z, actual.Z, tolerance);
    }
}
