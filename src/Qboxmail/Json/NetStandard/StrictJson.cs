using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Qboxmail.Json;

/// <summary>
/// Refuses JavaScript that Newtonsoft accepts as JSON, and turns numbers that it would change into strings: leading zeros, which it reads as octal,
/// and numbers beyond the range of <see cref="long"/> or <see cref="decimal"/>.
/// </summary>
internal static class StrictJson
{
    private static readonly Regex Number = new(@"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant);
    private static readonly Regex LeadingZero = new("^-?0[0-9]", RegexOptions.CultureInvariant);

    /// <summary>Returns the JSON, or a copy in which some numbers are strings.</summary>
    /// <param name="utf8">The document in UTF-8.</param>
    /// <exception cref="InvalidJsonException">A token is not JSON.</exception>
    public static ArraySegment<byte> Normalize(ArraySegment<byte> utf8)
    {
        ReadOnlySpan<byte> json = utf8;
        MemoryStream? output = null;
        var copied = 0;
        var previous = (byte)0;

        for (var index = 0; index < json.Length;)
        {
            var current = json[index];

            if (current is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                index++;
                continue;
            }

            if (current == '"')
            {
                index = EndOfString(json, index);
            }
            else if (IsPunctuation(current))
            {
                if (!CanFollow(previous, current))
                {
                    throw InvalidAt(index);
                }

                index++;
            }
            else
            {
                var end = EndOfWord(json, index);
                var word = Encoding.UTF8.GetString(utf8.Array!, utf8.Offset + index, end - index);

                if (word is not ("true" or "false" or "null"))
                {
                    if (!Number.IsMatch(word))
                    {
                        throw InvalidAt(index);
                    }

                    if (LeadingZero.IsMatch(word) || !NumberText.IsExact(word))
                    {
                        output ??= new MemoryStream(json.Length + 64);
                        output.Write(utf8.Array!, utf8.Offset + copied, index - copied);
                        output.WriteByte((byte)'"');
                        output.Write(utf8.Array!, utf8.Offset + index, end - index);
                        output.WriteByte((byte)'"');
                        copied = end;
                    }
                }

                index = end;
            }

            previous = current;
        }

        output?.Write(utf8.Array!, utf8.Offset + copied, json.Length - copied);
        return output is null ? utf8 : new(output.ToArray());
    }

    private static bool IsPunctuation(byte value) => value is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)':' or (byte)',';

    private static bool CanFollow(byte previous, byte current) => current switch
    {
        (byte)':' => previous == '"',
        (byte)'}' or (byte)']' => previous is not ((byte)',' or (byte)':'),
        (byte)',' => previous is not (0 or (byte)',' or (byte)':' or (byte)'{' or (byte)'['),
        _ => true,
    };

    private static int EndOfString(ReadOnlySpan<byte> json, int start)
    {
        for (var index = start + 1; index < json.Length; index++)
        {
            switch (json[index])
            {
                case (byte)'"': return index + 1;
                case < (byte)' ': throw InvalidAt(index);
                case (byte)'\\':
                    index++;

                    if (index < json.Length && "\"\\/bfnrtu".IndexOf((char)json[index]) < 0)
                    {
                        throw InvalidAt(index);
                    }

                    break;
            }
        }

        throw InvalidAt(json.Length);
    }

    private static int EndOfWord(ReadOnlySpan<byte> json, int start)
    {
        var end = start;

        while (end < json.Length && json[end] > ' ' && json[end] != '"' && !IsPunctuation(json[end]))
        {
            end++;
        }

        return end == start ? throw InvalidAt(start) : end;
    }

    private static InvalidJsonException InvalidAt(int index) => InvalidJsonException.At($"byte {(index + 1).ToString(CultureInfo.InvariantCulture)}");
}
