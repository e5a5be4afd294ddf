namespace AlpToolkit.Io.Root.Writing;

/// <summary>
/// The classes that we write, as ROOT 6 has them: 'class name version: bases', then type and name of every member in the order of the bytes. '[n]' is the member that
/// counts an array; '->' marks an object that is always there; 'enum' a type that is stored as int; 'memory' a member that is not stored, and counts for the checksum.
/// </summary>
internal static class ClassTexts
{
    /// <summary>What all objects are made of.</summary>
    public const string Basic = """
        class TObject 1
          unsigned int fUniqueID
          bits unsigned int fBits
        class TString 2
        class TNamed 1: TObject
          TString fName
          TString fTitle
        class TCollection 3: TObject
          TString fName
          int fSize
        class TSeqCollection 0: TCollection
          memory bool fSorted
        class TList 5: TSeqCollection
        class THashList 0: TList
        class TObjArray 3: TSeqCollection
          int fLowerBound
          int fLast
        class TAttLine 2
          short fLineColor
          short fLineStyle
          short fLineWidth
        class TAttFill 2
          short fFillColor
          short fFillStyle
        class TAttMarker 2
          short fMarkerColor
          short fMarkerStyle
          float fMarkerSize
        """;

    /// <summary>Histograms, profiles and graphs.</summary>
    public const string Plots = """
        class TAttAxis 4
          int fNdivisions
          short fAxisColor
          short fLabelColor
          short fLabelFont
          float fLabelOffset
          float fLabelSize
          float fTickLength
          float fTitleOffset
          float fTitleSize
          short fTitleColor
          short fTitleFont
        class TAxis 10: TNamed TAttAxis
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
          TList* fModLabs
        class TH1 8: TNamed TAttLine TAttFill TAttMarker
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
          enum TH1::EStatOverflows fStatOverflows
        class TH1D 3: TH1 TArrayD
        class TH2 5: TH1
          double fScalefactor
          double fTsumwy
          double fTsumwy2
          double fTsumwxy
        class TH2D 4: TH2 TArrayD
        class TProfile 7: TH1D
          TArrayD fBinEntries
          enum EErrorType fErrorMode
          double fYmin
          double fYmax
          double fTsumwy
          double fTsumwy2
          TArrayD fBinSumw2
        class TGraph 4: TNamed TAttLine TAttFill TAttMarker
          int fNpoints
          double* fX [fNpoints]
          double* fY [fNpoints]
          TList* fFunctions
          TH1F* fHistogram
          double fMinimum
          double fMaximum
        class TGraphErrors 3: TGraph
          double* fEX [fNpoints]
          double* fEY [fNpoints]
        class TGraphAsymmErrors 3: TGraph
          double* fEXlow [fNpoints]
          double* fEXhigh [fNpoints]
          double* fEYlow [fNpoints]
          double* fEYhigh [fNpoints]
        """;

    /// <summary>Trees and RNTuples.</summary>
    public const string Entries = """
        class ROOT::TIOFeatures 1
          unsigned char fIOBits
        class TLeaf 2: TNamed
          int fLen
          int fLenType
          int fOffset
          bool fIsRange
          bool fIsUnsigned
          TLeaf* fLeafCount
        class TLeafO 1: TLeaf
          bool fMinimum
          bool fMaximum
        class TLeafB 1: TLeaf
          char fMinimum
          char fMaximum
        class TLeafS 1: TLeaf
          short fMinimum
          short fMaximum
        class TLeafI 1: TLeaf
          int fMinimum
          int fMaximum
        class TLeafL 1: TLeaf
          Long64_t fMinimum
          Long64_t fMaximum
        class TLeafF 1: TLeaf
          float fMinimum
          float fMaximum
        class TLeafD 1: TLeaf
          double fMinimum
          double fMaximum
        class TLeafC 1: TLeaf
          int fMinimum
          int fMaximum
        class TBranch 13: TNamed TAttFill
          int fCompress
          int fBasketSize
          int fEntryOffsetLen
          int fWriteBasket
          Long64_t fEntryNumber
          ROOT::TIOFeatures fIOFeatures
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
        class TTree 20: TNamed TAttLine TAttFill TAttMarker
          Long64_t fEntries
          Long64_t fTotBytes
          Long64_t fZipBytes
          Long64_t fSavedBytes
          Long64_t fFlushedBytes
          double fWeight
          int fTimerInterval
          int fScanField
          int fUpdate
          int fDefaultEntryOffsetLen
          int fNClusterRange
          Long64_t fMaxEntries
          Long64_t fMaxEntryLoop
          Long64_t fMaxVirtualSize
          Long64_t fAutoSave
          Long64_t fAutoFlush
          Long64_t fEstimate
          Long64_t* fClusterRangeEnd [fNClusterRange]
          Long64_t* fClusterSize [fNClusterRange]
          ROOT::TIOFeatures fIOFeatures
          TObjArray fBranches
          TObjArray fLeaves
          TList* fAliases
          TArrayD fIndexValues
          TArrayI fIndex
          TVirtualIndex* fTreeIndex
          TList* fFriends
          TList* fUserInfo
          TBranchRef* fBranchRef
        class ROOT::RNTuple 2
          unsigned short fVersionEpoch
          unsigned short fVersionMajor
          unsigned short fVersionMinor
          unsigned short fVersionPatch
          ULong64_t fSeekHeader
          ULong64_t fNBytesHeader
          ULong64_t fLenHeader
          ULong64_t fSeekFooter
          ULong64_t fNBytesFooter
          ULong64_t fLenFooter
          ULong64_t fMaxKeySize
        """;
}
