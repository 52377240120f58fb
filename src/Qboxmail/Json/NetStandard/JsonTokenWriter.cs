using Newtonsoft.Json;

namespace Qboxmail.Json;

internal sealed partial class JsonTokenWriter
{
    private readonly MemoryStream _utf8 = new();
    private readonly JsonTextWriter _json;

    public JsonTokenWriter() =>
        _json = new(new StreamWriter(_utf8, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))) { ArrayPool = CharPool.Shared };

    public byte[] ToUtf8()
    {
        _json.Flush();
        return _utf8.ToArray();
    }

    public void Null() => _json.WriteNull();

    public void Value(string value) => _json.WriteValue(value);

    public void Value(bool value) => _json.WriteValue(value);

    public void Value(long value) => _json.WriteValue(value);

    // JsonTextWriter would append ".0" to whole numbers of type decimal and double.
    public void Value(decimal value) => _json.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));

    public void Value(double value) => _json.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));

    public void Dispose() => _json.Close();
}
