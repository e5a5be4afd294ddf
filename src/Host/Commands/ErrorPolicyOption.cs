using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Options;
using AlpToolkit.Host.Pipeline;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>--on-error</c>: what is done with damaged input, as the option <c>on_error</c> of sources says it.</summary>
internal sealed class ErrorPolicyOption(CommandLineApplication command)
{
    private const string Property = "OnError";

    private readonly CommandOption _option = command.Option(
        "--on-error <POLICY>", "what to do with damaged input: stop, skip malformed events, or truncate the file before the first; exit code 3 when something was left out", CommandOptionType.SingleValue);

    /// <summary>True when it was given.</summary>
    public bool HasValue => _option.HasValue();

    /// <summary>The policy; the first, which is to stop, when none was given.</summary>
    /// <exception cref="PluginException">There is none of that name.</exception>
    public T Of<T>()
        where T : struct, Enum => HasValue ? (T)Parse(typeof(T)) : default;

    /// <summary>Gives the policy to all sources of a pipeline that have one.</summary>
    /// <exception cref="PluginException">There is no policy of that name, or no such source.</exception>
    public void ApplyTo(PipelinePlan plan)
    {
        if (!HasValue)
        {
            return;
        }

        int applied = 0;
        foreach (Source source in plan.Samples.Select(s => s.Source))
        {
            if (source.OptionsType.GetProperty(Property) is { PropertyType.IsEnum: true } policy)
            {
                policy.SetValue(source.OptionsObject, Parse(policy.PropertyType));
                applied++;
            }
        }

        if (applied == 0)
        {
            throw new PluginException($"--on-error: {plan.File} has no sample that is read from event files");
        }
    }

    private object Parse(Type type)
    {
        string[] names = [.. Enum.GetNames(type).Select(OptionNames.SnakeCase)];
        int found = Array.IndexOf(names, _option.Value());
        return found >= 0 ? Enum.GetValues(type).GetValue(found)! : throw new PluginException($"--on-error {_option.Value()}: expected {string.Join(", ", names)}");
    }
}
