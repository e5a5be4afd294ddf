using System.Buffers.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>The attributes of one owner, of which a writer of IO_GenEvent takes those that it has columns for.</summary>
internal ref struct IoGenEventAttributes
{
    private const int MostNumbered = 100;

    private readonly HepMcAttributes _attributes;
    private readonly HepMcOwner _owner;
    private readonly int _index;

    public IoGenEventAttributes(HepMcRecord record, HepMcOwner owner, int index)
    {
        (_attributes, _owner, _index) = (record.Attributes, owner, index);
        for (int a = _attributes.FirstOf(owner, index); a >= 0; a = _attributes.Next(a))
        {
            Left++;
        }
    }

    /// <summary>Attributes that were not taken.</summary>
    public int Left { get; private set; }

    /// <summary>Name with a number behind it.</summary>
    public static ReadOnlySpan<byte> Numbered(ReadOnlySpan<byte> name, int number)
    {
        HepMcTextBuffer all = new();
        all.Add(name);
        all.AddDigits(number);
        return all.Bytes;
    }

    /// <summary>Takes the attribute of a name.</summary>
    public bool TryTake(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        int attribute = Left == 0 ? -1 : _attributes.Find(_owner, _index, name);
        value = attribute < 0 ? [] : _attributes.TextOf(attribute);
        Left -= attribute < 0 ? 0 : 1;
        return attribute >= 0;
    }

    /// <summary>How many attributes have a name and the numbers 0, 1, … behind it, up to 100, of which HepMC3 knows no more.</summary>
    public readonly int CountNumbered(ReadOnlySpan<byte> name)
    {
        int count = 0;
        while (Left > 0 && count < MostNumbered && _attributes.Find(_owner, _index, Numbered(name, count)) >= 0)
        {
            count++;
        }

        return count;
    }

    /// <summary>Takes colour flow, <c>flow1</c>, <c>flow2</c>, … or a list <c>flows</c> of the codes 1, 2, …, and adds its number and pairs.</summary>
    /// <returns>How many held something else.</returns>
    public int AddFlows(HepMcTextBuffer text)
    {
        if (TryTake("flows"u8, out ReadOnlySpan<byte> list))
        {
            return AddList(list, text);
        }

        int count = 0;
        for (int a = _attributes.FirstOf(_owner, _index); a >= 0; a = _attributes.Next(a))
        {
            count += TryReadFlow(a, out _, out _) ? 1 : 0;
        }

        text.AddNumber((long)count);
        for (int a = count == 0 ? -1 : _attributes.FirstOf(_owner, _index); a >= 0; a = _attributes.Next(a))
        {
            if (TryReadFlow(a, out int index, out int code))
            {
                text.AddNumber((long)index);
                text.AddNumber((long)code);
            }
        }

        Left -= count;
        return 0;
    }

    private static int AddList(ReadOnlySpan<byte> list, HepMcTextBuffer text)
    {
        int count = 0, position = 0;
        while (HepMcWords.TryReadInt32(list, ref position, out _))
        {
            count++;
        }

        text.AddNumber((long)count);
        bool isWhole = HepMcWords.AtEnd(list, position);
        position = 0;
        for (int i = 1; i <= count; i++)
        {
            _ = HepMcWords.TryReadInt32(list, ref position, out int code);
            text.AddNumber((long)i);
            text.AddNumber((long)code);
        }

        return isWhole ? 0 : 1;
    }

    private readonly bool TryReadFlow(int attribute, out int index, out int code)
    {
        ReadOnlySpan<byte> name = _attributes.NameOf(attribute), value = _attributes.TextOf(attribute);
        int position = 0;
        (index, code) = (0, 0);
        return name.StartsWith("flow"u8) && Utf8Parser.TryParse(name[4..], out index, out int length) && length == name.Length - 4
            && HepMcWords.TryReadInt32(value, ref position, out code) && HepMcWords.AtEnd(value, position);
    }
}
