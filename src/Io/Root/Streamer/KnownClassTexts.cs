namespace AlpToolkit.Io.Root.Streamer;

/// <summary>
/// Classes as ROOT wrote them, beside those that we write (<see cref="Writing.ClassTexts"/>, in the same form): for files that were not closed and have no descriptions. Members as in the descriptions
/// that files have; TTree 17 and 18, TBranch 10 and TBranchElement 8 and 9 as public readers know them.
/// </summary>
internal static class KnownClassTexts
{
    /// <summary>What other classes are made of.</summary>
    public const string Basic = """
        class TAttLine 1
          short fLineColor
          short fLineStyle
          short fLineWidth
        class TAttFill 1
          short fFillColor
          short fFillStyle
        class TVirtualIndex 1: TNamed
        class TProcessID 1: TNamed
        class TFriendElement 2: TNamed
          TString fTreeName
          bool fOwnFile
        class TVector2 3: TObject
          double fX
          double fY
        class TVector3 3: TObject
          double fX
          double fY
          double fZ
        class TLorentzVector 4: TObject
          TVector3 fP
          double fE
        class TMatrixTBase<float> 5: TObject
          int fNrows
          int fNcols
          int fRowLwb
          int fColLwb
          int fNelems
          int fNrowIndex
          float fTol
        class TMatrixTBase<double> 5: TObject
          int fNrows
          int fNcols
          int fRowLwb
          int fColLwb
          int fNelems
          int fNrowIndex
          double fTol
        """;

    /// <summary>Histograms and profiles.</summary>
    public const string Plots = """
        class TAxis 9: TNamed TAttAxis
          int fNbins
          double fXmin
          double fXmax
          TArrayD fXbins
          int fFirst
          int fLast
          unsigned short fBits2
          bool fTimeDisplay
          TString fTimeFormat
          THashList* fLabels
        class TH1 7: TNamed TAttLine TAttFill TAttMarker
          int fNcells
          TAxis fXaxis
          TAxis fYaxis
          TAxis fZaxis
          short fBarOffset
          short fBarWidth
          double fEntries
          double fTsumw
          double fTsumw2
          double fTsumwx
          double fTsumwx2
          double fMaximum
          double fMinimum
          double fNormFactor
          TArrayD fContour
          TArrayD fSumw2
          TString fOption
          TList* fFunctions ->
          int fBufferSize
          double* fBuffer [fBufferSize]
          enum TH1::EBinErrorOpt fBinStatErrOpt
        class TH1C 1: TH1 TArrayC
        class TH1C 2: TH1 TArrayC
        class TH1C 3: TH1 TArrayC
        class TH1S 1: TH1 TArrayS
        class TH1S 2: TH1 TArrayS
        class TH1S 3: TH1 TArrayS
        class TH1I 1: TH1 TArrayI
        class TH1I 2: TH1 TArrayI
        class TH1I 3: TH1 TArrayI
        class TH1F 1: TH1 TArrayF
        class TH1F 2: TH1 TArrayF
        class TH1F 3: TH1 TArrayF
        class TH1D 1: TH1 TArrayD
        class TH1D 2: TH1 TArrayD
        class TH2 4: TH1
          double fScalefactor
          double fTsumwy
          double fTsumwy2
          double fTsumwxy
        class TH2C 3: TH2 TArrayC
        class TH2C 4: TH2 TArrayC
        class TH2S 3: TH2 TArrayS
        class TH2S 4: TH2 TArrayS
        class TH2I 3: TH2 TArrayI
        class TH2I 4: TH2 TArrayI
        class TH2F 3: TH2 TArrayF
        class TH2F 4: TH2 TArrayF
        class TH2D 3: TH2 TArrayD
        class TProfile 6: TH1D
          TArrayD fBinEntries
          enum EErrorType fErrorMode
          double fYmin
          double fYmax
          double fTsumwy
          double fTsumwy2
          TArrayD fBinSumw2
        """;

    /// <summary>Trees, branches and leaves.</summary>
    public const string Entries = """
        class TLeafElement 1: TLeaf
          int fID
          int fType
        class TLeafObject 4: TLeaf
          bool fVirtual
        class TLeafF16 1: TLeaf
          Float16_t fMinimum
          Float16_t fMaximum
        class TLeafD32 1: TLeaf
          Double32_t fMinimum
          Double32_t fMaximum
        class TLeafG 1: TLeaf
          Long64_t fMinimum
          Long64_t fMaximum
        class TBranch 10: TNamed TAttFill
          int fCompress
          int fBasketSize
          int fEntryOffsetLen
          int fWriteBasket
          Long64_t fEntryNumber
          int fOffset
          int fMaxBaskets
          int fSplitLevel
          Long64_t fEntries
          Long64_t fTotBytes
          Long64_t fZipBytes
          TObjArray fBranches ->
          TObjArray fLeaves ->
          TObjArray fBaskets ->
          int* fBasketBytes [fMaxBaskets]
          Long64_t* fBasketEntry [fMaxBaskets]
          Long64_t* fBasketSeek [fMaxBaskets]
          TString fFileName
        class TBranch 11: TNamed TAttFill
          int fCompress
          int fBasketSize
          int fEntryOffsetLen
          int fWriteBasket
          Long64_t fEntryNumber
          int fOffset
          int fMaxBaskets
          int fSplitLevel
          Long64_t fEntries
          Long64_t fFirstEntry
          Long64_t fTotBytes
          Long64_t fZipBytes
          TObjArray fBranches ->
          TObjArray fLeaves ->
          TObjArray fBaskets ->
          int* fBasketBytes [fMaxBaskets]
          Long64_t* fBasketEntry [fMaxBaskets]
          Long64_t* fBasketSeek [fMaxBaskets]
          TString fFileName
        class TBranch 12 = 11
        class TBranchElement 8: TBranch
          TString fClassName
          TString fParentName
          TString fClonesName
          unsigned int fCheckSum
          int fClassVersion
          int fID
          int fType
          int fStreamerType
          int fMaximum
          TBranchElement* fBranchCount
          TBranchElement* fBranchCount2
        class TBranchElement 9 = 8
        class TBranchElement 10: TBranch
          TString fClassName
          TString fParentName
          TString fClonesName
          unsigned int fCheckSum
          short fClassVersion
          int fID
          int fType
          int fStreamerType
          int fMaximum
          TBranchElement* fBranchCount
          TBranchElement* fBranchCount2
        class TBranchObject 1: TBranch
          TString fClassName
        class TBranchRef 1: TBranch
          TRefTable* fRefTable
        class TTree 16: TNamed TAttLine TAttFill TAttMarker
          Long64_t fEntries
          Long64_t fTotBytes
          Long64_t fZipBytes
          Long64_t fSavedBytes
          double fWeight
          int fTimerInterval
          int fScanField
          int fUpdate
          Long64_t fMaxEntries
          Long64_t fMaxEntryLoop
          Long64_t fMaxVirtualSize
          Long64_t fAutoSave
          Long64_t fEstimate
          TObjArray fBranches
          TObjArray fLeaves
          TList* fAliases
          TArrayD fIndexValues
          TArrayI fIndex
          TVirtualIndex* fTreeIndex
          TList* fFriends
          TList* fUserInfo
          TBranchRef* fBranchRef
        class TTree 17 = 16 + int fDefaultEntryOffsetLen before fMaxEntries
        class TTree 18 = 17 + Long64_t fFlushedBytes before fWeight + Long64_t fAutoFlush before fEstimate
        class TTree 19 = 18 + int fNClusterRange before fMaxEntries + Long64_t* fClusterRangeEnd [fNClusterRange] before fBranches + Long64_t* fClusterSize [fNClusterRange] before fBranches
        class TNtuple 2: TTree
          int fNvar
        class TNtupleD 1: TTree
          int fNvar
        """;
}
