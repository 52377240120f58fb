using System.Net;
using System.Text;

namespace Qboxmail.Redaction;

/// <summary>
/// A secret that was sent, and that may come back as servers write it: as it is, or escaped once or more as in JSON, in an address or in HTML.
/// </summary>
internal sealed class EncodedSecretMatcher(string secret)
{
    // So much of a secret is masked even when the rest of it is missing. It also bounds the work at each place of a text.
    private const int LongPart = 32;

    // More than any nesting brings about, so that a text of nothing else is soon done with.
    private const int MostBackslashes = 64;

    private const string Backslash = "%5C";
    private const string Ampersand = "u0026";

    private static readonly char[] Escapes = ['\\', '%', '&', '+'];

    private readonly char[] _starts = [secret[0], .. Escapes];

    public string RemoveFrom(string text)
    {
        text = text.Replace(secret, SecretRedactor.Mask);
        var clean = new StringBuilder();
        var kept = 0;

        for (var start = NextStart(text, 0); start >= 0; start = NextStart(text, start))
        {
            var (end, characters) = Match(text, start);

            if (characters == secret.Length || characters >= LongPart)
            {
                clean.Append(text, kept, start - kept).Append(SecretRedactor.Mask);
                kept = start = end;
            }
            else
            {
                start++;
            }
        }

        return kept == 0 ? text : clean.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>Where the secret begins when it goes on behind the end of the text; the length of the text when it does not.</summary>
    public int StartOfCut(string text)
    {
        var start = NextStart(text, 0);

        while (start >= 0 && Match(text, start).End < text.Length)
        {
            start = NextStart(text, start + 1);
        }

        return start < 0 ? text.Length : start;
    }

    private int NextStart(string text, int from) => from < text.Length ? text.IndexOfAny(_starts, from) : -1;

    /// <summary>How far the secret stands here, and how many of its characters; the end of the text when it is cut there.</summary>
    private (int End, int Letters) Match(string text, int start)
    {
        var position = start;
        var isBehindBackslash = false;

        for (var index = 0; index < secret.Length;)
        {
            var next = EndOfBackslashes(text, position);
            var isEscaped = next > position || isBehindBackslash;
            isBehindBackslash = isEscaped && secret[index] == '\\' && !IsCode(text, next, '\\');

            if (isBehindBackslash)
            {
                position = next;
                index++;
                continue;
            }

            var width = char.IsSurrogatePair(secret, index) ? 2 : 1;
            var end = EndOfPercent(text, next, index, width) ?? EndOfEntity(text, next, index, width, isEscaped);

            if (end is null)
            {
                width = 1;
                end = EndOfLetter(text, next, secret[index], isEscaped);
            }

            if (end is null || end > text.Length)
            {
                return (end is null ? position : text.Length, index);
            }

            position = end.Value;
            index += width;
        }

        return (position, secret.Length);
    }

    /// <summary>Where a character ends, as it is or escaped; behind the end of the text when it is cut there; null when it is another one.</summary>
    private static int? EndOfLetter(string text, int position, char character, bool isEscaped)
    {
        if (position == text.Length)
        {
            return text.Length + 1;
        }

        if (isEscaped && text[position] == 'u' && (text.Length - position < 5 ? character != 'u' : IsCode(text, position, character)))
        {
            return position + 5;
        }

        var found = text[position];
        return found == character || (isEscaped && Short(found) == character) || (found == '+' && character == ' ') ? position + 1 : null;
    }

    private int? EndOfPercent(string text, int position, int index, int width)
    {
        if (position >= text.Length || text[position] != '%')
        {
            return null;
        }

        foreach (var value in Encoding.UTF8.GetBytes(secret.Substring(index, width)))
        {
            if (text.Length - position < 3)
            {
                return position >= text.Length || text[position] == '%' ? text.Length + 1 : null;
            }

            if (text[position] != '%' || Hex(text, position + 1, digits: 2) != value)
            {
                return null;
            }

            position += 3;
        }

        return position;
    }

    private int? EndOfEntity(string text, int position, int index, int width, bool isEscaped)
    {
        const int longest = 10;
        var name = EndOfAmpersand(text, position, isEscaped);

        if (name is null)
        {
            return null;
        }

        var end = text.IndexOf(';', name.Value, Math.Min(longest, text.Length - name.Value));

        if (end < 0)
        {
            return text.Length - name < longest && secret[index] != '&' ? text.Length + 1 : null;
        }

        return WebUtility.HtmlDecode("&" + text.Substring(name.Value, end + 1 - name.Value)) == secret.Substring(index, width) ? end + 1 : null;
    }

    private static int? EndOfAmpersand(string text, int position, bool isEscaped) =>
        position < text.Length && text[position] == '&' ? position + 1
        : isEscaped && Stands(Ampersand, text, position) ? position + Ampersand.Length
        : null;

    // However many: JSON inside a text of JSON has more of them.
    private static int EndOfBackslashes(string text, int position)
    {
        var next = position;

        for (var left = MostBackslashes; left > 0 && next < text.Length; left--)
        {
            var length = text[next] == '\\' ? 1 : Stands(Backslash, text, next) ? Backslash.Length : 0;

            if (length == 0)
            {
                break;
            }

            next += length;
        }

        return next;
    }

    private static bool Stands(string part, string text, int position) =>
        string.Compare(text, position, part, 0, part.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsCode(string text, int position, char character) =>
        text.Length - position >= 5 && text[position] == 'u' && Hex(text, position + 1, digits: 4) == character;

    private static int? Hex(string text, int position, int digits)
    {
        var value = 0;

        for (var at = position; at < position + digits; at++)
        {
            var digit = text[at] switch
            {
                >= '0' and <= '9' => text[at] - '0',
                >= 'a' and <= 'f' => text[at] - 'a' + 10,
                >= 'A' and <= 'F' => text[at] - 'A' + 10,
                _ => -1,
            };

            if (digit < 0)
            {
                return null;
            }

            value = (16 * value) + digit;
        }

        return value;
    }

    private static char Short(char character) => character switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => character,
    };
}
