using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Plugins.Stages;

/// <summary>The frame that angles and energies are taken in.</summary>
public enum ReferenceFrame
{
    /// <summary>Centre of mass, z axis along the sample's first beam: the starred quantities of the paper.</summary>
    CentreOfMass,

    /// <summary>Laboratory of the beams.</summary>
    Laboratory,
}

internal static class ReferenceFrames
{
    /// <summary>From the frame of the sample's particle table to this frame.</summary>
    public static LorentzTransform From(this ReferenceFrame frame, SampleInfo sample) =>
        frame == ReferenceFrame.Laboratory ? sample.ToLaboratory : sample.ToCentreOfMass;
}
