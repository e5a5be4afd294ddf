using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>Damaged files end in an error a person can act on: never in another exception, an endless loop, or memory that no bytes back.</summary>
public sealed class HostileFileTests
{
    private const int Cuts = 200, Mutations = 150, ManyMutations = 10_000;

    /// <summary>All files below 60 kB.</summary>
    public static readonly TheoryData<string> Files =
    [
        "TNtuple", "hepmc3--inputRootTree300", "ntpl001_staff_rntuple_v1-0-0-0", "test_int_float_rntuple_v1-0-0-0", "test_split_3e4_rntuple_v1-0-0-0", "test_stl_containers_rntuple_v1-0-0-0",
        "tlv-split00", "uproot-double32-float16", "uproot-foriter", "uproot-histograms", "uproot-issue-240", "uproot-issue21", "uproot-leaflist", "uproot-nesteddirs", "uproot-sample-5.23.02-zlib",
        "uproot-small-evnt-tree-fullsplit", "uproot-small-evnt-tree-nosplit", "uproot-stl_containers", "uproot-vectorVectorDouble",
    ];

    /// <summary>Those of them that hold an RNTuple.</summary>
    public static readonly TheoryData<string> NTuples = ["ntpl001_staff_rntuple_v1-0-0-0", "test_int_float_rntuple_v1-0-0-0", "test_split_3e4_rntuple_v1-0-0-0", "test_stl_containers_rntuple_v1-0-0-0"];

    [SharedDataTheory("root")]
    [MemberData(nameof(Files))]
    public void Reading_OfACutFile_EndsInPlainErrors(string name)
    {
        byte[] bytes = Bytes(name);
        int step = 64 * Math.Max(1, bytes.Length / 64 / Cuts);
        HostileReading.Check(Every(bytes, step));
    }

    [SharedDataTheory("root"), Trait("Category", "Slow")]
    [MemberData(nameof(Files))]
    public void Reading_OfAFileCutAnywhere_EndsInPlainErrors(string name) => HostileReading.Check(Every(Bytes(name), 1));

    [SharedDataTheory("root")]
    [MemberData(nameof(Files))]
    public void Reading_OfAChangedFile_EndsInPlainErrors(string name) => HostileReading.Check(Changed(Bytes(name), Mutations));

    [SharedDataTheory("root"), Trait("Category", "Slow")]
    [MemberData(nameof(Files))]
    public void Reading_OfAFileChangedInManyWays_EndsInPlainErrors(string name) => HostileReading.Check(Changed(Bytes(name), ManyMutations));

    // Checksums and compression find most changes: without them, the changes come to the readers of objects.
    [SharedDataTheory("root")]
    [MemberData(nameof(Files))]
    public void Reading_OfAChangedUncompressedFile_EndsInPlainErrors(string name) => HostileReading.Check(Changed(UncompressedFile.Of(PathOf(name)), Mutations));

    [SharedDataTheory("root"), Trait("Category", "Slow")]
    [MemberData(nameof(Files))]
    public void Reading_OfAnUncompressedFileChangedInManyWays_EndsInPlainErrors(string name) => HostileReading.Check(Changed(UncompressedFile.Of(PathOf(name)), ManyMutations));

    // With the checksums made right again.
    [SharedDataTheory("root")]
    [MemberData(nameof(NTuples))]
    public void Reading_OfAnNTupleThatDescribesItselfWrongly_EndsInPlainErrors(string name) =>
        HostileReading.Check(Enumerable.Range(0, Mutations).Select(seed => ($"{name}, seed {seed}", ResealedNTuple.Of(PathOf(name), seed))));

    [SharedDataTheory("root"), Trait("Category", "Slow")]
    [MemberData(nameof(NTuples))]
    public void Reading_OfAnNTupleThatDescribesItselfWronglyInManyWays_EndsInPlainErrors(string name) =>
        HostileReading.Check(Enumerable.Range(0, ManyMutations).Select(seed => ($"{name}, seed {seed}", ResealedNTuple.Of(PathOf(name), seed))));

    private static string PathOf(string name) => SharedData.PathOf($"root/{name}.root");

    private static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    private static IEnumerable<(string What, byte[] Bytes)> Every(byte[] bytes, int step)
    {
        for (int length = 0; length < bytes.Length; length += step)
        {
            yield return ($"cut at {length}", bytes[..length]);
        }
    }

    private static IEnumerable<(string What, byte[] Bytes)> Changed(byte[] bytes, int count) =>
        Enumerable.Range(0, count).Select(seed => ($"seed {seed}", Mutation.Of(bytes, new Random(seed), 0, bytes.Length)));
}
