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

    // One mass in every region: seconds. The whole table is below.
    [SharedDataFact(File)]
    public void AlpElectrons_AtSomeMassOfEveryKind_AgreesWithTheReference() => Compare(e => Kind(e) && e.Mass is 1 or 7 && e.Source.StartsWith("matrix", StringComparison.Ordinal) && e.Region is "acceptance" or "inclusive, no cuts" && e.Mass == (e.Channels == "all" ? 7 : 1), 0.002, 4);

    [SharedDataFact(File)]
    [Trait("Category", "Slow")]
    public void AlpElectrons_OfTheWholeTable_AgreesWithTheReference() => Compare(Kind, 0.0007, 40);

    private static bool Kind(Reference entry) => entry.Process == "alp-electrons";

    private void Compare(Func<Reference, bool> which, double relativeError, int atLeast)
    {
        List<string> failures = [];
        int count = 0;
        foreach (Reference entry in Entries().Where(which))
        {
            IntegrationResult ours = new ProcessIntegrator(Process(entry), new IntegrationSettings { RelativeError = relativeError, Seed = 5 }).Run(null, CancellationToken.None);
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
