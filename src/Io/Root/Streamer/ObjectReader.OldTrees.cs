using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Streamer;

/// <content>Trees and branches of the first versions of ROOT, whose bytes no description gives: ROOT's own streamers of TTree, TBranch and TBranchClones.</content>
internal sealed partial class ObjectReader
{
    private const int IntegerCode = 3, LongCode = 16;

    private bool ReadOldTree(RootObject target, string className, ref RootCursor cursor)
    {
        const int describedTree = 5, describedBranch = 10;
        if (!className.StartsWith("TTree", StringComparison.Ordinal) && !className.StartsWith("TBranch", StringComparison.Ordinal) && !className.StartsWith("TLeaf", StringComparison.Ordinal))
        {
            return false;
        }

        RootCursor ahead = cursor;
        RootHeader header = ahead.Header();
        bool isDescribed = catalogue.Find(className, header.Version) is not null;
        switch (className)
        {
            case "TTree" when header.Version < describedTree:
                ReadTree(target, ref cursor);
                return true;
            case "TBranch" when header.Version < describedBranch:
                ReadBranch(target, ref cursor);
                return true;
            case "TBranchClones":
                ReadClonesBranch(target, ref cursor);
                return true;
            case "TLeaf" when !isDescribed:
                ReadLeaf(target, ref cursor);
                return true;
            case var _ when className.StartsWith("TLeaf", StringComparison.Ordinal) && !isDescribed:
                // The limits of the values follow.
                _ = cursor.Header();
                ReadInto(target, "TLeaf", ref cursor);
                cursor.SkipToEnd(header);
                return true;
            case var _ when className.StartsWith("TBranch", StringComparison.Ordinal) && className != "TBranch" && header.End is not null && !isDescribed:
                // Its name and its branches, so that it is not lost.
                _ = cursor.Header();
                ReadInto(target, "TBranch", ref cursor);
                target.Unread ??= Undescribed(className, header.Version);
                cursor.SkipToEnd(header);
                return true;
            default:
                return false;
        }
    }

    private void ReadTree(RootObject target, ref RootCursor cursor)
    {
        const int line = 3, numbers = 2;
        RootHeader header = cursor.Header();
        ReadNamed(target, ref cursor);
        for (int i = 0; i < line; i++)
        {
            // Line, fill and marker.
            cursor.SkipToEnd(cursor.Header());
        }

        cursor.Skip(sizeof(int) + numbers * sizeof(int));
        target.Set("fEntries", cursor.Double());
        target.Set("fTotBytes", cursor.Double());
        target.Set("fZipBytes", cursor.Double());
        cursor.Skip(numbers * sizeof(int));
        target.Set("fBranches", Read("TObjArray", ref cursor));
        target.Set("fLeaves", Read("TObjArray", ref cursor));
        cursor.SkipToEnd(header);
    }

    private void ReadBranch(RootObject target, ref RootCursor cursor)
    {
        const int reordered = 6, withSplitLevel = 7, withFill = 8;
        RootHeader header = cursor.Header();
        int version = header.Version;
        ReadNamed(target, ref cursor);
        if (version >= withFill)
        {
            cursor.SkipToEnd(cursor.Header());
        }

        target.Set("fCompress", cursor.Int32());
        target.Set("fBasketSize", cursor.Int32());
        target.Set("fEntryOffsetLen", cursor.Int32());
        int first = cursor.Int32(), second = cursor.Int32();
        if (version >= reordered)
        {
            // The number of the next entry, which the first versions have between the numbers of baskets.
            target.Set("fOffset", cursor.Int32());
            target.Set("fMaxBaskets", cursor.Int32());
            target.Set("fWriteBasket", first);
            target.Set("fEntryNumber", second);
            if (version >= withSplitLevel)
            {
                target.Set("fSplitLevel", cursor.Int32());
            }

            ReadAmounts(target, ref cursor);
        }
        else
        {
            target.Set("fMaxBaskets", first);
            target.Set("fWriteBasket", second);
            target.Set("fEntryNumber", cursor.Int32());
            ReadAmounts(target, ref cursor);
            target.Set("fOffset", cursor.Int32());
        }

        target.Set("fBranches", Read("TObjArray", ref cursor));
        target.Set("fLeaves", Read("TObjArray", ref cursor));
        target.Set("fBaskets", Read("TObjArray", ref cursor));
        if (version >= reordered)
        {
            ReadBaskets(target, ref cursor);
        }
        else
        {
            ReadFirstBaskets(target, version, ref cursor);
        }

        cursor.SkipToEnd(header);
    }

    private static void ReadAmounts(RootObject target, ref RootCursor cursor)
    {
        target.Set("fEntries", cursor.Double());
        target.Set("fTotBytes", cursor.Double());
        target.Set("fZipBytes", cursor.Double());
    }

    // Arrays behind a byte that says that they are there, and of the places that they take 8 bytes.
    private static void ReadBaskets(RootObject target, ref RootCursor cursor)
    {
        const int longPlaces = 2;
        long count = target.Integer("fMaxBaskets");
        foreach (string name in new[] { "fBasketBytes", "fBasketEntry", "fBasketSeek" })
        {
            bool isLong = cursor.Byte() == longPlaces && name == "fBasketSeek";
            target.Set(name, ReadNumbers(Plain(name), isLong ? LongCode : IntegerCode, count, ref cursor));
        }

        target.Set("fFileName", cursor.String());
    }

    // Arrays behind their numbers of elements.
    private static void ReadFirstBaskets(RootObject target, int version, ref RootCursor cursor)
    {
        const int withPlaces = 2, withBytes = 5;
        target.Set("fBasketEntry", ReadNumbers(Plain("fBasketEntry"), IntegerCode, cursor.Count(sizeof(int), "baskets"), ref cursor));
        if (version >= withBytes)
        {
            target.Set("fBasketBytes", ReadNumbers(Plain("fBasketBytes"), IntegerCode, cursor.Count(sizeof(int), "baskets"), ref cursor));
        }

        if (version >= withPlaces)
        {
            // As many as there can be, whatever the number before them is.
            _ = cursor.Int32();
            target.Set("fBasketSeek", ReadNumbers(Plain("fBasketSeek"), IntegerCode, target.Integer("fMaxBaskets"), ref cursor));
        }
    }

    // Branches of numbers below one that has no entries of its own, and the branch that counts the objects.
    private void ReadClonesBranch(RootObject target, ref RootCursor cursor)
    {
        RootHeader header = cursor.Header();
        ReadNamed(target, ref cursor);
        target.Set("fCompress", cursor.Int32());
        target.Set("fBasketSize", cursor.Int32());
        target.Set("fEntryOffsetLen", cursor.Int32());
        target.Set("fMaxBaskets", cursor.Int32());
        target.Set("fWriteBasket", cursor.Int32());
        if (IsBeforeLongEntries(cursor))
        {
            target.Set("fEntryNumber", cursor.Int32());
            ReadAmounts(target, ref cursor);
        }
        else
        {
            target.Set("fEntryNumber", cursor.Int64());
            target.Set("fEntries", cursor.Int64());
            target.Set("fTotBytes", cursor.Int64());
            target.Set("fZipBytes", cursor.Int64());
        }

        target.Set("fOffset", cursor.Int32());
        object? counter = ReadPointer(ref cursor);
        target.Set("fClassName", cursor.String());
        RootObject branches = Read("TObjArray", ref cursor);
        branches.Items = [counter, .. branches.Items];
        target.Set("fBranches", branches);
        cursor.SkipToEnd(header);
    }

    // The version does not tell whether the number of the next entry takes 4 or 8 bytes; the pointer behind it, three numbers of 8 bytes and one of 4 does.
    private static bool IsBeforeLongEntries(RootCursor cursor)
    {
        cursor.Skip(sizeof(int) + 3 * sizeof(double) + sizeof(int));
        uint word = cursor.UInt32();
        return (word & ByteCountMask) != 0 && (word & ~ByteCountMask) <= cursor.Left;
    }

    private void ReadLeaf(RootObject target, ref RootCursor cursor)
    {
        RootHeader header = cursor.Header();
        ReadNamed(target, ref cursor);
        target.Set("fLen", cursor.Int32());
        target.Set("fLenType", cursor.Int32());
        target.Set("fOffset", cursor.Int32());
        target.Set("fIsRange", cursor.Byte() != 0);
        target.Set("fIsUnsigned", cursor.Byte() != 0);
        target.Set("fLeafCount", ReadPointer(ref cursor));
        cursor.SkipToEnd(header);
    }

    private static StreamerElement Plain(string name) => new("", name, "", 0, 0, "");
}
