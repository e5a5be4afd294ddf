using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>The versions of a class in a file: objects of another version than the plan's are read as theirs describes them, and give the plan's members.</summary>
/// <param name="catalogue">Descriptions of classes.</param>
/// <param name="plan">Description of the plan.</param>
/// <param name="depth">Depth of the plan.</param>
internal sealed class ClassVersions(StreamerCatalogue catalogue, StreamerInfo plan, PlanDepth depth)
{
    private readonly Dictionary<(int Version, uint? Checksum), ObjectNode?> _others = [];

    /// <summary>How objects of a version are read; null for the plan's own, and for one that the file does not describe.</summary>
    /// <param name="version">The version before the object.</param>
    /// <param name="checksum">The checksum that stands for it in a class without versions; null for one with.</param>
    public ObjectNode? Other(int version, uint? checksum)
    {
        if (checksum is uint sum ? sum == plan.Checksum : version == plan.Version)
        {
            return null;
        }

        lock (_others)
        {
            if (!_others.TryGetValue((version, checksum), out ObjectNode? other))
            {
                other = catalogue.FindExact(plan.Name, checksum is null ? version : null, checksum) is { } info && info != plan ? PlanBuilder.Class(catalogue, info, depth.Next()) : null;
                _others[(version, checksum)] = other;
            }

            return other;
        }
    }

    /// <summary>Gives members that were read as another version describes them to those of the plan: by their names, with zeros for those that are not there.</summary>
    /// <param name="from">The members that were read.</param>
    /// <param name="fields">Members of the plan.</param>
    /// <param name="place">Where the object is, for messages.</param>
    public void Move(RecordColumn from, ReadOnlySpan<(string Name, ColumnBuffer Values)> fields, RootPlace place)
    {
        foreach ((string name, ColumnBuffer values) in fields)
        {
            if (from.Find(name) is not { } found)
            {
                values.AddEmpty(from.Count);
            }
            else if (!values.TryAppend(found))
            {
                throw RootErrors.NotSupported(place, $"member {name} of {plan.Name}, which has another type in version {plan.Version},", "Read the other branches.");
            }
        }
    }
}
