using System.IO.Compression;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>
/// Writes events as HepMC3's Asciiv3 or HepMC2's IO_GenEvent, packed with gzip when the name ends in <c>.gz</c>. Numbers are the
/// shortest that read back as the same. What was read from the other format is written as HepMC3's readers and writers of both
/// convert it; what the format cannot hold is counted. The file has a temporary name until it is whole. For one thread.
/// </summary>
public sealed class HepMcWriter : IDisposable
{
    private const int FlushAt = 1 << 18;
    private const string Version2 = "2.06.09", Version3 = "3.03.00";

    private readonly string _path, _working;
    private readonly HepMcFormat _format;
    private readonly Stream _output;
    private readonly HepMcTextBuffer _text = new();
    private readonly HepMcLosses _losses = new();
    private readonly Asciiv3Text _asciiv3;
    private readonly IoGenEventText _ioGenEvent;
    private HepMcRunRecord _run;
    private bool _disposed;

    private HepMcWriter(string path, string working, Stream output, HepMcFormat format, HepMcRunRecord run)
    {
        (_path, _working, _output, _format, _run) = (path, working, output, format, run);
        _asciiv3 = new Asciiv3Text(_text, _losses);
        _ioGenEvent = new IoGenEventText(_text, _losses);
        AddHead();
    }

    /// <summary>Events written so far.</summary>
    public long Events { get; private set; }

    /// <summary>What the format cannot hold of what was written, as phrases with numbers: <c>attributes of vertices (12)</c>.</summary>
    public IReadOnlyList<string> Losses => _losses.ToList();

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it will be; an earlier file there is replaced when this one is whole.</param>
    /// <param name="format">Its format.</param>
    /// <param name="run">What stands before its events.</param>
    /// <exception cref="PluginException">The place cannot be written, or a name in the run cannot.</exception>
    public static HepMcWriter Create(string path, HepMcFormat format, HepMcRunRecord run)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(run);
        string working = $"{path}.partial-{Environment.ProcessId}";
        FileStream file;
        try
        {
            file = new FileStream(working, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HepMcErrors.CannotWrite(path, e);
        }

        Stream output = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        try
        {
            return new HepMcWriter(path, working, output, format, run);
        }
        catch
        {
            output.Dispose();
            File.Delete(working);
            throw;
        }
    }

    /// <summary>Ends the listing and begins another, as in files that were joined.</summary>
    /// <param name="run">What stands before its events.</param>
    /// <exception cref="PluginException">A name in the run cannot be written.</exception>
    public void BeginListing(HepMcRunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        AddEnd();
        _run = run;
        AddHead();
    }

    /// <summary>Writes an event. In Asciiv3, where a listing names its weights, one with other names begins another listing.</summary>
    /// <exception cref="PluginException">A number is not finite, or weights and their names are not as many: it could not be read.</exception>
    /// <exception cref="ArgumentException">A particle names a vertex that does not exist.</exception>
    public void Write(HepMcRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        IReadOnlyList<string> names = record.WeightNames ?? _run.WeightNames;
        HepMcRecordCheck.Check(record, names, _path, Events + 1);
        if (_format == HepMcFormat.Asciiv3)
        {
            if (!ReferenceEquals(names, _run.WeightNames) && !names.SequenceEqual(_run.WeightNames))
            {
                BeginListing(_run with { WeightNames = names });
            }

            _asciiv3.AddEvent(record);
        }
        else
        {
            _ioGenEvent.AddEvent(record, names);
        }

        Events++;
        if (_text.Length > FlushAt)
        {
            Flush();
        }
    }

    /// <summary>Closes the file and gives it its name.</summary>
    /// <exception cref="PluginException">It cannot be written.</exception>
    public void Complete()
    {
        AddEnd();
        Flush();
        try
        {
            _output.Dispose();
            File.Move(_working, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HepMcErrors.CannotWrite(_path, e);
        }

        _disposed = true;
    }

    /// <summary>Removes the file when it was not completed.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _output.Dispose();
            File.Delete(_working);
        }
    }

    private void AddHead()
    {
        HepMcRecordCheck.Check(_run, _path);
        _text.Add("HepMC::Version "u8);
        _text.Add(System.Text.Encoding.ASCII.GetBytes(_format == HepMcFormat.Asciiv3 ? Version3 : Version2));
        _text.Add((byte)'\n');
        if (_format == HepMcFormat.Asciiv3)
        {
            _asciiv3.AddHead(_run);
        }
        else
        {
            _ioGenEvent.AddHead(_run);
        }
    }

    private void AddEnd() => _text.Add(_format == HepMcFormat.Asciiv3 ? "HepMC::Asciiv3-END_EVENT_LISTING\n\n"u8 : "HepMC::IO_GenEvent-END_EVENT_LISTING\n\n"u8);

    private void Flush()
    {
        try
        {
            _output.Write(_text.Bytes);
        }
        catch (IOException e)
        {
            throw HepMcErrors.CannotWrite(_path, e);
        }

        _text.Clear();
    }
}
