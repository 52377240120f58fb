using System.Text;
using System.Text.RegularExpressions;
using Qboxmail.Json;

namespace Qboxmail.Redaction;

/// <summary>
/// Masks the values of fields whose names look like secrets. The text need not be JSON: half an answer, JSON inside a text of JSON and JSON in
/// a page of HTML are searched too, so that nothing is parsed.
/// </summary>
internal static partial class SecretFieldRedactor
{
    // The quotes behind the name tell how those around the value are written.
    private const string NamePattern = $$"""
        (?:{{SecretNames.Pattern}})(?:[^"\\]{0,100}(?<quote>\\*")|[^"\\:,{}&]{0,100}(?<quote>&quot;|&\#34;))\s*(?::|=>)\s*
        """;

    private static readonly char[] EndsOfPlainValues = [',', '}', ']', '\r', '\n', '<'];

    public static string Remove(string text, bool keepsLists)
    {
        var clean = new StringBuilder();
        var kept = 0;

        for (var name = Name().Match(text); name.Success;)
        {
            var quote = name.Groups["quote"].Value;
            var start = name.Index + name.Length;
            var end = EndOfValue(text, start, quote, keepsLists);

            // A value that looks like another name, in a text with a hole in it.
            for (var next = StartOfNext(text, end); end > start && next > end; next = StartOfNext(text, end))
            {
                end = EndOfValue(text, next, quote, keepsLists: false);
            }

            if (end > start)
            {
                clean.Append(text, kept, start - kept).Append(quote).Append(SecretRedactor.Mask).Append(quote);
                kept = end;
            }

            name = Name().Match(text, end);
        }

        return kept == 0 ? text : clean.Append(text, kept, text.Length - kept).ToString();
    }

    private static int EndOfValue(string text, int start, string quote, bool keepsLists)
    {
        if (string.CompareOrdinal(text, start, quote, 0, quote.Length) == 0)
        {
            return EndOfText(text, start + quote.Length, quote);
        }

        return start == text.Length || (text[start] == '[' && keepsLists) ? start
            : text[start] is '[' or '{' ? EndOfNested(text, start)
            : EndOfPlain(text, start);
    }

    /// <summary>Where the value begins that follows a colon; the same place when none follows.</summary>
    private static int StartOfNext(string text, int end)
    {
        var next = EndOfSpace(text, end);
        return next < text.Length && text[next] == ':' ? EndOfSpace(text, next + 1) : end;
    }

    private static int EndOfSpace(string text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    private static int EndOfText(string text, int start, string quote)
    {
        // As many backslashes as before the quote that opened it; more escape a quote that belongs to the text.
        var escapes = quote.Length - quote.TrimStart('\\').Length;
        var mark = quote.Substring(escapes);

        for (var at = text.IndexOf(mark, start, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            var backslashes = 0;

            while (at - backslashes > start && text[at - backslashes - 1] == '\\')
            {
                backslashes++;
            }

            if (backslashes % (2 * (escapes + 1)) == escapes)
            {
                return at + mark.Length;
            }
        }

        return text.Length;
    }

    private static int EndOfNested(string text, int start)
    {
        var depth = 0;

        for (var at = start; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"': at = EndOfText(text, at + 1, "\"") - 1; break;
                case '[' or '{': depth++; break;
                case ']' or '}' when --depth == 0: return at + 1;
            }
        }

        return text.Length;
    }

    private static int EndOfPlain(string text, int start)
    {
        var end = text.IndexOfAny(EndsOfPlainValues, start);
        var value = text.Substring(start, (end < 0 ? text.Length : end) - start).TrimEnd();

        return value is "null" or "true" or "false" ? start : start + value.Length;
    }

#if NET
    [GeneratedRegex(NamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
#else
    private static readonly Regex NameBefore = new(NamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static Regex Name() => NameBefore;
#endif
}
