using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>Writes an object that was read, with everything that it points to: the counterpart of <see cref="ObjectReader"/>.</summary>
/// <param name="catalogue">Descriptions of the classes, those that the file will have.</param>
/// <param name="buffer">Where the object goes.</param>
/// <param name="place">Where the object comes from, for messages.</param>
internal sealed partial class ObjectWriter(StreamerCatalogue catalogue, RootBuffer buffer, RootPlace place)
{
    private const int ListVersion = 5, ArrayVersion = 3, MapVersion = 3;
    private readonly Dictionary<RootObject, uint> _written = new(ReferenceEqualityComparer.Instance);

    /// <summary>Writes an object without a pointer to it.</summary>
    /// <exception cref="PluginException">It has something that cannot be written.</exception>
    public void Write(RootObject item) => WriteClass(item, item.ClassName);

    /// <summary>Writes a pointer: to nothing, to an object that was written before, or to a new one that follows.</summary>
    /// <exception cref="PluginException">The object has something that cannot be written.</exception>
    public void WritePointer(RootObject? item)
    {
        if (item is null)
        {
            buffer.Null();
        }
        else if (_written.TryGetValue(item, out uint known))
        {
            buffer.Reference(known);
        }
        else
        {
            _written[item] = buffer.BeginPointer(item.ClassName, out int pointer);
            WriteClass(item, item.ClassName);
            buffer.End(pointer);
        }
    }

    private void WriteClass(RootObject item, string className)
    {
        if (item.Unread is { } unread)
        {
            throw NotWritten(unread);
        }

        if (WriteKnown(item, className))
        {
            return;
        }

        StreamerInfo info = catalogue.All(className).FirstOrDefault(i => i.Elements.All(e => IsKnown(item, e))) ?? throw NotWritten($"class {className}, whose description does not fit the object,");
        bool hasChecksum = item.Checksum is not null && className == item.ClassName;
        int start = buffer.Begin(hasChecksum ? 0 : info.Version);
        if (hasChecksum)
        {
            buffer.UInt32(info.Checksum);
        }

        foreach (StreamerElement element in info.Elements)
        {
            WriteMember(item, element);
        }

        buffer.End(start);
    }

    private static bool IsKnown(RootObject item, StreamerElement element) => element.Type < 0 || element.Kind == "TStreamerBase" || item.Members.ContainsKey(element.Name);

    private void WriteMember(RootObject item, StreamerElement element)
    {
        object? value = item.Members.GetValueOrDefault(element.Name);
        switch (element.Type)
        {
            case < 0:
                return;
            case StreamerElement.Base or StreamerElement.ObjectBase or StreamerElement.Named when element.Kind == "TStreamerBase":
                WriteClass(item, element.Name);
                return;
            case StreamerElement.Float16 or StreamerElement.Double32:
                // Packed, and never changed.
                buffer.Raw(item.Bytes(element.Name) ?? throw NotWritten($"member {element.Name} ({element.TypeName})"));
                return;
            case > 0 and < StreamerElement.Fixed:
                WriteNumber(element, element.Type, value);
                return;
            case > StreamerElement.Fixed and < StreamerElement.Pointer when value is Array numbers && numbers.Length == element.ArrayLength:
                WriteNumbers(element, element.Type - StreamerElement.Fixed, numbers);
                return;
            case > StreamerElement.Pointer and < StreamerElement.Pointer + StreamerElement.Fixed when value is Array numbers && numbers.Length == item.Integer(element.CountName):
                buffer.Boolean(numbers.Length > 0);
                WriteNumbers(element, element.Type - StreamerElement.Pointer, numbers);
                return;

            // An array that is not there, whatever its counter says.
            case > StreamerElement.Pointer and < StreamerElement.Pointer + StreamerElement.Fixed when value is Array { Length: 0 }:
                buffer.Boolean(false);
                return;
            case StreamerElement.String when value is string text:
                buffer.String(text);
                return;
            case StreamerElement.Object or StreamerElement.Any or StreamerElement.ObjectPointer or StreamerElement.AnyPointer or StreamerElement.ObjectBase or StreamerElement.Named when value is RootObject inner:
                Write(inner);
                return;
            case StreamerElement.ObjectPointerNullable or StreamerElement.AnyPointerNullable when value is null or RootObject:
                WritePointer((RootObject?)value);
                return;

            // Containers of pointers count their references from where they stood.
            default:
                buffer.Raw(item.Bytes(element.Name) is { } bytes && !element.TypeName.Contains('*', StringComparison.Ordinal) ? bytes : throw NotWritten($"member {element.Name} ({element.TypeName})"));
                return;
        }
    }

    private void WriteNumber(StreamerElement element, int type, object? value)
    {
        if (type == StreamerElement.CharacterStar && value is string text)
        {
            byte[] characters = System.Text.Encoding.UTF8.GetBytes(text);
            buffer.Int32(characters.Length);
            buffer.Raw(characters);
            return;
        }

        if (value is not IConvertible number)
        {
            throw NotWritten($"member {element.Name} ({element.TypeName})");
        }

        try
        {
            WriteNumber(element, type, number, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw NotWritten($"{Convert.ToString(value, CultureInfo.InvariantCulture)} in member {element.Name} ({element.TypeName})");
        }
    }

    private void WriteNumber(StreamerElement element, int type, IConvertible number, CultureInfo culture)
    {
        switch (type)
        {
            case 1: buffer.Byte(number.ToSByte(culture)); break;
            case 10 or 11: buffer.Byte(number.ToByte(culture)); break;
            case 18: buffer.Boolean(number.ToBoolean(culture)); break;
            case 2: buffer.UInt16((ushort)number.ToInt16(culture)); break;
            case 12: buffer.UInt16(number.ToUInt16(culture)); break;
            case 3 or 6: buffer.Int32(number.ToInt32(culture)); break;
            case 13 or 15: buffer.UInt32(number.ToUInt32(culture)); break;
            case 4 or 16: buffer.Int64(number.ToInt64(culture)); break;
            case 14 or 17: buffer.UInt64(number.ToUInt64(culture)); break;
            case 5: buffer.Single(number.ToSingle(culture)); break;
            case 8: buffer.Double(number.ToDouble(culture)); break;
            default: throw NotWritten($"type {type} of member {element.Name}");
        }
    }

    private void WriteNumbers(StreamerElement element, int type, Array values)
    {
        switch (values)
        {
            case sbyte[] v when type == 1: buffer.Numbers<sbyte>(v); break;
            case byte[] v when type is 10 or 11: buffer.Numbers<byte>(v); break;
            case bool[] v when type == 18: buffer.Numbers<bool>(v); break;
            case short[] v when type == 2: buffer.Numbers<short>(v); break;
            case ushort[] v when type == 12: buffer.Numbers<ushort>(v); break;
            case int[] v when type is 3 or 6: buffer.Numbers<int>(v); break;
            case uint[] v when type is 13 or 15: buffer.Numbers<uint>(v); break;
            case long[] v when type is 4 or 16: buffer.Numbers<long>(v); break;
            case ulong[] v when type is 14 or 17: buffer.Numbers<ulong>(v); break;
            case float[] v when type == 5: buffer.Numbers<float>(v); break;
            case double[] v when type == 8: buffer.Numbers<double>(v); break;
            default: throw NotWritten($"an array of type {type} in member {element.Name}");
        }
    }

    private PluginException NotWritten(string what) => RootErrors.NotSupported(place, $"writing {what}", "Leave the object out.");
}
