using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// Memory for values made of hardware vectors that begins at a multiple of 64 bytes, as arrays on the heap do not: no load of a
/// vector then touches two cache lines.
/// </summary>
internal sealed class AlignedLanes<T>
    where T : unmanaged
{
    private const int CacheLine = 64;

    private readonly byte[] _memory;
    private readonly int _offset, _length;

    public AlignedLanes(int count)
    {
        _length = count * Unsafe.SizeOf<T>();
        _memory = GC.AllocateArray<byte>(_length + CacheLine, pinned: true);
        _offset = CacheLine - (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) % CacheLine);
    }

    /// <summary>All values.</summary>
    public Span<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.Cast<byte, T>(_memory.AsSpan(_offset, _length));
    }
}
