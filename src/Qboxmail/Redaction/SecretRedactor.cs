using Newtonsoft.Json;
using Qboxmail.Json;

namespace Qboxmail.Redaction;

/// <summary>Takes secrets out of texts that people will read.</summary>
internal static class SecretRedactor
{
    public const string Mask = "***";

    /// <summary>The text without the given secrets and without the values of JSON fields whose names look like secrets.</summary>
    /// <param name="text">Text from outside.</param>
    /// <param name="secrets">What was sent; it may come back as it is, or escaped as in JSON, in an address or in HTML.</param>
    /// <param name="isTruncated">Whether the end of the text is missing, so that only the beginning of a secret may stand there.</param>
    /// <param name="keepsLists">Whether a list in such a field is kept: in an error it tells what is wrong with the field.</param>
    public static string Remove(string text, IEnumerable<string> secrets, bool isTruncated = false, bool keepsLists = true)
    {
        var known = secrets.Where(secret => secret.Length > 0).Distinct()
            .OrderByDescending(secret => secret.Length)
            .Select(secret => new EncodedSecretMatcher(secret))
            .ToList();

        foreach (var secret in known)
        {
            text = secret.RemoveFrom(text);
        }

        if (isTruncated && known.Count > 0)
        {
            var end = known.Min(secret => secret.StartOfCut(text));
            text = end < text.Length ? text.Substring(0, end) + Mask : text;
        }

        return SecretFieldRedactor.Remove(text, keepsLists);
    }

    /// <summary>The texts in fields whose names look like secrets; none when it is no JSON.</summary>
    public static IReadOnlyList<string> In(byte[] json)
    {
        try
        {
            using var reader = new JsonResponseReader(json, NoDrift.Instance);
            return [.. In("", reader.ReadAny())];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<string> In(string name, object? value) => value switch
    {
        string text when SecretNames.IsSecret(name) => [text],
        IReadOnlyDictionary<string, object?> fields => fields.SelectMany(field => In(field.Key, field.Value)),
        IReadOnlyList<object?> items => items.SelectMany(item => In(name, item)),
        _ => [],
    };
}
