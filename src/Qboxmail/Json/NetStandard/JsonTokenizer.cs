using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Splits strict JSON into tokens, which <see cref="JsonResponseReader"/> interprets.</summary>
internal ref struct JsonTokenizer
{
    // The API returns no deeper document. The limit keeps a hostile one from exhausting the stack.
    private const int MaxDepth = 64;

    private readonly JsonTextReader _json;
    private object? _value;
    private (JsonTokenKind Kind, object? Value)? _next;

    public JsonTokenizer(ArraySegment<byte> utf8)
    {
        var json = StrictJson.Normalize(utf8);
        _json = new JsonTextReader(new StreamReader(new MemoryStream(json.Array!, json.Offset, json.Count, writable: false), Encoding.UTF8, false))
        {
            ArrayPool = CharPool.Shared,
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = MaxDepth,
            PropertyNameTable = new PropertyNames(),
        };
    }

    public JsonTokenKind Kind { get; private set; }

    /// <summary>Gets the place of an error.</summary>
    public readonly string Position => $"line {_json.LineNumber}, position {_json.LinePosition}";

    /// <summary>Returns whether an exception reports invalid JSON. Its message quotes the document.</summary>
    public static bool IsInvalid(Exception exception) => exception is JsonException;

    public readonly void Dispose() => _json.Close();

    /// <summary>Advances to the next token, and returns false at the end of the document.</summary>
    public bool Read()
    {
        (Kind, _value) = Next();
        _next = null;
        return Kind != JsonTokenKind.None;
    }

    /// <summary>Returns the name of the first field of an object without advancing to it; null when it has none.</summary>
    public string? PeekName() => Next().Value as string;

    /// <summary>Returns whether the name or string is this text.</summary>
    public readonly bool IsText(string text) => GetText() == text;

    /// <summary>Returns a name or a string. Unpaired surrogates and invalid UTF-8 become the replacement character.</summary>
    public readonly string GetText() => (string)_value!;

    /// <summary>Gets the value of a number that fits into a long.</summary>
    public readonly bool TryGetInt64(out long value)
    {
        value = _value is long number ? number : 0;
        return _value is long;
    }

    /// <summary>Gets the value of a string that is an instant with an offset in ISO 8601. A string in another format may be an instant too.</summary>
    public readonly bool TryGetInstant(out DateTimeOffset value)
    {
        value = default;
        return _value is string text
            && DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    /// <summary>
    /// Returns the value: a <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/> or <see cref="bool"/>, otherwise null. A number that the
    /// conversion would change is returned as a string.
    /// </summary>
    public readonly object? GetValue() => _value;

    private (JsonTokenKind Kind, object? Value) Next() => _next ??= (ReadKind(), _json.Value);

    private readonly JsonTokenKind ReadKind() => !_json.Read() ? JsonTokenKind.None : _json.TokenType switch
    {
        JsonToken.StartObject => JsonTokenKind.StartObject,
        JsonToken.EndObject => JsonTokenKind.EndObject,
        JsonToken.StartArray => JsonTokenKind.StartArray,
        JsonToken.EndArray => JsonTokenKind.EndArray,
        JsonToken.PropertyName => JsonTokenKind.Name,
        JsonToken.String => JsonTokenKind.String,
        JsonToken.Integer or JsonToken.Float => JsonTokenKind.Number,
        JsonToken.Boolean => (bool)_json.Value! ? JsonTokenKind.True : JsonTokenKind.False,
        JsonToken.Null => JsonTokenKind.Null,
        _ => throw InvalidJsonException.At(Position),
    };
}
