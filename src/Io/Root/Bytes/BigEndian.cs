using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AlpToolkit.Io.Root.Bytes;

/// <summary>Numbers from and to big-endian bytes, many at once.</summary>
internal static class BigEndian
{
    /// <summary>Copies numbers; bytes other than 0 are true.</summary>
    /// <param name="bytes">As many bytes as the numbers take.</param>
    /// <param name="values">Where the numbers go.</param>
    public static void Copy<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 1 when typeof(T) == typeof(bool):
                Span<bool> flags = MemoryMarshal.Cast<T, bool>(values);
                for (int i = 0; i < flags.Length; i++)
                {
                    flags[i] = bytes[i] != 0;
                }

                break;
            case 1:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case 2:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(bytes), MemoryMarshal.Cast<T, ushort>(values));
                break;
            case 4:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(bytes), MemoryMarshal.Cast<T, uint>(values));
                break;
            default:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(bytes), MemoryMarshal.Cast<T, ulong>(values));
                break;
        }
    }

    /// <summary>Copies numbers to bytes; true is 1.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="bytes">As many bytes as the numbers take.</param>
    public static void CopyTo<T>(ReadOnlySpan<T> values, Span<byte> bytes)
        where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 1:
                MemoryMarshal.AsBytes(values).CopyTo(bytes);
                break;
            case 2:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, ushort>(values), MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            case 4:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, uint>(values), MemoryMarshal.Cast<byte, uint>(bytes));
                break;
            default:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, ulong>(values), MemoryMarshal.Cast<byte, ulong>(bytes));
                break;
        }
    }
}
