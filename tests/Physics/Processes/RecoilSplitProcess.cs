using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.PhaseSpace;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Tests.Physics.Processes;

/// <summary>e⁺e⁻ → e⁺e⁻a, all diagrams in the variables of the lepton pair alone: slow to converge, and independent of the photon-fusion map.</summary>
internal sealed class RecoilSplitProcess(double sqrtS, ModelParameters parameters, GenerationCuts cuts) : ScatteringProcess(sqrtS)
{
    public override int Channels => 1;

    public override int Particles => 3;

    public override string ChannelName(int channel) => "lepton pair";

    public override int Dimensions(int channel) => AlpRecoilSplit.Dimensions;

    public override IReadOnlyList<RecordedParticle> Record(int channel) => [];

    internal override PointEvaluator NewEvaluator() => new Evaluator(SqrtS, parameters, cuts);

    private sealed class Evaluator(double sqrtS, ModelParameters parameters, GenerationCuts cuts) : PointEvaluator
    {
        private readonly AlpElectronsAmplitude _amplitude = new(sqrtS, parameters, parameters.ElectronMass);
        private readonly AlpRecoilSplit _map = new(sqrtS, parameters.ElectronMass, cuts);
        private readonly CutEvaluator _cuts = new(cuts, sqrtS, [0, 1], []);

        public override void Evaluate(int channel, PointBlock block)
        {
            for (int v = 0; v < block.Vectors; v++)
            {
                Vector256<double> weight = Vector256.Create(ModelParameters.PicobarnGeV2 / (2 * sqrtS * sqrtS));
                _map.Generate(block, v, Vector256.Create(parameters.AlpMass * parameters.AlpMass), ref weight);
                block.WeightVectors[v] = weight;
            }

            _cuts.Apply(block);
            block.Compress();
            for (int v = 0; v < block.SurvivingVectors; v++)
            {
                block.WeightVectors[v] *= _amplitude.Evaluate(block.Load(0, v), block.Load(1, v)).Total;
            }
        }
    }
}
