using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>The DLL of <c>examples/custom-stage/RecoilRatio</c>, and one of stages that go wrong, each in another place.</summary>
public sealed class CustomStagePlugins : IDisposable
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    // 'when' says where the stage fails: everywhere but in Process the events are innocent.
    private const string Wrong = """
        using AlpToolkit.Core.Events;
        using AlpToolkit.Core.Plugins;
        using AlpToolkit.Core.Results;
        namespace Wrong;

        [Stage("wrong/failing", "Fails.")]
        public sealed class Failing : AccumulatingStage<Failing.Settings, HistogramPartial>
        {
            public sealed record Settings { [Help("where it fails")] public string When { get; init; } = "process"; [Help("user error or not")] public bool Refuse { get; init; } }
            private void FailIn(string method)
            {
                if (Options.When == method) throw Options.Refuse ? new PluginException("the table of efficiencies ends at 7 GeV") : new IndexOutOfRangeException("no third photon");
            }
            public override void Declare(DataFlow flow) => FailIn("declare");
            public override void Prepare(StageContext context) => FailIn("prepare");
            public override HistogramPartial NewPartial(SampleInfo sample) { FailIn("new_partial"); return new HistogramPartial(Axis.Regular(1, 0, 1)); }
            public override void Process(EventBatch batch, HistogramPartial partial) => FailIn("process");
            public override void Report(HistogramPartial total, SampleReport report)
            {
                FailIn("report");
                report.Add(new Histogram("acceptance", total, "nothing"));
            }
            public override IReadOnlyList<Qualifier> Qualifiers { get { FailIn("qualifiers"); return []; } }
        }

        [Stage("wrong/conclusion", "Fails on the results.")]
        public sealed class Conclusion : ResultStage<Conclusion.Settings>
        {
            public sealed record Settings;
            public override void Conclude(RunReport report) => throw new KeyNotFoundException("no 'plane'");
        }

        [Writer("wrong/writer", "Fails to write.")]
        public sealed class FailingWriter : Writer<FailingWriter.Settings>
        {
            public sealed record Settings;
            public override IReadOnlyList<string> Write(RunTables run, string directory) => throw new NotSupportedException("no table without rows");
        }

        [Source("wrong/source", "Fails to open.")]
        public sealed class FailingSource : Source<FailingSource.Settings>
        {
            public sealed record Settings;
            public override IReadOnlyList<EventStream> Open(SourceContext context) => throw new TimeoutException("the server does not answer");
        }

        [Source("wrong/stream", "Opens, and fails later.")]
        public sealed class FailingStreams : Source<FailingStreams.Settings>
        {
            public sealed record Settings { [Help("where it fails")] public string When { get; init; } = "read"; }
            public override IReadOnlyList<EventStream> Open(SourceContext context) => [new FailingStream(Options.When)];
        }

        internal sealed class FailingStream(string when) : EventStream
        {
            private int _blocks;
            public override string Name => "run 7";
            public override double? Progress => null;
            public override StreamHead ReadHead() => new(null, null, ["nominal"]);
            public override EventBlock? ReadBlock(System.Threading.CancellationToken cancellation)
            {
                if (_blocks == 1 && when == "read") throw new InvalidOperationException("the connection is closed");
                if (_blocks == 1 && when == "timeout") throw new OperationCanceledException("the server timed out");
                return _blocks++ == 0 ? new Block() : null;
            }
            public override void Decode(EventBlock block, EventBatch batch)
            {
                if (when == "decode") throw new InvalidOperationException("the connection is closed");
                batch.EndEvent(1);
            }
            public override StreamSummary Complete(in StreamTotals totals) => throw new InvalidOperationException("the connection is closed");
            protected override void Dispose(bool disposing) { }
            private sealed class Block() : EventBlock(1) { protected override void Dispose(bool disposing) { } }
        }

        [Stage("wrong/record", "Has an option that no YAML can set.")]
        public sealed class WrongRecord : Stage<WrongRecord.Settings>
        {
            public sealed record Settings { [Help("moment")] public DateTime When { get; init; } }
            public override void Process(EventBatch batch) { }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public CustomStagePlugins()
    {
        string core = typeof(Stage).Assembly.Location;
        string usings = _folder.Write("ImplicitUsings.cs", ImplicitUsings), wrong = _folder.Write("Wrong.cs", Wrong);
        IEnumerable<string> example = Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "examples", "custom-stage", "RecoilRatio"), "*.cs");
        Parallel.Invoke(
            () => CSharpCompiler.CompileFiles(_folder["RecoilRatio.dll"], [usings, .. example], core),
            () => CSharpCompiler.CompileFiles(_folder["Wrong.dll"], [usings, wrong], core));
    }

    /// <summary>Copies a DLL into a plugin folder; <c>RecoilRatio</c> or <c>Wrong</c>.</summary>
    public string Drop(string name, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(_folder[name + ".dll"], target);
        return target;
    }

    /// <summary>Copies the example's DLL and makes it say that it was built against another version of AlpToolkit.Core.</summary>
    public string DropForContract(ushort major, string target)
    {
        Drop("RecoilRatio", target);
        byte[] dll = File.ReadAllBytes(target);
        using PEReader pe = new(new MemoryStream(dll));
        MetadataReader metadata = pe.GetMetadataReader();
        int row = metadata.AssemblyReferences.Index().Single(r => metadata.GetString(metadata.GetAssemblyReference(r.Item).Name) == "AlpToolkit.Core").Index;

        // ECMA-335 II.22.5: a row of AssemblyRef starts with the major version.
        int offset = pe.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef) + row * metadata.GetTableRowSize(TableIndex.AssemblyRef);
        BinaryPrimitives.WriteUInt16LittleEndian(dll.AsSpan(offset), major);
        File.WriteAllBytes(target, dll);
        return target;
    }

    public void Dispose() => _folder.Dispose();
}
