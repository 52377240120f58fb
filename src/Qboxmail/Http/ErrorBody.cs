using Newtonsoft.Json;
using Qboxmail.Json;

namespace Qboxmail.Http;

/// <summary>What can be read out of the body of an error: usually <c>{message, errors: [{field, description}]}</c>, perhaps half of it, perhaps nothing.</summary>
internal sealed record ErrorBody(string? Message, IReadOnlyList<FieldError> FieldErrors)
{
    // No request has as many fields.
    private const int MaxFieldErrors = 1000;

    public static ErrorBody Empty { get; } = new(null, []);

    public static ErrorBody Read(byte[] body)
    {
        if (body.Length == 0)
        {
            return Empty;
        }

        try
        {
            using var json = new JsonResponseReader(body, NoDrift.Instance);
            return json.ReadAny() is IReadOnlyDictionary<string, object?> fields ? From(fields) : Empty;
        }
        catch (JsonException)
        {
            // A page of a proxy, or half an answer; the body itself goes into the exception.
            return Empty;
        }
    }

    private static ErrorBody From(IReadOnlyDictionary<string, object?> fields)
    {
        var message = fields.TryGetValue("message", out var value) ? value as string : null;

        if (message is null && fields.TryGetValue("error", out var error))
        {
            message = error as string;
        }

        return new(message, fields.TryGetValue("errors", out var errors) ? FieldErrorsOf(errors).Take(MaxFieldErrors).ToList() : []);
    }

    private static IEnumerable<FieldError> FieldErrorsOf(object? errors) => errors switch
    {
        IReadOnlyList<object?> items => items.SelectMany(FieldErrorsOfItem),
        IReadOnlyDictionary<string, object?> map => map.SelectMany(field => Texts(field.Value).Select(text => new FieldError(field.Key, text))),
        string text => [new FieldError("", text)],
        _ => [],
    };

    private static IEnumerable<FieldError> FieldErrorsOfItem(object? item) => item switch
    {
        IReadOnlyDictionary<string, object?> entry when entry.ContainsKey("description") || entry.ContainsKey("field") =>
            [new FieldError(Text(entry, "field"), Text(entry, "description"))],
        string or IReadOnlyDictionary<string, object?> => FieldErrorsOf(item),
        _ => [],
    };

    private static string Text(IReadOnlyDictionary<string, object?> entry, string name) =>
        entry.TryGetValue(name, out var value) ? Texts(value).FirstOrDefault() ?? "" : "";

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IReadOnlyList<object?> items => items.OfType<string>(),
        _ => [],
    };
}
