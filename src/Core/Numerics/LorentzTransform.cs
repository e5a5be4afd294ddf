namespace AlpToolkit.Core.Numerics;

/// <summary>A proper Lorentz transformation: boosts and rotations, composed by <see cref="Then"/>. Immutable.</summary>
public sealed class LorentzTransform
{
    private readonly double[] _rows;

    private LorentzTransform(double[] rows, bool isIdentity)
    {
        _rows = rows;
        IsIdentity = isIdentity;
    }

    /// <summary>The transformation that changes nothing; <see cref="Apply(in FourVector)"/> returns its argument bit for bit.</summary>
    public static LorentzTransform Identity { get; } = new([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], isIdentity: true);

    /// <summary>True for <see cref="Identity"/>, so that a hot loop can leave the transformation out.</summary>
    public bool IsIdentity { get; }

    /// <summary>The pure boost to the rest frame of <paramref name="system"/>.</summary>
    /// <param name="system">A time-like four-momentum with E &gt; 0, GeV.</param>
    /// <exception cref="ArgumentException">The system is not time-like with positive energy.</exception>
    public static LorentzTransform ToRestFrameOf(in FourVector system)
    {
        double massSquared = system.MassSquared;
        if (!(massSquared > 0 && system.E > 0))
        {
            throw new ArgumentException("only a time-like system with positive energy has a rest frame", nameof(system));
        }

        double mass = Math.Sqrt(massSquared);
        double gamma = system.E / mass;
        double[] beta = [system.X / system.E, system.Y / system.E, system.Z / system.E];
        double scale = gamma * gamma / (1 + gamma);
        double[] rows = new double[16];
        rows[0] = gamma;
        for (int i = 0; i < 3; i++)
        {
            rows[1 + i] = -gamma * beta[i];
            rows[4 * (i + 1)] = -gamma * beta[i];
            for (int j = 0; j < 3; j++)
            {
                rows[4 * (i + 1) + 1 + j] = (i == j ? 1 : 0) + scale * beta[i] * beta[j];
            }
        }

        return new LorentzTransform(rows, isIdentity: false);
    }

    /// <summary>The rotation about the y axis that turns the +z axis towards +x by <paramref name="angle"/>.</summary>
    /// <param name="angle">Angle, rad.</param>
    public static LorentzTransform RotationAboutY(double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        return new LorentzTransform([1, 0, 0, 0, 0, cos, 0, sin, 0, 0, 1, 0, 0, -sin, 0, cos], isIdentity: false);
    }

    /// <summary>The inverse transformation (metric times transpose times metric).</summary>
    public LorentzTransform Inverse()
    {
        if (IsIdentity)
        {
            return this;
        }

        double[] rows = new double[16];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                double sign = (i == 0) == (j == 0) ? 1 : -1;
                rows[4 * i + j] = sign * _rows[4 * j + i];
            }
        }

        return new LorentzTransform(rows, isIdentity: false);
    }

    /// <summary>This transformation followed by <paramref name="next"/>.</summary>
    public LorentzTransform Then(LorentzTransform next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (IsIdentity)
        {
            return next;
        }

        if (next.IsIdentity)
        {
            return this;
        }

        double[] rows = new double[16];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                for (int k = 0; k < 4; k++)
                {
                    rows[4 * i + j] += next._rows[4 * i + k] * _rows[4 * k + j];
                }
            }
        }

        return new LorentzTransform(rows, isIdentity: false);
    }

    /// <summary>The four-momentum as seen after the transformation.</summary>
    public FourVector Apply(in FourVector vector)
    {
        if (IsIdentity)
        {
            return vector;
        }

        double[] r = _rows;
        return new FourVector(
            r[0] * vector.E + r[1] * vector.X + r[2] * vector.Y + r[3] * vector.Z,
            r[4] * vector.E + r[5] * vector.X + r[6] * vector.Y + r[7] * vector.Z,
            r[8] * vector.E + r[9] * vector.X + r[10] * vector.Y + r[11] * vector.Z,
            r[12] * vector.E + r[13] * vector.X + r[14] * vector.Y + r[15] * vector.Z);
    }

    /// <summary>The four-momentum as seen before the transformation: the inverse, without making one.</summary>
    public FourVector ApplyInverse(in FourVector vector)
    {
        if (IsIdentity)
        {
            return vector;
        }

        double[] r = _rows;
        return new FourVector(
            r[0] * vector.E - r[4] * vector.X - r[8] * vector.Y - r[12] * vector.Z,
            -r[1] * vector.E + r[5] * vector.X + r[9] * vector.Y + r[13] * vector.Z,
            -r[2] * vector.E + r[6] * vector.X + r[10] * vector.Y + r[14] * vector.Z,
            -r[3] * vector.E + r[7] * vector.X + r[11] * vector.Y + r[15] * vector.Z);
    }
}
