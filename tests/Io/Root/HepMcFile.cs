using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>
/// A file as HepMC3's WriterRoot makes it: a key GenEventData for every event, named by its number in fifteen places, with the class descriptions of a file that HepMC3 wrote. Classes without a
/// version have version 0 and their checksum; containers have the version 9.
/// </summary>
internal static class HepMcFile
{
    private const int MemberwiseBit = 0x4000, ContainerVersion = 9;
    private const uint EventChecksum = 244004019, VectorChecksum = 3014301652, ParticleChecksum = 1123714509;

    /// <summary>One event: e- e+ → γ* → μ- μ+ γ, in units of the event.</summary>
    public sealed record Event(int Number, bool IsGeV, double[] Weights, (int Pid, int Status, double Mass, double[] Momentum)[] Particles, int[] Links1, int[] Links2);

    public static void Write(string path, string described, IEnumerable<Event> events, bool isMemberwise, RootWriteOptions? options = null)
    {
        using RootFile file = RootFile.Open(described);
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        writer.Copied.Add(file);
        int number = 0;
        foreach (Event e in events)
        {
            writer.WriteObject(writer.Root, "HepMC::GenEventData", $"{++number,15}", "object title", b => Write(b, e, isMemberwise), isCopied: true);
        }

        writer.Commit();
    }

    private static void Write(RootBuffer buffer, Event e, bool isMemberwise)
    {
        int start = Begin(buffer, EventChecksum);
        buffer.Int32(e.Number);
        buffer.Int32(e.IsGeV ? 1 : 0);
        buffer.Int32(0);
        int particles = buffer.Begin(ContainerVersion | (isMemberwise ? MemberwiseBit : 0));
        if (isMemberwise)
        {
            buffer.UInt16(0);
            buffer.UInt32(ParticleChecksum);
        }

        buffer.Int32(e.Particles.Length);
        if (isMemberwise)
        {
            Each(p => buffer.Int32(p.Pid));
            Each(p => buffer.Int32(p.Status));
            Each(p => buffer.Boolean(p.Mass >= 0));
            Each(p => buffer.Double(Math.Max(0, p.Mass)));
            Each(p => WriteVector(buffer, p.Momentum));
        }
        else
        {
            Each(p =>
            {
                int particle = Begin(buffer, ParticleChecksum);
                buffer.Int32(p.Pid);
                buffer.Int32(p.Status);
                buffer.Boolean(p.Mass >= 0);
                buffer.Double(Math.Max(0, p.Mass));
                WriteVector(buffer, p.Momentum);
                buffer.End(particle);
            });
        }

        buffer.End(particles);
        Numbers<int>([]);
        Numbers<double>(e.Weights);
        WriteVector(buffer, [0, 0, 0, 0]);
        Numbers<int>(e.Links1);
        Numbers<int>(e.Links2);
        Numbers<int>([]);
        Numbers<int>([]);
        Numbers<int>([]);
        buffer.End(start);

        void Each(Action<(int Pid, int Status, double Mass, double[] Momentum)> write) => Array.ForEach(e.Particles, write);

        void Numbers<T>(T[] values)
            where T : unmanaged
        {
            int container = buffer.Begin(ContainerVersion);
            buffer.Array<T>(values);
            buffer.End(container);
        }
    }

    private static void WriteVector(RootBuffer buffer, double[] vector)
    {
        int start = Begin(buffer, VectorChecksum);
        buffer.Numbers<double>(vector);
        buffer.End(start);
    }

    private static int Begin(RootBuffer buffer, uint checksum)
    {
        int start = buffer.Begin(0);
        buffer.UInt32(checksum);
        return start;
    }
}
