using System.Globalization;
using System.Text;

namespace Qboxmail.Json;

/// <summary>
/// Refuses JavaScript that Newtonsoft accepts as JSON, and turns numbers that it would change into strings: leading zeros, which it reads as octal,
/// and numbers beyond the range of <see cref="long"/> or <see cref="decimal"/>.
/// </summary>
internal static class StrictJson
{
    // A number this short always fits in a decimal, and without a fraction in a long.
    private const int MaxPlainLength = 18;

    // A fraction this short fits in a decimal without loss.
    private const int MaxDecimalLength = 28;

    // An E, a sign and two digits: no decimal has a larger exponent.
    private const int MaxExponentLength = 4;

    /// <summary>Returns the JSON, or a copy in which some numbers are strings.</summary>
    /// <param name="json">The document in UTF-8.</param>
    /// <exception cref="InvalidJsonException">A token is not JSON.</exception>
    public static byte[] Normalize(byte[] json)
    {
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
                var word = Encoding.UTF8.GetString(json, index, end - index);

                if (word is not ("true" or "false" or "null"))
                {
                    if (!IsNumber(word))
                    {
                        throw InvalidAt(index);
                    }

                    if (!IsExact(word))
                    {
                        output ??= new MemoryStream(json.Length + 64);
                        output.Write(json, copied, index - copied);
                        output.WriteByte((byte)'"');
                        output.Write(json, index, end - index);
                        output.WriteByte((byte)'"');
                        copied = end;
                    }
                }

                index = end;
            }

            previous = current;
        }

        output?.Write(json, copied, json.Length - copied);
        return output?.ToArray() ?? json;
    }

    private static bool IsPunctuation(byte value) => value is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)':' or (byte)',';

    private static bool CanFollow(byte previous, byte current) => current switch
    {
        (byte)':' => previous == '"',
        (byte)'}' or (byte)']' => previous is not ((byte)',' or (byte)':'),
        (byte)',' => previous is not (0 or (byte)',' or (byte)':' or (byte)'{' or (byte)'['),
        _ => true,
    };

    private static int EndOfString(byte[] json, int start)
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

    private static int EndOfWord(byte[] json, int start)
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

    private static bool IsExact(string number)
    {
        var first = number[0] == '-' ? 1 : 0;

        if (number[first] == '0' && number.Length > first + 1 && number[first + 1] is >= '0' and <= '9')
        {
            return false;
        }

        var exponent = number.IndexOfAny(['e', 'E']);

        if (exponent < 0 && number.IndexOf('.') < 0)
        {
            return number.Length <= MaxPlainLength || long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        }

        if (exponent < 0)
        {
            return number.Length <= MaxDecimalLength
                || (decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && Trimmed(value.ToString(CultureInfo.InvariantCulture)) == Trimmed(number));
        }

        return number.Length <= MaxDecimalLength && number.Length - exponent <= MaxExponentLength
            && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private static string Trimmed(string number) => number.IndexOf('.') < 0 ? number : number.TrimEnd('0').TrimEnd('.');

    private static InvalidJsonException InvalidAt(int index) => InvalidJsonException.At($"byte {(index + 1).ToString(CultureInfo.InvariantCulture)}");
}
