using System.Text;
using System.Text.RegularExpressions;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Commands;

/// <summary>
/// Names options in messages as the command line has them. Readers name those of YAML: <c>on_error: skip</c> is <c>--on-error skip</c> here.
/// </summary>
internal sealed class OptionAdvice
{
    private readonly Regex _names;

    /// <param name="options">Options of the command that are of use for what it does, as YAML has them.</param>
    public OptionAdvice(params IEnumerable<string> options) =>

        // Not in paths; a word of English only where it is quoted or has a value.
        _names = new Regex($@"(?<![\w./\\-])({string.Join('|', options.Select(o => o.Contains('_', StringComparison.Ordinal) ? o : $"{o}(?=: \\w|')"))})(?:(: )(?=\w)|(?!\w|[./\\-]\w))", RegexOptions.CultureInvariant);

    /// <summary>The message with the names of the command line.</summary>
    public string In(string message) => _names.Replace(message, m => $"--{m.Groups[1].Value.Replace('_', '-')}{(m.Groups[2].Success ? " " : "")}");

    /// <summary>Does something, and names options in its error.</summary>
    /// <exception cref="PluginException">It went wrong.</exception>
    public T In<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PluginException e) when (In(e.Message) != e.Message)
        {
            throw new PluginException(In(e.Message), e);
        }
    }

    /// <summary>A writer of lines whose options are named so; it writes to another, which stays open.</summary>
    public TextWriter For(TextWriter writer) => new AdvisedWriter(this, writer);

    private sealed class AdvisedWriter(OptionAdvice advice, TextWriter writer) : TextWriter
    {
        public override Encoding Encoding => writer.Encoding;

        public override void Write(char value) => writer.Write(value);

        public override void WriteLine(string? value) => writer.WriteLine(value is null ? null : advice.In(value));
    }
}
