using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Tests.Io.Root;

/// <content>Matrices of linear algebra.</content>
public sealed partial class MadeTreeTests
{
    // TMatrixTSym::Streamer: the base class with the only header, and the diagonal and what is right of it. Columns have all elements.
    [Fact]
    public void SymmetricMatrices_OfObjectsBranchesAndOnTheirOwn_HaveAllElements()
    {
        RootObject above = MadeClass.Of(
            "TMatrixTBase<double>",
            5,
            1,
            MadeClass.Base("TObject", 1),
            MadeClass.Number(Integer, "int", "fNrows"),
            MadeClass.Number(Integer, "int", "fNcols"),
            MadeClass.Number(Integer, "int", "fRowLwb"),
            MadeClass.Number(Integer, "int", "fColLwb"),
            MadeClass.Number(Integer, "int", "fNelems"),
            MadeClass.Number(Integer, "int", "fNrowIndex"),
            MadeClass.Number(Doubled, "double", "fTol"));
        RootObject fit = MadeClass.Of("Fit", 1, 3, MadeClass.Number(Integer, "int", "n"), MadeClass.Object("TStreamerObjectAny", 62, "TMatrixTSym<double>", "cov"), MadeClass.Number(Integer, "int", "m"));
        byte[] matrix = [.. Headed(5, b =>
        {
            b.Object();
            b.Numbers<int>([2, 2, 0, 0, 4, 0]);
            b.Double(0.5);
        }), .. MadeTree.Bytes(b => b.Numbers<double>([11, 12, 22]))];
        const string expected = "{2,2,0,0,4,0,0.5,[11,12,12,22]}";
        Check(
            $"{{7,{expected},8}} ; {expected} ; {expected}",
            [
                new MadeBranch("f", [.. Number(7), .. matrix, .. Number(8)]) { ClassName = "Fit", Checksum = 3 },
                new MadeBranch("cov", matrix) { ClassName = "Fit", Checksum = 3, Id = 1, StreamerType = 62 },
                new MadeBranch("top", matrix) { ClassName = "TMatrixTSym<double>", ClassVersion = 2 },
            ],
            [above, fit],
            byJsRoot: false);
    }
}
