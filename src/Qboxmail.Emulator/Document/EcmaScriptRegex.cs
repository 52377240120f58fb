using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Qboxmail.Emulator.Document;

/// <summary>
/// Matches the patterns of the OpenAPI document, which are ECMAScript regular expressions. They are translated, because in .NET <c>$</c> also matches
/// before a final line feed, <c>.</c> matches a carriage return, and <c>\d</c> matches all Unicode digits.
/// </summary>
internal static class EcmaScriptRegex
{
    private static readonly ConcurrentDictionary<string, Regex> Translated = new(StringComparer.Ordinal);

    public static bool IsMatch(string text, string pattern) =>
        Translated.GetOrAdd(pattern, key => new Regex(Translate(key), RegexOptions.None, TimeSpan.FromSeconds(1))).IsMatch(text);

    private static string Translate(string pattern)
    {
        var translated = new StringBuilder();
        var isInClass = false;

        for (var index = 0; index < pattern.Length; index++)
        {
            var character = pattern[index];

            switch (character)
            {
                case '\\' when index + 1 < pattern.Length:
                    translated.Append(Escape(pattern[++index], isInClass));
                    continue;
                // In .NET, an unescaped [ inside a character class can begin a subtraction.
                case '[' when isInClass:
                    translated.Append(@"\[");
                    continue;
                case '[':
                    isInClass = true;
                    break;
                case ']' when isInClass:
                    isInClass = false;
                    break;
                case '$' when !isInClass:
                    translated.Append(@"\z");
                    continue;
                case '.' when !isInClass:
                    translated.Append(@"[^\n\r\u2028\u2029]");
                    continue;
            }

            translated.Append(character);
        }

        return translated.ToString();
    }

    private static string Escape(char character, bool isInClass) => (character, isInClass) switch
    {
        ('d', false) => "[0-9]",
        ('d', true) => "0-9",
        ('D', false) => "[^0-9]",
        ('w', false) => "[A-Za-z0-9_]",
        ('w', true) => "A-Za-z0-9_",
        ('W', false) => "[^A-Za-z0-9_]",
        _ => $@"\{character}",
    };
}
