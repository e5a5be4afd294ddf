using System.Globalization;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// The documents of a file, of which <c>cat</c> makes several. Each is an estimate of the same cross sections and counts with the
/// number of its events, as files of one sample do; so their heads must say the same of beams, processes and weights.
/// </summary>
internal sealed class LheDocuments
{
    private readonly string _name;
    private readonly LheHead _first;

    // Cross sections and their errors times events, over the documents before.
    private readonly LheProcess[] _sums;
    private LheHead _current;
    private long _events, _eventsBefore;
    private int _withEvents, _begun = 1;

    /// <summary>Begins the first document.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="first">Its head.</param>
    public LheDocuments(string name, LheHead first)
    {
        (_name, _first, _current) = (name, first, first);
        _sums = [.. first.Processes.Select(p => new LheProcess(p.Id, 0, 0, 0))];
    }

    /// <summary>Begins the next document.</summary>
    /// <exception cref="PluginException">Its head differs from that of the first.</exception>
    public void Begin(LheHead head, long line)
    {
        foreach ((string what, string here, string before) in Compared(head).Zip(Compared(_first), (a, b) => (a.What, a.Text, b.Text)))
        {
            if (here != before)
            {
                throw LheErrors.OtherDocument(_name, line, what, here, before);
            }
        }

        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] = Sum(i);
        }

        _withEvents += _events > 0 ? 1 : 0;
        _eventsBefore += _events;
        _events = 0;
        _current = head;
        _begun++;
    }

    /// <summary>Counts an event of the document.</summary>
    public void Count() => _events++;

    /// <summary>The head of the whole: that of the first document, with the cross sections of all.</summary>
    public LheHead Joined()
    {
        long all = _eventsBefore + _events;
        if (_begun == 1 || all == 0)
        {
            return _first;
        }

        return _first with
        {
            Documents = _withEvents + (_events > 0 ? 1 : 0),
            Processes = [.. _first.Processes.Select((_, i) => Sum(i)).Select(s => s with { CrossSection = s.CrossSection / all, CrossSectionError = s.CrossSectionError / all })],
        };
    }

    // Errors are added as if fully correlated, which is never too small: documents of one run share its integration.
    private LheProcess Sum(int i)
    {
        LheProcess sum = _sums[i], current = _current.Processes[i];
        return _events == 0 ? sum : new LheProcess(
            sum.Id, sum.CrossSection + _events * current.CrossSection, sum.CrossSectionError + _events * current.CrossSectionError, Math.Max(sum.MaximalWeight, current.MaximalWeight));
    }

    private static IEnumerable<(string What, string Text)> Compared(LheHead head)
    {
        yield return ("beams", string.Create(CultureInfo.InvariantCulture, $"{head.Beam1PdgId} of {head.Beam1Energy:R} GeV on {head.Beam2PdgId} of {head.Beam2Energy:R} GeV"));
        yield return ("PDFs", string.Join(' ', head.PdfCodes));
        yield return ("weighting (IDWTUP)", $"{head.WeightStrategy}");
        yield return ("processes", string.Join(' ', head.Processes.Select(p => p.Id)));
        yield return ("number of weights", $"{head.Weights.Count}");
        foreach (LheWeightDeclaration weight in head.Weights)
        {
            yield return ("weights", $"'{weight.Id}' ({weight.Text})");
        }
    }
}
