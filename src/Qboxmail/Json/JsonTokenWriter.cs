using Newtonsoft.Json;

namespace Qboxmail.Json;

/// <summary>Writes the tokens of JSON. Knows nothing of their meaning.</summary>
internal sealed class JsonTokenWriter(TextWriter text) : IDisposable
{
    private readonly JsonTextWriter _json = new(text) { ArrayPool = CharPool.Shared };

    /// <summary>Returns plain values as JSON: null, Booleans, numbers, strings, and lists and dictionaries of these.</summary>
    public static string ToText(object? value)
    {
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);

        using (var json = new JsonTokenWriter(text))
        {
            json.WriteAny(value);
        }

        return text.ToString();
    }

    public void StartObject() => _json.WriteStartObject();

    public void EndObject() => _json.WriteEndObject();

    public void StartArray() => _json.WriteStartArray();

    public void EndArray() => _json.WriteEndArray();

    public void Name(string name) => _json.WritePropertyName(name);

    public void Null() => _json.WriteNull();

    public void Value(string value) => _json.WriteValue(value);

    public void Value(bool value) => _json.WriteValue(value);

    public void Value(long value) => _json.WriteValue(value);

    public void Value(decimal value) => _json.WriteValue(value);

    public void Dispose() => _json.Close();

    private void WriteAny(object? value)
    {
        switch (value)
        {
            case string text: Value(text); break;
            case bool flag: Value(flag); break;
            case long number: Value(number); break;
            case decimal number: Value(number); break;
            case IReadOnlyDictionary<string, object?> fields:
                StartObject();

                foreach (var field in fields)
                {
                    Name(field.Key);
                    WriteAny(field.Value);
                }

                EndObject();
                break;
            case IReadOnlyList<object?> items:
                StartArray();

                foreach (var item in items)
                {
                    WriteAny(item);
                }

                EndArray();
                break;
            default: Null(); break;
        }
    }
}
