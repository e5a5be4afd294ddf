namespace AlpToolkit.Io.Root.Streamer;

/// <summary>Makes column nodes from descriptions of classes and names of types.</summary>
internal static class PlanBuilder
{
    /// <summary>The node of a member; null for one that only its byte count can skip.</summary>
    public static ColumnNode? TryMember(StreamerCatalogue catalogue, StreamerElement element) => Member(catalogue, element, PlanDepth.Start()) is { Unreadable: null } node ? node : null;

    /// <summary>The node of an STL container by its C++ name; null for other types, and for containers of what cannot be read.</summary>
    public static ColumnNode? TryContainer(StreamerCatalogue catalogue, string typeName) =>
        TypeName.Parse(typeName) is { IsPointer: false } type && Known(catalogue, type, PlanDepth.Start()) is ListNode { Unreadable: null } node ? node : null;

    /// <summary>The node of a member.</summary>
    public static ColumnNode Member(StreamerCatalogue catalogue, StreamerElement element) => Member(catalogue, element, PlanDepth.Start());

    /// <summary>The node of a type by its C++ name.</summary>
    public static ColumnNode Type(StreamerCatalogue catalogue, string typeName) =>
        Type(catalogue, typeName, PlanDepth.Start());

    /// <summary>The node of a type below others.</summary>
    public static ColumnNode Type(StreamerCatalogue catalogue, string typeName, PlanDepth depth) =>
        TypeName.Parse(typeName) is { } type ? Type(catalogue, type, depth) : new SkippedNode(typeName, $"type {typeName}");

    /// <summary>The node of a class; null when the file does not describe it.</summary>
    public static ObjectNode? Class(StreamerCatalogue catalogue, string className, int? version = null, uint? checksum = null) => Class(catalogue, className, version, checksum, PlanDepth.Start());

    /// <summary>The node of a version of a class below others; null when it lies too deep.</summary>
    public static ObjectNode? Class(StreamerCatalogue catalogue, StreamerInfo info, PlanDepth depth)
    {
        if (depth.IsTooDeep)
        {
            return null;
        }

        ObjectNode node = new(info.Name, isVersioned: true, new ClassVersions(catalogue, info, depth));
        foreach (StreamerElement element in info.Elements)
        {
            if (element.Type == -1)
            {
                continue;
            }

            if (element.Kind == "TStreamerBase")
            {
                AddBase(catalogue, node, element, depth);
            }
            else if (element.Type is > StreamerElement.Pointer and < StreamerElement.Pointer + StreamerElement.Fixed && Number(element.Type - StreamerElement.Pointer, element.Title) is { } number)
            {
                node.AddCounted(element.Name, number, element.CountName);
            }
            else if (element is { Type: StreamerElement.CustomLoop, CountName.Length: > 0 } && TypeName.Parse(element.TypeName) is { IsPointer: true } type)
            {
                // A pointer to pointers, or to objects.
                bool isPointers = element.TypeName.Replace(" ", "", StringComparison.Ordinal).EndsWith("**", StringComparison.Ordinal);
                node.AddLoop(element.Name, Type(catalogue, type with { IsPointer = isPointers }, depth.Next()), element.CountName);
            }
            else
            {
                node.AddMember(element.Name, Member(catalogue, element, depth.Next()));
            }
        }

        return node;
    }

    /// <summary>The node of a number by ROOT's code; null for other codes.</summary>
    public static ColumnNode? Number(int type, string title) => type switch
    {
        1 => new NumberNode<sbyte>(),
        2 => new NumberNode<short>(),
        3 or 6 => new NumberNode<int>(),
        4 or 16 => new NumberNode<long>(),
        5 => new NumberNode<float>(),
        8 => new NumberNode<double>(),
        9 => new PackedNode(PackedFloat.For(StreamerElement.ParseRange(title), isFloat16: false), isFloat16: false),
        19 => new PackedNode(PackedFloat.For(StreamerElement.ParseRange(title), isFloat16: true), isFloat16: true),
        10 or 11 => new NumberNode<byte>(),
        12 => new NumberNode<ushort>(),
        13 => new NumberNode<uint>(),
        StreamerElement.Bits => new BitsNode(),
        14 or 17 => new NumberNode<ulong>(),
        18 => new NumberNode<bool>(),
        _ => null,
    };

    private static ColumnNode Member(StreamerCatalogue catalogue, StreamerElement element, PlanDepth depth)
    {
        int type = element.Type;
        string bare = element.TypeName.TrimEnd('*', ' ');
        switch (type)
        {
            case StreamerElement.CharacterStar:
                return new CharactersNode();
            case > 0 and < StreamerElement.Fixed when Number(type, element.Title) is { } number:
                return number;
            case > StreamerElement.Fixed and < StreamerElement.Pointer when Number(type - StreamerElement.Fixed, element.Title) is { } number:
                return Arrays(element, number);
            case > StreamerElement.Pointer and < StreamerElement.Pointer + StreamerElement.Fixed when Number(type - StreamerElement.Pointer, element.Title) is { } number:
                return new CountedNode(number);
            case StreamerElement.String:
                return new StringNode(hasHeader: false);
            case StreamerElement.String + StreamerElement.Fixed:
                return Arrays(element, new StringNode(hasHeader: false));
            case StreamerElement.Object or StreamerElement.Any or StreamerElement.ObjectPointer or StreamerElement.AnyPointer or StreamerElement.ObjectBase or StreamerElement.Named:
                return Type(catalogue, bare, depth.Next());
            case StreamerElement.ObjectPointerNullable or StreamerElement.AnyPointerNullable:
                return new PointerNode(catalogue, element.TypeName, depth.Next());
            case StreamerElement.ObjectPointerNullable + StreamerElement.Fixed or StreamerElement.AnyPointerNullable + StreamerElement.Fixed:
                return Arrays(element, new PointerNode(catalogue, element.TypeName, depth.Next()));
            case StreamerElement.Object + StreamerElement.Fixed or StreamerElement.Any + StreamerElement.Fixed or StreamerElement.ObjectPointer + StreamerElement.Fixed or StreamerElement.AnyPointer + StreamerElement.Fixed
                or StreamerElement.Stl + StreamerElement.Fixed or StreamerElement.StlString + StreamerElement.Fixed:
                return Arrays(element, Type(catalogue, bare, depth.Next()));
            case StreamerElement.Custom when element.Kind != "TStreamerSTL":
                return Type(catalogue, bare, depth.Next());

            // Files have the code of custom streamers for arrays of containers as well.
            case StreamerElement.Stl or StreamerElement.StlString or StreamerElement.Custom or StreamerElement.StlPointer:
                return Arrays(element, Type(catalogue, bare, depth.Next()));
            default:
                return new SkippedNode(element.TypeName, $"type {element.TypeName} (code {type})");
        }
    }

    // An array of every dimension; the value itself for none.
    private static ColumnNode Arrays(StreamerElement element, ColumnNode node) => element.Dimensions.Reverse().Aggregate(node, (item, size) => new FixedArrayNode(size, item));

    private static ColumnNode Type(StreamerCatalogue catalogue, TypeName type, PlanDepth depth)
    {
        if (depth.IsTooDeep)
        {
            return new SkippedNode(type.ToString(), $"type {type}, inside of very many others,");
        }

        if (type.IsPointer)
        {
            return new PointerNode(catalogue, type.ToString(), depth);
        }

        return Known(catalogue, type, depth) ?? NumberByName(type.Name) ?? (ColumnNode?)Class(catalogue, type.ToString(), null, null, depth.Next()) ?? SkippedNode.Unknown(type.ToString());
    }

    // Types with streamers of ROOT's own, which the descriptions of their members do not give.
    private static ColumnNode? Known(StreamerCatalogue catalogue, TypeName type, PlanDepth depth) =>
        (type.Name, type.Arguments.Count) switch
        {
            ("TDatime", 0) => new NumberNode<uint>(),
            ("TObjArray" or "TList" or "THashList", 0) => new CollectionNode(type.Name, new PointerNode(catalogue, "TObject*", depth)),
            ("unique_ptr", >= 1) => new PointerNode(catalogue, $"{type.Arguments[0]}*", depth),
            ("string", 0) => new StringNode(hasHeader: true),
            ("TString", 0) => new StringNode(hasHeader: false),
            ("TRef", 0) => new ReferenceNode(),
            ("TRefArray", 0) => new ReferenceArrayNode(),
            ("TClonesArray", 0) => new ClonesNode(catalogue, depth),
            ("vector" or "list" or "deque" or "set" or "multiset" or "unordered_set" or "unordered_multiset" or "forward_list" or "ROOT::VecOps::RVec" or "ROOT::RVec" or "RVec", >= 1) =>
                new ListNode(Item(catalogue, type.Arguments[0], depth.Next())),
            ("map" or "multimap" or "unordered_map" or "unordered_multimap", >= 2) => new ListNode(Pair(catalogue, type.Arguments[0], type.Arguments[1], depth.Next())),
            ("pair", 2) => Class(catalogue, type.ToString(), null, null, depth.Next()) ?? Pair(catalogue, type.Arguments[0], type.Arguments[1], depth.Next(), isVersioned: true),
            ("array", 2) when int.TryParse(type.Arguments[1].Name.TrimEnd('u', 'U', 'l', 'L'), out int size) => new FixedArrayNode(Math.Max(0, size), Item(catalogue, type.Arguments[0], depth.Next())),
            ("TMatrixTSym", 1) when Class(catalogue, $"TMatrixTBase<{type.Arguments[0]}>", null, null, depth.Next()) is { } above =>
                type.Arguments[0].Name is "float" or "Float_t" ? new SymmetricMatrixNode<float>(type.ToString(), above) : new SymmetricMatrixNode<double>(type.ToString(), above),
            ("bitset", 1) => new ListNode(new NumberNode<bool>()),
            ("TArrayC" or "TArrayS" or "TArrayI" or "TArrayL" or "TArrayL64" or "TArrayF" or "TArrayD", 0) => new PlainArrayNode(type.Name switch
            {
                "TArrayC" => new NumberNode<sbyte>(),
                "TArrayS" => new NumberNode<short>(),
                "TArrayI" => new NumberNode<int>(),
                "TArrayF" => new NumberNode<float>(),
                "TArrayD" => new NumberNode<double>(),
                _ => new NumberNode<long>(),
            }),
            _ => null,
        };

    // Files describe all classes, and no enumeration.
    private static ColumnNode Item(StreamerCatalogue catalogue, TypeName type, PlanDepth depth) =>
        Type(catalogue, type, depth) is var node && node is SkippedNode && type is { Arguments.Count: 0 } && !depth.IsTooDeep ? new NumberNode<int>() : node;

    private static ObjectNode Pair(StreamerCatalogue catalogue, TypeName first, TypeName second, PlanDepth depth, bool isVersioned = false)
    {
        ObjectNode pair = new($"pair<{first},{second}>", isVersioned);
        pair.AddMember("first", Item(catalogue, first, depth));
        pair.AddMember("second", Item(catalogue, second, depth));
        return pair;
    }

    /// <summary>The node of a class below others; null when the file does not describe it, or it lies too deep.</summary>
    public static ObjectNode? Class(StreamerCatalogue catalogue, string className, int? version, uint? checksum, PlanDepth depth) =>
        catalogue.Find(className, version, checksum) is { } info ? Class(catalogue, info, depth) : null;

    private static void AddBase(StreamerCatalogue catalogue, ObjectNode node, StreamerElement element, PlanDepth depth)
    {
        if (element.Name == "TObject")
        {
            node.AddTObject();
        }
        else if (element.Name == "TQObject")
        {
            // Signals between objects, of which no byte is stored.
        }
        else if (TypeName.Parse(element.Name) is { IsPointer: false } type && !depth.IsTooDeep && Known(catalogue, type, depth.Next()) is { } known and not ObjectNode)
        {
            // Files may describe the members of such a class as well, which are not what it streams.
            node.AddMember(element.Name, known);
        }
        else if (element.Name == "TQObject")
        {
            // Signals between objects, of which no byte is stored.
        }
        else if (!element.Name.StartsWith("TMatrixTSym<", StringComparison.Ordinal) && Class(catalogue, element.Name, element.BaseVersion, element.BaseVersion <= 0 ? element.BaseChecksum : null, depth.Next()) is { } inherited)
        {
            node.AddBase(inherited);
        }
        else
        {
            node.AddMember(element.Name, Type(catalogue, element.Name, depth.Next()));
        }
    }

    private static ColumnNode? NumberByName(string name) => name switch
    {
        "bool" or "Bool_t" => Number(18, ""),
        "char" or "Char_t" or "signed char" or "int8_t" => Number(1, ""),
        "unsigned char" or "UChar_t" or "uint8_t" or "byte" => Number(11, ""),
        "short" or "Short_t" or "short int" or "int16_t" or "Version_t" => Number(2, ""),
        "unsigned short" or "unsigned short int" or "UShort_t" or "uint16_t" => Number(12, ""),
        "int" or "Int_t" or "int32_t" => Number(3, ""),
        "unsigned int" or "unsigned" or "UInt_t" or "uint32_t" => Number(13, ""),
        "long" or "long int" or "Long_t" or "long long" or "long long int" or "ptrdiff_t" or "Long64_t" or "int64_t" => Number(16, ""),
        "unsigned long" or "unsigned long int" or "ULong_t" or "unsigned long long" or "unsigned long long int" or "ULong64_t" or "uint64_t" or "size_t" => Number(17, ""),
        "float" or "Float_t" or "Real_t" => Number(5, ""),
        "double" or "Double_t" or "Axis_t" or "Stat_t" => Number(8, ""),
        "Double32_t" => Number(9, ""),
        "Float16_t" => Number(19, ""),
        _ => null,
    };
}
