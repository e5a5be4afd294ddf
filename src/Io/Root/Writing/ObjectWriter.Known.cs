using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Writing;

/// <content>Classes whose bytes no description gives: collections, arrays, and the descriptions themselves.</content>
internal sealed partial class ObjectWriter
{
    private const uint IsReferenced = 0x10;

    private bool WriteKnown(RootObject item, string className)
    {
        int start;
        switch (className)
        {
            case "TObject":
                WriteTObject(item);
                return true;
            case "TString":
                buffer.String(item.String("fString"));
                return true;
            case "TNamed":
                WriteNamed(item);
                return true;
            case "TObjString":
                start = buffer.Begin(1);
                WriteTObject(item);
                buffer.String(item.String("fString"));
                buffer.End(start);
                return true;
            case "TList" or "THashList":
                WriteList(item);
                return true;
            case "TObjArray":
                start = BeginCollection(item, ArrayVersion, item.Items.Count);
                buffer.Int32((int)item.Integer("fLowerBound"));
                WriteItems(item);
                buffer.End(start);
                return true;
            case "TMap":
                start = BeginCollection(item, MapVersion, item.Items.Count / 2);
                WriteItems(item);
                buffer.End(start);
                return true;
            case "TQObject":
                return true;
            case "TDatime":
                buffer.UInt32((uint)item.Integer("fDatime"));
                return true;
            case "TArrayC" or "TArrayS" or "TArrayI" or "TArrayL" or "TArrayL64" or "TArrayF" or "TArrayD" when item.Members.GetValueOrDefault("fArray") is System.Array values:
                buffer.Int32(values.Length);
                WriteNumbers(new StreamerElement("", "fArray", "", 0, 0, ""), className switch { "TArrayC" => 1, "TArrayS" => 2, "TArrayI" => 3, "TArrayF" => 5, "TArrayD" => 8, _ => 4 }, values);
                return true;
            case "TRef" or "TRefArray" or "TClonesArray" or "TSortedList" or "TBasket":
                throw NotWritten($"a {className}");
            default:
                return className.StartsWith("TMatrixTSym<", StringComparison.Ordinal) ? throw NotWritten($"a {className}") : WriteDescription(item, className);
        }
    }

    private void WriteTObject(RootObject item)
    {
        uint bits = (uint)item.Integer("fBits");
        buffer.UInt16(1);
        buffer.UInt32((uint)item.Integer("fUniqueID"));
        buffer.UInt32(bits);
        if ((bits & IsReferenced) != 0)
        {
            buffer.UInt16((int)item.Integer("fProcessIdIndex"));
        }
    }

    private void WriteNamed(RootObject item)
    {
        int start = buffer.Begin(1);
        WriteTObject(item);
        buffer.String(item.String("fName"));
        buffer.String(item.String("fTitle"));
        buffer.End(start);
    }

    private void WriteList(RootObject item)
    {
        int start = BeginCollection(item, ListVersion, item.Items.Count);
        for (int i = 0; i < item.Items.Count; i++)
        {
            WritePointer((RootObject?)item.Items[i]);
            buffer.String(i < item.Options.Count ? item.Options[i] : "");
        }

        buffer.End(start);
    }

    private int BeginCollection(RootObject item, int version, int count)
    {
        int start = buffer.Begin(version);
        WriteTObject(item);
        buffer.String(item.String("fName"));
        buffer.Int32(count);
        return start;
    }

    private void WriteItems(RootObject item)
    {
        foreach (object? inner in item.Items)
        {
            WritePointer((RootObject?)inner);
        }
    }

    // TStreamerInfo and its elements, in the versions of ROOT 6.
    private bool WriteDescription(RootObject item, string className)
    {
        const int infoVersion = 9, baseVersion = 3, stlVersion = 3, version = 2;
        if (!className.StartsWith("TStreamer", StringComparison.Ordinal))
        {
            return false;
        }

        int start = buffer.Begin(className switch { "TStreamerInfo" => infoVersion, "TStreamerBase" => baseVersion, "TStreamerSTL" => stlVersion, "TStreamerObjectAnyPointer" or "TStreamerArtificial" => 1, _ => version });
        switch (className)
        {
            case "TStreamerInfo":
                WriteNamed(item);
                buffer.UInt32((uint)item.Integer("fCheckSum"));
                buffer.Int32((int)item.Integer("fClassVersion"));
                WritePointer(item.Object("fElements"));
                break;
            case "TStreamerSTLstring":
                int container = buffer.Begin(stlVersion);
                WriteElement(item);
                WriteContainer(item);
                buffer.End(container);
                break;
            default:
                WriteElement(item);
                break;
        }

        switch (className)
        {
            case "TStreamerBase":
                buffer.Int32((int)item.Integer("fBaseVersion"));
                break;
            case "TStreamerBasicPointer" or "TStreamerLoop":
                buffer.Int32((int)item.Integer("fCountVersion"));
                buffer.String(item.String("fCountName"));
                buffer.String(item.String("fCountClass"));
                break;
            case "TStreamerSTL":
                WriteContainer(item);
                break;
        }

        buffer.End(start);
        return true;
    }

    private void WriteContainer(RootObject item)
    {
        buffer.Int32((int)item.Integer("fSTLtype"));
        buffer.Int32((int)item.Integer("fCtype"));
    }

    private void WriteElement(RootObject item)
    {
        const int version = 4, dimensions = 5;
        int start = buffer.Begin(version);
        WriteNamed(item);
        buffer.Int32((int)item.Integer("fType"));
        buffer.Int32((int)item.Integer("fSize"));
        buffer.Int32((int)item.Integer("fArrayLength"));
        buffer.Int32((int)item.Integer("fArrayDim"));
        long[] largest = item.Integers("fMaxIndex");
        for (int i = 0; i < dimensions; i++)
        {
            buffer.Int32(i < largest.Length ? (int)largest[i] : 0);
        }

        buffer.String(item.String("fTypeName"));
        buffer.End(start);
    }
}
