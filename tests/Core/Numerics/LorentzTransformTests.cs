using AlpToolkit.Core.Numerics;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Core.Numerics;

public sealed class LorentzTransformTests
{
    [Property(MaxTest = 500)]
    public void ToRestFrameOf_ThenInverse_KeepsVectorAndMass(int seed)
    {
        Random random = new(seed);
        FourVector system = TimeLike(random), vector = TimeLike(random);
        LorentzTransform boost = LorentzTransform.ToRestFrameOf(system).Then(LorentzTransform.RotationAboutY(random.NextDouble()));
        FourVector moved = boost.Apply(vector), back = boost.Inverse().Apply(moved), direct = boost.ApplyInverse(moved);
        double scale = 1e-12 * moved.E * moved.E;
        Assert.Equal(vector.MassSquared, moved.MassSquared, scale);
        Assert.Equal(vector.E, back.E, 1e-12 * moved.E * system.E);
        Assert.Equal(vector.Z, back.Z, 1e-12 * moved.E * system.E);
        Assert.Equal(back.X, direct.X, 1e-12 * moved.E * system.E);
        FourVector atRest = boost.Apply(system);
        Assert.Equal(Math.Sqrt(system.MassSquared), atRest.E, 1e-11 * system.E);
        Assert.Equal(0, atRest.Momentum, 1e-11 * system.E);
    }

    [Fact]
    public void RotationAboutY_OfAQuarterTurn_TakesZToX()
    {
        FourVector turned = LorentzTransform.RotationAboutY(Math.PI / 2).Apply(new FourVector(1, 0, 0, 1));
        Assert.Equal(1, turned.X, 1e-15);
        Assert.Equal(0, turned.Z, 1e-15);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 1)]
    [InlineData(-2, 1)]
    [InlineData(double.NaN, 0)]
    public void ToRestFrameOf_WhatHasNone_IsAnError(double energy, double momentum) =>
        Assert.Throws<ArgumentException>(() => LorentzTransform.ToRestFrameOf(new FourVector(energy, 0, 0, momentum)));

    private static FourVector TimeLike(Random random)
    {
        double x = Draw(), y = Draw(), z = Draw(), mass = 0.1 + random.NextDouble();
        return new FourVector(Math.Sqrt(x * x + y * y + z * z + mass * mass), x, y, z);

        double Draw() => 4 * random.NextDouble() - 2;
    }
}
