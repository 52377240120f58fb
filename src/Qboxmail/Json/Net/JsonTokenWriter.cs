using System.Buffers;
using System.Text.Encodings.Web;

namespace Qboxmail.Json;

internal sealed partial class JsonTokenWriter
{
    private readonly ArrayBufferWriter<byte> _utf8 = new();
    private readonly Utf8JsonWriter _json;

    public JsonTokenWriter() => _json = new(_utf8, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public byte[] ToUtf8()
    {
        _json.Flush();
        return _utf8.WrittenSpan.ToArray();
    }

    public void Null() => _json.WriteNullValue();

    public void Value(string value) => _json.WriteStringValue(value);

    public void Value(bool value) => _json.WriteBooleanValue(value);

    public void Value(long value) => _json.WriteNumberValue(value);

    public void Value(decimal value) => _json.WriteNumberValue(value);

    public void Value(double value) => _json.WriteNumberValue(value);

    public void Dispose() => _json.Dispose();
}
