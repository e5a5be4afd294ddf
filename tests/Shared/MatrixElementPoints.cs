using System.Runtime.Intrinsics;
using System.Text.Json;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Tests.Shared;

/// <summary>
/// A phase-space point with |M|² of MadGraph5_aMC@NLO (its notes: average over initial spins, sum over final, identical-photon factor
/// included). Momenta in GeV in the order of <see cref="PdgIds"/>; the first two are the e+ along +z and the e- along −z.
/// </summary>
internal sealed record MatrixElementPoint(
    string Process, string Note, IReadOnlyList<int> PdgIds, IReadOnlyDictionary<string, double> Parameters, double Squared, IReadOnlyList<FourVector> Momenta)
{
    /// <summary>The final state: <see cref="Momenta"/> without the beams, the same in every lane.</summary>
    public FourVectorLanes[] OutgoingLanes() => [.. Momenta.Skip(2).Select(Lanes)];

    public static FourVectorLanes Lanes(FourVector p) =>
        new(Vector256.Create(p.E), Vector256.Create(p.X), Vector256.Create(p.Y), Vector256.Create(p.Z));
}

/// <summary>The points of <c>shared/reference/me_points.json</c>; tests that use them carry <see cref="MatrixElementFactAttribute"/> or its theory.</summary>
internal static class MatrixElementPoints
{
    public const string File = "reference/me_points.json";

    private static readonly Lazy<IReadOnlyList<MatrixElementPoint>> Points = new(Read);

    public static IReadOnlyList<MatrixElementPoint> All => Points.Value;

    /// <summary>All points of a process as the file names it: <c>eeaa</c>. Throws when there is none, so that no test passes on nothing.</summary>
    public static IReadOnlyList<MatrixElementPoint> Of(string process)
    {
        List<MatrixElementPoint> points = [.. All.Where(p => p.Process == process)];
        return points.Count > 0 ? points : throw new ArgumentException($"{File} has no points of '{process}'");
    }

    private static List<MatrixElementPoint> Read()
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.PathOf(File)));
        return [.. document.RootElement.GetProperty("points").EnumerateArray().Select(Point)];
    }

    private static MatrixElementPoint Point(JsonElement point) => new(
        point.GetProperty("process").GetString()!,
        point.GetProperty("note").GetString()!,
        [.. point.GetProperty("pdgs").EnumerateArray().Select(id => id.GetInt32())],
        point.GetProperty("params").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble()),
        point.GetProperty("me2").GetDouble(),
        [.. point.GetProperty("momenta").EnumerateArray().Select(Momentum)]);

    private static FourVector Momentum(JsonElement p) => new(p[0].GetDouble(), p[1].GetDouble(), p[2].GetDouble(), p[3].GetDouble());
}

/// <summary>A fact that needs <see cref="MatrixElementPoints"/>; skipped when the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MatrixElementFactAttribute : FactAttribute
{
    public MatrixElementFactAttribute() => Skip = SharedDataSkip.Reason([MatrixElementPoints.File]);
}

/// <summary>A theory that needs <see cref="MatrixElementPoints"/>; skipped when the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MatrixElementTheoryAttribute : TheoryAttribute
{
    public MatrixElementTheoryAttribute() => Skip = SharedDataSkip.Reason([MatrixElementPoints.File]);
}
