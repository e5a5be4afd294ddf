using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>What is said about HepMC files, in one place.</summary>
internal static class HepMcErrors
{
    // The whole file.
    public static PluginException Empty(string name) => new($"{name}: the file is empty: expected 'HepMC::Version', found nothing.");

    public static PluginException NoListing(string name, long line) =>
        new($"{name}:{line}: expected a line 'HepMC::…-START_EVENT_LISTING', found the end of the file. It may be truncated.");

    public static PluginException NotHepMc(string name, long line, ReadOnlySpan<byte> found, string what) =>
        new($"{name}:{line}: expected 'HepMC::Version', found '{TextErrors.Shown(found)}'. {what}");

    public static PluginException Unsupported(string name, long line, string found) =>
        new($"{name}:{line}: expected a listing of IO_GenEvent (HepMC2) or Asciiv3 (HepMC3), found '{found}', which is not supported. Convert the file with HepMC's own tools.");

    public static PluginException OutsideListing(string name, long line) =>
        new($"{name}:{line}: expected a line 'HepMC::…-START_EVENT_LISTING', found an event outside a listing.");

    public static PluginException EventTooLong(string name, long line, long number, int limit) =>
        new($"{name}:{line}: event {number} is longer than {limit >> 20} MiB. The file may be damaged.");

    public static PluginException BetweenTooLong(string name, long line, long number, int limit) =>
        new($"{name}:{line}: more than {limit >> 20} MiB after event {number} without another event. The file may be damaged.");

    public static PluginException RunTooLong(string name, long line, int limit) =>
        new($"{name}:{line}: more than {limit >> 20} MiB of tools and attributes before the first event. The file may be damaged.");

    public static TruncatedInputException Truncated(EventPlace start, EventPlace end, string reason) =>
        new($"{end.Block.Name}:{end.Block.LineOf(end.Index, end.Offset)}: the file ends inside event {end.Event}, which begins on line {start.Block.LineOf(start.Index, 0)} ({Inside(end, reason)}). The file is truncated.", "Copy it again, or let on_error: skip use the events before it.");

    // Place and advice stand in the sentence around it.
    private static string Inside(EventPlace place, string reason)
    {
        string before = $": event {place.Event}: ";
        int at = reason.IndexOf(before, StringComparison.Ordinal);
        return (at < 0 ? reason : reason[(at + before.Length)..]).Replace(SkipHint, "", StringComparison.Ordinal).TrimEnd('.');
    }

    public static PluginException NoCrossSection(string name, double? stated) =>
        new($"{name}: expected a cross section in the last event, found {(stated is { } value ? $"{value:G6} pb" : "none")}. Give cross_section, or normalisation: mean or sum when the weights are in pb.");

    public static PluginException NoScale(string name, double crossSection) =>
        new($"{name}: the weights add up to 0, so they cannot be scaled to {crossSection:G6} pb. Use 'normalisation: mean' or 'sum'.");

    // Events.
    public static PluginException Field(EventPlace place, string field, bool isWhole, ReadOnlySpan<byte> token) =>
        new($"{place}: expected {(isWhole ? "a whole number" : "a finite number")} as {field}, found {(token.IsEmpty ? "the end of the line" : $"'{TextErrors.Shown(token)}'")}.{SkipHint}");

    public static PluginException Count(EventPlace place, string what, long declared, long found) =>
        new($"{place}: expected {declared} {what}, as declared, found {found}. The file may be truncated; on_error: skip reads on.");

    public static PluginException NegativeCount(EventPlace place, string what, int declared) =>
        new($"{place}: expected a number of {what}, found {declared}.{SkipHint}");

    public static PluginException Unit(EventPlace place, string expected, ReadOnlySpan<byte> found) =>
        new($"{place}: expected the unit {expected}, found '{TextErrors.Shown(found)}'.{SkipHint}");

    public static PluginException NoUnits(EventPlace place) =>
        new($"{place}: expected a line of units (U), found none. State energy_unit: 1GeV or 1MeV if you know it.");

    public static PluginException ParticleId(EventPlace place, int expected, int found) =>
        new($"{place}: expected the particle id {expected}, found {found}: ids count from 1 without gaps.{SkipHint}");

    public static PluginException Duplicate(EventPlace place, string what, int code) =>
        new($"{place}: expected a new {what}, found {code} again.{SkipHint}");

    public static PluginException VertexRange(EventPlace place, int code, int declared) =>
        new($"{place}: expected a vertex id from {(declared > 0 ? $"-1 to -{declared}" : "none, as declared")}, found {code}.{SkipHint}");

    public static PluginException NoVertex(EventPlace place, int particle, string what, int code) =>
        new($"{place}: expected a vertex of the event as {what} of particle {particle}, found {code}, which does not exist.{SkipHint}");

    public static PluginException NoParticle(EventPlace place, string what, int code, int count) =>
        new($"{place}: expected a particle from 1 to {count} as {what}, found {code}.{SkipHint}");

    public static PluginException TwoEnds(EventPlace place, int particle) =>
        new($"{place}: expected one vertex where particle {particle} ends, found two.{SkipHint}");

    public static PluginException ParticleOutsideVertex(EventPlace place) =>
        new($"{place}: expected a vertex or the next event, found one particle more than the vertex declares.{SkipHint}");

    public static PluginException VertexList(EventPlace place) =>
        new($"{place}: expected incoming particles as [1,2,…], found something else.{SkipHint}");

    public static PluginException Cycle(EventPlace place, int particle) =>
        new($"{place}: expected that what comes out of a vertex ends somewhere, found that particles go round in a circle, at or below particle {particle}.{SkipHint}");

    // Weights.
    public static PluginException WeightName(EventPlace place) =>
        new($"{place}: expected names of weights in quotation marks, as many as declared, found another number. Names that hold quotation marks need a backslash before each.{SkipHint}");

    public static PluginException MissingWeight(EventPlace place, string name) =>
        new($"{place}: expected the weight '{name}', found none of that name.{SkipHint}");

    public static PluginException AmbiguousWeight(string file, string name) =>
        new($"{file}: two weights have the name '{name}'. Ask for them by place (#0, #1, …).");

    public static PluginException SameWeight(string file, IEnumerable<string> names) =>
        new($"{file}: of the variations {string.Join(", ", names)} two are the same weight, once by its name and once by its place.");

    public static PluginException UnknownWeight(string file, string name, IReadOnlyCollection<string> known)
    {
        string tail = known.Count == 0 ? "It has none." : $"It has {string.Join(", ", known.Take(8))}{(known.Count > 8 ? $" and {known.Count - 8} more" : "")}.";
        string near = DidYouMean.Find(name, known) is { } meant ? $" Did you mean '{meant}'?" : "";
        return new($"{file}: the first event has no weight '{name}'. {tail}{near}");
    }

    // Writing.
    public static PluginException CannotWrite(string path, Exception reason) => new($"{path}: cannot be written. {reason.Message}", reason);

    public static PluginException NameToWrite(string path, string name) => new($"{path}: the name '{name.ReplaceLineEndings(" ")}' has a line end and cannot be written.");

    public static PluginException NotFinite(string path, long number) => new($"{path}: event {number} has a number that is not finite and could not be read again.");

    public static PluginException WeightsToWrite(string path, long number, int names, int weights) =>
        new($"{path}: event {number} has {weights} weights and {names} names of weights and could not be read again.");

    private const string SkipHint = " on_error: skip leaves it out.";
}
