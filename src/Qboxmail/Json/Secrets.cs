using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Takes secrets out of texts that people will read.</summary>
internal static partial class Secrets
{
    public const string Mask = "***";

    // A name counts by its look, because a new token is answered under a name that the reference does not show. A test holds this
    // against every property of the document with the format password.
    private const string SecretNamePattern = "password|passwd|token|secret|api_?key|csv_file_content";

    private const string SecretFieldPattern = $$"""(?<name>"[^"\\]{0,100}(?:{{SecretNamePattern}})[^"\\]{0,100}"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|\d+)""";

    public static bool IsSecret(string name) => SecretName().IsMatch(name);

    /// <summary>The text without the given secrets and without the values of JSON fields whose names look like secrets.</summary>
    /// <param name="text">Text from outside.</param>
    /// <param name="secrets">What was sent; it may come back as it is or escaped as in JSON.</param>
    /// <param name="isCut">Whether the end of the text is missing, so that only the beginning of a secret may stand there.</param>
    public static string Remove(string text, IEnumerable<string> secrets, bool isCut = false)
    {
        var known = secrets.Where(secret => secret.Length > 0).Distinct().OrderByDescending(secret => secret.Length).ToList();

        foreach (var secret in known)
        {
            text = RemoveEscaped(text.Replace(secret, Mask), secret);
        }

        if (isCut && known.Count > 0)
        {
            var end = known.Min(secret => StartOfCut(secret, text));
            text = end < text.Length ? text.Substring(0, end) + Mask : text;
        }

        return SecretField().Replace(text, "${name}\"" + Mask + "\"");
    }

    /// <summary>The texts in fields whose names look like secrets; none when it is no JSON.</summary>
    public static IReadOnlyList<string> In(byte[] json)
    {
        try
        {
            using var reader = new AnswerReader(json, NoDrift.Instance);
            return [.. In("", reader.ReadAny())];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<string> In(string name, object? value) => value switch
    {
        string text when IsSecret(name) => [text],
        IReadOnlyDictionary<string, object?> fields => fields.SelectMany(field => In(field.Key, field.Value)),
        IReadOnlyList<object?> items => items.SelectMany(item => In(name, item)),
        _ => [],
    };

    private static string RemoveEscaped(string text, string secret)
    {
        var clean = new StringBuilder();
        var kept = 0;

        for (var start = NextStart(secret, text, 0); start >= 0; start = NextStart(secret, text, start))
        {
            if (EndOf(secret, text, start, isCut: false) is { } end)
            {
                clean.Append(text, kept, start - kept).Append(Mask);
                kept = start = end;
            }
            else
            {
                start++;
            }
        }

        return kept == 0 ? text : clean.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>Where a secret begins that goes on behind the end of the text; the length of the text when none does.</summary>
    private static int StartOfCut(string secret, string text)
    {
        var start = NextStart(secret, text, 0);

        while (start >= 0 && EndOf(secret, text, start, isCut: true) is null)
        {
            start = NextStart(secret, text, start + 1);
        }

        return start < 0 ? text.Length : start;
    }

    private static int NextStart(string secret, string text, int from) => text.IndexOfAny([secret[0], '\\'], from);

    /// <summary>Where the secret that begins here ends; null when none does.</summary>
    private static int? EndOf(string secret, string text, int start, bool isCut)
    {
        var position = start;

        foreach (var letter in secret)
        {
            var rest = text.Length - position;

            if (rest == 0)
            {
                return isCut ? position : null;
            }

            if (text[position] != '\\')
            {
                if (text[position] != letter)
                {
                    return null;
                }

                position++;
            }
            else if (rest == 1 || (text[position + 1] == 'u' && rest < 6))
            {
                return isCut ? text.Length : null;
            }
            else
            {
                var isCode = text[position + 1] == 'u';

                if (letter != (isCode ? Code(text.Substring(position + 2, 4)) : Short(text[position + 1])))
                {
                    return null;
                }

                position += isCode ? 6 : 2;
            }
        }

        return position;
    }

    private static char? Code(string digits) =>
        ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? (char)code : null;

    private static char Short(char letter) => letter switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => letter,
    };

#if NET
    [GeneratedRegex(SecretNamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(SecretFieldPattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretField();
#else
    private static readonly Regex Name = new(SecretNamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Field = new(SecretFieldPattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static Regex SecretName() => Name;

    private static Regex SecretField() => Field;
#endif
}
