using System.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Objects;

/// <summary>Makes a sparse histogram from the members of THnSparse.</summary>
internal static class SparseReader
{
    /// <summary>A sparse histogram.</summary>
    /// <exception cref="PluginException">The bins are not those of the axes.</exception>
    public static RootSparseHistogram Histogram(RootObject source, RootPlace place)
    {
        RootAxis[] axes = [.. source.List("fAxes").OfType<RootObject>().Select(a => HistogramReader.Axis(a, place))];

        // Bits of a coordinate: as many as the number of bins with under- and overflow takes.
        int[] widths = [.. axes.Select(a => BitOperations.Log2((uint)a.Bins + 2) + 1)];
        int size = (widths.Sum() + 7) / 8;
        List<RootSparseBin> bins = [];
        bool hasSquares = false;
        foreach (RootObject chunk in source.List("fBinContent").OfType<RootObject>())
        {
            byte[] coordinates = chunk.Members.GetValueOrDefault("fCoordinates") is sbyte[] signed ? (byte[])(Array)signed : [];
            double[] contents = chunk.Object("fContent")?.Numbers("fArray") ?? [], squares = chunk.Object("fSumw2")?.Numbers("fArray") ?? [];
            int count = size == 0 ? 0 : coordinates.Length / size;
            if (count * size != coordinates.Length || (count > 0 && chunk.Integer("fSingleCoordinateSize") != size) || count > contents.Length || (squares.Length > 0 && count > squares.Length))
            {
                throw RootErrors.Damaged(place, $"a {source.ClassName} on {axes.Length} axes with {coordinates.Length} bytes of coordinates, {contents.Length} contents and {squares.Length} squares");
            }

            hasSquares |= squares.Length > 0;
            for (int i = 0; i < count; i++)
            {
                bins.Add(new RootSparseBin(Coordinates(coordinates.AsSpan(i * size, size), widths), contents[i], squares.Length > 0 ? squares[i] : contents[i]));
            }
        }

        return new RootSparseHistogram(source.ClassName, source.String("fName"), source.String("fTitle"), axes, source.Number("fEntries"), bins, hasSquares);
    }

    // One after the other, the lowest bit first.
    private static int[] Coordinates(ReadOnlySpan<byte> packed, int[] widths)
    {
        int[] coordinates = new int[widths.Length];
        int bit = 0;
        for (int axis = 0; axis < widths.Length; axis++)
        {
            for (int i = 0; i < widths[axis]; i++, bit++)
            {
                coordinates[axis] |= (packed[bit / 8] >> (bit % 8) & 1) << i;
            }
        }

        return coordinates;
    }
}
