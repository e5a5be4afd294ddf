using System.IO.Hashing;
using System.Text;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>Time and unique number of a file, in ROOT's forms.</summary>
internal sealed class FileIdentity
{
    private readonly byte[] _uuid;

    /// <param name="name">Name of the file.</param>
    /// <param name="time">The time that the file is to have; null for now and a random number.</param>
    public FileIdentity(string name, DateTime? time)
    {
        DateTime moment = time ?? DateTime.Now;
        Time = Pack(moment);
        _uuid = time is null ? Guid.NewGuid().ToByteArray() : XxHash128.Hash(Encoding.UTF8.GetBytes($"{name} {moment.Ticks}"));
    }

    /// <summary>The time as a TDatime: years since 1995, month, day, hour, minute and second in the bits of a number.</summary>
    public uint Time { get; }

    /// <summary>A TUUID: a version and 16 bytes.</summary>
    public void WriteUuid(RootBuffer buffer)
    {
        buffer.UInt16(1);
        buffer.Raw(_uuid);
    }

    private static uint Pack(DateTime t)
    {
        const int firstYear = 1995, lastYear = firstYear + 63;
        uint year = (uint)(Math.Clamp(t.Year, firstYear, lastYear) - firstYear);
        return year << 26 | (uint)t.Month << 22 | (uint)t.Day << 17 | (uint)t.Hour << 12 | (uint)t.Minute << 6 | (uint)t.Second;
    }
}
