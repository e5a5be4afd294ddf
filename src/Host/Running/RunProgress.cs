using System.Diagnostics;

namespace AlpToolkit.Host.Running;

/// <summary>
/// Shows how far the run is: one line on standard error, rewritten twice a second, with events, rate and remaining time. Silent
/// when standard error is no terminal.
/// </summary>
internal sealed class RunProgress : IDisposable
{
    private readonly TextWriter _error;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Timer? _timer;
    private readonly Lock _gate = new();
    private long _events;
    private string _sample = "";
    private Func<double?> _fraction = () => null;
    private int _width;
    private bool _ended;

    public RunProgress(TextWriter error, bool isTerminal)
    {
        _error = error;
        if (isTerminal)
        {
            _timer = new Timer(_ => Show(), null, 500, 500);
        }
    }

    /// <summary>Progress on a writer, which is a terminal when it is standard error and that is not redirected.</summary>
    public static RunProgress On(TextWriter error) => new(error, ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected);

    /// <summary>Names the sample being read and how far it is; several files of one sample go on counting.</summary>
    public void Begin(string sample, Func<double?> fraction)
    {
        lock (_gate)
        {
            _fraction = fraction;
            if (_sample != sample)
            {
                (_sample, _events) = (sample, 0);
                _clock.Restart();
            }
        }
    }

    public void Count(int events) => Interlocked.Add(ref _events, events);

    public void Dispose()
    {
        if (_timer is null)
        {
            return;
        }

        _timer.Dispose();
        lock (_gate)
        {
            _ended = true;
            _error.Write("\r" + new string(' ', _width) + "\r");
        }
    }

    internal static string Line(string sample, long events, double seconds, double? fraction)
    {
        string rate = seconds > 0 ? $"{events / seconds / 1e6:F2} million events/s" : "";
        string remaining = fraction is > 0.01 and < 1 ? $", {100 * fraction.Value:F0} %, {seconds * (1 - fraction.Value) / fraction.Value:F0} s left" : "";
        return $"{sample}: {events:N0} events, {rate}{remaining}";
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            string line = Line(_sample, Interlocked.Read(ref _events), _clock.Elapsed.TotalSeconds, _fraction());
            _error.Write("\r" + line.PadRight(_width));
            _width = Math.Max(_width, line.Length);
        }
    }
}
