using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Tests.Physics.Integration;

/// <summary>
/// A density with a known integral in place of a cross section: channel 0 has peaks 1/((x − ½)² + w²) in every dimension, channel 1
/// is 3 inside of a corner and 0 elsewhere. The momentum of the one particle carries the coordinates.
/// </summary>
internal sealed class KnownProcess(int dimensions, double width, double corner) : ScatteringProcess(10)
{
    public override int Channels => 2;

    public override int Particles => 1;

    public double Expected => Math.Pow(2 * Math.Atan(0.5 / width) / width, dimensions) + 3 * Math.Pow(corner, dimensions);

    public override string ChannelName(int channel) => channel == 0 ? "peaks" : "corner";

    public override int Dimensions(int channel) => dimensions;

    public override IReadOnlyList<RecordedParticle> Record(int channel) => [new RecordedParticle(22, 1, 0, 0)];

    internal override PointEvaluator NewEvaluator() => new Evaluator(dimensions, width, corner);

    private sealed class Evaluator(int dimensions, double width, double corner) : PointEvaluator
    {
        public override void Evaluate(int channel, PointBlock block)
        {
            for (int i = 0; i < block.Vectors * PointBlock.Width; i++)
            {
                double density = channel == 0 ? 1 : 3;
                for (int d = 0; d < dimensions; d++)
                {
                    double x = block.Coordinate(d)[i];
                    density *= channel == 0 ? 1 / ((x - 0.5) * (x - 0.5) + width * width) : x < corner ? 1 : 0;
                }

                block.WeightVectors[i / PointBlock.Width] = block.WeightVectors[i / PointBlock.Width].WithElement(i % PointBlock.Width, density);
                block.Momentum(0, 0)[i] = channel;
                block.Momentum(0, 1)[i] = block.Coordinate(0)[i];
                block.Momentum(0, 2)[i] = block.Coordinate(dimensions - 1)[i];
                block.Momentum(0, 3)[i] = 0;
            }

            block.Compress();
        }
    }
}
