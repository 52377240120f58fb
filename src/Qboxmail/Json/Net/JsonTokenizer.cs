using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Qboxmail.Json;

/// <summary>Splits strict JSON into tokens, which <see cref="JsonResponseReader"/> interprets.</summary>
internal ref struct JsonTokenizer
{
    // The API returns no deeper document. The limit keeps a hostile one from exhausting the stack.
    private const int MaxDepth = 64;

    private Utf8JsonReader _json;

    public JsonTokenizer(ArraySegment<byte> utf8) => _json = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });

    public JsonTokenKind Kind { get; private set; }

    /// <summary>Gets the place of an error.</summary>
    public readonly string Position => FormattableString.Invariant($"byte {_json.BytesConsumed + 1}");

    /// <summary>Returns whether an exception reports invalid JSON. Its message quotes the document.</summary>
    public static bool IsInvalid(Exception exception) => exception is JsonException;

    /// <summary>Advances to the next token, and returns false at the end of the document.</summary>
    public bool Read()
    {
        Kind = _json.Read() ? (JsonTokenKind)_json.TokenType : JsonTokenKind.None;
        return Kind != JsonTokenKind.None;
    }

    /// <summary>Returns the name of the first field of an object without advancing to it; null when it has none.</summary>
    public readonly string? PeekName()
    {
        var next = this;
        return next.Read() && next.Kind == JsonTokenKind.Name ? next.GetText() : null;
    }

    /// <summary>Returns whether the name or string is this text, which has only ASCII characters.</summary>
    public readonly bool IsText(string text) =>
        _json.ValueIsEscaped ? GetText() == text : Ascii.Equals(_json.ValueSpan, text);

    /// <summary>Returns a name or a string. Unpaired surrogates and invalid UTF-8 become the replacement character.</summary>
    public readonly string GetText() =>
        _json.ValueIsEscaped ? Unescape(Encoding.UTF8.GetString(_json.ValueSpan)) : Encoding.UTF8.GetString(_json.ValueSpan);

    /// <summary>Gets the value of a number that fits into a long.</summary>
    public readonly bool TryGetInt64(out long value)
    {
        value = 0;
        return Kind == JsonTokenKind.Number && _json.TryGetInt64(out value);
    }

    /// <summary>Gets the value of a string that is an instant with an offset in ISO 8601. A string in another format may be an instant too.</summary>
    public readonly bool TryGetInstant(out DateTimeOffset value)
    {
        value = default;
        // At most seven digits of a fraction: Utf8JsonReader would truncate a longer one.
        var canBeInstant = _json.ValueSpan is { Length: <= 28 } and [.., not (byte)'.', (byte)'Z']
            or { Length: <= 33 } and [.., (byte)'+' or (byte)'-', _, _, (byte)':', _, _];
        return Kind == JsonTokenKind.String && canBeInstant && _json.TryGetDateTimeOffset(out value);
    }

    /// <summary>
    /// Returns the value: a <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/> or <see cref="bool"/>, otherwise null. A number that the
    /// conversion would change is returned as a string.
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

    // Regex.Unescape supports all escapes of JSON. Utf8JsonReader would fail on half of a surrogate pair, which the encoding replaces here.
    private static string Unescape(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Regex.Unescape(text)));
}
