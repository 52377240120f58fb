using System.Globalization;
using System.Text;

namespace Qboxmail.Json;

/// <summary>
/// Refuses JavaScript that Newtonsoft accepts as JSON, and turns numbers that it would change into strings: leading zeros, which it reads as octal,
/// and numbers beyond the range of <see cref="long"/> or <see cref="decimal"/>.
/// </summary>
internal static class StrictJson
{
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
                    if (!IsNumber(word))
                    {
                        throw InvalidAt(index);
                    }

                    if (HasLeadingZero(word) || !NumberText.IsExact(word))
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

    private static bool IsNumber(string word)
    {
        var index = word[0] == '-' ? 1 : 0;

        if (!SkipDigits(word, ref index))
        {
            return false;
        }

        if (index < word.Length && word[index] == '.')
        {
            index++;

            if (!SkipDigits(word, ref index))
            {
                return false;
            }
        }

        if (index < word.Length && word[index] is 'e' or 'E')
        {
            index += index + 1 < word.Length && word[index + 1] is '+' or '-' ? 2 : 1;

            if (!SkipDigits(word, ref index))
            {
                return false;
            }
        }

        return index == word.Length;
    }

    private static bool SkipDigits(string word, ref int index)
    {
        var start = index;

        while (index < word.Length && word[index] is >= '0' and <= '9')
        {
            index++;
        }

        return index > start;
    }

    private static bool HasLeadingZero(string number)
    {
        var first = number[0] == '-' ? 1 : 0;
        return number[first] == '0' && number.Length > first + 1 && number[first + 1] is >= '0' and <= '9';
    }

    private static InvalidJsonException InvalidAt(int index) => InvalidJsonException.At($"byte {(index + 1).ToString(CultureInfo.InvariantCulture)}");
}
