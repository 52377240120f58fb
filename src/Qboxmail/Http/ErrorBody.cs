using Qboxmail.Json;
using Qboxmail.Redaction;

namespace Qboxmail.Http;

/// <summary>The redacted content of an error response, for use in exceptions.</summary>
/// <param name="Message">The message of the API or of a proxy, or <see langword="null"/> if there is none.</param>
/// <param name="FieldErrors">The errors of individual fields of the request.</param>
/// <param name="Quote">An excerpt of the body, or an empty string if the body must not be quoted.</param>
/// <param name="IsObject">Whether the body is a JSON object, like every error of the API.</param>
/// <param name="HasErrors">Whether the body lists errors, in any format.</param>
internal sealed record ErrorBody(string? Message, IReadOnlyList<FieldError> FieldErrors, string Quote, bool IsObject = false, bool HasErrors = false)
{
    // Error responses of the API are far smaller.
    private const int MaxJsonSize = 1024 * 1024;

    private const int MaxTextLength = 200;

    // The title of an HTML page is near its beginning.
    private const int MaxHtmlSize = 16 * 1024;

    private static readonly Regex Title = new("<title(?:\\s[^>]*)?>([^<]{1,1000})</title", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static ErrorBody Read(ResponseBody body, SecretRedactor redactor)
    {
        if (!body.IsTruncated && body.Bytes.Count <= MaxJsonSize)
        {
            try
            {
                var json = redactor.RedactJson(JsonResponseReader.Read(body.Utf8, static (ref reader) => reader.ReadAny()));
                var quote = Encoding.UTF8.GetString(RequestWriter.WriteValue(json));
                return json is IReadOnlyDictionary<string, object?> fields ? FromObject(fields, quote) : new(null, [], quote);
            }
            catch (InvalidJsonException)
            {
                // The body is not JSON and therefore not from the API. PlainTextOf decides whether it may be quoted.
            }
        }

        var text = PlainTextOf(body, redactor);
        var message = text.Length > 0 ? text : body.Kind == BodyKind.Empty ? null : $"({redactor.Redact(body.Description)})";
        return new(message, [], text);
    }

    /// <summary>Returns a short plain text or the title of an HTML page, or an empty string if there is none or it may contain a secret.</summary>
    private static string PlainTextOf(ResponseBody body, SecretRedactor redactor)
    {
        var (all, text) = ("", "");

        if (body.Kind == BodyKind.Html)
        {
            all = Encoding.UTF8.GetString(body.Utf8.Array!, body.Utf8.Offset, Math.Min(body.Utf8.Count, MaxHtmlSize));
            text = WebUtility.HtmlDecode(Title.Match(all).Groups[1].Value).Trim();
        }
        else if (body.IsPlainText && !body.IsTruncated)
        {
            text = body.Text.Trim();
        }

        // A backslash may be part of an escaped secret, which the redactor does not recognize.
        return text.Length <= MaxTextLength && !text.Contains('\\') && !redactor.IsIn(text) && !redactor.IsIn(all) ? text : "";
    }

    private static ErrorBody FromObject(IReadOnlyDictionary<string, object?> fields, string quote)
    {
        var message = Words(fields, "message") ?? Words(fields, "error") ?? Problem(fields);
        var fieldErrors = fields.TryGetValue("errors", out var errors) ? FieldErrorsOf(errors).ToList() : [];
        var hasErrors = Reports(errors)
            || (fields.TryGetValue("error", out var error) && Reports(error))
            || (fields.TryGetValue("success", out var success) && success is false);
        return new(message, fieldErrors, quote, IsObject: true, hasErrors);
    }

    /// <summary>Returns whether the value of a field reports an error. Web frameworks use an array, an object, a string or a Boolean.</summary>
    private static bool Reports(object? value) => value switch
    {
        IReadOnlyList<object?> items => items.Any(item => item is not (null or "")),
        IReadOnlyDictionary<string, object?> fields => fields.Count > 0,
        string text => !string.IsNullOrWhiteSpace(text),
        _ => value is true,
    };

    /// <summary>Returns the title and detail of a Problem Details object (RFC 9457).</summary>
    private static string? Problem(IReadOnlyDictionary<string, object?> fields) =>
        (Words(fields, "title"), Words(fields, "detail")) switch
        {
            ({ } title, { } detail) => $"{title}: {detail}",
            var (title, detail) => title ?? detail,
        };

    private static string? Words(IReadOnlyDictionary<string, object?> fields, string name) =>
        fields.TryGetValue(name, out var value) ? Words(value) : null;

    private static string? Words(object? value) => value switch
    {
        string text => string.IsNullOrWhiteSpace(text) ? null : text,
        IReadOnlyList<object?> items => Words(string.Join(", ", items.Select(Words).OfType<string>())),
        IReadOnlyDictionary<string, object?> fields => Words(fields, "message") ?? Problem(fields),
        _ => null,
    };

    private static IEnumerable<FieldError> FieldErrorsOf(object? errors) => errors switch
    {
        IReadOnlyList<object?> items => items.SelectMany(FieldErrorsOfItem),
        IReadOnlyDictionary<string, object?> map => map.SelectMany(field => Texts(field.Value).Select(text => new FieldError(field.Key, text))),
        string text => new[] { new FieldError("", text) },
        _ => [],
    };

    private static IEnumerable<FieldError> FieldErrorsOfItem(object? item) => item switch
    {
        IReadOnlyDictionary<string, object?> entry when entry.ContainsKey("description") || entry.ContainsKey("field") =>
            new[] { new FieldError(Text(entry, "field"), Text(entry, "description")) },
        string or IReadOnlyDictionary<string, object?> => FieldErrorsOf(item),
        _ => [],
    };

    private static string Text(IReadOnlyDictionary<string, object?> entry, string name) =>
        entry.TryGetValue(name, out var value) ? Texts(value).FirstOrDefault() ?? "" : "";

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => new[] { text },
        IReadOnlyList<object?> items => items.OfType<string>(),
        _ => [],
    };
}
