namespace AlpToolkit.Plugins.Stages.Acceptance;

/// <summary>What a particle code stands for, by the numbering scheme of the Particle Data Group (Monte Carlo particle numbering, Review of Particle Physics).</summary>
internal static class ParticleCodes
{
    public const int Electron = 11, Positron = -11, Photon = 22;

    /// <summary>True for quarks, charged leptons, gauge bosons, the Higgs boson, diquarks, hadrons and nuclei: all of the Standard Model but neutrinos.</summary>
    public static bool IsVisibleInTheStandardModel(int code)
    {
        long id = Math.Abs((long)code);
        return id switch
        {
            >= 1 and <= 6 or 11 or 13 or 15 or >= 21 and <= 25 => true,
            < 100 => false,
            110 or 130 or 310 or 990 => true,
            >= 1_000_000_000 => id <= 1_099_999_999,
            _ => IsHadronOrDiquark(id),
        };
    }

    // Digits n n_r n_L q1 q2 q3 J: n is 0, or 9 for mesons outside of the quark model's places; 1 to 8 are new particles.
    private static bool IsHadronOrDiquark(long id)
    {
        long n = id / 1_000_000, q1 = id / 1000 % 10, q2 = id / 100 % 10, q3 = id / 10 % 10, spin = id % 10;
        bool inQuarkModel = n == 0 || (n == 9 && id < 10_000_000);
        return inQuarkModel && spin > 0 && q2 is >= 1 and <= 6 && q1 <= 6 && q3 <= 6 && (q1 > 0 || q3 > 0);
    }
}
