using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Qboxmail.Json;

namespace Qboxmail.Redaction;

/// <summary>Masks the secrets of a call in messages and logs.</summary>
internal sealed class SecretRedactor
{
    public const string Mask = "***";

    private const string ErrorsField = "errors";
    private const string FieldField = "field";

    // A shorter secret occurs inside words by chance; masking it there would garble the text without hiding it.
    private const int MinPartLength = 8;

    private static readonly string[] EnvelopeWords =
        ["message", ErrorsField, "error", FieldField, "description", "title", "detail", "status", "resources", "pagination", "resource_code"];

    // A JSON escape in a decoded string may hide a secret, for example when an error quotes the JSON of the request.
    private static readonly Regex Escape = new(@"\\[""\\/bfnrtu]", RegexOptions.CultureInvariant);

    // A server may return a token in place of a name, so any name that is not plain is redacted.
    private static readonly Regex PlainName = new(@"^\p{L}[\p{L}\p{Nd}_]*\z", RegexOptions.CultureInvariant);

    // The password of a proxy, for example.
    private static readonly Regex UserInfo = new(@"(?<=://)[^/?#\s]+(?=@)", RegexOptions.CultureInvariant);

    private readonly List<string> _secrets;

    /// <summary>Initializes a redactor of the given secrets.</summary>
    /// <param name="secrets">The values that were sent: tokens, passwords and the like.</param>
    // Longest first: masking a shorter secret first could leave the rest of a longer one.
    public SecretRedactor(IEnumerable<string> secrets) =>
        _secrets = [.. secrets.Where(secret => secret.Length > 0).Distinct().OrderByDescending(secret => secret.Length)];

    /// <summary>Returns the values of JSON fields whose names look like secrets; none when the input is not JSON.</summary>
    public static IReadOnlyList<string> FindIn(byte[] json)
    {
        IReadOnlyList<string> secrets = [];

        try
        {
            JsonResponseReader.Read(new(json), (ref reader) => secrets = FindIn("", reader.ReadAny()).ToList());
        }
        catch (InvalidJsonException)
        {
            // The secrets are already found when only the text after the value is invalid.
        }

        return secrets;
    }

    /// <summary>Returns whether a text contains a secret, plain, HTML-encoded or URL-encoded.</summary>
    public bool IsIn(string text) =>
        new[] { text, WebUtility.HtmlDecode(text), WebUtility.UrlDecode(text) }.Any(form => _secrets.Any(secret => form.Contains(secret)));

    /// <summary>Masks the secrets in a text, and user and password in each URL.</summary>
    public string Redact(string text) => UserInfo.Replace(Redact(text, EnvelopeWords), Mask);

    /// <summary>
    /// Masks the values of JSON fields whose names look like secrets, and sent secrets inside strings. Property names, and field names in
    /// <c>errors</c>, stay readable, because they show what is wrong with a request. In <c>errors</c>, a field name does not make its value a secret.
    /// </summary>
    public object? RedactJson(object? json)
    {
        HashSet<string> words = [.. EnvelopeWords, .. Names(json).Where(name => PlainName.IsMatch(name))];
        return json is IReadOnlyDictionary<string, object?> fields
            ? RedactFields(fields, words, name => name == ErrorsField)
            : RedactField("", json, words, isInErrors: false);
    }

    private static IEnumerable<string> FindIn(string name, object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> fields => fields.SelectMany(field => FindIn(SecretNames.IsSecret(name) ? name : field.Key, field.Value)),
        IReadOnlyList<object?> items => items.SelectMany(item => FindIn(name, item)),
        _ => SecretNames.IsSecret(name) ? [Text(value)] : [],
    };

    private static IEnumerable<string> Names(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> fields => fields.SelectMany(field =>
            (field is { Key: FieldField, Value: string name } ? [name] : Names(field.Value)).Append(field.Key)),
        IReadOnlyList<object?> items => items.SelectMany(Names),
        _ => [],
    };

    private object? RedactField(string name, object? value, ICollection<string> words, bool isInErrors) => value switch
    {
        bool => value,
        string text when isInErrors && name == FieldField => RedactName(text, words),
        not null when !isInErrors && SecretNames.IsSecret(name) => Mask,
        IReadOnlyDictionary<string, object?> fields => RedactFields(fields, words, _ => isInErrors),
        IReadOnlyList<object?> items => items.Select(item => RedactField("", item, words, isInErrors)).ToList(),
        string text => Escape.IsMatch(text) ? Mask : Redact(text, words),
        _ => _secrets.Contains(Text(value)) ? Mask : value,
    };

    private Dictionary<string, object?> RedactFields(
        IReadOnlyDictionary<string, object?> fields, ICollection<string> words, Func<string, bool> isInErrors)
    {
        var redacted = new Dictionary<string, object?>(StringComparer.Ordinal);

        foreach (var field in fields)
        {
            redacted[RedactName(field.Key, words)] = RedactField(field.Key, field.Value, words, isInErrors(field.Key));
        }

        return redacted;
    }

    // A backslash may be part of an escaped secret.
    private string RedactName(string name, ICollection<string> words) =>
        PlainName.IsMatch(name) ? name : name.Contains('\\') ? Mask : Redact(name, words);

    private string Redact(string text, ICollection<string> words) => _secrets.Contains(text)
        ? Mask
        : _secrets
            .Where(secret => secret.Length >= MinPartLength && !words.Contains(secret))
            .Aggregate(text, (rest, secret) => rest.Replace(secret, Mask));

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
