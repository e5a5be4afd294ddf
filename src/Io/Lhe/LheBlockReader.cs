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
internal sealed class LheBlockReader(string name, Func<InputFile> open, int pieceSize, EventErrorPolicy policy, EventWarnings warnings)
    : TextBlockReader<LheEventBlock>(name, open, pieceSize, policy, warnings)
{
    private readonly string _name = name;
    private readonly EventErrorPolicy _policy = policy;
    private readonly EventWarnings _warnings = warnings;
    private readonly Queue<LheEventFile> _eventFiles = new();
    private InputFile? _part;
    private LheEventFile? _partTag;
    private TextWindow? _text;
    private LheEventSplitter? _splitter;
    private LheDocuments? _documents;
    private long _firstOfPart, _groupsBefore;
    private string? _groupBefore;
    private bool _lastHasNoEvents;

    /// <summary>True to keep what stands between documents, for <see cref="TakeDropped"/>.</summary>
    public bool KeepsText { get; init; }

    /// <summary>Event groups opened so far.</summary>
    public long EventGroups => _groupsBefore + (_splitter?.EventGroups ?? 0);

    /// <summary>Where the first event group begins, <c>file:line</c>; null while none was found.</summary>
    public string? FirstEventGroup => _groupBefore ?? _splitter?.FirstEventGroup;

    /// <summary>The head of the whole file: with several documents their cross sections count with their events.</summary>
    public LheHead Head => _documents!.Joined();

    /// <summary>The text behind the last event. A file without events that an <c>&lt;eventfile&gt;</c> names is no part of it.</summary>
    public ReadOnlySpan<byte> Rest => _lastHasNoEvents ? [] : _text!.Span;

    private string Folder => Path.GetDirectoryName(_name) ?? "";

    /// <summary>What stood between the documents passed over since the last call.</summary>
    public byte[] TakeDropped() => _splitter!.TakeDropped();

    /// <summary>Where an event file is looked for.</summary>
    public string PathOf(LheEventFile file) => Path.Combine(Folder, file.Name);

    /// <summary>Opens the file and reads what stands before its events.</summary>
    /// <param name="text">Takes its text; may be null.</param>
    /// <exception cref="PluginException">It cannot be opened, or is not the head of an LHE file.</exception>
    public LheHead ReadHead(HeadText? text = null)
    {
        _text = Open();
        LheHead head = new LheHeadReader(_text, _warnings, CancellationToken.None) { Text = text }.Read();
        _documents = new LheDocuments(_name, head);
        _splitter = new LheEventSplitter(_text, _warnings, _policy, _documents) { KeepsText = KeepsText };
        foreach (LheEventFile file in head.EventFiles)
        {
            CheckPlace(file);
            _eventFiles.Enqueue(file);
        }

        return head;
    }

    /// <inheritdoc/>
    protected override LheEventBlock Rent(string file, ConcurrentBag<LheEventBlock> pool, long firstEvent) => LheEventBlock.Rent(file, pool, firstEvent);

    /// <inheritdoc/>
    protected override bool Split(LheEventBlock block, CancellationToken cancellation) => _splitter!.ReadBlock(block, cancellation);

    /// <inheritdoc/>
    protected override bool BeginNext()
    {
        EndEventFile();
        while (_eventFiles.TryDequeue(out LheEventFile? file))
        {
            string path = PathOf(file);
            if (!File.Exists(path))
            {
                _warnings.Add(Events > 0 ? LheErrors.EventFileLeftOut(_name, path) : throw LheErrors.NoEventFile(_name, path));
                continue;
            }

            _lastHasNoEvents = true;
            (_groupsBefore, _groupBefore) = (EventGroups, FirstEventGroup);
            (_part, _partTag, _firstOfPart) = (InputFile.Open(path), file, Events);
            _text = GoOnWith(_part);
            _splitter = new LheEventSplitter(_text, _warnings, _policy, _documents!) { KeepsText = KeepsText, IsPart = true };
            return true;
        }

        return false;
    }

    private void CheckPlace(LheEventFile file)
    {
        string path = PathOf(file);
        if (!EventFileFolder.IsBelow(file.Name) || !EventFileFolder.Holds(Path.Combine(".", Folder), path))
        {
            throw LheErrors.EventFileElsewhere(_name, file.Name);
        }

        if (Path.GetFullPath(path) == Path.GetFullPath(_name))
        {
            throw LheErrors.EventFileItself(_name, file.Name);
        }
    }

    private void EndEventFile()
    {
        if (_part is not { } part)
        {
            return;
        }

        long found = Events - _firstOfPart;
        if (found == 0 && _partTag!.Events is not 0)
        {
            throw LheErrors.NoEventsInEventFile(_name, part.Name);
        }

        _lastHasNoEvents = found == 0;
        _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{_name}: {found} events of its <eventfile> {part.Name} are read too (SHA-256 {part.Sha256})."));
        if (_partTag!.Events is { } declared && declared != found)
        {
            _warnings.Add($"{_name}: its <eventfile> {part.Name} is said to have {declared} events and has {found}.");
        }

        _part = null;
    }
}
