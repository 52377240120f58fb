using System.Text;

namespace Qboxmail.Fuzz;

/// <summary>Corrupts bytes without regard to their meaning.</summary>
internal static class ByteMutations
{
    private static readonly byte[] Syntax = "{}[]\",:\\/'-+.eEx0123456789tfnuINd \n\0()#*"u8.ToArray();

    private static readonly byte[][] InvalidUtf8 =
    [
        [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xC0, 0x80], [0x80],
    ];

    private static readonly (string Name, Func<byte[], byte[], Random, byte[]> Apply)[] All =
    [
        ("bits flipped", (body, _, random) => Change(body, random, (value, source) => (byte)(value ^ (1 << source.Next(8))))),
        ("bytes replaced", (body, _, random) =>
            Change(body, random, (_, source) => source.Next(3) > 0 ? Syntax[source.Next(Syntax.Length)] : (byte)source.Next(256))),
        ("bytes inserted", (body, _, random) =>
            Insert(body, random, [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Syntax[random.Next(Syntax.Length)])])),
        ("bytes deleted", (body, _, random) => Delete(body, random)),
        ("truncated", (body, _, random) => body[..random.Next(body.Length + 1)]),
        ("repeated", (body, _, random) => Insert(body, random, Part(body, random))),
        ("spliced", (body, other, random) => [.. body[..random.Next(body.Length + 1)], .. other[random.Next(other.Length + 1)..]]),
        ("invalid UTF-8", (body, _, random) => Insert(body, random, InvalidUtf8[random.Next(InvalidUtf8.Length)])),
        ("NUL", (body, _, random) => Insert(body, random, new byte[random.Next(1, 5)])),
        ("BOM", (body, _, _) => [0xEF, 0xBB, 0xBF, .. body]),
        ("UTF-16", (body, _, random) => Encode(body, random.Next(2) == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode, random.Next(2) == 0)),
        ("UTF-32", (body, _, random) => Encode(body, Encoding.UTF32, random.Next(2) == 0)),
        ("followed by another body", (body, other, _) => [.. body, .. other]),
    ];

    public static byte[] Mutate(byte[] body, byte[] other, Random random, out string name)
    {
        var (chosen, apply) = All[random.Next(All.Length)];
        name = chosen;
        return apply(body, other, random);
    }

    public static byte[] Insert(byte[] body, Random random, byte[] inserted)
    {
        var index = random.Next(body.Length + 1);
        return [.. body.AsSpan(0, index), .. inserted, .. body.AsSpan(index)];
    }

    private static byte[] Change(byte[] body, Random random, Func<byte, Random, byte> change)
    {
        var changed = body.ToArray();

        for (var remaining = body.Length == 0 ? 0 : random.Next(1, 6); remaining > 0; remaining--)
        {
            var index = random.Next(changed.Length);
            changed[index] = change(changed[index], random);
        }

        return changed;
    }

    private static byte[] Delete(byte[] body, Random random)
    {
        var (start, length) = Range(body, random);
        return [.. body.AsSpan(0, start), .. body.AsSpan(start + length)];
    }

    private static byte[] Part(byte[] body, Random random)
    {
        var (start, length) = Range(body, random);
        return body.AsSpan(start, length).ToArray();
    }

    private static (int Start, int Length) Range(byte[] body, Random random)
    {
        var start = random.Next(body.Length + 1);
        return (start, random.Next(Math.Min(body.Length - start, random.Next(4) == 0 ? 1000 : 10) + 1));
    }

    private static byte[] Encode(byte[] body, Encoding encoding, bool hasPreamble) =>
        [.. hasPreamble ? encoding.GetPreamble() : [], .. encoding.GetBytes(Encoding.UTF8.GetString(body))];
}
