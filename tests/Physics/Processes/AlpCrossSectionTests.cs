using System.Text.Json;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Tests.Shared;
using Xunit.Abstractions;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>σ of the processes with an ALP against <c>shared/reference/cross_sections.json</c> (MadGraph and independent calculations).</summary>
public sealed class AlpCrossSectionTests(ITestOutputHelper output)
{
    private const string File = "reference/cross_sections.json";

    // A few entries of every kind: a second. The whole table is below.
    [SharedDataFact(File)]
    public void AlpElectrons_AtSomeMassesOfEveryKind_AgreesWithTheReference() =>
        Compare(e => IsComparable(e) && e.Region is "acceptance" or "inclusive, no cuts" && e.Mass == (e.Channels == "all" ? 7 : 1), 0.002, 6);

    [SharedDataFact(File)]
    [Trait("Category", "Slow")]
    public void AlpElectrons_OfTheWholeTable_AgreesWithTheReference() => Compare(IsComparable, 0.0007, 48);

    // α g²/24 (1 − m_a²/s)³ × 3/4 (c + c³/3), for massless electrons: their mass adds (2m_e²/s) of it, 5e-9
    [SharedDataFact(File)]
    public void AlpPhoton_OfTheWholeTable_AgreesWithTheReference()
    {
        List<Reference> entries = [.. Entries().Where(e => e.Process == "alp-photon")];
        Assert.InRange(entries.Count, 7, int.MaxValue);
        Assert.All(entries, entry =>
        {
            GenerationCuts cuts = entry.Region == "acceptance" ? new() { VisiblePhotons = 1 } : new();
            IntegrationResult ours = Integrate(new AlpPhotonProcess(10.58, Parameters(entry.Mass), cuts), 0.0005);
            Assert.InRange((ours.CrossSection - entry.Sigma) / Math.Sqrt(ours.Error * ours.Error + entry.Error * entry.Error + Math.Pow(2e-6 * entry.Sigma, 2)), -3, 3);
            Assert.InRange(ours.Error / ours.CrossSection, 0, 0.0006);
        });
    }

    // The reference has one entry that two parametrisations of ours contradict: AlpElectronsProcessTests.CrossSection_WhereTheReferenceIsLow_…
    private static bool IsComparable(Reference entry) => entry.Process == "alp-electrons" && entry is not { Mass: 9, Region: "acceptance with theta_min = 17 deg" };

    private static IntegrationResult Integrate(ScatteringProcess process, double relativeError) =>
        new ProcessIntegrator(process, new IntegrationSettings { RelativeError = relativeError, Seed = 5 }).Run(null, CancellationToken.None);

    private void Compare(Func<Reference, bool> which, double relativeError, int atLeast)
    {
        List<string> failures = [];
        int count = 0;
        foreach (Reference entry in Entries().Where(which))
        {
            IntegrationResult ours = Integrate(Process(entry), relativeError);
            double pull = (ours.CrossSection - entry.Sigma) / Math.Sqrt(ours.Error * ours.Error + entry.Error * entry.Error);
            string line = $"{entry.Channels,-14} m_a {entry.Mass,-5} {entry.Region,-40} {entry.Sigma,-11:g5} ± {entry.Error,-9:g2} ours {ours.CrossSection,-11:g6} ± {ours.Error,-9:g2} pull {pull,5:f1}  {ours.Points,9} points, efficiency {ours.UnweightingEfficiency:f3}, largest {ours.LargestWeightShare:g2} {string.Join("; ", ours.Warnings)}";
            output.WriteLine(line);
            count++;
            if (!(Math.Abs(pull) < 3) || ours.Error > 0.002 * ours.CrossSection || ours.Warnings.Count > 0)
            {
                failures.Add(line);
            }
        }

        Assert.InRange(count, atLeast, int.MaxValue);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static AlpElectronsProcess Process(Reference entry)
    {
        double theta = entry.Region switch
        {
            "acceptance" => 22,
            "inclusive, no cuts" => 0,
            _ => double.Parse(entry.Region.Split(' ')[^2]),
        };
        GenerationCuts cuts = theta > 0 ? new() { Leptons = AcceptanceRegion.Symmetric(theta * Math.PI / 180, 0.25) } : new();
        AlpElectronsChannels channels = entry.Channels switch
        {
            "photon-fusion" => AlpElectronsChannels.PhotonFusion,
            "alp-dalitz" => AlpElectronsChannels.AlpDalitz,
            _ => AlpElectronsChannels.All,
        };
        return new AlpElectronsProcess(10.58, Parameters(entry.Mass), cuts, channels);
    }

    private static ModelParameters Parameters(double mass) => new() { Alpha = 1 / 137.036, ElectronMass = 0.0005109989461, AlpPhotonCoupling = 1e-4, AlpMass = mass };

    private static IEnumerable<Reference> Entries()
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.PathOf(File)));
        foreach (JsonElement e in document.RootElement.GetProperty("cross_sections").EnumerateArray())
        {
            if (e.TryGetProperty("sigma", out JsonElement sigma) && e.TryGetProperty("m_a", out JsonElement mass))
            {
                string channels = e.TryGetProperty("channels", out JsonElement c) ? c.GetString()! : "all";
                Reference entry = new(e.GetProperty("process").GetString()!, channels, e.GetProperty("region").GetString()!, e.GetProperty("source").GetString()!, mass.GetDouble(), sigma.GetDouble(), e.GetProperty("error").GetDouble());
                yield return entry;
                if (e.TryGetProperty("photon_fusion", out JsonElement fusion))
                {
                    // Given without errors: they are taken to be as large as that of the whole.
                    yield return entry with { Channels = "photon-fusion", Sigma = fusion.GetDouble(), Error = entry.Error / entry.Sigma * fusion.GetDouble() };
                    double dalitz = e.GetProperty("alp_dalitz").GetDouble();
                    yield return entry with { Channels = "alp-dalitz", Sigma = dalitz, Error = entry.Error / entry.Sigma * dalitz };
                }
            }
        }
    }

    private sealed record Reference(string Process, string Channels, string Region, string Source, double Mass, double Sigma, double Error);
}
