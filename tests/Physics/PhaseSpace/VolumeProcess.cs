using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Tests.Physics.PhaseSpace;

/// <summary>
/// A parametrisation as a process: its cross section is the volume of the phase space that it covers. Checks momentum conservation and mass shells of every point.
/// The first two particles have a mass, the others none.
/// </summary>
internal sealed class VolumeProcess(double energy, double mass, int particles, int dimensions, Action<PointBlock> generate) : ScatteringProcess(energy)
{
    public override int Channels => 1;

    public override int Particles => particles;

    public override string ChannelName(int channel) => "volume";

    public override int Dimensions(int channel) => dimensions;

    public override IReadOnlyList<RecordedParticle> Record(int channel) => [];

    internal override PointEvaluator NewEvaluator() => new Evaluator(SqrtS, mass, generate);

    private sealed class Evaluator(double energy, double mass, Action<PointBlock> generate) : PointEvaluator
    {
        public override void Evaluate(int channel, PointBlock block)
        {
            generate(block);
            CheckConservation(block);
            block.Compress();
        }

        // To 1e-12, of every point with a weight.
        private void CheckConservation(PointBlock block)
        {
            for (int i = 0; i < block.Count; i++)
            {
                if (!(block.WeightVectors[i / PointBlock.Width][i % PointBlock.Width] > 0))
                {
                    continue;
                }

                double[] sum = new double[4];
                for (int particle = 0; particle < block.Particles; particle++)
                {
                    double e = block.Momentum(particle, 0)[i], x = block.Momentum(particle, 1)[i], y = block.Momentum(particle, 2)[i], z = block.Momentum(particle, 3)[i];
                    double own = particle < 2 ? mass : 0;
                    Assert.InRange(e * e - x * x - y * y - z * z - own * own, -1e-12 * e * e - 1e-16, 1e-12 * e * e + 1e-16);
                    (sum[0], sum[1], sum[2], sum[3]) = (sum[0] + e, sum[1] + x, sum[2] + y, sum[3] + z);
                }

                Assert.InRange(sum[0], energy * (1 - 1e-12), energy * (1 + 1e-12));
                Assert.All(sum.Skip(1), p => Assert.InRange(p, -1e-12 * energy, 1e-12 * energy));
            }
        }
    }
}
