using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Streamer;

/// <content>Collections: objects, references to them, and pairs.</content>
internal sealed partial class ObjectReader
{
    // Classes of the standard library, whose objects stand in files under keys of their own: containers as they are as members, and strings without their header.
    private bool ReadStandard(RootObject target, string className, ref RootCursor cursor)
    {
        if (className == "string")
        {
            target.Set("text", cursor.String());
            return true;
        }

        if (!className.EndsWith('>') || PlanBuilder.TryContainer(catalogue, className) is not { } node)
        {
            return false;
        }

        // References count from the key.
        RootCursor values = new(cursor.All, cursor.Place, keyLength);
        values.MoveTo(cursor.Position);
        Columns.ColumnBuffer buffer = node.CreateBuffer();
        node.ReadMember(ref values, buffer, 1);
        cursor.MoveTo(values.Position);
        target.Set("values", buffer.ToColumn());
        return true;
    }

    private void ReadList(RootObject target, string className, ref RootCursor cursor)
    {
        const int withObject = 3;
        RootHeader header = cursor.Header();
        if (header.Version > withObject)
        {
            ReadTObject(target, ref cursor);
            target.Set("fName", cursor.String());
        }

        int count = cursor.Count(sizeof(uint), "objects");
        List<object?> items = [];
        List<string> options = [];
        for (int i = 0; i < count; i++)
        {
            items.Add(ReadPointer(ref cursor));
            options.Add(header.Version > withObject && className != "TSortedList" ? cursor.String() : "");
        }

        target.Items = items;
        target.Options = options.Exists(o => o.Length > 0) ? options : [];
        cursor.CheckEnd(header, className);
    }

    private void ReadObjArray(RootObject target, ref RootCursor cursor)
    {
        const int withObject = 2, withName = 1;
        RootHeader header = cursor.Header();
        if (header.Version > withObject)
        {
            ReadTObject(target, ref cursor);
        }

        if (header.Version > withName)
        {
            target.Set("fName", cursor.String());
        }

        int count = cursor.Count(sizeof(uint), "objects");
        target.Set("fLowerBound", cursor.Int32());
        object?[] items = new object?[count];
        for (int i = 0; i < count; i++)
        {
            items[i] = ReadPointer(ref cursor);
        }

        target.Items = items;
        cursor.CheckEnd(header, "TObjArray");
    }

    private void ReadClones(RootObject target, ref RootCursor cursor)
    {
        const int withObject = 2, withName = 1;
        RootHeader header = cursor.Header();
        if (header.Version > withObject)
        {
            ReadTObject(target, ref cursor);
        }

        if (header.Version > withName)
        {
            target.Set("fName", cursor.String());
        }

        string[] parts = cursor.String().Split(';');
        int position = cursor.Position, count = cursor.Int32();
        count = count < 0 ? -count : count;
        if (count < 0 || count > cursor.Left)
        {
            throw RootErrors.Unexpected(cursor.Place, position, "a number of objects", $"{count} with {cursor.Left} bytes left");
        }

        target.Set("fLowerBound", cursor.Int32());
        List<object?> items = [];
        if ((target.Integer("fBits") & BypassStreamer) != 0 && catalogue.Find(parts[0]) is { } info)
        {
            // Every member takes a byte, or there would be no end to the number of objects without.
            int members = Math.Max(1, info.Elements.Count(e => e.Type >= 0));
            if ((long)count * members > cursor.Left)
            {
                throw RootErrors.Unexpected(cursor.Place, position, "a number of objects", $"{count} with {members} members and {cursor.Left} bytes left");
            }

            for (int i = 0; i < count; i++)
            {
                items.Add(new RootObject(parts[0]));
            }

            foreach (StreamerElement element in info.Elements)
            {
                foreach (object? item in items)
                {
                    ReadMember((RootObject)item!, element, ref cursor);
                }
            }
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                items.Add(cursor.Byte() == 0 ? null : Read(parts[0], ref cursor));
            }
        }

        target.Items = items;
        cursor.CheckEnd(header, "TClonesArray");
    }

    private void ReadMap(RootObject target, ref RootCursor cursor)
    {
        const int withObject = 2, withName = 1;
        RootHeader header = cursor.Header();
        if (header.Version > withObject)
        {
            ReadTObject(target, ref cursor);
        }

        if (header.Version > withName)
        {
            target.Set("fName", cursor.String());
        }

        int count = cursor.Count(2 * sizeof(uint), "pairs");
        List<object?> items = [];
        for (int i = 0; i < 2 * count; i++)
        {
            items.Add(ReadPointer(ref cursor));
        }

        target.Items = items;
        cursor.CheckEnd(header, "TMap");
    }

    private static void ReadRefArray(RootObject target, ref RootCursor cursor)
    {
        RootHeader header = cursor.Header();
        ReadTObject(target, ref cursor);
        target.Set("fName", cursor.String());
        int count = cursor.Count(sizeof(uint), "references");
        target.Set("fLowerBound", cursor.Int32());
        target.Set("fPidIndex", cursor.UInt16());
        uint[] references = new uint[count];
        BigEndian.Copy(cursor.Take((long)sizeof(uint) * count), references.AsSpan());
        target.Set("fUIDs", references);
        cursor.CheckEnd(header, "TRefArray");
    }
}
