using Qboxmail.Json;

namespace Qboxmail.Redaction;

/// <summary>Masks tokens, passwords and other secrets of a call in strings and JSON.</summary>
internal sealed class SecretRedactor
{
    public const string Mask = "***";

    private const string ErrorsField = "errors";
    private const string FieldField = "field";

    // A shorter secret may occur in ordinary words by chance. Masking it there would make the text unreadable.
    private const int MinPartLength = 8;

    private static readonly string[] EnvelopeWords =
        ["message", ErrorsField, "error", FieldField, "description", "title", "detail", "status", "resources", "pagination", "resource_code"];

    // A string with a JSON escape may contain an escaped secret, for example if an error quotes the JSON of the request.
    private static readonly Regex Escape = new(@"\\[""\\/bfnrtu]", RegexOptions.CultureInvariant);

    // Matches the user name and password in a URL, for example that of a proxy.
    private static readonly Regex UserInfo = new(@"(?<=://)[^/?#\s]+(?=@)", RegexOptions.CultureInvariant);

    private readonly List<string> _secrets;

    /// <summary>Initializes a redactor for the specified secrets.</summary>
    /// <param name="secrets">The values to mask, such as tokens and passwords.</param>
    // The longest secret is masked first, because masking a shorter one could leave a part of a longer one visible.
    public SecretRedactor(IEnumerable<string> secrets) =>
        _secrets = [.. secrets.Where(secret => secret.Length > 0).Distinct().OrderByDescending(secret => secret.Length)];

    /// <summary>Returns the values of JSON fields whose names indicate secrets; none if the input is not JSON.</summary>
    public static IReadOnlyList<string> FindIn(byte[] json)
    {
        IReadOnlyList<string> secrets = [];

        try
        {
            JsonResponseReader.Read(new(json), (ref reader) => secrets = FindIn("", reader.ReadAny()).ToList());
        }
        catch (InvalidJsonException)
        {
            // If only text after the JSON value is invalid, the secrets have already been found.
        }

        return secrets;
    }

    /// <summary>Returns whether a string contains a secret, in plain, HTML-encoded or URL-encoded form.</summary>
    public bool IsIn(string text) =>
        new[] { text, WebUtility.HtmlDecode(text), WebUtility.UrlDecode(text) }.Any(form => _secrets.Any(secret => form.Contains(secret)));

    /// <summary>Masks the secrets in a string, and the user name and password in each URL.</summary>
    public string Redact(string text) => UserInfo.Replace(Redact(text, EnvelopeWords), Mask);

    /// <summary>
    /// Masks the values of JSON fields whose names indicate secrets, and the secrets of the call inside strings. Property names, and field names in
    /// <c>errors</c>, stay readable, because they show what is wrong with a request. Inside <c>errors</c>, a property name does not make its value a
    /// secret.
    /// </summary>
    public object? RedactJson(object? json)
    {
        HashSet<string> words = [.. EnvelopeWords, .. Names(json).Where(IsPlainName)];
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

    // A name with a backslash is masked, because it may contain an escaped secret.
    private string RedactName(string name, ICollection<string> words) =>
        IsPlainName(name) ? name : name.Contains('\\') ? Mask : Redact(name, words);

    // A server may return a token as a property name, so a name that is not a plain identifier is redacted.
    private static bool IsPlainName(string name) =>
        name.Length > 0 && char.IsLetter(name[0]) && name.All(character => char.IsLetterOrDigit(character) || character == '_');

    private string Redact(string text, ICollection<string> words) => _secrets.Contains(text)
        ? Mask
        : _secrets
            .Where(secret => secret.Length >= MinPartLength && !words.Contains(secret))
            .Aggregate(text, (rest, secret) => rest.Replace(secret, Mask));

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
