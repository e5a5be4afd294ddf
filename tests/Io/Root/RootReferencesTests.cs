using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>References in the events of Delphes, whose detector simulation keeps the charge of a track's particle and adds up the constituents of a jet.</summary>
public sealed class RootReferencesTests
{
    private const string File = "root/uproot-issue513.root";

    [SharedDataFact(File)]
    public void ParticlesOfTracks_HaveTheirChargeAndDirection()
    {
        using RootFile file = RootFile.Open(SharedData.PathOf(File));
        RootTree tree = Delphes(file);
        (Column index, Column collection) = RootReferences.Resolve(tree, "Track.Particle", ["Particle"], 0, (int)tree.Entries);
        JaggedColumn particles = (JaggedColumn)index;
        Assert.All(Values(collection), c => Assert.Equal(0, c));
        Assert.NotEmpty(Values(index));
        double[] trackCharge = Numbers(tree, "Track.Charge"), particleCharge = Numbers(tree, "Particle.Charge"), trackPhi = Numbers(tree, "Track.Phi"), particlePhi = Numbers(tree, "Particle.Phi");
        ReadOnlySpan<int> lists = ((JaggedColumn)tree.Find("Particle.Charge").Read()).Offsets.Span;
        for (int entry = 0; entry < particles.Count; entry++)
        {
            for (int i = particles.Offsets.Span[entry]; i < particles.Offsets.Span[entry + 1]; i++)
            {
                int particle = lists[entry] + (int)Values(index)[i];
                Assert.True(particle < lists[entry + 1]);
                Assert.Equal(particleCharge[particle], trackCharge[i]);

                // Delphes smears momenta, and angles by far less than 0.1.
                Assert.InRange(Math.Abs(Math.IEEERemainder(trackPhi[i] - particlePhi[particle], 2 * Math.PI)), 0, 0.1);
            }
        }
    }

    [SharedDataFact(File)]
    public void ConstituentsOfGeneratedJets_AddUpToTheirTransverseMomentum()
    {
        using RootFile file = RootFile.Open(SharedData.PathOf(File));
        RootTree tree = Delphes(file);
        JaggedColumn index = (JaggedColumn)RootReferences.Resolve(tree, "GenJet.Constituents", ["Particle"], 0, (int)tree.Entries).Index;
        JaggedColumn ofJets = (JaggedColumn)index.Items;
        double[] px = Numbers(tree, "Particle.Px"), py = Numbers(tree, "Particle.Py"), pt = Numbers(tree, "GenJet.PT");
        ReadOnlySpan<int> lists = ((JaggedColumn)tree.Find("Particle.Px").Read()).Offsets.Span;
        Assert.NotEmpty(pt);
        for (int entry = 0; entry < index.Count; entry++)
        {
            for (int jet = index.Offsets.Span[entry]; jet < index.Offsets.Span[entry + 1]; jet++)
            {
                double sumX = 0, sumY = 0;
                for (int i = ofJets.Offsets.Span[jet]; i < ofJets.Offsets.Span[jet + 1]; i++)
                {
                    int particle = lists[entry] + (int)Values(ofJets.Items)[i];
                    (sumX, sumY) = (sumX + px[particle], sumY + py[particle]);
                }

                Assert.InRange(Math.Sqrt(sumX * sumX + sumY * sumY) / pt[jet], 1 - 1e-4, 1 + 1e-4);
            }
        }
    }

    [SharedDataFact(File)]
    public void References_OfOtherBranches_AreErrors()
    {
        using RootFile file = RootFile.Open(SharedData.PathOf(File));
        RootTree tree = Delphes(file);
        Assert.Contains("holds no references", Assert.Throws<PluginException>(() => RootReferences.Resolve(tree, "Track.PT", ["Particle"], 0, 1)).Message);
        Assert.Contains("fUniqueID", Assert.Throws<PluginException>(() => RootReferences.Resolve(tree, "Track.Particle", ["Partycle"], 0, 1)).Message);
    }

    private static RootTree Delphes(RootFile file) => RootTree.Open(file, file.Root.Find("Delphes"));

    private static double[] Numbers(RootTree tree, string branch) => Values(((JaggedColumn)tree.Find(branch).Read()).Items);

    private static double[] Values(Column column) => column is JaggedColumn lists ? Values(lists.Items) : ((NumberColumn)column).ToDoubles();
}
