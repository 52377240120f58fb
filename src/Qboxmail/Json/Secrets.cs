using System.Text.RegularExpressions;
using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Takes secrets out of texts that people will read.</summary>
internal static partial class Secrets
{
    public const string Mask = "***";

    // A name counts by its look, because a new token is answered under a name that the reference does not show. A test holds this
    // against every property of the document with the format password.
    public const string NamePattern = "password|passwd|token|secret|api_?key|csv_file_content";

    public static bool IsSecret(string name) => SecretName().IsMatch(name);

    /// <summary>The text without the given secrets and without the values of JSON fields whose names look like secrets.</summary>
    /// <param name="text">Text from outside.</param>
    /// <param name="secrets">What was sent; it may come back as it is, or escaped as in JSON, in an address or in HTML.</param>
    /// <param name="isCut">Whether the end of the text is missing, so that only the beginning of a secret may stand there.</param>
    /// <param name="keepsLists">Whether a list in such a field is kept: in an error it tells what is wrong with the field.</param>
    public static string Remove(string text, IEnumerable<string> secrets, bool isCut = false, bool keepsLists = true)
    {
        var known = secrets.Where(secret => secret.Length > 0).Distinct()
            .OrderByDescending(secret => secret.Length)
            .Select(secret => new SentSecret(secret))
            .ToList();

        foreach (var secret in known)
        {
            text = secret.RemoveFrom(text);
        }

        if (isCut && known.Count > 0)
        {
            var end = known.Min(secret => secret.StartOfCut(text));
            text = end < text.Length ? text.Substring(0, end) + Mask : text;
        }

        return SecretFields.Remove(text, keepsLists);
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

#if NET
    [GeneratedRegex(NamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
#else
    private static readonly Regex Name = new(NamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static Regex SecretName() => Name;
#endif
}
