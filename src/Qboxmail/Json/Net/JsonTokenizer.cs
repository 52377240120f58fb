namespace Qboxmail.Json;

/// <summary>Splits JSON into tokens, which <see cref="JsonResponseReader"/> interprets. It rejects JSON extensions such as comments.</summary>
internal ref struct JsonTokenizer
{
    // No response of the API is nested as deeply. The limit keeps hostile JSON from exhausting the stack.
    private const int MaxDepth = 64;

    private Utf8JsonReader _json;

    public JsonTokenizer(ArraySegment<byte> utf8) => _json = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });

    public JsonTokenKind Kind { get; private set; }

    /// <summary>Gets the position of an error.</summary>
    public readonly string Position => FormattableString.Invariant($"byte {_json.BytesConsumed + 1}");

    /// <summary>Returns whether an exception reports invalid JSON. Do not show its message, which quotes the JSON.</summary>
    public static bool IsInvalid(Exception exception) => exception is JsonException;

    /// <summary>Advances to the next token. Returns <see langword="false"/> at the end of the document.</summary>
    public bool Read()
    {
        Kind = _json.Read() ? (JsonTokenKind)_json.TokenType : JsonTokenKind.None;
        return Kind != JsonTokenKind.None;
    }

    /// <summary>Returns the name of the first property of an object without advancing to it, or <see langword="null"/> if there is none.</summary>
    public readonly string? PeekName()
    {
        var next = this;
        return next.Read() && next.Kind == JsonTokenKind.Name ? next.GetText() : null;
    }

    /// <summary>Returns whether the current name or string equals an ASCII string.</summary>
    public readonly bool IsText(string text) =>
        _json.ValueIsEscaped ? GetText() == text : Ascii.Equals(_json.ValueSpan, text);

    /// <summary>Returns the current name or string. Unpaired surrogates and invalid UTF-8 become U+FFFD.</summary>
    public readonly string GetText() =>
        _json.ValueIsEscaped ? Unescape(Encoding.UTF8.GetString(_json.ValueSpan)) : Encoding.UTF8.GetString(_json.ValueSpan);

    /// <summary>Gets the current number if it fits in a long.</summary>
    public readonly bool TryGetInt64(out long value)
    {
        value = default;
        return Kind == JsonTokenKind.Number && _json.TryGetInt64(out value);
    }

    /// <summary>Gets the current string if it is an ISO 8601 timestamp with an offset. A string in another format may be a timestamp too.</summary>
    public readonly bool TryGetInstant(out DateTimeOffset value)
    {
        value = default;
        // Utf8JsonReader truncates fractions of more than seven digits, so longer strings are excluded.
        var canBeInstant = _json.ValueSpan is { Length: <= 28 } and [.., not (byte)'.', (byte)'Z']
            or { Length: <= 33 } and [.., (byte)'+' or (byte)'-', _, _, (byte)':', _, _];
        return Kind == JsonTokenKind.String && canBeInstant && _json.TryGetDateTimeOffset(out value);
    }

    /// <summary>
    /// Returns the current value: a <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/> or <see langword="null"/>. A
    /// number that a conversion would change is returned as a string.
    /// </summary>
    public readonly object? GetValue() => Kind switch
    {
        JsonTokenKind.String => GetText(),
        JsonTokenKind.True => true,
        JsonTokenKind.False => false,
        JsonTokenKind.Number when _json.TryGetInt64(out var value) => value,
        JsonTokenKind.Number => NumberText.Parse(_json.ValueSpan),
        _ => null,
    };

    public void Dispose() => this = default;

    // Regex.Unescape supports all JSON escapes. Utf8JsonReader would throw on an unpaired surrogate, which the encoding replaces here.
    private static string Unescape(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Regex.Unescape(text)));
}
