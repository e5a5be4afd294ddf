namespace AlpToolkit.Io.HepData;

/// <summary>The sizes that HepData allows (schema 1.1.1, hepdata-validator and the configuration of hepdata.net).</summary>
public static class HepDataLimits
{
    /// <summary>Largest data file, bytes (hepdata-validator, <c>INDIVIDUAL_FILE_SIZE_LIMIT</c>).</summary>
    public const int DataFileBytes = 10_485_760;

    /// <summary>Largest archive, bytes (hepdata.net, <c>UPLOAD_MAX_SIZE</c>).</summary>
    public const int ArchiveBytes = 52_000_000;

    /// <summary>Rows from which on the page of a table becomes slow.</summary>
    public const int HeavyRows = 5_000;

    /// <summary>Longest name of a table, characters.</summary>
    public const int TableName = 64;

    /// <summary>Longest keyword, characters.</summary>
    public const int Keyword = 128;

    /// <summary>Longest location of a file, licence name and licence URL, characters.</summary>
    public const int Location = 256;

    /// <summary>Longest type of an additional resource, characters.</summary>
    public const int ResourceType = 64;
}
