using AlpToolkit.Core.Plugins;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Host.Discovery;

/// <summary>Plugin DLLs, good and bad, compiled once from the few lines that show what each of them is.</summary>
public sealed class PluginFixture : IDisposable
{
    private const string Usings = """
        using System;
        using AlpToolkit.Core.Events;
        using AlpToolkit.Core.Plugins;
        using AlpToolkit.Core.Results;
        using System.Collections.Generic;

        """;

    private const string Acme = Usings + """
        namespace Acme;
        public sealed record None { }

        [Stage("acme/steady", "Does nothing, well."), Example("- acme/steady")]
        public sealed class Steady : Stage<None> { public override void Process(EventBatch batch) { } }

        [Stage("acme/explosive", "Throws while running.")]
        public sealed class Explosive : Stage<None>
        {
            public override void Process(EventBatch batch) => throw new IndexOutOfRangeException("event 3 has no photon");
        }

        [Stage("acme/limit", "Works on results.")]
        public sealed class Limit : ResultStage<Limit.Settings>
        {
            public sealed record Settings;
            public override void Conclude(RunReport report) { }
        }

        [Stage("acme/count", "Accumulates.")]
        public sealed class Count : AccumulatingStage<None, Count.Sum>
        {
            public sealed class Sum : IPartialResult<Sum> { public void Add(Sum other) { } public void Scale(double factor) { } public void Clear() { } }
            public override Sum NewPartial(SampleInfo sample) => new();
            public override void Process(EventBatch batch, Sum partial) { }
            public override void Report(Sum total, SampleReport report) { }
        }

        [Source("acme/steady", "A source of the same name as a stage.")]
        public sealed class SteadySource : Source<None> { public override IReadOnlyList<EventStream> Open(SourceContext context) => []; }

        [Writer("acme/text", "A writer.")]
        public sealed class Text : Writer<None> { public override IReadOnlyList<string> Write(RunTables run, string directory) => []; }

        [Stage("acme/grumpy", "Cannot be made.")]
        public sealed class Grumpy : Stage<None>
        {
            public Grumpy() => throw new NotSupportedException("no licence file");
            public override void Process(EventBatch batch) { }
        }

        [Stage("acme/hidden", "s")] internal sealed class Hidden : Stage<None> { public override void Process(EventBatch batch) { } }
        [Stage("acme/abstract", "s")] public abstract class Abstract : Stage<None> { }
        [Stage("acme/generic", "s")] public sealed class Generic<T> : Stage<None> { public override void Process(EventBatch batch) { } }
        [Stage("acme/baseless", "s")] public sealed class Baseless { }
        [Writer("acme/confused", "s")] public sealed class Confused : Stage<None> { public override void Process(EventBatch batch) { } }
        [Stage("acme/no-constructor", "s")] public sealed class NoConstructor(int n) : Stage<None> { public int N => n; public override void Process(EventBatch batch) { } }
        [Stage("bare", "s")] public sealed class Bare : Stage<None> { public override void Process(EventBatch batch) { } }
        [Stage("Acme/RecoilRatio", "s")] public sealed class Capital : Stage<None> { public override void Process(EventBatch batch) { } }
        """;

    private const string Twin = Usings + """
        [Stage("acme/steady", "Another of the same name.")]
        public sealed class Twin : Stage<Twin.Settings> { public sealed record Settings { } public override void Process(EventBatch batch) { } }
        """;

    // What a plugin sees of a contract of another version: the attribute is all that discovery may look at.
    private const string OtherCore = """
        namespace AlpToolkit.Core.Plugins
        {
            public sealed class StageAttribute(string name, string summary) : System.Attribute { public string Name => name; public string Summary => summary; }
            public abstract class Stage<T> { public abstract int SomethingNew(T options); }
        }
        """;

    private const string OnOtherCore = """
        [AlpToolkit.Core.Plugins.Stage("acme/foreign", "s")]
        public sealed class Foreign : AlpToolkit.Core.Plugins.Stage<object> { public override int SomethingNew(object options) => 1; }
        """;

    private const string Library = "namespace Lib { public static class Constants { public static double Two() => 2; } }";

    private const string Needy = Usings + """
        [Stage("acme/needy", "Needs a library.")]
        public sealed class Needy : Stage<Needy.Settings>
        {
            public sealed record Settings { }
            public override void Process(EventBatch batch) => batch.Weights()[0] = Lib.Constants.Two();
        }
        """;

    private const string NoPlugin = Usings + "public static class Nothing { public static Type Batch => typeof(EventBatch); }";

    private readonly TemporaryFolder _folder = new();

    public PluginFixture()
    {
        string core = typeof(Stage).Assembly.Location;
        Parallel.Invoke(
            () => Compile("Acme", Acme, core),
            () => Compile("Twin", Twin, core),
            () => Compile("NoPlugin", NoPlugin, core),
            () => Compile("Needy", Needy, core, Compile("Lib", Library)),
            () => Compile("Contract2", OnOtherCore, CompileCore("2.0.0.0")),
            () => Compile("Contract9", OnOtherCore, CompileCore("1.9.0.0")));
    }

    /// <summary>Path of a compiled DLL.</summary>
    public string Dll(string name) => _folder.Combine(name + ".dll");

    public void Dispose() => _folder.Dispose();

    private string Compile(string name, string source, params string[] references) => CSharpCompiler.Compile(_folder.Path, name, source, references);

    private string CompileCore(string version) => CSharpCompiler.Compile(
        Directory.CreateDirectory(_folder.Combine(version)).FullName, "AlpToolkit.Core", $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n{OtherCore}");
}
