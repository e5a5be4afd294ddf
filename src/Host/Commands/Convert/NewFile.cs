using System.Text;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>A text file that appears under its name when it is whole.</summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _path, _working;
    private bool _done;

    private NewFile(string path, string working, StreamWriter text) => (_path, _working, Text) = (path, working, text);

    /// <summary>Takes the text: UTF-8 with <c>\n</c> line ends.</summary>
    public StreamWriter Text { get; }

    /// <summary>Begins a file.</summary>
    /// <exception cref="PluginException">The place cannot be written.</exception>
    public static NewFile Create(string path)
    {
        string working = $"{path}.partial-{Environment.ProcessId}";
        try
        {
            return new NewFile(path, working, new StreamWriter(working, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"{path}: cannot be written. {e.Message}", e);
        }
    }

    /// <summary>Ends the file and gives it its name.</summary>
    public void Commit()
    {
        Text.Dispose();
        File.Move(_working, _path, overwrite: true);
        _done = true;
    }

    /// <summary>Removes a file that was not committed.</summary>
    public void Dispose()
    {
        if (!_done)
        {
            _done = true;
            Text.Dispose();
            File.Delete(_working);
        }
    }
}
