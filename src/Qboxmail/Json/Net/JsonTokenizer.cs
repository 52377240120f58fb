using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Qboxmail.Json;

/// <summary>Splits strict JSON into tokens. Knows nothing of their meaning.</summary>
internal ref struct JsonTokenizer
{
    // Deeper documents are not the API's; the limit keeps hostile ones from exhausting the stack.
    private const int MaxDepth = 64;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    private readonly int _length;

    // The bytes of the reader, which starts anew after a number with leading zeros.
    private ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _json;
    private string? _zeros;

    public JsonTokenizer(ArraySegment<byte> utf8)
    {
        _utf8 = utf8;
        _length = utf8.Count;
        _json = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    public JsonTokenKind Kind { get; private set; }

    /// <summary>Gets the place of an error.</summary>
    public readonly string Position => FormattableString.Invariant($"byte {_length - _utf8.Length + _json.BytesConsumed + 1}");

    /// <summary>Returns whether an exception reports invalid JSON. Its message quotes the document.</summary>
    public static bool IsInvalid(Exception exception) => exception is JsonException;

    /// <summary>Advances to the next token, and returns false at the end of the document.</summary>
    public bool Read()
    {
        if (MayHaveLeadingZeros() && TryReadLeadingZeros())
        {
            Kind = JsonTokenKind.String;
            return true;
        }

        _zeros = null;
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
        _zeros is not null || _json.ValueIsEscaped ? GetText() == text : Ascii.Equals(_json.ValueSpan, text);

    /// <summary>Returns a name or a string. Half of a surrogate pair and invalid UTF-8 become the replacement character.</summary>
    public readonly string GetText() =>
        _zeros ?? (_json.ValueIsEscaped ? Unescape(Encoding.UTF8.GetString(_json.ValueSpan)) : Encoding.UTF8.GetString(_json.ValueSpan));

    /// <summary>Gets the value of a number that fits.</summary>
    public readonly bool TryGetInt64(out long value)
    {
        value = 0;
        return Kind == JsonTokenKind.Number && _json.TryGetInt64(out value);
    }

    /// <summary>Gets the value of a string that is an instant with an offset in ISO 8601. Others may be instants too.</summary>
    public readonly bool TryGetInstant(out DateTimeOffset value)
    {
        value = default;
        // At most seven digits of a second: a longer fraction would be cut.
        var canBeInstant = _json.ValueSpan is { Length: <= 28 } and [.., not (byte)'.', (byte)'Z']
            or { Length: <= 33 } and [.., (byte)'+' or (byte)'-', _, _, (byte)':', _, _];
        return Kind == JsonTokenKind.String && canBeInstant && _json.TryGetDateTimeOffset(out value);
    }

    /// <summary>
    /// Returns the value: a <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/> or <see cref="bool"/>, otherwise null. A number that
    /// would change is a string.
    /// </summary>
    public readonly object? GetValue()
    {
        switch (Kind)
        {
            case JsonTokenKind.Name or JsonTokenKind.String: return GetText();
            case JsonTokenKind.True: return true;
            case JsonTokenKind.False: return false;
            case JsonTokenKind.Number when _json.TryGetInt64(out var value): return value;
            case JsonTokenKind.Number:
                var number = Encoding.UTF8.GetString(_json.ValueSpan);
                return NumberText.IsExact(_json.ValueSpan) ? decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture) : number;
            default: return null;
        }
    }

    public void Dispose() => this = default;

    // The first bytes of most tokens show that they are no such number.
    private readonly bool MayHaveLeadingZeros()
    {
        var rest = _utf8[(int)_json.BytesConsumed..];
        rest = rest is [(byte)',', ..] ? rest[1..] : rest;
        return rest is [< (byte)'1' and not (byte)'"', ..] and not [(byte)'0', < (byte)'0' or > (byte)'9', ..];
    }

    /// <summary>Reads a number with leading zeros, which Utf8JsonReader refuses, as a string: a code, for example, that must keep them.</summary>
    private bool TryReadLeadingZeros()
    {
        var rest = _utf8[(int)_json.BytesConsumed..];
        var start = 0;

        while (start < rest.Length && rest[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',')
        {
            start++;
        }

        var zeros = start < rest.Length && rest[start] == '-' ? start + 1 : start;

        if (zeros + 1 >= rest.Length || rest[zeros] != '0' || rest[zeros + 1] is < (byte)'0' or > (byte)'9')
        {
            return false;
        }

        var number = rest[zeros..];
        number = number.IndexOfAnyExcept(NumberBytes) is var length and >= 0 ? number[..length] : number;

        // The reader itself checks whether a number is allowed here, and its fraction and exponent.
        byte[] single = [.. rest[..start], (byte)'0', .. number.TrimStart("0123456789"u8), (byte)' '];
        var checker = new Utf8JsonReader(single, isFinalBlock: false, _json.CurrentState);
        checker.Read();
        _zeros = Encoding.UTF8.GetString(rest[start..(zeros + number.Length)]);
        _utf8 = rest[(zeros + number.Length)..];
        _json = new Utf8JsonReader(_utf8, isFinalBlock: true, checker.CurrentState);
        return true;
    }

    // Regex knows all escapes of JSON. Those of Utf8JsonReader fail on half of a surrogate pair, which the encoding replaces here.
    private static string Unescape(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Regex.Unescape(text)));
}
