using System.Collections.Concurrent;
using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// The events of an LHE file block by block, not decoded yet: those of the file, of every document in it, and then those of the
/// files that its <c>&lt;eventfile&gt;</c>s name. One thread.
/// </summary>
/// <param name="name">Name for messages, and where names of event files start from.</param>
/// <param name="open">Opens the file.</param>
/// <param name="pieceSize">Size of a piece read at once, bytes.</param>
/// <param name="policy">What to do with damage.</param>
/// <param name="warnings">Takes what is odd but readable.</param>
internal sealed class LheBlockReader(string name, Func<InputFile> open, int pieceSize, LheErrorPolicy policy, EventWarnings warnings) : IDisposable
{
    private readonly Queue<LheEventFile> _eventFiles = new();
    private ConcurrentBag<LheEventBlock> _pool = [];
    private InputFile? _input, _part;
    private string? _partPath;
    private LheEventFile? _partTag;
    private ReadAhead? _readAhead;
    private TextWindow? _text;
    private LheEventSplitter? _splitter;
    private LheDocuments? _documents;
    private LheEventBlock? _peeked;
    private long _events, _firstOfPart, _groupsBefore;
    private bool _ended;

    /// <summary>Throws when an event is malformed: reading then ends before it. Set for <see cref="LheErrorPolicy.Truncate"/> after the head was read.</summary>
    public Action<LheEventBlock, int>? Check { get; set; }

    /// <summary>True to keep what stands between documents, for <see cref="TakeDropped"/>.</summary>
    public bool KeepsText { get; init; }

    /// <summary>The file; null before it was opened. Any thread.</summary>
    public InputFile? Input => Volatile.Read(ref _input);

    /// <summary>Event groups opened so far.</summary>
    public long EventGroups => _groupsBefore + (_splitter?.EventGroups ?? 0);

    /// <summary>The head of the whole file: with several documents their cross sections count with their events.</summary>
    public LheHead Head => _documents!.Joined();

    /// <summary>The text behind the last event.</summary>
    public ReadOnlySpan<byte> Rest => _text!.Span;

    /// <summary>What stood between the documents passed over since the last call.</summary>
    public byte[] TakeDropped() => _splitter!.TakeDropped();

    /// <summary>Where an event file is looked for.</summary>
    public string PathOf(LheEventFile file) => Path.Combine(Path.GetDirectoryName(name) ?? "", file.Name);

    /// <summary>Opens the file and reads what stands before its events.</summary>
    /// <param name="text">Takes its text; may be null.</param>
    /// <exception cref="PluginException">It cannot be opened, or is not the head of an LHE file.</exception>
    public LheHead ReadHead(HeadText? text = null)
    {
        InputFile input = open();
        Volatile.Write(ref _input, input);
        _readAhead = new ReadAhead(input, pieceSize);
        _text = new TextWindow(name, _readAhead);
        LheHead head = new LheHeadReader(_text, warnings, CancellationToken.None) { Text = text }.Read();
        _documents = new LheDocuments(name, head);
        _splitter = new LheEventSplitter(_text, warnings, policy, _documents) { KeepsText = KeepsText };
        foreach (LheEventFile file in head.EventFiles)
        {
            _eventFiles.Enqueue(file);
        }

        return head;
    }

    /// <summary>The first block, unchecked, which the next call of <see cref="ReadBlock"/> gives; null when there is none.</summary>
    /// <exception cref="PluginException">The file is damaged before its first event ends.</exception>
    public LheEventBlock? Peek() => _peeked ??= Next(CancellationToken.None);

    /// <summary>The next block; null after the last.</summary>
    /// <exception cref="PluginException">The file is damaged. The whole events before were given first.</exception>
    public LheEventBlock? ReadBlock(CancellationToken cancellation)
    {
        LheEventBlock? block = _peeked ?? Next(cancellation);
        _peeked = null;
        return block is null || Check is null || CutAtDamage(block, Check, cancellation) ? block : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _readAhead?.Dispose();

    private LheEventBlock? Next(CancellationToken cancellation)
    {
        while (!_ended)
        {
            LheEventBlock block = LheEventBlock.Rent(_partPath ?? name, _pool, _events);
            try
            {
                if (_splitter!.ReadBlock(block, cancellation))
                {
                    _events += block.EventCount;
                    return block;
                }

                block.Dispose();
                _ended = !BeginEventFile();
            }
            catch (PluginException e) when (policy == LheErrorPolicy.Truncate || (policy == LheErrorPolicy.Skip && e is TruncatedInputException))
            {
                block.Dispose();
                warnings.Cut(e is TruncatedInputException truncated ? $"{truncated.Fact} The events before it are used." : $"{e.Message} The events before it are used.", 1);
                _ended = true;
            }
        }

        return null;
    }

    // False when no event of the block is left.
    private bool CutAtDamage(LheEventBlock block, Action<LheEventBlock, int> check, CancellationToken cancellation)
    {
        LheEventBlock? rest = null;
        if (!DamageCut.Apply(block, index => check(block, index), CountNext, warnings))
        {
            return true;
        }

        _ended = true;
        rest?.Dispose();
        if (block.EventCount == 0)
        {
            block.Dispose();
            return false;
        }

        return true;

        int CountNext()
        {
            rest ??= LheEventBlock.Rent(_partPath ?? name, _pool, 0);
            rest.Truncate(0);
            return _splitter!.ReadBlock(rest, cancellation) ? rest.EventCount : 0;
        }
    }

    // False when there are no more files.
    private bool BeginEventFile()
    {
        EndEventFile();
        while (_eventFiles.TryDequeue(out LheEventFile? file))
        {
            string path = PathOf(file);
            if (!File.Exists(path))
            {
                warnings.Add(_events > 0 ? LheErrors.EventFileLeftOut(name, path) : throw LheErrors.NoEventFile(name, path));
                continue;
            }

            _readAhead!.Dispose();
            (_part, _partTag, _partPath, _firstOfPart) = (InputFile.Open(path), file, path, _events);
            _groupsBefore = EventGroups;
            _pool = [];
            _readAhead = new ReadAhead(_part, pieceSize);
            _text = new TextWindow(path, _readAhead);
            _splitter = new LheEventSplitter(_text, warnings, policy, _documents!) { KeepsText = KeepsText, IsPart = true };
            return true;
        }

        return false;
    }

    private void EndEventFile()
    {
        if (_part is not { } part)
        {
            return;
        }

        long found = _events - _firstOfPart;
        warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {found} events of its <eventfile> {_partPath} are read too (SHA-256 {part.Sha256})."));
        if (_partTag!.Events is { } declared && declared != found)
        {
            warnings.Add($"{name}: its <eventfile> {_partPath} is said to have {declared} events and has {found}.");
        }

        _part = null;
    }
}
