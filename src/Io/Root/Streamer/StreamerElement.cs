using System.Globalization;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>One member of a class, as a TStreamerElement describes it.</summary>
/// <param name="Kind">Class of the description: TStreamerBase, TStreamerSTL, …</param>
/// <param name="Name">Name of the member, or of the base class.</param>
/// <param name="Title">Comment on it, with ranges and array sizes in brackets.</param>
/// <param name="Type">Code of the type: 0 for base classes, 1 to 19 for numbers, 20 more for arrays, 40 more for arrays with a counter, 61 to 69 for objects, 300 and 365 for STL containers.</param>
/// <param name="ArrayLength">Elements of an array of fixed size; 0 for none.</param>
/// <param name="TypeName">Type in C++.</param>
/// <param name="BaseVersion">Version of a base class.</param>
/// <param name="CountName">Member that counts the elements of an array.</param>
/// <param name="StlType">Kind of an STL container.</param>
internal sealed record StreamerElement(string Kind, string Name, string Title, int Type, int ArrayLength, string TypeName, int BaseVersion = 0, string CountName = "", int StlType = 0)
{
    /// <summary>Checksum of a base class, which stands for the version of one without; null where it is not known.</summary>
    public uint? BaseChecksum { get; init; }

    /// <summary>Sizes of an array from the outermost to the innermost; one size where they do not fit its length, none for no array.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = ArrayLength > 0 ? [ArrayLength] : [];

    public const int Base = 0, Character = 1, Counter = 6, CharacterStar = 7, Double32 = 9, Bits = 15, Float16 = 19, Fixed = 20, Pointer = 40, Object = 61, Any = 62, ObjectPointer = 63,
        ObjectPointerNullable = 64, String = 65, ObjectBase = 66, Named = 67, AnyPointer = 68, AnyPointerNullable = 69, StlPointer = 71, Stl = 300, StlString = 365, Custom = 500, CustomLoop = 501;

    /// <summary>Range and number of bits of a Double32_t or Float16_t, from '[min,max,bits]' in the title; null where there is none.</summary>
    public (double Low, double High, int Bits)? Range => ParseRange(Title);

    /// <summary>Reads '[min,max,bits]', '[min,max]' or '[0,0,bits]'; the first bracket that holds such a thing, others are sizes of arrays.</summary>
    public static (double Low, double High, int Bits)? ParseRange(string title)
    {
        for (int open = title.IndexOf('[', StringComparison.Ordinal); open >= 0; open = title.IndexOf('[', open + 1))
        {
            // Longer brackets hold something else, and long titles would be searched again and again.
            const int longest = 100;
            int close = title.IndexOf(']', open, Math.Min(longest, title.Length - open));
            string[] parts = close < 0 ? [] : title[(open + 1)..close].Split(',');
            if (parts.Length is 2 or 3 && Value(parts[0]) is double low && Value(parts[1]) is double high)
            {
                int bits = 32;
                return parts.Length == 3 && !int.TryParse(parts[2].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out bits) ? null
                    : bits is < 2 or > 32 ? (low, high, 32) : (low, high, bits);
            }
        }

        return null;
    }

    // A number, or a multiple of pi as ROOT writes it: pi, -pi, 2*pi, twopi, pi/2, pi/4.
    private static double? Value(string text)
    {
        string bare = text.Trim().ToLowerInvariant();
        double sign = bare.StartsWith('-') ? -1 : 1;
        return bare.TrimStart('-', '+').Replace(" ", "", StringComparison.Ordinal) switch
        {
            "pi" => sign * Math.PI,
            "2pi" or "2*pi" or "twopi" => sign * 2 * Math.PI,
            "pi/2" => sign * Math.PI / 2,
            "pi/4" => sign * Math.PI / 4,
            _ => double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null,
        };
    }
}

/// <summary>The members of one version of a class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Version">Its version.</param>
/// <param name="Checksum">Checksum of its members, which stands for the version of classes without one.</param>
/// <param name="Elements">The members in the order of the bytes, base classes first.</param>
internal sealed record StreamerInfo(string Name, int Version, uint Checksum, IReadOnlyList<StreamerElement> Elements);
