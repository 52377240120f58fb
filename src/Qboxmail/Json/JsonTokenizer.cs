using System.Text;
using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>The kinds of tokens that JSON consists of.</summary>
internal enum JsonTokenKind
{
    None,
    StartObject,
    EndObject,
    StartArray,
    EndArray,
    Name,
    String,
    Number,
    Boolean,
    Null,
}

/// <summary>Splits strict JSON into tokens. Knows nothing of their meaning.</summary>
internal sealed class JsonTokenizer : IDisposable
{
    // Deeper documents are not the API's; the limit keeps hostile ones from exhausting the stack.
    private const int MaxDepth = 64;

    private readonly JsonTextReader _json;
    private (JsonTokenKind Kind, object? Value)? _next;

    public JsonTokenizer(byte[] utf8) =>
        _json = new JsonTextReader(new StreamReader(new MemoryStream(StrictJson.Normalize(utf8), writable: false), Encoding.UTF8, false))
        {
            ArrayPool = CharPool.Shared,
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = MaxDepth,
            PropertyNameTable = new PropertyNames(),
        };

    public JsonTokenKind Kind { get; private set; }

    /// <summary>Gets the value: a <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/> or <see cref="bool"/>, otherwise null.</summary>
    public object? Value { get; private set; }

    public void Dispose() => _json.Close();

    /// <summary>Advances to the next token, and returns false at the end of the document.</summary>
    public bool Read()
    {
        (Kind, Value) = Peek();
        _next = null;
        return Kind != JsonTokenKind.None;
    }

    /// <summary>Returns the next token without advancing to it.</summary>
    public (JsonTokenKind Kind, object? Value) Peek() => _next ??= (ReadKind(), _json.Value);

    private JsonTokenKind ReadKind()
    {
        try
        {
            if (!_json.Read())
            {
                return JsonTokenKind.None;
            }
        }
        // Newtonsoft overflows when it rounds a fraction beyond the range of decimal. Its own exceptions quote the document.
        catch (Exception exception) when (exception is JsonException or OverflowException)
        {
            throw Invalid();
        }

        return _json.TokenType switch
        {
            JsonToken.StartObject => JsonTokenKind.StartObject,
            JsonToken.EndObject => JsonTokenKind.EndObject,
            JsonToken.StartArray => JsonTokenKind.StartArray,
            JsonToken.EndArray => JsonTokenKind.EndArray,
            JsonToken.PropertyName => JsonTokenKind.Name,
            JsonToken.String => JsonTokenKind.String,
            JsonToken.Integer or JsonToken.Float => JsonTokenKind.Number,
            JsonToken.Boolean => JsonTokenKind.Boolean,
            JsonToken.Null => JsonTokenKind.Null,
            _ => throw Invalid(),
        };
    }

    private InvalidJsonException Invalid() => InvalidJsonException.At($"line {_json.LineNumber}, position {_json.LinePosition}");
}
