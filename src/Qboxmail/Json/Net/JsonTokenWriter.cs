using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qboxmail.Json;

internal sealed partial class JsonTokenWriter
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly ArrayBufferWriter<byte> _utf8 = new();
    private readonly Utf8JsonWriter _json;

    public JsonTokenWriter() => _json = new(_utf8, new JsonWriterOptions { Encoder = Encoder });

    public byte[] ToUtf8()
    {
        _json.Flush();
        return _utf8.WrittenSpan.ToArray();
    }

    public void Null() => _json.WriteNullValue();

    public void Value(string value)
    {
        // The encoder escapes every character beyond the basic plane.
        if (value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            var escaped = value.Select(character => char.IsSurrogate(character) ? $"{character}" : Encoder.Encode($"{character}"));
            _json.WriteRawValue($"\"{string.Concat(escaped)}\"");
        }
        else
        {
            _json.WriteStringValue(value);
        }
    }

    public void Value(bool value) => _json.WriteBooleanValue(value);

    public void Value(long value) => _json.WriteNumberValue(value);

    public void Value(decimal value) => _json.WriteNumberValue(value);

    public void Value(double value) => _json.WriteNumberValue(value);

    public void Dispose() => _json.Dispose();
}
