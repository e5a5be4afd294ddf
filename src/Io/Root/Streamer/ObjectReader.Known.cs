using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Streamer;

/// <content>Classes whose bytes no description gives: ROOT's own streamers, and the descriptions themselves.</content>
internal sealed partial class ObjectReader
{
    private const uint IsReferenced = 0x10, HasUuid = 0x20, BypassStreamer = 0x1000;
    private const ushort HasByteCount = 0x4000;

    private bool ReadKnown(RootObject target, string className, ref RootCursor cursor)
    {
        switch (className)
        {
            case "TObject":
                ReadTObject(target, ref cursor);
                return true;
            case "TString":
                target.Set("fString", cursor.String());
                return true;
            case "TNamed":
                ReadNamed(target, ref cursor);
                return true;
            case "TObjString":
                RootHeader header = cursor.Header();
                ReadTObject(target, ref cursor);
                target.Set("fString", cursor.String());
                cursor.CheckEnd(header, className);
                return true;
            case "TList" or "THashList" or "TSortedList":
                ReadList(target, className, ref cursor);
                return true;
            case "TObjArray":
                ReadObjArray(target, ref cursor);
                return true;
            case "TClonesArray":
                ReadClones(target, ref cursor);
                return true;
            case "TMap":
                ReadMap(target, ref cursor);
                return true;
            case "TRef":
                ReadTObject(target, ref cursor);
                if ((target.Integer("fBits") & HasUuid) != 0)
                {
                    target.Set("fUuid", cursor.String());
                }
                else
                {
                    target.Set("fPidIndex", cursor.UInt16());
                }

                return true;
            case "TRefArray":
                ReadRefArray(target, ref cursor);
                return true;
            case "TQObject":
                // Signals between objects, of which no byte is stored.
                return true;
            case "TDatime":
                target.Set("fDatime", cursor.UInt32());
                return true;
            case "TArrayC" or "TArrayS" or "TArrayI" or "TArrayL" or "TArrayL64" or "TArrayF" or "TArrayD":
                long count = cursor.Count(0, "elements");
                target.Set("fN", count);
                target.Set("fArray", ReadNumbers(new StreamerElement("", "fArray", "", 0, 0, ""), className switch { "TArrayC" => 1, "TArrayS" => 2, "TArrayI" => 3, "TArrayF" => 5, "TArrayD" => 8, _ => 4 }, count, ref cursor));
                return true;
            case "TBasket":
                target.Set("basket", EmbeddedBasket.Read(ref cursor));
                return true;
            case var _ when className.StartsWith("TMatrixTSym<", StringComparison.Ordinal):
                ReadSymmetricMatrix(target, className, ref cursor);
                return true;
            default:
                return ReadOldTree(target, className, ref cursor) || ReadDescription(target, className, ref cursor);
        }
    }

    // The only header is that of the base class; behind it stands one half of the elements.
    private void ReadSymmetricMatrix(RootObject target, string className, ref RootCursor cursor)
    {
        ReadInto(target, className.Replace("TMatrixTSym<", "TMatrixTBase<", StringComparison.Ordinal), ref cursor);
        long rows = target.Integer("fNrows");
        if (rows < 0 || rows > cursor.Left)
        {
            throw RootErrors.Unexpected(cursor.Place, cursor.Position, "a matrix", $"{rows} rows with {cursor.Left} bytes left");
        }

        bool isSingle = className.Contains("float", StringComparison.OrdinalIgnoreCase);
        target.Set("fElements", ReadNumbers(new StreamerElement("", "fElements", "", 0, 0, ""), isSingle ? 5 : 8, rows * (rows + 1) / 2, ref cursor));
    }

    private static void ReadTObject(RootObject target, ref RootCursor cursor)
    {
        if ((cursor.UInt16() & HasByteCount) != 0)
        {
            cursor.Skip(sizeof(uint));
        }

        target.Set("fUniqueID", cursor.UInt32());
        uint bits = cursor.UInt32();
        target.Set("fBits", bits);
        if ((bits & IsReferenced) != 0)
        {
            target.Set("fProcessIdIndex", cursor.UInt16());
        }
    }

    private static void ReadNamed(RootObject target, ref RootCursor cursor)
    {
        RootHeader header = cursor.Header();
        ReadTObject(target, ref cursor);
        target.Set("fName", cursor.String());
        target.Set("fTitle", cursor.String());
        cursor.SkipToEnd(header);
    }

    // TStreamerInfo and its elements describe all other classes, and so cannot describe themselves.
    private bool ReadDescription(RootObject target, string className, ref RootCursor cursor)
    {
        if (!className.StartsWith("TStreamer", StringComparison.Ordinal))
        {
            return false;
        }

        RootHeader header = cursor.Header();
        switch (className)
        {
            case "TStreamerInfo":
                ReadNamed(target, ref cursor);
                target.Set("fCheckSum", cursor.UInt32());
                target.Set("fClassVersion", cursor.Int32());
                target.Set("fElements", ReadPointer(ref cursor));
                break;
            case "TStreamerElement":
                ReadElement(target, header.Version, ref cursor);
                break;
            default:
                if (className == "TStreamerSTLstring")
                {
                    // The element is that of a TStreamerSTL.
                    _ = cursor.Header();
                }

                ReadElement(target, cursor.Header().Version, ref cursor);
                break;
        }

        switch (className)
        {
            case "TStreamerBase" when header.End - cursor.Position >= sizeof(int):
                target.Set("fBaseVersion", cursor.Int32());
                break;
            case "TStreamerBasicPointer" or "TStreamerLoop":
                target.Set("fCountVersion", cursor.Int32());
                target.Set("fCountName", cursor.String());
                target.Set("fCountClass", cursor.String());
                break;
            case "TStreamerSTL" or "TStreamerSTLstring":
                target.Set("fSTLtype", cursor.Int32());
                target.Set("fCtype", cursor.Int32());
                break;
        }

        cursor.SkipToEnd(header);
        return true;
    }

    private static void ReadElement(RootObject target, int version, ref RootCursor cursor)
    {
        ReadNamed(target, ref cursor);
        target.Set("fType", cursor.Int32());
        target.Set("fSize", cursor.Int32());
        target.Set("fArrayLength", cursor.Int32());
        target.Set("fArrayDim", cursor.Int32());
        const int dimensions = 5;
        int count = version == 1 ? cursor.Count(sizeof(int), "dimensions") : dimensions;
        int[] largest = new int[count];
        BigEndian.Copy(cursor.Take(sizeof(int) * (long)count), largest.AsSpan());
        target.Set("fMaxIndex", largest);
        target.Set("fTypeName", cursor.String());
    }
}
