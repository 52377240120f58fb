using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Splits JSON into tokens, which <see cref="JsonResponseReader"/> interprets. It rejects JSON extensions such as comments.</summary>
internal ref struct JsonTokenizer
{
    // No response of the API is nested as deeply. The limit keeps hostile JSON from exhausting the stack.
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

    /// <summary>Gets the position of an error.</summary>
    public readonly string Position => $"line {_json.LineNumber}, position {_json.LinePosition}";

    /// <summary>Returns whether an exception reports invalid JSON. Do not show its message, which quotes the JSON.</summary>
    public static bool IsInvalid(Exception exception) => exception is JsonException;

    public readonly void Dispose() => _json.Close();

    /// <summary>Advances to the next token. Returns <see langword="false"/> at the end of the document.</summary>
    public bool Read()
    {
        (Kind, _value) = Next();
        _next = null;
        return Kind != JsonTokenKind.None;
    }

    /// <summary>Returns the name of the first property of an object without advancing to it, or <see langword="null"/> if there is none.</summary>
    public string? PeekName() => Next().Value as string;

    /// <summary>Returns whether the current name or string equals a string.</summary>
    public readonly bool IsText(string text) => GetText() == text;

    /// <summary>Returns the current name or string. Unpaired surrogates and invalid UTF-8 become U+FFFD.</summary>
    public readonly string GetText() => (string)_value!;

    /// <summary>Gets the current number if it fits in a long.</summary>
    public readonly bool TryGetInt64(out long value)
    {
        value = _value is long number ? number : 0;
        return _value is long;
    }

    /// <summary>Gets the current string if it is an ISO 8601 timestamp with an offset. A string in another format may be a timestamp too.</summary>
    public readonly bool TryGetInstant(out DateTimeOffset value)
    {
        value = default;
        return _value is string text
            && DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    /// <summary>
    /// Returns the current value: a <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/> or <see langword="null"/>. A
    /// number that a conversion would change is returned as a string.
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
