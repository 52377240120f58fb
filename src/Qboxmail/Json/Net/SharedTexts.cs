using System.Buffers.Binary;
using System.Text;

namespace Qboxmail.Json;

/// <summary>Shares the strings of property names and of enumerations among all items; otherwise they take most of the memory of a page.</summary>
internal static class SharedTexts
{
    private const int Size = 4096;

    // Longer texts are not the API's. This and the size cap the memory for hostile responses.
    private const int MaxLength = 64;

    // Each text has two slots. Threads may overwrite each other's texts, which are then created once more.
    private static readonly string?[] Slots = new string?[Size];

    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var slot = SlotOf(utf8);

        if (Slots[slot] is { } first && Ascii.Equals(utf8, first))
        {
            return first;
        }

        if (Slots[slot ^ 1] is { } second && Ascii.Equals(utf8, second))
        {
            return second;
        }

        Slots[slot ^ 1] = Slots[slot];
        return Slots[slot] = Encoding.UTF8.GetString(utf8);
    }

    // Length, beginning and end tell the names of the API apart; a multiplication for each character would take a quarter of the reading time.
    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length;

        if (utf8.Length >= sizeof(ulong))
        {
            hash += BinaryPrimitives.ReadUInt64LittleEndian(utf8) * 31 + BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]);
        }
        else
        {
            foreach (var value in utf8)
            {
                hash = (hash << 8) + value;
            }
        }

        return (int)((hash * 0x9E3779B97F4A7C15) >> 52);
    }
}
