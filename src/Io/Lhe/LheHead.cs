namespace AlpToolkit.Io.Lhe;

/// <summary>What stands before the first event of an LHE file.</summary>
public sealed record LheHead
{
    /// <summary>Version as written in the root tag; null when it has none (read as 1.0).</summary>
    public required string? Version { get; init; }

    /// <summary>PDG code of the first beam (IDBMUP(1)).</summary>
    public required int Beam1PdgId { get; init; }

    /// <summary>PDG code of the second beam (IDBMUP(2)).</summary>
    public required int Beam2PdgId { get; init; }

    /// <summary>Energy of the first beam, GeV (EBMUP(1)).</summary>
    public required double Beam1Energy { get; init; }

    /// <summary>Energy of the second beam, GeV (EBMUP(2)).</summary>
    public required double Beam2Energy { get; init; }

    /// <summary>PDFGUP(1), PDFGUP(2), PDFSUP(1), PDFSUP(2).</summary>
    public required IReadOnlyList<int> PdfCodes { get; init; }

    /// <summary>How the generator says that its weights are meant (IDWTUP, hep-ph/0109068 table 1).</summary>
    public required int WeightStrategy { get; init; }

    /// <summary>Subprocesses.</summary>
    public required IReadOnlyList<LheProcess> Processes { get; init; }

    /// <summary>Programs that made the file, as they name themselves.</summary>
    public IReadOnlyList<LheGenerator> Generators { get; init; } = [];

    /// <summary>Weights declared in <c>&lt;initrwgt&gt;</c>, each once, in the order of the file.</summary>
    public IReadOnlyList<LheWeightDeclaration> Weights { get; init; } = [];

    /// <summary>Groups of declared weights, in the order of the file.</summary>
    public IReadOnlyList<LheWeightGroup> WeightGroups { get; init; } = [];

    /// <summary>Files that hold events of this one (<c>&lt;eventfile&gt;</c>), relative to it.</summary>
    public IReadOnlyList<LheEventFile> EventFiles { get; init; } = [];

    /// <summary>
    /// Number of documents with events that the file is joined of. Of several, XSECUP and XERRUP are the means, each with the
    /// number of its events.
    /// </summary>
    public int Documents { get; init; } = 1;

    /// <summary>Ids declared twice with different texts: such a weight cannot be asked for.</summary>
    internal IReadOnlySet<string> AmbiguousWeights { get; init; } = new HashSet<string>();

    /// <summary>Sum of XSECUP over the subprocesses, pb.</summary>
    public double CrossSection => Processes.Sum(p => p.CrossSection);

    /// <summary>Errors XERRUP of the subprocesses, added in quadrature, pb.</summary>
    public double CrossSectionError => Math.Sqrt(Processes.Sum(p => p.CrossSectionError * p.CrossSectionError));
}

/// <summary>One subprocess of an LHE file.</summary>
/// <param name="Id">Its number (LPRUP).</param>
/// <param name="CrossSection">Cross section, pb (XSECUP).</param>
/// <param name="CrossSectionError">Statistical error, pb (XERRUP).</param>
/// <param name="MaximalWeight">Largest weight (XMAXUP).</param>
public sealed record LheProcess(int Id, double CrossSection, double CrossSectionError, double MaximalWeight);

/// <summary>A program that made an LHE file.</summary>
/// <param name="Name">Its name; null when not stated.</param>
/// <param name="Version">Its version; null when not stated.</param>
/// <param name="Text">What else it says.</param>
public sealed record LheGenerator(string? Name, string? Version, string Text);

/// <summary>A weight declared in <c>&lt;initrwgt&gt;</c>.</summary>
/// <param name="Id">Its id, by which events give its value.</param>
/// <param name="Text">What it varies.</param>
/// <param name="Group">Name of its group; null when it is in none.</param>
public sealed record LheWeightDeclaration(string Id, string Text, string? Group);

/// <summary>A group of weights.</summary>
/// <param name="Name">Its name (<c>name</c>, in old files <c>type</c>).</param>
/// <param name="Combine">How its weights are combined; null when not stated.</param>
public sealed record LheWeightGroup(string? Name, string? Combine);

/// <summary>A file that holds events of another.</summary>
/// <param name="Name">Its path, relative to that file.</param>
/// <param name="Events">How many events it is said to have; null when not stated.</param>
public sealed record LheEventFile(string Name, long? Events);
