namespace Qboxmail.Json;

/// <summary>Rejects JavaScript syntax that Newtonsoft.Json accepts, and rewrites numbers that it would change as strings or plain decimals.</summary>
internal static class StrictJson
{
    private const string Digits = "0123456789";
    private const int MaxPlainLength = 18;

    /// <summary>Validates a JSON document and returns it, or a copy with rewritten numbers.</summary>
    /// <param name="utf8">The document in UTF-8.</param>
    /// <exception cref="InvalidJsonException">A token is not JSON.</exception>
    public static ArraySegment<byte> Normalize(ArraySegment<byte> utf8)
    {
        ReadOnlySpan<byte> json = utf8;
        MemoryStream? output = null;
        var copied = 0;
        var previous = (byte)0;
        var depth = 0;

        for (var index = 0; index < json.Length;)
        {
            var current = json[index];

            if (current is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                index++;
                continue;
            }

            // Newtonsoft.Json ignores the last character after the JSON value in some documents, so such text is rejected here.
            if (depth == 0 && previous != 0)
            {
                throw InvalidAt(index);
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

                depth += current is (byte)'{' or (byte)'[' ? 1 : current is (byte)'}' or (byte)']' ? -1 : 0;
                index++;
            }
            else
            {
                var end = EndOfWord(json, index);
                var word = json.Slice(index, end - index);
                var isNumber = IsNumber(word);

                if (!isNumber && !word.SequenceEqual("true"u8) && !word.SequenceEqual("false"u8) && !word.SequenceEqual("null"u8))
                {
                    throw InvalidAt(index);
                }

                if (isNumber && !IsPlain(word))
                {
                    output ??= new MemoryStream(json.Length + 64);
                    output.Write(utf8.Array!, utf8.Offset + copied, index - copied);
                    var number = Encoding.UTF8.GetBytes(Rewrite(NumberText.Parse(word)));
                    output.Write(number, 0, number.Length);
                    copied = end;
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

    // A number of this length fits in a decimal and, without a fraction, in a long. Every parser therefore reads it in the same way.
    private static bool IsPlain(ReadOnlySpan<byte> number) => number.Length <= MaxPlainLength && number.IndexOfAny((byte)'e', (byte)'E') < 0;

    private static bool IsNumber(ReadOnlySpan<byte> word)
    {
        Skip(ref word, "-");
        var isNumber = (Skip(ref word, "0") || SkipDigits(ref word)) && (!Skip(ref word, ".") || SkipDigits(ref word));

        if (isNumber && Skip(ref word, "eE"))
        {
            Skip(ref word, "+-");
            isNumber = SkipDigits(ref word);
        }

        return isNumber && word.IsEmpty;
    }

    private static string Rewrite(object value) => (value, FormattableString.Invariant($"{value}")) switch
    {
        (string, var text) => $"\"{text}\"",
        // Newtonsoft.Json reads a number without a decimal point or an exponent as an integer, which may overflow long. The exponent prevents that.
        (decimal, var text) when !text.Contains('.') => text + "e0",
        var (_, text) => text,
    };

    private static bool SkipDigits(ref ReadOnlySpan<byte> text)
    {
        var hasDigits = Skip(ref text, Digits);

        while (Skip(ref text, Digits))
        {
        }

        return hasDigits;
    }

    private static bool Skip(ref ReadOnlySpan<byte> text, string characters)
    {
        var isSkipped = !text.IsEmpty && characters.IndexOf((char)text[0]) >= 0;
        text = isSkipped ? text.Slice(1) : text;
        return isSkipped;
    }

    private static InvalidJsonException InvalidAt(int index) => InvalidJsonException.At($"byte {(index + 1).ToString(CultureInfo.InvariantCulture)}");
}
